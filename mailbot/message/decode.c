/* The text of a part: its transfer encoding undone (RFC 2045, 6), and its charset. */
#include "message/mime.h"

#include <string.h>

#include "base/utf8.h"
#include "message/charset.h"

static int base64_digit(char c)
{
	if (c >= 'A' && c <= 'Z')
		return c - 'A';
	if (c >= 'a' && c <= 'z')
		return c - 'a' + 26;
	if (c >= '0' && c <= '9')
		return c - '0' + 52;
	return c == '+' || c == '-' ? 62 : c == '/' || c == '_' ? 63 : -1;
}

/* Padding in the middle (joined pieces) starts anew; everything that is no digit is passed over. */
static size_t decode_base64(struct slice in, char *to, size_t max, bool *more)
{
	unsigned bits = 0, count = 0;
	size_t n = 0;

	for (size_t i = 0; i < in.len; i++) {
		int d = base64_digit(in.p[i]);

		if (in.p[i] == '=')
			bits = count = 0;
		if (d < 0)
			continue;
		bits = bits << 6 | (unsigned)d;
		count += 6;
		if (count < 8)
			continue;
		if (n == max) {
			*more = true;
			break;
		}
		count -= 8;
		to[n++] = (char)(bits >> count);
		bits &= (1u << count) - 1;
	}
	return n;
}

static int hex(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c |= 0x20;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* How many bytes a soft line break at `in` takes ("=", blanks, line end); 0 where there is none. */
static size_t soft_break(struct slice in)
{
	size_t i = 1;

	while (i < in.len && (in.p[i] == ' ' || in.p[i] == '\t'))
		i++;
	if (i == in.len)
		return i;
	if (in.p[i] == '\r' && i + 1 < in.len && in.p[i + 1] == '\n')
		return i + 2;
	return in.p[i] == '\n' ? i + 1 : 0;
}

static size_t decode_quoted(struct slice in, char *to, size_t max, bool *more)
{
	size_t n = 0;

	for (size_t i = 0; i < in.len; i++) {
		size_t skip;

		if (n == max) {
			*more = true;
			break;
		}
		if (in.p[i] != '=') {
			to[n++] = in.p[i];
		} else if (i + 2 < in.len && hex(in.p[i + 1]) >= 0 && hex(in.p[i + 2]) >= 0) {
			to[n++] = (char)(hex(in.p[i + 1]) << 4 | hex(in.p[i + 2]));
			i += 2;
		} else if ((skip = soft_break(slice_from(in, i))) > 0) {
			i += skip - 1;
		} else {
			to[n++] = '=';
		}
	}
	return n;
}

static size_t decode_uu(struct slice in, char *to, size_t max, bool *more)
{
	struct slice line;
	size_t n = 0;

	while (slice_line(&in, &line)) {
		size_t length;

		if (line.len == 0 || slice_starts(line, "begin ") || slice_starts(line, "end"))
			continue;
		length = ((size_t)line.p[0] - 32) & 63;
		for (size_t i = 1; i + 3 < line.len && length > 0; i += 4) {
			unsigned bits = 0;

			for (size_t k = 0; k < 4; k++)
				bits = bits << 6 | (((unsigned)line.p[i + k] - 32) & 63);
			for (size_t k = 0; k < 3 && length > 0; k++, length--) {
				if (n == max) {
					*more = true;
					return n;
				}
				to[n++] = (char)(bits >> (16 - 8 * k));
			}
		}
	}
	return n;
}

struct slice mime_decode(struct arena *a, const struct mime_part *part, size_t max, bool *more)
{
	size_t room = part->body.len < max ? part->body.len : max;
	char *out;
	size_t n = 0;

	if (part->encoding == MIME_IDENTITY) {
		*more = *more || part->body.len > max;
		return slice_head(part->body, max);
	}
	out = arena_alloc(a, room + 1);
	if (part->encoding == MIME_BASE64)
		n = decode_base64(part->body, out, room, more);
	else if (part->encoding == MIME_QUOTED)
		n = decode_quoted(part->body, out, room, more);
	else
		n = decode_uu(part->body, out, room, more);
	return (struct slice){out, n};
}

struct slice mime_clean(struct arena *a, struct slice text)
{
	char *out = arena_alloc(a, text.len + 1);
	size_t n = 0;

	for (size_t i = 0, len; i < text.len; i += len) {
		int32_t c;

		if ((unsigned char)text.p[i] >= ' ' && (unsigned char)text.p[i] < 0x7f) {
			out[n++] = text.p[i];
			len = 1;
			continue;
		}
		c = utf8_decode(slice_from(text, i), &len);
		if (c == '\r' && i + 1 < text.len && text.p[i + 1] == '\n')
			continue;
		if (c == '\n' || c == '\r' || c == '\f' || c == 0x2028 || c == 0x2029 ||
			c == 0x85) {
			out[n++] = '\n';
		} else if (c == '\t') {
			out[n++] = '\t';
		} else if (c < ' ' || c == 0x7f || (c >= 0x80 && c <= 0xa0) || c == 0x202f) {
			out[n++] = ' ';
		} else if ((c == 0x200c || c == 0x200d) && n > 0 &&
			(unsigned char)out[n - 1] < 0x80) {
			continue; /* no Latin word, no number is written with them */
		} else if (!utf8_invisible(c)) {
			memcpy(out + n, text.p + i, len);
			n += len;
		}
	}
	return (struct slice){out, n};
}

struct slice mime_text(struct arena *a, const struct mime_part *part, size_t max, bool *more)
{
	struct slice bytes = mime_decode(a, part, max, more);

	/* a character that the limit cut in two would make all of it invalid UTF-8 */
	if (*more)
		while (bytes.len > 0 && ((unsigned char)bytes.p[bytes.len - 1] & 0xc0) == 0x80)
			bytes.len--;
	return mime_clean(a, charset_to_utf8(a, slice_of(part->charset), bytes));
}
