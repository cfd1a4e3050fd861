#include "rules/index.h"

#include <string.h>

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
	if (e->count > 0 && e->items[e->count - 1] == number)
		return;
	if (e->count == e->room) {
		uint32_t *more = arena_array(a, e->room * 2 + 1, sizeof *more);
		if (e->count > 0)
			memcpy(more, e->items, e->count * sizeof *more);
		e->items = more;
		e->room = e->room * 2 + 1;
	}
	e->items[e->count++] = (uint32_t)number;
}

struct index index_keep(struct arena *a, const struct index *x)
{
	struct index kept = *x;

	kept.entries = arena_array(a, x->size, sizeof *kept.entries);
	for (size_t i = 0; i < x->size; i++) {
		struct index_entry *e = &kept.entries[i];
		if (x->entries[i].key.p == NULL)
			continue;
		*e = x->entries[i];
		e->key = arena_copy(a, e->key);
		e->items = arena_array(a, e->count, sizeof *e->items);
		memcpy(e->items, x->entries[i].items, e->count * sizeof *e->items);
		e->room = e->count;
	}
	return kept;
}

const struct index_entry *index_find(const struct index *x, struct slice key)
{
	static const struct index_entry none;

	return x->size > 0 ? probe(x->entries, x->size, key) : &none;
}
