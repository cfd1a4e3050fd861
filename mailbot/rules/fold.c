#include "rules/fold.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "base/buf.h"
#include "base/utf8.h"

enum { KEY_BYTES_MAX = 1024 }; /* of a word; what is longer is no word of any language */

/* The length of a character that folds by itself, whatever stands beside it: ASCII, U+00C0 to U+00FF,
 * the common dashes and quotes; 0 where it may be another. */
static size_t plain_length(struct slice text)
{
	unsigned char c = (unsigned char)text.p[0];

	if (c < 0x80)
		return 1;
	if (c == 0xc3)
		return text.len > 1 && ((unsigned char)text.p[1] & 0xc0) == 0x80 ? 2 : 0;
	if (text.len < 3 || c != 0xe2 || (unsigned char)text.p[1] != 0x80)
		return 0;
	c = (unsigned char)text.p[2];
	return c == 0x93 || c == 0x94 || (c >= 0x98 && c <= 0x9e) ? 3 : 0;
}

/* Folds one of those; the bytes that it becomes, never more than it had. */
static size_t fold_plain(const char *p, size_t len, char *out)
{
	bool capital = len == 1 ? *p >= 'A' && *p <= 'Z'
				: len == 2 && (unsigned char)p[1] < 0x9f && p[1] != (char)0x97;

	if (len == 3 && p[2] == (char)0x99) {
		*out = '\'';
		return 1;
	}
	memcpy(out, p, len);
	if (capital)
		out[len - 1] = (char)(out[len - 1] + 0x20);
	else if (len == 2 && p[1] == (char)0x9f)
		memcpy(out, "ss", 2);
	return len;
}

/* The short way, which most words of most letters take: the bytes of `out`, which has room for the
 * text; `text.len` + 1 where it holds anything else. */
static size_t fold_short(struct slice text, char *out)
{
	size_t n = 0;

	for (size_t i = 0, len; i < text.len; i += len) {
		len = plain_length(slice_from(text, i));
		if (len == 0)
			return text.len + 1;
		n += fold_plain(text.p + i, len, out + n);
	}
	return n;
}

/* A typographic apostrophe (U+2019) becomes the plain one, in place. */
static struct slice straight(struct slice key)
{
	char *p = (char *)key.p;
	size_t n = 0;

	for (size_t i = 0; i < key.len; i++) {
		if (i + 2 < key.len && memcmp(key.p + i, "\xe2\x80\x99", 3) == 0) {
			p[n++] = '\'';
			i += 2;
		} else {
			p[n++] = key.p[i];
		}
	}
	p[n] = '\0';
	return (struct slice){p, n};
}

struct slice fold_key(struct arena *a, struct slice text)
{
	utf8proc_uint8_t *folded = NULL;
	char *out = arena_alloc(a, text.len + 1);
	size_t len = fold_short(text, out);

	if (len <= text.len)
		return (struct slice){out, len};
	utf8proc_ssize_t n =
		utf8proc_map((const utf8proc_uint8_t *)text.p, (utf8proc_ssize_t)text.len, &folded,
			UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD |
				UTF8PROC_IGNORE);
	if (n < 0)
		return text;
	struct slice key = straight(arena_copy(a, (struct slice){(char *)folded, (size_t)n}));
	free(folded);
	return key;
}

