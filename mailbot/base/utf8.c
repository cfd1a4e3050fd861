#include "base/utf8.h"

#include <string.h>
#include <utf8proc.h>

int32_t utf8_decode_bytes(struct slice text, size_t *len)
{
	utf8proc_int32_t c;
	utf8proc_ssize_t n = utf8proc_iterate((const utf8proc_uint8_t *)text.p,
		text.len > 4 ? 4 : (utf8proc_ssize_t)text.len, &c);

	*len = n > 0 ? (size_t)n : 1;
	return n > 0 ? c : -1;
}

bool utf8_valid(struct slice text)
{
	for (size_t i = 0, n; i < text.len; i += n)
		if (utf8_decode(slice_from(text, i), &n) < 0)
			return false;
	return true;
}

struct slice utf8_repair(struct arena *a, struct slice text)
{
	char *p = arena_string(a, text);

	for (size_t i = 0, n; i < text.len; i += n)
		if (utf8_decode(slice_from(text, i), &n) < 0)
			p[i] = '?';
	return (struct slice){p, text.len};
}

bool utf8_invisible(int32_t c)
{
	return c == 0xad || c == 0x61c || c == 0x180e || c == 0x200b || c == 0x200e ||
		c == 0x200f || (c >= 0x202a && c <= 0x202e) || (c >= 0x2060 && c <= 0x206f) ||
		c == 0xfeff || (c >= 0xfff0 && c <= 0xfffb) || (c >= 0xe0000 && c <= 0xe0fff);
}

struct slice utf8_printable(struct arena *a, struct slice text, bool lines)
{
	char *p = arena_alloc(a, text.len + 1);
	size_t out = 0;

	for (size_t i = 0, n; i < text.len; i += n) {
		int32_t c = utf8_decode(slice_from(text, i), &n);
		if (c == '\n' && lines) {
			p[out++] = '\n';
		} else if (c == '\t' || c == '\n' || c == '\r') {
			p[out++] = ' ';
		} else if (c < 0 || c < ' ' || (c >= 0x7f && c < 0xa0) || c == 0x2028 ||
			c == 0x2029) {
			p[out++] = '?';
		} else if (!utf8_invisible(c) && c != 0x200c && c != 0x200d) {
			memcpy(p + out, text.p + i, n);
			out += n;
		}
	}
	return (struct slice){p, out};
}

static size_t columns_of(int32_t c)
{
	if (c < 0 || (c >= ' ' && c < 0x7f))
		return 1;
	return (size_t)utf8proc_charwidth(c);
}

size_t utf8_width(struct slice text)
{
	size_t width = 0;

	for (size_t i = 0, n = 1; i < text.len; i += n, n = 1) {
		char c = text.p[i];
		bool plain = c >= ' ' && c < 0x7f; /* nearly all */
		width += plain ? 1 : columns_of(utf8_decode(slice_from(text, i), &n));
	}
	return width;
}

struct slice utf8_head(struct slice text, size_t columns)
{
	size_t i = 0, width = 0;

	for (size_t n; i < text.len; i += n) {
		int32_t c = utf8_decode(slice_from(text, i), &n);
		width += columns_of(c);
		if (width > columns)
			break;
	}
	return slice_head(text, i);
}

struct slice utf8_cut(struct slice text, size_t bytes)
{
	if (text.len <= bytes)
		return text;
	while (bytes > 0 && ((unsigned char)text.p[bytes] & 0xc0) == 0x80)
		bytes--;
	return slice_head(text, bytes);
}
