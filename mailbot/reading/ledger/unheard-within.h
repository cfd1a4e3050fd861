/*
 * Takes claims and a clause; says what belies the request that the clause makes, or was taken into: a year, a range,
 * another place, a thing that is given up and no event.
 */
#ifndef READING_UNHEARD_WITHIN_H
#define READING_UNHEARD_WITHIN_H

#include "reading/ledger/ledger.h"

/* The reason's id; NULL: nothing does. Of any other clause it says no more than that somebody may be counted twice. */
const char *unheard_within(const struct study *s, const struct claims *claims, size_t clause);

#endif
