/* How far a word is from another that may be meant by it. */
#ifndef RULES_EDITS_H
#define RULES_EDITS_H

#include "base/slice.h"

enum { EDITS_MAX = 2 };

/* Edits (insert, delete, replace, swap of neighbours) between two keys, at most `max` + 1. */
int edits_between(struct slice a, struct slice b, int max);

/* How many edits a word of that length may be away from what was meant; 0: none. */
int edits_tolerated(size_t len);

#endif
