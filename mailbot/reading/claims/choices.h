/*
 * Takes a letter that answers a mail of ours which listed events and asked to choose among them; gives the claims where all of
 * it is a choice: places of the list, yes or no behind each, how many come to which, all of them but one. What may stand in
 * it is listed: a word more, and it is read like any other letter.
 */
#ifndef READING_CHOICES_H
#define READING_CHOICES_H

#include "reading/claims/claims.h"

/* `2 persons for 3`, `1 ja, 2 nein`, `alle außer 2`, `2 - ach Quatsch, 4`: instead of the claims that were made. */
void choices_settle(struct study *s, struct claims *out);

/* No clause says anything: all of the letter is read by its signs. */
void choices_quiet(struct study *s);

#endif
