/*
 * A list of mistakes in what people edit: "rules/series/x.xml:42: what is wrong, what is expected".
 * All of them are reported, not just the first.
 */
#ifndef BASE_PROBLEMS_H
#define BASE_PROBLEMS_H

#include <stddef.h>
#include <stdio.h>

#include "base/arena.h"

/* Where something that people edit stands. Kept by everything that is compiled from it. */
struct place {
	const char *file; /* as it was named to us; lives as long as what points here */
	int line; /* from 1; 0: the file as a whole */
};

struct problem {
	struct place place;
	const char *text;
};

/* Starts as `{.arena = a}`; beyond PROBLEMS_MAX they are only counted. */
struct problems {
	struct arena *arena;
	struct problem *items;
	size_t count, room;
	size_t more; /* how many were only counted */
};

/* Adds one. Returns -1 always. */
int problem_add(struct problems *list, struct place place, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));

/* In order of file and line, one a line: "FILE:LINE: TEXT". Twice the same is shown once. */
void problems_print(struct problems *list, FILE *out);

#endif
