/*
 * Takes clauses that were understood; settles that the one in whose place somebody else comes is away, for whatever reason:
 * `Herr Ott ist den ganzen Tag auf einer Baustelle und lässt sich entschuldigen. An seiner Stelle kommt Frau Winkler`. What
 * tells so is no more than why, and its event is that of who comes.
 */
#ifndef READING_REPLACED_H
#define READING_REPLACED_H

#include "reading/study.h"

void replaced_settle(struct study *s);

#endif