/* Letters that another alphabet writes with others; what decomposes needs no line here. */
static const struct {
	int32_t letter;
	const char *latin;
} letters[] = {
	{0xe4, "ae"},
	{0xf6, "oe"},
	{0xfc, "ue"},
	{0xdf, "ss"},
	{0xe6, "ae"},
	{0xf8, "oe"},
	{0xe5, "aa"},
	{0x131, "i"},
	{0x142, "l"},
	{0x111, "d"},
	{0xf0, "d"},
	{0xfe, "th"},
	{0x3b1, "a"},
	{0x3b2, "v"},
	{0x3b3, "g"},
	{0x3b4, "d"},
	{0x3b5, "e"},
	{0x3b6, "z"},
	{0x3b7, "i"},
	{0x3b8, "th"},
	{0x3b9, "i"},
	{0x3ba, "k"},
	{0x3bb, "l"},
	{0x3bc, "m"},
	{0x3bd, "n"},
	{0x3be, "x"},
	{0x3bf, "o"},
	{0x3c0, "p"},
	{0x3c1, "r"},
	{0x3c2, "s"},
	{0x3c3, "s"},
	{0x3c4, "t"},
	{0x3c5, "y"},
	{0x3c6, "f"},
	{0x3c7, "ch"},
	{0x3c8, "ps"},
	{0x3c9, "o"},
	{0x430, "a"},
	{0x431, "b"},
	{0x432, "v"},
	{0x433, "g"},
	{0x434, "d"},
	{0x435, "e"},
	{0x451, "e"},
	{0x436, "zh"},
	{0x437, "z"},
	{0x438, "i"},
	{0x439, "y"},
	{0x43a, "k"},
	{0x43b, "l"},
	{0x43c, "m"},
	{0x43d, "n"},
	{0x43e, "o"},
	{0x43f, "p"},
	{0x440, "r"},
	{0x441, "s"},
	{0x442, "t"},
	{0x443, "u"},
	{0x444, "f"},
	{0x445, "kh"},
	{0x446, "ts"},
	{0x447, "ch"},
	{0x448, "sh"},
	{0x449, "shch"},
	{0x44a, ""},
	{0x44b, "y"},
	{0x44c, ""},
	{0x44d, "e"},
	{0x44e, "yu"},
	{0x44f, "ya"},
	{0x454, "ye"},
	{0x456, "i"},
	{0x457, "yi"},
	{0x491, "g"},
};

static const char *latin_of(int32_t letter)
{
	for (size_t i = 0; i < sizeof letters / sizeof *letters; i++)
		if (letters[i].letter == letter)
			return letters[i].latin;
	return NULL;
}

/* The letter without its marks: the first code point of its decomposition. */
static int32_t base_of(int32_t letter)
{
	utf8proc_int32_t parts[8];
	int boundclass = 0;
	utf8proc_ssize_t n = utf8proc_decompose_char(
		letter, parts, 8, UTF8PROC_DECOMPOSE | UTF8PROC_STABLE, &boundclass);

	return n > 1 && n <= 8 ? parts[0] : letter;
}

static bool is_mark(int32_t letter)
{
	utf8proc_category_t c = utf8proc_category(letter);

	return c == UTF8PROC_CATEGORY_MN || c == UTF8PROC_CATEGORY_MC;
}

static void put(struct buf *b, int32_t letter)
{
	utf8proc_uint8_t bytes[4];
	utf8proc_ssize_t n = utf8proc_encode_char(letter, bytes);

	buf_add(b, (struct slice){(char *)bytes, n > 0 ? (size_t)n : 0});
}

/* Bytes until the first that is no ASCII. */
static size_t ascii_length(struct slice text)
{
	size_t n = 0;

	while (n < text.len && (unsigned char)text.p[n] < 0x80)
		n++;
	return n;
}

static struct slice rewrite(struct arena *a, struct slice key, bool transliterate)
{
	struct buf b = {.max = KEY_BYTES_MAX};
	size_t n = 0;

	for (struct slice rest = key; rest.len > 0; rest = slice_from(rest, n)) {
		n = ascii_length(rest);
		buf_add(&b, slice_head(rest, n));
		if (n > 0)
			continue;
		int32_t c = utf8_decode(rest, &n);
		const char *latin = transliterate || base_of(c) == c ? latin_of(c) : NULL;
		if (latin != NULL)
			buf_puts(&b, latin);
		else if (!is_mark(c))
			put(&b, base_of(c));
	}
	struct slice out = b.over ? key : arena_copy(a, buf_slice(&b));
	buf_free(&b);
	return slice_eq(out, key) ? key : out;
}

struct slice fold_transliterated(struct arena *a, struct slice key)
{
	return ascii_length(key) == key.len ? key : rewrite(a, key, true);
}

struct slice fold_bare(struct arena *a, struct slice key)
{
	return ascii_length(key) == key.len ? key : rewrite(a, key, false);
}
