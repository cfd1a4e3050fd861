#include "reading/people/name.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "base/limits.h"
#include "rules/fold.h"

enum {
	WORDS_MAX = NAME_BYTES_MAX / 2, /* what has more is no name, and cannot be compared */
	SLIP_LETTERS_MIN = 4, /* a shorter word with another letter is another word */
	SHORT_FORM_MIN = 3, /* "Alex" may be Alexander, "Al" is anything */
};

/* One word of a name. */
struct word {
	const char *plain; /* folded, marks away: "muller" */
	const char *spelled; /* folded, umlauts spelled out: "mueller" */
	size_t letters; /* of `plain` */
	bool initial; /* a single letter, or one with a point */
};

struct words {
	struct word *items;
	size_t count, room;
	bool over; /* more words than are looked at */
	bool latin, other; /* letters of these scripts stand in it */
};

/* Letters that Unicode does not take apart, and how German spells its umlauts out. */
static const struct {
	const char *from, *plain, *spelled;
} letters[] = {
	{"ä", "a", "ae"},
	{"ö", "o", "oe"},
	{"ü", "u", "ue"},
	{"å", "a", "aa"},
	{"æ", "ae", "ae"},
	{"œ", "oe", "oe"},
	{"ø", "o", "oe"},
	{"ı", "i", "i"},
	{"ł", "l", "l"},
	{"đ", "d", "d"},
	{"ð", "d", "d"},
	{"þ", "th", "th"},
};

static bool is_ascii(struct slice text)
{
	size_t i = 0;

	while (i < text.len && (unsigned char)text.p[i] < 0x80)
		i++;
	return i == text.len;
}

/* What folding makes of ASCII. */
static char *lower(struct arena *a, struct slice text)
{
	char *out = arena_string(a, text);

	for (char *p = out; *p != '\0'; p++)
		*p = slice_lower(*p);
	return out;
}

/* `text` mapped by utf8proc, in the arena; NULL where it is not UTF-8. */
static char *map(struct arena *a, struct slice text, utf8proc_option_t options)
{
	utf8proc_uint8_t *out = NULL;

	if (is_ascii(text))
		return options & UTF8PROC_CASEFOLD ? lower(a, text) : arena_string(a, text);
	utf8proc_ssize_t n = utf8proc_map((const utf8proc_uint8_t *)(text.p != NULL ? text.p : ""),
		(utf8proc_ssize_t)text.len, &out, options);
	char *copy = n < 0 ? NULL : arena_string(a, (struct slice){(const char *)out, (size_t)n});

	free(out);
	return copy;
}

/* Replaces the letters of the table, then takes all other marks away. `folded` is composed. */
static const char *key(struct arena *a, const char *folded, bool spelled)
{
	char *out, *to;

	if (is_ascii(slice_of(folded)))
		return folded;
	out = to = arena_alloc(a, strlen(folded) * 2 + 1);

	while (*folded != '\0') {
		size_t n = 1;
		const char *put = NULL;
		bool ascii = (unsigned char)*folded < 0x80; /* stays as it is */
		for (size_t i = 0; i < sizeof letters / sizeof *letters && !ascii && put == NULL;
			i++)
			if (slice_starts(slice_of(folded), letters[i].from)) {
				n = strlen(letters[i].from);
				put = spelled ? letters[i].spelled : letters[i].plain;
			}
		size_t len = put != NULL ? strlen(put) : 1;
		memcpy(to, put != NULL ? put : folded, len);
		to += len;
		folded += n;
	}
	const char *bare =
		map(a, slice_of(out), UTF8PROC_STABLE | UTF8PROC_DECOMPOSE | UTF8PROC_STRIPMARK);
	return bare != NULL ? bare : out;
}

static bool is_letter(utf8proc_int32_t c)
{
	utf8proc_category_t sort = utf8proc_category(c);

	return (sort >= UTF8PROC_CATEGORY_LU && sort <= UTF8PROC_CATEGORY_ME) ||
		sort == UTF8PROC_CATEGORY_ND;
}

static bool is_latin(utf8proc_int32_t c)
{
	return c < 0x250 || (c >= 0x300 && c < 0x370) || (c >= 0x1e00 && c < 0x1f00);
}

/* Apostrophes stand inside a word (O'Neill) and count for nothing. */
static bool is_apostrophe(utf8proc_int32_t c)
{
	return c == '\'' || c == 0x2019 || c == 0x2bc || c == '`' || c == 0xb4;
}

