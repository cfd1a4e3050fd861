/*
 * Takes a claim with its clauses; gives its seats: `zu n`, `n Personen`, `mit n X` = 1 + n, `X und
 * ich`, a list of names. All that is said must agree; a range, `wir` without a number, disagreement
 * are trouble.
 */
#ifndef READING_SEATS_H
#define READING_SEATS_H

#include "reading/claims/claims.h"

void seats_count(const struct study *s, struct claim *c);

#endif
