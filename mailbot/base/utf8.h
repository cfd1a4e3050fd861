/*
 * UTF-8 as text that a terminal shows: validity, repair, width. Folding is the reading room's.
 */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"

int32_t utf8_decode_bytes(struct slice text, size_t *len); /* of what is no ASCII */

/* The code point at the start of `text` and its length in bytes (1 to 4); -1 and 1 where it is no
 * valid UTF-8 (RFC 3629: no overlong forms, no surrogates). `text` must not be empty. */
static inline int32_t utf8_decode(struct slice text, size_t *len)
{
	if ((unsigned char)text.p[0] >= 0x80)
		return utf8_decode_bytes(text, len);
	*len = 1;
	return text.p[0];
}

bool utf8_valid(struct slice text);

/* A copy in which each invalid byte is a '?': as long as before, so that offsets stay. */
struct slice utf8_repair(struct arena *a, struct slice text);

/*
 * A copy that is safe to show on a terminal and in a table: control characters, escape sequences,
 * bidirectional overrides and zero-width characters become '?' or nothing; line ends stay where
 * `lines`, else they become a blank.
 */
struct slice utf8_printable(struct arena *a, struct slice text, bool lines);

/*
 * Characters that show nothing, or turn others round: soft hyphen, zero-width ones, bidirectional
 * marks and overrides, tags. They say one thing to the eye and another to a program. U+200C and
 * U+200D are none of them, since words and signs are written with them.
 */
bool utf8_invisible(int32_t c);

/* Columns that it takes on a terminal (wide characters two, combining ones none). */
size_t utf8_width(struct slice text);

/* The longest head of whole characters that takes at most `columns` columns. */
struct slice utf8_head(struct slice text, size_t columns);

/* The longest head of whole characters within `bytes` bytes. */
struct slice utf8_cut(struct slice text, size_t bytes);

#endif
