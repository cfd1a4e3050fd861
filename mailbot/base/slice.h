/*
 * A slice: a piece of text or bytes that somebody else owns. Not NUL-terminated. An empty slice may
 * have p == NULL. All functions are byte-wise; "ci" folds ASCII letters only (header names,
 * protocol words).
 */
#ifndef BASE_SLICE_H
#define BASE_SLICE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct slice {
	const char *p;
	size_t len;
};

/* A slice as printf's "%.*s" arguments. */
#define SLICE_ARGS(s) (int)(s).len, (s).p != NULL ? (s).p : ""
/* A slice of a string literal, usable in static tables. */
#define SLICE(literal) ((struct slice){"" literal, sizeof(literal) - 1})

/* NULL gives the empty slice. */
static inline struct slice slice_of(const char *text)
{
	return (struct slice){text, text == NULL ? 0 : strlen(text)};
}

static inline bool slice_eq(struct slice a, struct slice b)
{
	return a.len == b.len && (a.len == 0 || memcmp(a.p, b.p, a.len) == 0);
}

static inline bool slice_is(struct slice a, const char *text)
{
	return slice_eq(a, slice_of(text));
}

static inline char slice_lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

bool slice_same_ci(const char *a, const char *b, size_t len);

/* Most of what is compared differs in its length or its first byte: that is seen on the spot. */
static inline bool slice_eq_ci(struct slice a, struct slice b)
{
	return a.len == b.len &&
		(a.len == 0 ||
			(slice_lower(a.p[0]) == slice_lower(b.p[0]) &&
				slice_same_ci(a.p, b.p, a.len)));
}

static inline bool slice_is_ci(struct slice a, const char *text)
{
	return slice_eq_ci(a, slice_of(text));
}

static inline bool slice_starts(struct slice text, const char *prefix)
{
	size_t n = strlen(prefix);

	return text.len >= n && (n == 0 || memcmp(text.p, prefix, n) == 0);
}

static inline bool slice_starts_ci(struct slice text, const char *prefix)
{
	struct slice head = slice_of(prefix);

	return text.len >= head.len && slice_eq_ci((struct slice){text.p, head.len}, head);
}

bool slice_ends_ci(struct slice text, const char *suffix);
int slice_compare(struct slice a, struct slice b); /* <0, 0, >0 in order of bytes */

/* Without the first `n` bytes, and only the first `n` bytes; beyond the end: empty, and all of it.
 */
static inline struct slice slice_from(struct slice text, size_t n)
{
	if (n >= text.len)
		return (struct slice){text.p == NULL ? NULL : text.p + text.len, 0};
	return (struct slice){text.p + n, text.len - n};
}

static inline struct slice slice_head(struct slice text, size_t n)
{
	return n < text.len ? (struct slice){text.p, n} : text;
}

/* For tables: the same bytes, the same number, while the program runs. Eight bytes at a time, the last ones by FNV-1a; the
 * halves are mixed, since a table takes the lowest bits. */
static inline uint64_t slice_hash(struct slice text)
{
	uint64_t h = 0xcbf29ce484222325, eight;
	size_t i = 0;

	for (; i + sizeof eight <= text.len; i += sizeof eight) {
		memcpy(&eight, text.p + i, sizeof eight);
		h = (h ^ eight) * 0x9e3779b97f4a7c15;
		h ^= h >> 32;
	}
	for (; i < text.len; i++)
		h = (h ^ (unsigned char)text.p[i]) * 0x100000001b3;
	return h ^ h >> 29;
}

/* A bit for each byte that the word has, whatever their order. */
static inline uint64_t slice_letters(struct slice word)
{
	uint64_t letters = 0;

	for (size_t i = 0; i < word.len; i++)
		letters |= (uint64_t)1 << (word.p[i] & 63);
	return letters;
}

/* Whether words of those letters may be so few edits (insert, delete, replace, swap) apart: each
 * changes two bits at most. */
static inline bool slice_letters_near(uint64_t a, uint64_t b, int edits)
{
	uint64_t differ = a ^ b;

	for (int bits = 0; bits < 2 * edits; bits++)
		differ &= differ - 1;
	return differ == 0;
}

/* Without ASCII blanks (space, tab, CR, LF) at both ends. */
struct slice slice_trim(struct slice text);

/* Offset of the first `c`, of `needle`; -1 where there is none. */
long slice_find(struct slice text, char c);
long slice_find_ci(struct slice text, const char *needle);

/*
 * Takes the next line off *rest into *line, without its line end (LF or CRLF). False where nothing
 * is left; text without a last line end has its last line all the same.
 */
bool slice_line(struct slice *rest, struct slice *line);

/* A whole decimal number within [0, max]; false where it is anything else. */
bool slice_number(struct slice text, long max, long *number);

#endif
