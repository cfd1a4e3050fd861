#include "transport/folder.h"

#include <string.h>
#include <strings.h>

#include <utf8proc.h>

#include "base/buf.h"
#include "base/limits.h"

/* A '+' level of base64 (RFC 2045) with ',' for '/', and without '='. */
static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+,";

/* 16 bits at a time become digits of 6 bits; what is left over waits in `bits`. */
struct shifted {
	unsigned bits, count;
	bool open;
};

static void shift_unit(struct buf *out, struct shifted *s, unsigned unit)
{
	if (!s->open)
		buf_putc(out, '&');
	s->open = true;
	s->bits = s->bits << 16 | unit;
	s->count += 16;
	while (s->count >= 6) {
		s->count -= 6;
		buf_putc(out, digits[s->bits >> s->count & 63]);
	}
	s->bits &= (1u << s->count) - 1;
}

static void shift_end(struct buf *out, struct shifted *s)
{
	if (!s->open)
		return;
	if (s->count > 0)
		buf_putc(out, digits[s->bits << (6 - s->count) & 63]);
	buf_putc(out, '-');
	*s = (struct shifted){0, 0, false};
}

static void put_character(struct buf *out, struct shifted *s, utf8proc_int32_t c)
{
	if (c >= ' ' && c <= '~') {
		shift_end(out, s);
		buf_putc(out, (char)c);
		if (c == '&')
			buf_putc(out, '-');
	} else if (c >= 0x10000) {
		shift_unit(out, s, 0xd800 + ((unsigned)(c - 0x10000) >> 10));
		shift_unit(out, s, 0xdc00 + ((unsigned)(c - 0x10000) & 0x3ff));
	} else {
		shift_unit(out, s, (unsigned)c);
	}
}

int folder_utf7(struct arena *a, struct slice utf8, struct slice *out, struct err *e)
{
	/* At worst every byte is a control character's neighbour: '&' and three digits and '-'. */
	struct buf b = {.max = utf8.len * 5 + 8};
	struct shifted s = {0, 0, false};
	utf8proc_int32_t c;

	for (size_t i = 0; i < utf8.len;) {
		utf8proc_ssize_t n = utf8proc_iterate(
			(const utf8proc_uint8_t *)utf8.p + i, (utf8proc_ssize_t)(utf8.len - i), &c);
		if (n <= 0 || c < ' ' || (c >= 0x7f && c < 0xa0)) {
			buf_free(&b);
			return err_set(
				e, n <= 0 ? "it is not UTF-8" : "a control character stands in it");
		}
		put_character(&b, &s, c);
		i += (size_t)n;
	}
	shift_end(&b, &s);
	*out = arena_copy(a, buf_slice(&b));
	buf_free(&b);
	return 0;
}

/* One level: not empty, no wildcard (in LIST it would match others), no delimiter of the server's.
 */
static int check_level(struct slice level, char delimiter, struct err *e)
{
	if (level.len == 0)
		return err_set(e, "a level of it is empty");
	if (slice_find(level, '*') >= 0 || slice_find(level, '%') >= 0)
		return err_set(e, "'*' and '%%' cannot stand in a folder's name");
	if (delimiter != '\0' && delimiter != '/' && slice_find(level, delimiter) >= 0)
		return err_set(e, "'%c' cannot stand in it, this server uses it between levels",
			delimiter);
	return 0;
}

static int encode_levels(
	struct arena *a, struct slice rest, char delimiter, struct buf *b, struct err *e)
{
	for (bool first = true;; first = false) {
		long at = slice_find(rest, '/');
		struct slice level = at >= 0 ? slice_head(rest, (size_t)at) : rest, coded;

		if (!first && delimiter == '\0')
			return err_set(e, "this server knows no folders in folders");
		if (check_level(level, delimiter, e) != 0 || folder_utf7(a, level, &coded, e) != 0)
			return -1;
		/* INBOX is a name that every server has in any case: only ever as the first level.
		 */
		if (first && slice_is_ci(level, "INBOX"))
			coded = SLICE("INBOX");
		if (!first)
			buf_putc(b, delimiter);
		buf_add(b, coded);
		if (at < 0)
			return 0;
		rest = slice_from(rest, (size_t)at + 1);
	}
}

int folder_encode(struct arena *a, const char *name, const char *prefix, char delimiter,
	const char **out, struct err *e)
{
	struct slice whole = slice_of(name);
	struct buf b = {.max = FOLDER_BYTES_MAX * 8};
	int rc = -1;

	if (whole.len == 0 || whole.len > FOLDER_BYTES_MAX) {
		err_set(e, "it has %zu bytes, from 1 to %d are possible", whole.len,
			FOLDER_BYTES_MAX);
		goto out;
	}
	/* What stands in the inbox, or already under the prefix, is where it says. */
	if (prefix != NULL && !slice_is_ci(whole, "INBOX") && !slice_starts_ci(whole, "INBOX/"))
		buf_puts(&b, prefix);
	if (encode_levels(a, whole, delimiter, &b, e) != 0)
		goto out;
	*out = arena_string(a, buf_slice(&b));
	rc = 0;
out:
	buf_free(&b);
	return rc == 0 ? 0 : err_wrap(e, "folder \"%.80s\"", name);
}
