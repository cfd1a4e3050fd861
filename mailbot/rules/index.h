/*
 * An index: a hash from slices to the numbers of things that they belong to, in the order in which
 * they were added. Filled once, then only looked into. Keys are borrowed.
 */
#ifndef RULES_INDEX_H
#define RULES_INDEX_H

#include <stdint.h>

#include "base/arena.h"

struct index_entry {
	struct slice key; /* p == NULL: free */
	uint32_t *items;
	uint32_t count, room;
};

struct index {
	struct index_entry *entries;
	size_t count, size; /* size is a power of two */
};

/* Adds a number to a key's, unless it was the last one added to it. */
void index_add(struct arena *a, struct index *x, struct slice key, size_t number);

/* A copy in the arena that takes no more than it needs; its keys are copies too. */
struct index index_keep(struct arena *a, const struct index *x);

/* The numbers of a key; of one that is not there none. */
const struct index_entry *index_find(const struct index *x, struct slice key);

#endif
