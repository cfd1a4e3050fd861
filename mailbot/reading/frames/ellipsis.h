/*
 * Takes a clause without a verb that decides (polarity.c), with its slots and its subject: a noun,
 * being somewhere, a modal alone, a fragment, how many there will be, who is brought; gives whether
 * they come or do not, or that it is a fragment, which takes its verb from what stands around it.
 */
#ifndef READING_ELLIPSIS_H
#define READING_ELLIPSIS_H

#include "reading/study.h"

/* A registration as a noun in a clause without a verb, or with `bitte um`. */
void ellipsis_read_noun(const struct study *s, struct clause *c, bool cancels);

/* `I'll be at the congress`: being there, where a preposition says so. */
bool ellipsis_read_being(struct study *s, struct clause *c);

/* A modal alone: `am 18. kann ich`, `zum Kongress möchte ich`. */
bool ellipsis_read_modal(struct study *s, struct clause *c);

/* `Bildung ja`, `am 16. nicht`, `Kongress: 2 Personen`. */
void ellipsis_read_fragment(struct study *s, struct clause *c);

/* `wir sind also drei`: nothing but how many. */
bool ellipsis_is_headcount(const struct study *s, const struct clause *c);

/* `I'll bring my wife on the 16th`, `there will be four of us on the 16th`: they come. */
bool ellipsis_comes_with(const struct study *s, const struct clause *c);

/* `I will be accompanied by my assistant`: nothing but who, and beside whom. */
bool ellipsis_accompanied(const struct study *s, const struct clause *c);

#endif
