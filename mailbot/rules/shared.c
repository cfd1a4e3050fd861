#include "rules/shared.h"

#include <stdlib.h>

enum { SIZE_FIRST = 1024 };

static struct slice *probe(struct slice *pieces, size_t size, struct slice piece)
{
	size_t i = slice_hash(piece) & (size - 1);

	while (pieces[i].p != NULL && !slice_eq(pieces[i], piece))
		i = (i + 1) & (size - 1);
	return &pieces[i];
}

static void grow(struct shared *s)
{
	size_t size = s->size == 0 ? SIZE_FIRST : s->size * 2;
	struct slice *pieces = xcalloc(size, sizeof *pieces);

	for (size_t i = 0; i < s->size; i++)
		if (s->pieces[i].p != NULL)
			*probe(pieces, size, s->pieces[i]) = s->pieces[i];
	free(s->pieces);
	s->pieces = pieces;
	s->size = size;
}

void *shared_keep(struct shared *s, struct arena *a, const void *piece, size_t size)
{
	struct slice bytes = {piece, size};

	if (s->count * 2 >= s->size)
		grow(s);
	struct slice *there = probe(s->pieces, s->size, bytes);
	if (there->p == NULL) {
		there->p = memcpy(arena_alloc(a, size), piece, size);
		there->len = size;
		s->count++;
	}
	return (void *)there->p;
}

void shared_free(struct shared *s)
{
	free(s->pieces);
	*s = (struct shared){0};
}
