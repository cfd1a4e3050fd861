/*
 * Takes claims and a clause that made none; says whether something is asked in it that no claim has heard: one more
 * seat, somebody else's coming or staying away, another hour or day. Asked before any aside is looked for: such a clause
 * sounds like talk.
 */
#ifndef READING_UNHEARD_H
#define READING_UNHEARD_H

#include "reading/ledger/ledger.h"

/* The reason's id; NULL: nothing is. */
const char *unheard_request(
	const struct study *s, const struct claims *claims, const struct clause *c);

/* `Bitte ein Platz mehr`, taken into a request that is none the larger for it. */
bool unheard_in_joined(const struct study *s, const struct claims *claims, const struct clause *c);

/* What belies the request that the clause makes: a year, a range, another place. The reason's id; NULL. */
const char *unheard_within(const struct study *s, const struct claims *claims, size_t clause);

#endif
