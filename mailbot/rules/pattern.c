#include "rules/pattern.h"

#include <string.h>
#include <utf8proc.h>

#include "base/utf8.h"

static const char gap[] = "\xe2\x80\xa6"; /* … */

/* What takes the place of a character once it is folded; 0: nothing does. */
static int32_t plain(int32_t c)
{
	switch (c) {
	case 0x2018:
	case 0x2019:
	case 0x201a:
	case 0x201b:
	case 0x2032:
	case 0xb4:
	case '`': return '\'';
	case 0x201c:
	case 0x201d:
	case 0x201e:
	case 0x201f:
	case 0xab:
	case 0xbb: return '"';
	case 0x60c:
	case 0x3001: return ',';
	case 0x61b: return ';';
	case 0x61f: return '?';
	case 0x3002: return '.';
	case 0x2022:
	case 0x25aa:
	case 0x25cf:
	case 0xb7: return '*';
	case 0x2010:
	case 0x2011:
	case 0x2012:
	case 0x2013:
	case 0x2014:
	case 0x2015:
	case 0x2212: return '-';
	case '\t':
	case '\r':
	case '\n':
	case 0xa0:
	case 0x202f:
	case 0x3000: return ' ';
	case 0xad:
	case 0xfeff:
	case 0x200b:
	case 0x200c:
	case 0x200d:
	case 0x200e:
	case 0x200f: return 0;
	default: break;
	}
	if ((c >= 0x2000 && c <= 0x200a) || c == 0x2028 || c == 0x2029)
		return ' ';
	return (c >= 0x202a && c <= 0x202e) || (c >= 0x2060 && c <= 0x2069) || c < ' ' ? 0 : c;
}

struct slice pattern_fold(struct arena *a, struct slice text)
{
	/* a character decomposes and folds into at most 18, of 4 bytes; most of them into themselves,
	 * so that room is made as it is needed */
	size_t room = text.len * 2 + 80, n = 0;
	char *out = arena_alloc(a, room);
	int class = 0;

	for (size_t i = 0, len; i < text.len; i += len) {
		utf8proc_int32_t points[32];
		char byte = text.p[i];
		utf8proc_ssize_t count = 1;
		int32_t c;

		if (n < room && byte > ' ' && byte < 0x7f && byte != '`') {
			out[n++] = byte >= 'A' && byte <= 'Z' ? (char)(byte + ('a' - 'A')) : byte;
			len = 1;
			continue;
		}
		if (n < room && (byte == ' ' || byte == '\n')) {
			if (n > 0 && out[n - 1] != ' ')
				out[n++] = ' ';
			len = 1;
			continue;
		}
		c = utf8_decode(slice_from(text, i), &len);
		points[0] = c;
		if (c >= 0x80 && c != 0x2026 && plain(c) == c)
			count = utf8proc_decompose_char(c, points, 32,
				UTF8PROC_CASEFOLD | UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT, &class);
		if (room - n < 32 * 4) {
			char *more = arena_alloc(a, room * 2);

			memcpy(more, out, n);
			out = more;
			room *= 2;
		}
		for (utf8proc_ssize_t k = 0; k < count && k < 32; k++) {
			int32_t p = plain(points[k]);

			if (p > 0 && !(p == ' ' && (n == 0 || out[n - 1] == ' ')))
				n += (size_t)utf8proc_encode_char(p, (utf8proc_uint8_t *)out + n);
		}
	}
	while (n > 0 && out[n - 1] == ' ')
		n--;
	arena_trim(a, out, room, n > 0 ? n : 1);
	return (struct slice){out, n};
}

static bool word_byte(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (unsigned char)c >= 0x80;
}

/* The number of three bytes. */
static uint16_t gram(const char *p)
{
	const unsigned char *b = (const unsigned char *)p;

	return (uint16_t)((b[0] << 16 | b[1] << 8 | b[2]) * 2654435761u >> 20);
}
_Static_assert(PATTERN_GRAM_BITS == 1 << 12, "gram gives 12 bits");

static void add_grams(struct pattern *p, struct slice literal)
{
	size_t step = literal.len < PATTERN_GRAMS + 3 ? 1 : 2;

	for (size_t i = 0; i + 3 <= literal.len && p->gram_count < PATTERN_GRAMS; i += step)
		p->grams[p->gram_count++] = gram(literal.p + i);
}

void pattern_text_set(struct pattern_text *t, struct slice folded)
{
	*t = (struct pattern_text){.text = folded};
	for (size_t i = 0; i + 3 <= folded.len; i++) {
		uint16_t bit = gram(folded.p + i);

		t->grams[bit / 64] |= UINT64_C(1) << (bit % 64);
	}
}

static bool has_grams(const struct pattern_text *t, const struct pattern *p)
{
	for (size_t i = 0; i < p->gram_count; i++)
		if ((t->grams[p->grams[i] / 64] >> (p->grams[i] % 64) & 1) == 0)
			return false;
	return true;
}

static void add_literal(struct pattern *p, struct slice piece, bool after_gap, bool before_gap)
{
	struct slice text = slice_trim(piece);
	bool blank_before = piece.len > 0 && text.p != piece.p;
	bool blank_after = text.len > 0 && text.p + text.len != piece.p + piece.len;

	if (text.len == 0)
		return;
	add_grams(p, text);
	p->literals[p->count++] =
		(struct literal){text, (!after_gap || blank_before) && word_byte(text.p[0]),
			(!before_gap || blank_after) && word_byte(text.p[text.len - 1])};
}

static long find(struct slice text, struct slice needle)
{
	const char *at = text.len > 0 && needle.len > 0
		? memmem(text.p, text.len, needle.p, needle.len)
		: NULL;

	return at == NULL ? -1 : at - text.p;
}

