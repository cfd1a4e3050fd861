/*
 * Takes a clause whose subject is known; gives how many its `we` are by a word for the whole of them: `wir
 * kommen beide`, `wir kommen, alle vier`, `we can't come, all six`. Where the same word may mean events
 * (`die Foren besuchen wir alle drei`) nothing is taken.
 */
#ifndef READING_WHOLES_H
#define READING_WHOLES_H

#include "reading/study.h"

void wholes_take(struct study *s, struct clause *c);

#endif
