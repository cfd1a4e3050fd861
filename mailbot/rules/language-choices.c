#include "rules/language-choices.h"

#include <string.h>

/* The first bracket that opens; -1. */
static long opens_at(struct slice text)
{
	for (size_t i = 0; i < text.len; i++)
		if (text.p[i] == '[' || text.p[i] == '(')
			return (long)i;
	return -1;
}

/* One behind the other. A list of choices makes ten thousands: no printing. */
static struct slice joined(struct compiling *c, struct slice a, struct slice b)
{
	char *text = arena_room(c->scratch, a.len + b.len + 1, 1);

	if (a.len > 0)
		memcpy(text, a.p, a.len);
	if (b.len > 0)
		memcpy(text + a.len, b.p, b.len);
	text[a.len + b.len] = '\0';
	return (struct slice){text, a.len + b.len};
}

/* Adds what `done` and then `rest` stand for. */
static bool spread(struct compiling *c, struct slice done, struct slice rest, struct choices *out)
{
	long open = opens_at(rest);

	if (out->count >= LANGUAGE_CHOICES_MAX)
		return false;
	if (open < 0) {
		ARENA_PUSH(c->scratch, out->items, out->count, out->room,
			slice_trim(joined(c, done, rest)));
		return true;
	}
	struct slice inner = slice_from(rest, (size_t)open + 1);
	bool may_lack = rest.p[open] == '[';
	long close = slice_find(inner, may_lack ? ']' : ')');
	if (close < 0)
		return false;
	struct slice so_far = joined(c, done, slice_head(rest, (size_t)open));
	struct slice after = slice_from(inner, (size_t)close + 1);
	if (may_lack && !spread(c, so_far, after, out))
		return false;
	for (struct slice all = slice_head(inner, (size_t)close); all.len > 0;) {
		long end = slice_find(all, '/');
		struct slice one = end < 0 ? all : slice_head(all, (size_t)end);
		if (!spread(c, joined(c, so_far, one), after, out))
			return false;
		all = end < 0 ? slice_from(all, all.len) : slice_from(all, (size_t)end + 1);
	}
	return true;
}

struct choices language_choices(struct compiling *c, struct slice text, struct place place)
{
	struct choices out = {0};

	if (!spread(c, SLICE(""), text, &out)) {
		language_complain(c, place,
			"expected brackets that close, and no more than 512 choices",
			arena_string(c->scratch, text));
		out.count = 0;
	}
	return out;
}
