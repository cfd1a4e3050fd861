#include "message/draft.h"

#include <string.h>

#include "base/limits.h"
#include "base/utf8.h"

/* Letters of initials before a '>', how many different ones are counted, and in how many lines they
 * stand at least. */
enum { INITIALS_MAX = 4, INITIALS_KINDS = 8, INITIALS_LINES = 3 };

bool draft_add(struct draft *d, struct slice text, struct draft_line line)
{
	if (text.len + 1 > TEXT_BYTES_MAX - d->len || d->count == READING_LINES_MAX) {
		d->more = true;
		return false;
	}
	if (d->len + text.len + 1 > d->room) {
		size_t room = (d->len + text.len + 1) * 2;
		char *larger = arena_alloc(d->arena, room);

		if (d->len > 0)
			memcpy(larger, d->text, d->len);
		d->text = larger;
		d->room = room;
	}
	line.start = d->len;
	if (text.len > 0)
		memcpy(d->text + d->len, text.p, text.len);
	d->len += text.len;
	line.end = d->len;
	d->text[d->len++] = '\n';
	ARENA_PUSH(d->arena, d->lines, d->count, d->line_room, line);
	return true;
}

/* The last line goes on with that text: RFC 3676's DelSp tears words apart. */
static bool draft_go_on(struct draft *d, struct slice text, struct draft_line line)
{
	struct draft_line *last = &d->lines[d->count - 1];
	size_t start = last->start;

	d->len--; /* its line end */
	if (text.len > 0 && text.len + 1 <= TEXT_BYTES_MAX - d->len) {
		line.hidden = line.hidden || last->hidden;
		line.mark = last->mark;
		d->count--;
		if (!draft_add(d, text, line))
			return false;
		d->lines[d->count - 1].start = start;
		return true;
	}
	d->text[d->len++] = '\n';
	last->soft = line.soft;
	d->more = d->more || text.len > 0;
	return text.len == 0;
}

/* Takes the '>' marks off the start of *text; how many there were. */
static unsigned quote_depth(struct slice *text)
{
	struct slice rest = *text;
	unsigned depth = 0;

	for (;;) {
		struct slice look = rest;

		/* blanks may stand between marks, and one before the first */
		for (size_t i = 0; i < 2 && look.len > 0 && look.p[0] == ' '; i++)
			look = slice_from(look, 1);
		if (look.len == 0 || look.p[0] != '>')
			break;
		rest = slice_from(look, 1);
		depth += depth < 1000;
	}
	if (depth > 0)
		*text = rest;
	return depth;
}

struct slice draft_text(const struct draft *d, size_t line)
{
	return (struct slice){
		d->text + d->lines[line].start, d->lines[line].end - d->lines[line].start};
}

struct slice draft_words(const struct draft *d, size_t line)
{
	struct slice text = draft_text(d, line);

	if (d->lines[line].depth > 0)
		quote_depth(&text);
	return slice_trim(text);
}

/* The line without its marks and the blank that stuffs it. */
static struct slice unquoted(struct slice line, unsigned depth)
{
	if (depth == 0)
		return line;
	quote_depth(&line);
	return line.len > 0 && line.p[0] == ' ' ? slice_from(line, 1) : line;
}

/* RFC 3676, 4.1 to 4.5: a line that ends with a blank goes on, but for the signature's "-- ". */
static bool goes_on(struct slice line, unsigned depth)
{
	struct slice words = unquoted(line, depth);

	return words.len > 0 && words.p[words.len - 1] == ' ' && !slice_is(words, "-- ");
}

/* Whether an address that a wrap tore apart ("… <anna@example.org") waits for its '>'. */
static bool torn(struct slice line)
{
	const char *open = line.len > 0 ? memrchr(line.p, '<', line.len) : NULL;
	struct slice after;

	if (open == NULL)
		return false;
	after = slice_from(line, (size_t)(open - line.p));
	return after.len < 128 && slice_find(after, '>') < 0 && slice_find(after, '@') > 0;
}

/* Bytes of the initials before a '>' ("AM> so far"), as The Bat and its like quote; 0: none. */
static size_t initials(struct slice line)
{
	size_t n = 0, letters = 0;

	while (n < line.len && n < 2 && line.p[n] == ' ')
		n++;
	for (; n < line.len && letters < INITIALS_MAX; letters++) {
		unsigned char c = (unsigned char)line.p[n];

		if (c >= 'A' && c <= 'Z')
			n++;
		else if (c == 0xd0 && n + 1 < line.len && (unsigned char)line.p[n + 1] < 0xb0)
			n += 2; /* a Cyrillic capital */
		else
			break;
	}
	if (letters == 0 || n >= line.len || line.p[n] != '>' ||
		(n + 1 < line.len && strchr(" >\r", line.p[n + 1]) == NULL))
		return 0;
	return n;
}

/*
 * The initials by which the text is quoted; empty where it is not, or may not be: a list of choices
 * ("A> ja") has one letter each, few lines, and no empty ones.
 */
static struct slice quoting_initials(struct slice text)
{
	struct slice found[INITIALS_KINDS], line, best = {0};
	size_t times[INITIALS_KINDS] = {0}, count = 0, most = INITIALS_LINES - 1;

	while (slice_line(&text, &line)) {
		size_t n = initials(line), i = 0;
		struct slice here = slice_trim(slice_head(line, n));
		bool empty = n > 0 && slice_trim(slice_from(line, n + 1)).len == 0;

		if (here.len == 0)
			continue;
		while (i < count && !slice_eq(found[i], here))
			i++;
		if (i == INITIALS_KINDS)
			continue;
		if (i == count)
			found[count++] = here;
		times[i] += empty ? INITIALS_LINES : here.len > 1;
		if (times[i] > most) {
			most = times[i];
			best = here;
		}
	}
	return best;
}