static size_t gaps(struct slice text)
{
	size_t n = 0;

	for (long at; (at = find(text, slice_of(gap))) >= 0; n++)
		text = slice_from(text, (size_t)at + 3);
	return n;
}

size_t pattern_words(struct slice folded)
{
	size_t n = 0;

	for (size_t i = 0; i < folded.len; i++)
		n += folded.p[i] != ' ' && (i == 0 || folded.p[i - 1] == ' ');
	return n;
}

/* The list's last one goes to the end of a chain. */
static void chain(struct patterns *list, uint32_t *at)
{
	while (*at != 0)
		at = &list->items[*at - 1].next;
	*at = (uint32_t)list->count;
}

void patterns_room(struct arena *a, struct patterns *list, size_t more)
{
	size_t room = list->room * 2;
	struct pattern *items;

	if (list->room - list->count >= more)
		return;
	if (room < list->count + more)
		room = list->count + more;
	items = arena_array(a, room, sizeof *items);
	if (list->count > 0)
		memcpy(items, list->items, list->count * sizeof *items);
	list->items = items;
	list->room = room;
}

/* Its folded text; three dots are as good as the one character. */
static struct slice fold_pattern(struct arena *a, const char *text)
{
	struct arena *scratch = arena_new();
	struct slice folded = pattern_fold(scratch, utf8_repair(scratch, slice_of(text)));
	char *copy = arena_string(a, folded);

	folded.p = copy;
	arena_free(&scratch);
	for (long at; (at = find(folded, SLICE("..."))) >= 0;)
		memcpy(copy + at, gap, 3);
	return folded;
}

int pattern_add(struct arena *a, struct patterns *list, const char *text, bool anywhere,
	struct place place, struct problems *problems)
{
	struct slice rest = fold_pattern(a, text), piece;
	struct pattern p = {.place = place};
	bool after_gap = false;

	p.open_start = anywhere || slice_starts(rest, gap);
	p.open_end = anywhere || slice_ends_ci(rest, gap);
	p.literals = arena_array(a, gaps(rest) + 1, sizeof *p.literals);
	for (;;) {
		long at = find(rest, slice_of(gap));

		piece = at < 0 ? rest : slice_head(rest, (size_t)at);
		add_literal(&p, piece, after_gap, at >= 0);
		if (at < 0)
			break;
		rest = slice_from(rest, (size_t)at + 3);
		after_gap = true;
	}
	if (p.count == 0)
		return problem_add(problems, place, "a pattern without a word: \"%s\"", text);
	ARENA_PUSH(a, list->items, list->count, list->room, p);
	chain(list,
		p.open_start
			? &list->open
			: &list->first[(unsigned char)p.literals[0].text.p[0] % PATTERN_CHAINS]);
	return 0;
}

static bool borders(const struct literal *l, struct slice line, size_t at)
{
	size_t end = at + l->text.len;

	return !(l->word_before && at > 0 && word_byte(line.p[at - 1])) &&
		!(l->word_after && end < line.len && word_byte(line.p[end]));
}

/* The first place at or behind `from` where the literal stands as words; -1. */
static long find_literal(const struct literal *l, struct slice line, size_t from)
{
	for (;;) {
		long at = find(slice_from(line, from), l->text);

		if (at < 0)
			return -1;
		if (borders(l, line, from + (size_t)at))
			return (long)from + at;
		from += (size_t)at + 1;
	}
}

static bool fits(const struct pattern *p, struct slice line)
{
	size_t from = 0;

	for (size_t i = 0; i < p->count; i++) {
		const struct literal *l = &p->literals[i];
		bool last = i + 1 == p->count && !p->open_end;
		long at;

		if (l->text.len > line.len - from)
			return false;
		if (i == 0 && !p->open_start)
			at = slice_eq(slice_head(line, l->text.len), l->text) ? 0 : -1;
		else if (last)
			at = (long)(line.len - l->text.len);
		else
			at = find_literal(l, line, from);
		if (at < 0 ||
			!slice_eq(slice_head(slice_from(line, (size_t)at), l->text.len), l->text) ||
			!borders(l, line, (size_t)at))
			return false;
		from = (size_t)at + l->text.len;
	}
	return p->open_end || from == line.len;
}

/* The number of the first of a chain that fits; 0. Of those open at their start, which could stand
 * anywhere, only what has the text's grams is looked at. */
static uint32_t first_fit(const struct patterns *list, uint32_t at, struct slice folded,
	const struct pattern_text *grams)
{
	while (at != 0 &&
		!((grams == NULL || has_grams(grams, &list->items[at - 1])) &&
			fits(&list->items[at - 1], folded)))
		at = list->items[at - 1].next;
	return at;
}

static uint32_t first_anchored(const struct patterns *list, struct slice folded)
{
	return folded.len == 0
		? 0
		: first_fit(list, list->first[(unsigned char)folded.p[0] % PATTERN_CHAINS], folded,
			  NULL);
}

/* The earlier one of the list. */
static const struct pattern *earlier(const struct patterns *list, uint32_t a, uint32_t b)
{
	uint32_t n = a == 0 || (b != 0 && b < a) ? b : a;

	return n == 0 ? NULL : &list->items[n - 1];
}

const struct pattern *pattern_match_text(
	const struct patterns *list, const struct pattern_text *text)
{
	uint32_t open = text->text.len == 0 ? 0 : first_fit(list, list->open, text->text, text);

	return earlier(list, first_anchored(list, text->text), open);
}

const struct pattern *pattern_match(const struct patterns *list, struct slice folded)
{
	struct pattern_text text;

	if (list->open == 0)
		return earlier(list, first_anchored(list, folded), 0);
	pattern_text_set(&text, folded);
	return pattern_match_text(list, &text);
}
