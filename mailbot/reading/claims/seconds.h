/*
 * Takes a clause without a verb, and the last claim before it; tells whether it is the second half of that yes, in a sentence
 * of its own: `I'll do the Friday one, I finish at three. And the one in the Rathaus.`
 */
#ifndef READING_SECONDS_H
#define READING_SECONDS_H

#include "reading/claims/claims.h"

/* Nothing but `and`, an event and courtesy stands there, and between them nothing that may stand against it. */
bool seconds_yes(const struct study *s, const struct claim *yes, const struct clause *c);

#endif
