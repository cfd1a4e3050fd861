/*
 * Takes a clause in which somebody wants to come along, and the requests behind it; tells whether these say how many
 * come in all, so that nobody is left out: `meine Schwester möchte gern mit. Wir sind am 15. März also zu zweit.`
 */
#ifndef READING_COMPANIONS_H
#define READING_COMPANIONS_H

#include "reading/claims/claims.h"

/* Drops the claims of those whom a number of all that stands behind them holds: `my partner wants to come too, so there
 * will be two of us on the 18th`. */
void companions_settle(struct study *s, struct claims *claims);

bool companions_counted(const struct study *s, const struct claims *claims, const struct clause *c);

#endif