static size_t count_letters(const char *text)
{
	size_t n = 0;

	for (; *text != '\0'; text++)
		n += ((unsigned char)*text & 0xc0) != 0x80;
	return n;
}

static void add_word(struct arena *a, struct words *list, struct slice raw)
{
	if (raw.len == 0)
		return;
	if (list->count == WORDS_MAX) {
		list->over = true;
		return;
	}
	const char *folded = arena_string(a, raw);
	struct word w = {key(a, folded, false), key(a, folded, true), 0, false};
	w.letters = count_letters(w.plain);
	w.initial = w.letters == 1;
	ARENA_PUSH(a, list->items, list->count, list->room, w);
}

/* Cuts folded text into words at everything that is no letter. False where it is not UTF-8. */
static bool split(struct arena *a, const char *name, struct words *out)
{
	const char *text = map(a, slice_of(name),
		UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD);

	*out = (struct words){0};
	if (text == NULL)
		return false;
	char *word = arena_alloc(a, strlen(text) + 1);
	size_t len = 0;
	for (const char *p = text; *p != '\0';) {
		utf8proc_int32_t c;
		utf8proc_ssize_t n = utf8proc_iterate((const utf8proc_uint8_t *)p, -1, &c);
		if (n <= 0)
			return false;
		if (is_letter(c)) {
			memcpy(word + len, p, (size_t)n);
			len += (size_t)n;
			*(is_latin(c) ? &out->latin : &out->other) = true;
		} else if (!is_apostrophe(c)) {
			add_word(a, out, (struct slice){word, len});
			len = 0;
		}
		p += n;
	}
	add_word(a, out, (struct slice){word, len});
	return true;
}

static bool word_same(const struct word *a, const struct word *b)
{
	return strcmp(a->plain, b->plain) == 0 || strcmp(a->spelled, b->spelled) == 0;
}

/* Whether one letter more, less, other, or two neighbours swapped make one of the other. */
static bool one_slip(const char *a, const char *b)
{
	size_t n = strlen(a), m = strlen(b), i = 0;

	if (n > m)
		return one_slip(b, a);
	if (m - n > 1)
		return false;
	while (i < n && a[i] == b[i])
		i++;
	if (n < m)
		return strcmp(a + i, b + i + 1) == 0;
	if (i == n)
		return true;
	if (strcmp(a + i + 1, b + i + 1) == 0)
		return true;
	return i + 1 < n && a[i] == b[i + 1] && a[i + 1] == b[i] &&
		strcmp(a + i + 2, b + i + 2) == 0;
}

/* Whether one may be the other: an initial that fits, a short form, a slip. */
static bool word_may_be(const struct word *a, const struct word *b)
{
	size_t shorter = a->letters < b->letters ? a->letters : b->letters;
	size_t bytes = strlen(a->letters < b->letters ? a->plain : b->plain);

	if (a->initial || b->initial || shorter >= SHORT_FORM_MIN)
		if (strncmp(a->plain, b->plain, bytes) == 0)
			return true;
	return shorter >= SLIP_LETTERS_MIN && one_slip(a->plain, b->plain);
}

/* Takes pairs that `fits` out of both lists. */
static void pair(
	struct words *a, struct words *b, bool (*fits)(const struct word *, const struct word *))
{
	for (size_t i = 0; i < a->count;) {
		size_t j = 0;
		while (j < b->count && !fits(&a->items[i], &b->items[j]))
			j++;
		if (j == b->count) {
			i++;
			continue;
		}
		a->items[i] = a->items[--a->count];
		b->items[j] = b->items[--b->count];
	}
}

/* The same name in two scripts, or two names: who can tell. */
static bool comparable(const struct words *a, const struct words *b)
{
	if (a->count == 0 || b->count == 0 || a->over || b->over)
		return false;
	return (!a->other || b->other) && (!b->other || a->other);
}

static enum name_match compare(struct words *a, struct words *b)
{
	if (!comparable(a, b))
		return NAME_UNCLEAR;
	pair(a, b, word_same);
	if (a->count == 0 && b->count == 0)
		return NAME_SAME;
	pair(a, b, word_may_be);
	return a->count == 0 || b->count == 0 ? NAME_UNCLEAR : NAME_DIFFERENT;
}

