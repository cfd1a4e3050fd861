/*
 * Takes clauses that were understood; settles what would suit as well and is said right behind not to be needed: `am 16.
 * ginge es auch, brauche ich aber nicht`, `I could also do the 16th, but I don't need to`. Both ask for nothing. Only where
 * nothing else stands in either, and nothing else is said of those events.
 */
#ifndef READING_SPARED_H
#define READING_SPARED_H

#include "reading/study.h"

void spared_settle(struct study *s);

#endif
