#include "message/draft.h"

#include <string.h>

#include "base/limits.h"

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

void draft_plain(struct draft *d, struct slice text, bool flowed, bool delsp)
{
	struct slice line, above = {0}, mark = quoting_initials(text);
	struct torn_address address = {0};
	bool goes = false; /* the line above was torn by DelSp */

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