/* Where the name begins behind abbreviations of two letters and more ("Dr.", "Dipl.-Ing."). */
static struct slice skip_abbreviations(struct slice name)
{
	for (;;) {
		name = slice_trim(name);
		long blank = slice_find(name, ' ');
		if (blank < 3 || name.p[blank - 1] != '.')
			return name;
		name = slice_from(name, (size_t)blank);
	}
}

/* Both names as words; false where one is no UTF-8. */
static bool split_both(
	struct arena *arena, const char *a, const char *b, struct words *x, struct words *y)
{
	return split(arena, name_normalise(arena, a), x) &&
		split(arena, name_normalise(arena, b), y);
}

enum name_match name_compare(const char *a, const char *b)
{
	struct arena *arena = arena_new();
	enum name_match match = NAME_UNCLEAR;
	struct words x, y;

	if (strcmp(a, b) == 0 && a[0] != '\0')
		match = NAME_SAME;
	else if (split_both(arena, a, b, &x, &y))
		match = compare(&x, &y);
	arena_free(&arena);
	return match;
}

bool name_fits(const char *sought, const char *name)
{
	struct arena *arena = arena_new();
	struct words x, y;
	bool fits = sought[0] != '\0' && strcmp(sought, name) == 0;

	if (!fits && split_both(arena, sought, name, &x, &y) && comparable(&x, &y))
		fits = compare(&x, &y) != NAME_DIFFERENT;
	arena_free(&arena);
	return fits;
}

static bool is_quote(char c)
{
	return c == '"' || c == '\'' || c == '<' || c == '>';
}

/* Blanks of any kind become one, control characters go; not UTF-8: as it is. */
static const char *collapse(struct arena *a, const char *name)
{
	char *out = arena_alloc(a, strlen(name) + 1);
	size_t len = 0;
	bool blank = false;

	for (const char *p = name; *p != '\0';) {
		utf8proc_int32_t c;
		utf8proc_ssize_t n = utf8proc_iterate((const utf8proc_uint8_t *)p, -1, &c);
		if (n <= 0)
			return name;
		utf8proc_category_t sort = utf8proc_category(c);
		if (sort >= UTF8PROC_CATEGORY_ZS && sort <= UTF8PROC_CATEGORY_CF) {
			blank = true;
		} else {
			if (blank && len > 0)
				out[len++] = ' ';
			blank = false;
			memcpy(out + len, p, (size_t)n);
			len += (size_t)n;
		}
		p += n;
	}
	return out;
}

/* Its words, without quotes around them. */
static struct slice unquoted(struct arena *a, const char *name)
{
	struct slice s = slice_of(collapse(a, name));

	while (s.len > 1 && is_quote(s.p[0]) && is_quote(s.p[s.len - 1]))
		s = slice_trim((struct slice){s.p + 1, s.len - 2});
	return s;
}

static bool one_word(struct slice s)
{
	return slice_find(skip_abbreviations(s), ' ') < 0;
}

const char *name_as_typed(struct arena *a, const char *name)
{
	struct slice s = unquoted(a, name);
	long comma = slice_find(s, ',');

	if (comma > 0 && slice_find(slice_from(s, (size_t)comma + 1), ',') < 0) {
		struct slice first = slice_trim(slice_from(s, (size_t)comma + 1));
		struct slice last = slice_trim(slice_head(s, (size_t)comma));
		if (first.len > 0 && (one_word(first) || one_word(last)))
			return arena_printf(a, "%.*s %.*s", SLICE_ARGS(first), SLICE_ARGS(last));
	}
	return arena_string(a, s);
}

const char *name_normalise(struct arena *a, const char *name)
{
	struct slice s = skip_abbreviations(unquoted(a, name));
	long comma = slice_find(s, ',');
	if (comma > 0 && slice_find(slice_from(s, (size_t)comma + 1), ',') < 0) {
		struct slice first = skip_abbreviations(slice_from(s, (size_t)comma + 1));
		struct slice last = slice_trim(slice_head(s, (size_t)comma));
		if (first.len > 0)
			return arena_printf(a, "%.*s %.*s", SLICE_ARGS(first), SLICE_ARGS(last));
	}
	return arena_string(a, s);
}

struct slice name_surname(struct arena *a, const char *name)
{
	struct slice all = slice_of(name);
	size_t at = all.len;

	while (at > 0 && all.p[at - 1] != ' ')
		at--;
	return fold_bare(a, fold_key(a, slice_from(all, at)));
}