/* What some programs set before quoted lines in place of '>'. */
static const char *const bars[] = {"|", "\xc2\xbb", "\xe2\x80\xba", "\xe2\x94\x82", "\xe2\x94\x83"};
/* Lines that begin with a bar and bytes of the line above one that are looked at. */
enum { BARS = sizeof bars / sizeof *bars, BAR_PLACES = 50, BAR_LINE = 500 };
static const char guillemet[] = "\xc2\xab";

/* Bytes up to the end of the bar that a quoted line begins with; 0 where it begins with none: a row
 * of a table has more of them, »words« end with another. */
static size_t bar(struct slice line, const char *mark)
{
	size_t n = 0, len = strlen(mark);
	struct slice rest;

	while (n < line.len && n < 2 && line.p[n] == ' ')
		n++;
	if (!slice_starts(slice_from(line, n), mark))
		return 0;
	n += len;
	for (rest = slice_from(line, n); rest.len > 0 && rest.p[0] == ' ';)
		rest = slice_from(rest, 1);
	while (slice_starts(rest, mark))
		rest = slice_trim(slice_from(rest, len));
	if (rest.len > 0 && rest.p == line.p + n)
		return 0; /* it touches a word */
	return memmem(rest.p, rest.len, mark, len) == NULL && slice_find(rest, '|') < 0 &&
			memmem(rest.p, rest.len, guillemet, sizeof guillemet - 1) == NULL
		? n
		: 0;
}

/* Whether the line introduces a quote, alone or with the one before it. */
static bool introduces(
	struct arena *a, const struct quotes *quotes, struct slice before, struct slice line)
{
	struct slice folded = pattern_fold(a, line);

	if (folded.len == 0 || folded.p[folded.len - 1] != ':')
		return false;
	if (pattern_match(&quotes->introductions, folded) != NULL)
		return true;
	folded = pattern_fold(
		a, slice_of(arena_printf(a, "%.*s %.*s", SLICE_ARGS(before), SLICE_ARGS(line))));
	return pattern_match(&quotes->introductions, folded) != NULL;
}

/* The bar by which the text is quoted; NULL where it is not: only below a line that introduces a
 * quote, since people make lists with such marks. */
static const char *quoting_bar(struct arena *a, const struct quotes *quotes, struct slice text)
{
	struct slice line, above = {0}, before = {0};
	size_t places = 0;

	while (slice_line(&text, &line) && places < BAR_PLACES) {
		struct slice words = slice_trim(line);

		for (size_t i = 0; i < BARS; i++)
			if (bar(line, bars[i]) > 0) {
				if (introduces(a, quotes, before, above))
					return bars[i];
				places++;
			}
		if (words.len == 0)
			continue;
		before = above;
		above = utf8_cut(words, BAR_LINE);
	}
	return NULL;
}

/* The text with '>' in place of such a bar. */
static struct slice without_bars(struct arena *a, const struct quotes *quotes, struct slice text)
{
	const char *mark = quoting_bar(a, quotes, text);
	struct slice line;
	char *out;
	size_t n = 0, len;

	if (mark == NULL)
		return text;
	out = arena_alloc(a, text.len + 2);
	while (slice_line(&text, &line)) {
		while ((len = bar(line, mark)) > 0) {
			out[n++] = '>';
			line = slice_from(line, len);
		}
		memcpy(out + n, line.p, line.len);
		n += line.len;
		out[n++] = '\n';
	}
	return (struct slice){out, n};
}

/* The '>' that closes an address which a program set on lines of its own is no mark. */
struct torn_address {
	size_t open; /* lines since its '<' stood alone; 0: none did */
};

static bool closes_address(struct torn_address *t, struct slice line, unsigned depth)
{
	bool closes = t->open > 0 && depth == 1;

	if (slice_is(slice_trim(line), "<"))
		t->open = 1;
	else if (t->open > 0)
		t->open = closes || t->open > 3 ? 0 : t->open + 1;
	return closes;
}

void draft_plain(
	struct draft *d, struct slice text, bool flowed, bool delsp, const struct quotes *quotes)
{
	struct slice line, above = {0}, mark;
	struct torn_address address = {0};
	bool goes = false; /* the line above was torn by DelSp */

	text = without_bars(d->arena, quotes, text);
	mark = quoting_initials(text);
	while (slice_line(&text, &line)) {
		struct slice words = line;
		struct draft_line l = {.depth = quote_depth(&words)};

		/* GroupWise's ">>> Anna <anna@example.org> 20.01.2011 10:00 >>>" is a head */
		if ((l.depth == 1 && torn(above)) || closes_address(&address, line, l.depth) ||
			(l.depth == 3 && words.len > 3 && slice_ends_ci(slice_trim(line), " >>>")))
			l.depth = 0;
		above = line;
		if (l.depth == 0 && mark.len > 0 &&
			slice_eq(slice_trim(slice_head(line, initials(line))), mark)) {
			/* without them it is a mark like any other */
			line = words = slice_from(line, initials(line));
			l.depth = quote_depth(&words);
		}

		if (flowed) {
			/* stuffed */
			if (l.depth == 0 && line.len > 0 && line.p[0] == ' ')
				line = slice_from(line, 1);
			l.soft = goes_on(line, l.depth);
			if (l.soft && delsp)
				line.len--;
		}
		goes = goes && l.depth == d->lines[d->count - 1].depth;
		if (!(goes ? draft_go_on(d, unquoted(line, l.depth), l) : draft_add(d, line, l)))
			break;
		goes = l.soft && delsp;
	}
}
