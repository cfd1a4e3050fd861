/*
 * Takes a claim and people in one of its clauses; says whether they are counted already: `my wife and I accept and look
 * forward to it`, by the pair that signs, by the name of whom one brings along, by a list that follows.
 */
#ifndef READING_SEATS_AGAIN_H
#define READING_SEATS_AGAIN_H

#include "reading/claims/claims.h"

/* `clause` counts among the claim's; `p` stands in it. */
bool seats_again(
	const struct study *s, const struct claim *claim, size_t clause, const struct people *p);

/* Whether the name is the last word of the other, a whole one. */
bool seats_surname_of(const char *name, const char *full);

#endif
