#include "base/buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

static bool reserve(struct buf *b, size_t more)
{
	if (b->over || more > b->max - b->len) {
		b->over = true;
		return false;
	}
	size_t need = b->len + more + 1;
	if (need <= b->room)
		return true;
	size_t room = b->room == 0 ? 256 : b->room;
	while (room < need)
		room *= 2;
	b->p = xrealloc(b->p, room);
	b->room = room;
	return true;
}

void buf_add(struct buf *b, struct slice text)
{
	if (!reserve(b, text.len))
		return;
	if (text.len > 0)
		memcpy(b->p + b->len, text.p, text.len);
	b->len += text.len;
	b->p[b->len] = '\0';
}

void buf_puts(struct buf *b, const char *text)
{
	buf_add(b, slice_of(text));
}

void buf_putc(struct buf *b, char c)
{
	buf_add(b, (struct slice){&c, 1});
}

void buf_printf(struct buf *b, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	int n = vsnprintf(NULL, 0, fmt, ap);
	va_end(ap);
	if (n < 0 || !reserve(b, (size_t)n))
		return;
	va_start(ap, fmt);
	vsnprintf(b->p + b->len, (size_t)n + 1, fmt, ap);
	va_end(ap);
	b->len += (size_t)n;
}

struct slice buf_slice(const struct buf *b)
{
	return (struct slice){b->p, b->len};
}

void buf_clear(struct buf *b)
{
	b->len = 0;
	b->over = false;
	if (b->p != NULL)
		b->p[0] = '\0';
}

void buf_free(struct buf *b)
{
	free(b->p);
	b->p = NULL;
	b->len = b->room = 0;
	b->over = false;
}
