/* A set of events of one series, by their index in series->events. */
#ifndef RULES_ESET_H
#define RULES_ESET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/limits.h"

struct eset {
	uint64_t bits[4];
};
_Static_assert(SERIES_EVENTS_MAX <= 256, "struct eset is too small");

static inline void eset_add(struct eset *s, size_t i)
{
	s->bits[i / 64] |= (uint64_t)1 << (i % 64);
}

static inline bool eset_has(struct eset s, size_t i)
{
	return s.bits[i / 64] >> (i % 64) & 1;
}

static inline bool eset_empty(struct eset s)
{
	return (s.bits[0] | s.bits[1] | s.bits[2] | s.bits[3]) == 0;
}

static inline size_t eset_count(struct eset s)
{
	size_t n = 0;

	for (int i = 0; i < 4; i++)
		n += (size_t)__builtin_popcountll(s.bits[i]);
	return n;
}

/* The one at that position, from 1; empty where there are fewer. */
static inline struct eset eset_nth(struct eset s, int n)
{
	struct eset out = {{0}};

	for (size_t i = 0; i < 8 * sizeof s.bits; i++)
		if (eset_has(s, i) && --n == 0)
			eset_add(&out, i);
	return out;
}

static inline struct eset eset_and(struct eset a, struct eset b)
{
	for (int i = 0; i < 4; i++)
		a.bits[i] &= b.bits[i];
	return a;
}

static inline struct eset eset_or(struct eset a, struct eset b)
{
	for (int i = 0; i < 4; i++)
		a.bits[i] |= b.bits[i];
	return a;
}

static inline struct eset eset_minus(struct eset a, struct eset b)
{
	for (int i = 0; i < 4; i++)
		a.bits[i] &= ~b.bits[i];
	return a;
}

static inline bool eset_eq(struct eset a, struct eset b)
{
	return eset_empty(eset_minus(a, b)) && eset_empty(eset_minus(b, a));
}

/* Whether all of `a` is in `b`. */
static inline bool eset_within(struct eset a, struct eset b)
{
	return eset_empty(eset_minus(a, b));
}

#endif
