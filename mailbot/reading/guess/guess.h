/*
 * Takes the study and what claims there are; gives the best guess at what the letter asks. It never
 * acts: a person looks at it and confirms it with one click, so a likely guess beats none.
 */
#ifndef READING_GUESS_H
#define READING_GUESS_H

#include "reading/claims/claims.h"

/* Adds to `out`, which holds what the claims say, the events that no claim took. */
void guess_make(const struct study *s, struct requests *out);

#endif
