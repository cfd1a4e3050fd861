#include "message/enriched.h"

#include <string.h>

/* Bytes of a command's name that are looked at: longer ones are none of ours. */
enum { COMMAND_BYTES = 16 };

/* What the commands are in HTML. Of the others only the text stays. */
static const struct {
	const char *command, *html;
	bool param; /* what stands in its <param> is the value of an attribute that begins here */
} commands[] = {{"excerpt", "blockquote", false}, {"color", "font color=\"", true},
	{"bold", "b", false}, {"italic", "i", false}, {"nofill", "pre", false},
	{"verbatim", "pre", false}, {"paraindent", "div", false}, {"center", "div", false},
	{"flushleft", "div", false}, {"flushright", "div", false}, {"paragraph", "p", false}};
enum { COMMANDS = sizeof commands / sizeof *commands };

struct enriched {
	char *out;
	size_t len, room;
	struct arena *arena;
	bool rich; /* text/richtext: line ends say nothing, <nl> does */
	size_t nofill,
		dropped; /* how many are open: line ends stand as they are; nothing is said */
	size_t ends; /* line ends since the last character */
};

static void put(struct enriched *e, const char *p, size_t n)
{
	if (e->len + n > e->room) {
		size_t room = (e->len + n) * 2 + 256;
		char *larger = arena_alloc(e->arena, room);

		if (e->len > 0)
			memcpy(larger, e->out, e->len);
		e->out = larger;
		e->room = room;
	}
	memcpy(e->out + e->len, p, n);
	e->len += n;
}

static void puts_html(struct enriched *e, const char *text)
{
	put(e, text, strlen(text));
}

/* RFC 1896, 3: one line end is a blank, n of them are n - 1. */
static void end_lines(struct enriched *e)
{
	if (e->ends == 1)
		put(e, "\n", 1);
	for (; e->ends > 1; e->ends--)
		puts_html(e, "<br>");
	e->ends = 0;
}

static void put_char(struct enriched *e, char c)
{
	if (c == '\r' || e->dropped > 0)
		return;
	if (c == '\n' && e->nofill == 0 && !e->rich) {
		e->ends++;
		return;
	}
	end_lines(e);
	switch (c) {
	case '<': puts_html(e, "&lt;"); break;
	case '>': puts_html(e, "&gt;"); break;
	case '&': puts_html(e, "&amp;"); break;
	default: put(e, &c, 1);
	}
}

/* The value of <param>…</param> at the start of `in`, which is taken off it. */
static struct slice take_param(struct slice *in)
{
	static const char begin[] = "<param>", end[] = "</param>";
	struct slice value;
	long close;

	if (!slice_starts_ci(*in, begin))
		return (struct slice){0};
	value = slice_from(*in, sizeof begin - 1);
	close = slice_find_ci(slice_head(value, 256), end);
	if (close < 0)
		return (struct slice){0};
	*in = slice_from(value, (size_t)close + sizeof end - 1);
	return slice_head(value, (size_t)close);
}

/* "0000,FFFF,8080" and names of colours, as HTML has them: the first two digits of each. */
static void put_colour(struct enriched *e, struct slice value)
{
	bool numbers = value.len == 14 && value.p[4] == ',' && value.p[9] == ',';

	if (numbers)
		put(e, "#", 1);
	for (size_t i = 0; numbers && i < 3; i++)
		put(e, value.p + 5 * i, 2);
	for (size_t i = 0; !numbers && i < value.len; i++)
		if ((value.p[i] | 0x20) >= 'a' && (value.p[i] | 0x20) <= 'z')
			put(e, value.p + i, 1);
}

static void begin_command(struct enriched *e, size_t k, struct slice *rest)
{
	end_lines(e);
	puts_html(e, "<");
	puts_html(e, commands[k].html);
	if (commands[k].param) {
		put_colour(e, slice_trim(take_param(rest)));
		put(e, "\"", 1);
	}
	put(e, ">", 1);
}

static void end_command(struct enriched *e, size_t k)
{
	end_lines(e);
	puts_html(e, "</");
	put(e, commands[k].html, strcspn(commands[k].html, " "));
	put(e, ">", 1);
}

/* A command with its marks off: "bold", "/bold". What follows is in *rest. */
static void command(struct enriched *e, struct slice name, struct slice *rest)
{
	bool end = name.len > 0 && name.p[0] == '/';

	name = slice_from(name, end);
	if (slice_is_ci(name, "param") || slice_is_ci(name, "comment")) {
		e->dropped += !end;
		e->dropped -= end && e->dropped > 0;
	} else if (e->rich && slice_is_ci(name, "lt")) {
		put_char(e, '<');
	} else if (e->rich && (slice_is_ci(name, "nl") || slice_is_ci(name, "np"))) {
		puts_html(e, "<br>");
	}
	if (slice_is_ci(name, "nofill") || slice_is_ci(name, "verbatim")) {
		end_lines(e);
		e->nofill += !end;
		e->nofill -= end && e->nofill > 0;
	}
	for (size_t k = 0; k < COMMANDS && e->dropped == 0; k++)
		if (slice_is_ci(name, commands[k].command))
			end ? end_command(e, k) : begin_command(e, k, rest);
}

struct slice enriched_html(struct arena *a, struct slice text, bool rich)
{
	struct enriched e = {.arena = a, .rich = rich};

	while (text.len > 0) {
		long close =
			text.p[0] == '<' ? slice_find(slice_head(text, COMMAND_BYTES), '>') : -1;

		if (!rich && slice_starts(text, "<<")) {
			put_char(&e, '<');
			text = slice_from(text, 2);
		} else if (close > 1) {
			struct slice name = slice_head(slice_from(text, 1), (size_t)close - 1);

			text = slice_from(text, (size_t)close + 1);
			command(&e, name, &text);
		} else {
			put_char(&e, text.p[0]);
			text = slice_from(text, 1);
		}
	}
	return (struct slice){e.out, e.len};
}
