/*
 * Takes a clause that says yes or no, and the one before it; tells whether what it says is not of all that it names: a yes of
 * one event and a no of another, an only, somebody more.
 */
#ifndef READING_TORN_H
#define READING_TORN_H

#include "reading/study.h"

/* `sign me up for the 16th and off for the 18th`, `the 18th can go`: a yes and a no, or one that cannot be meant of them. */
bool torn_reads_both(const struct study *s, const struct clause *c);

/* Why what stands last is of a part of them only, or turns what stands before; NULL: it does not. `zwei Plätze am 16., am 18.
 * nur mich`, `ich kann zu allen Foren, möchte aber nur zu Bildung`, `am 16. habe ich Dienst. Am 18. nicht`. */
const char *torn_narrows(const struct study *s, const struct clause *c);

/* `put my son on`, `nehmen Sie meinen Sohn`, behind a no that was ordered: somebody in the writer's place. */
bool torn_gives_place(const struct study *s, const struct clause *c);

/* Whether a verb stands first in it, behind an `and` and words that change nothing: an order. */
bool torn_is_order(const struct study *s, const struct clause *c);

#endif
