#include "base/arena.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"

#ifdef MAILBOT_SANITIZED
/* A block for each piece, exactly as long, so that the sanitizers see where it ends. */
enum { BLOCK_SIZE = 0, ALIGNMENT = 1 };
#else
/* Most letters need one or two; rules a few dozen. */
enum { BLOCK_SIZE = 32 * 1024, ALIGNMENT = 8 /* nothing of ours needs more */ };
#endif

struct block {
	struct block *next;
	size_t used, size;
	_Alignas(max_align_t) unsigned char bytes[];
};

struct arena {
	struct block *first; /* the one that is filled now */
	size_t size;
};

static void *must(void *p)
{
	if (p == NULL)
		log_fatal("out of memory");
	return p;
}

struct arena *arena_new(void)
{
	return must(calloc(1, sizeof(struct arena)));
}

void arena_free(struct arena **a)
{
	if (*a == NULL)
		return;
	for (struct block *b = (*a)->first, *next; b != NULL; b = next) {
		next = b->next;
		free(b);
	}
	free(*a);
	*a = NULL;
}

/* A block of its own for what is big keeps the rest of the current one in use. */
static struct block *block_new(struct arena *a, size_t size)
{
	bool big = size > BLOCK_SIZE / 4;
	size_t room = big ? size : BLOCK_SIZE;
	struct block *b = must(malloc(sizeof *b + room));

	*b = (struct block){.size = room};
	a->size += sizeof *b + room;
	if (big && a->first != NULL) {
		b->next = a->first->next;
		a->first->next = b;
	} else {
		b->next = a->first;
		a->first = b;
	}
	return b;
}

static size_t aligned(size_t size)
{
	return (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
}

/* The same, not zeroed: for who fills it. */
static void *take(struct arena *a, size_t size)
{
	if (size > SIZE_MAX - sizeof(struct block) - ALIGNMENT)
		log_fatal("out of memory");
	size = aligned(size);
	if (size == 0)
		size = ALIGNMENT;
	struct block *b = a->first;
	if (b == NULL || b->size - b->used < size)
		b = block_new(a, size);
	void *p = b->bytes + b->used;
	b->used += size;
	return p;
}

void *arena_alloc(struct arena *a, size_t size)
{
	return memset(take(a, size), 0, size);
}

void arena_trim(struct arena *a, void *p, size_t size, size_t used)
{
	struct block *b = a->first;

	if (BLOCK_SIZE > 0 && (unsigned char *)p + aligned(size) == b->bytes + b->used)
		b->used -= aligned(size) - aligned(used);
}

void *arena_room(struct arena *a, size_t count, size_t size)
{
	size_t bytes;

	if (__builtin_mul_overflow(count, size, &bytes))
		log_fatal("out of memory");
	return take(a, bytes);
}

void *arena_array(struct arena *a, size_t count, size_t size)
{
	return memset(arena_room(a, count, size), 0, count * size);
}

char *arena_string(struct arena *a, struct slice text)
{
	char *p = take(a, text.len + 1);

	if (text.len > 0)
		memcpy(p, text.p, text.len);
	p[text.len] = '\0';
	return p;
}

struct slice arena_copy(struct arena *a, struct slice text)
{
	return (struct slice){arena_string(a, text), text.len};
}

char *arena_printf(struct arena *a, const char *fmt, ...)
{
	va_list ap, again;

	va_start(ap, fmt);
	va_copy(again, ap);
	int n = vsnprintf(NULL, 0, fmt, ap);
	va_end(ap);
	if (n < 0)
		log_fatal("a format that cannot be printed");
	char *p = take(a, (size_t)n + 1);
	vsnprintf(p, (size_t)n + 1, fmt, again);
	va_end(again);
	return p;
}

void *arena_grow(struct arena *a, void *items, size_t count, size_t *room, size_t size)
{
	if (count < *room)
		return items;
	size_t more = *room == 0 ? 8 : *room * 2, bytes;
	if (__builtin_mul_overflow(more, size, &bytes))
		log_fatal("out of memory");
	char *bigger = take(a, bytes);
	if (count > 0)
		memcpy(bigger, items, count * size);
	*room = more;
	return bigger;
}

size_t arena_size(const struct arena *a)
{
	return a->size;
}

void *xmalloc(size_t size)
{
	return must(malloc(size == 0 ? 1 : size));
}

void *xcalloc(size_t count, size_t size)
{
	return must(calloc(count == 0 ? 1 : count, size == 0 ? 1 : size));
}

void *xrealloc(void *p, size_t size)
{
	return must(realloc(p, size == 0 ? 1 : size));
}

char *xstrdup(const char *text)
{
	return must(strdup(text));
}
