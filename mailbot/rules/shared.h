/*
 * Pieces that are kept once, however often they are made: of two with the same bytes the second is the first.
 * Padding counts too: whoever leaves some in a piece has it zeroed.
 */
#ifndef RULES_SHARED_H
#define RULES_SHARED_H

#include "base/arena.h"

struct shared {
	struct slice *pieces; /* a hash; p == NULL: free */
	size_t count, size; /* size is a power of two */
};

/* The piece in the arena: one that is there already, or a copy; not to be changed. */
void *shared_keep(struct shared *s, struct arena *a, const void *piece, size_t size);

/* Ends the looking for equal ones; the pieces stay. */
void shared_free(struct shared *s);

#endif
