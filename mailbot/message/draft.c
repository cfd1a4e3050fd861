#include "message/draft.h"

#include <string.h>

#include "base/limits.h"

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

/* RFC 3676, 4.1 to 4.5: a line that ends with a blank goes on, but for the signature's "-- ". */
static bool goes_on(struct slice line, unsigned depth)
{
	struct slice words = line;

	if (depth > 0)
		quote_depth(&words);
	words = depth > 0 && words.len > 0 && words.p[0] == ' ' ? slice_from(words, 1) : words;
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

void draft_plain(struct draft *d, struct slice text, bool flowed, bool delsp)
{
	struct slice line, above = {0};

	while (slice_line(&text, &line)) {
		struct slice words = line;
		struct draft_line l = {.depth = quote_depth(&words)};

		/* GroupWise's ">>> Anna <anna@example.org> 20.01.2011 10:00 >>>" is a head */
		if ((l.depth == 1 && torn(above)) ||
			(l.depth == 3 && words.len > 3 && slice_ends_ci(slice_trim(line), " >>>")))
			l.depth = 0;
		above = line;

		if (flowed) {
			l.soft = goes_on(line, l.depth);
			/* stuffed */
			if (l.depth == 0 && line.len > 0 && line.p[0] == ' ')
				line = slice_from(line, 1);
			if (l.soft && delsp)
				line.len--;
		}
		if (!draft_add(d, line, l))
			break;
	}
}
