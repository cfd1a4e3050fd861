#include "rules/index.h"

enum { SIZE_FIRST = 16 };

static struct index_entry *probe(struct index_entry *entries, size_t size, struct slice key)
{
	size_t i = slice_hash(key) & (size - 1);

	while (entries[i].key.p != NULL && !slice_eq(entries[i].key, key))
		i = (i + 1) & (size - 1);
	return &entries[i];
}

static void grow(struct arena *a, struct index *x)
{
	size_t size = x->size == 0 ? SIZE_FIRST : x->size * 2;
	struct index_entry *entries = arena_array(a, size, sizeof *entries);

	for (size_t i = 0; i < x->size; i++)
		if (x->entries[i].key.p != NULL)
			*probe(entries, size, x->entries[i].key) = x->entries[i];
	x->entries = entries;
	x->size = size;
}

void index_add(struct arena *a, struct index *x, struct slice key, size_t number)
{
	if (x->count * 2 >= x->size)
		grow(a, x);
	struct index_entry *e = probe(x->entries, x->size, key);
	if (e->key.p == NULL) {
		e->key = key;
		x->count++;
	}
	if (e->count == 0 || e->items[e->count - 1] != number)
		ARENA_PUSH(a, e->items, e->count, e->room, (uint32_t)number);
}

const struct index_entry *index_find(const struct index *x, struct slice key)
{
	static const struct index_entry none;

	return x->size > 0 ? probe(x->entries, x->size, key) : &none;
}
