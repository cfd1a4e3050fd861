/*
 * Takes a clause with its events; consumes a list of days in brackets behind them that says no more than when they are: `the
 * forum on education and the one on the city (16 and 22 February)`. Where the days are those of other events, or of fewer or
 * more, it is not clear which are meant.
 */
#ifndef READING_DATELISTS_H
#define READING_DATELISTS_H

#include "reading/study.h"

void datelists_take(struct study *s, struct clause *c);

#endif
