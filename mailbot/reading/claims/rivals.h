/*
 * Takes the claims and a clause; says whether another event may be meant instead of one that was asked for. `I'll come
 * on the 16th. The 18th would suit me better`: to which of them do they come? `The 18th might suit me too` leaves the
 * 18th open, and nothing else.
 */
#ifndef READING_RIVALS_H
#define READING_RIVALS_H

#include "reading/claims/claims.h"

bool rivals_stand(const struct study *s, const struct claims *claims, const struct clause *c);

#endif
