/*
 * Takes a clause that says yes or no; tells whether it says both of different events, or what it says cannot be meant of them:
 * `sign me up for the 16th and off for the 18th`, `the 18th can go`.
 */
#ifndef READING_TORN_H
#define READING_TORN_H

#include "reading/study.h"

bool torn_reads_both(const struct study *s, const struct clause *c);

/* `zwei Plätze am 16., am 18. nur mich`, `ich kann zu allen Foren, möchte aber nur zu Bildung`, `den 16. bitte, auch für meinen
 * Chef`: what stands last is of a part of the events, or one more who comes. */
bool torn_narrows(const struct study *s, const struct clause *c);

/* `put my son on`, `nehmen Sie meinen Sohn`, behind a no that was ordered: somebody in the writer's place. */
bool torn_gives_place(const struct study *s, const struct clause *c);

#endif
