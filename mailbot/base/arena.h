/*
 * An arena: memory that is given out piece by piece and taken back at once.
 *
 * One arena a message, a request, a load of the rules; it is passed explicitly, and what a function
 * makes in it lives as long as it. Out of memory is fatal: a restart is safe by design (nothing is
 * acknowledged before it is committed).
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stddef.h>

#include "base/slice.h"

struct arena;

struct arena *arena_new(void);

/* Frees the arena and all that was made in it; sets *a to NULL. *a may be NULL. */
void arena_free(struct arena **a);

/* `size` bytes, zeroed, aligned for any type of ours (8). Never NULL; size 0 gives a valid pointer. */
void *arena_alloc(struct arena *a, size_t size) __attribute__((alloc_size(2), returns_nonnull));

/* `count` zeroed elements of `size` bytes; an overflow is fatal. */
void *arena_array(struct arena *a, size_t count, size_t size)
	__attribute__((alloc_size(2, 3), returns_nonnull));

/* The same, not zeroed: for who fills each element before it is read. */
void *arena_room(struct arena *a, size_t count, size_t size)
	__attribute__((alloc_size(2, 3), returns_nonnull));

/* A NUL-terminated copy of `text` (a NUL inside stays). */
char *arena_string(struct arena *a, struct slice text);

/* A copy that outlives its source; NUL-terminated too. */
struct slice arena_copy(struct arena *a, struct slice text);

/* A formatted, NUL-terminated string. */
char *arena_printf(struct arena *a, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

/* Gives back what was not used of the `size` bytes at `p`, where nothing was taken since. */
void arena_trim(struct arena *a, void *p, size_t size, size_t used);

/*
 * Room for one more element in a growing array of the arena: `items` has `count` elements and room
 * for *room; returns the array, moved where it had to grow. For use through ARENA_PUSH.
 */
void *arena_grow(struct arena *a, void *items, size_t count, size_t *room, size_t size);

/* ARENA_PUSH(a, list.items, list.count, list.room, value): appends to a growing array of the arena.
 */
#define ARENA_PUSH(a, items, count, room, ...) \
	do { \
		(items) = arena_grow((a), (items), (count), &(room), sizeof *(items)); \
		(items)[(count)++] = (__VA_ARGS__); \
	} while (0)

/* Bytes that the arena holds of the system, for limits and tests. */
size_t arena_size(const struct arena *a);

/* malloc, realloc and strdup that end the program where there is no memory. The caller frees. */
void *xmalloc(size_t size) __attribute__((malloc, returns_nonnull));
void *xcalloc(size_t count, size_t size) __attribute__((malloc, returns_nonnull));
void *xrealloc(void *p, size_t size) __attribute__((returns_nonnull));
char *xstrdup(const char *text) __attribute__((malloc, returns_nonnull));

#endif
