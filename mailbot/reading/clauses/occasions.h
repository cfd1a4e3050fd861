/*
 * Takes a clause with its events and people; looks at what stands between several events and who comes along: `both
 * times with my wife` says it of as many as it counts, `the second time with my wife` of one of them alone.
 */
#ifndef READING_OCCASIONS_H
#define READING_OCCASIONS_H

#include "reading/claims/claims.h"

void occasions_check(const struct study *s, struct clause *c);

/* `the 16th and the 21st. Two of us the first time, just me the second`: beside several events, and names none. */
bool occasions_pick(const struct study *s, const struct claims *claims, const struct clause *c);

/* Whether two of them are on one day. */
bool occasions_share_day(const struct study *s, struct eset events);

#endif
