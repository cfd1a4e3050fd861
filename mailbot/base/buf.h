/*
 * A buffer that grows up to a cap. Beyond the cap nothing is added and `over` says so; the caller
 * looks once, at the end. buf_free when done; `(struct buf){.max = N}` starts one.
 */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include "base/slice.h"

struct buf {
	char *p; /* NUL-terminated once anything was added */
	size_t len, room, max;
	bool over;
};

void buf_add(struct buf *b, struct slice text);
void buf_puts(struct buf *b, const char *text);
void buf_putc(struct buf *b, char c);
void buf_printf(struct buf *b, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
struct slice buf_slice(const struct buf *b);
void buf_clear(struct buf *b); /* empty again, keeps its memory */
void buf_free(struct buf *b);

#endif
