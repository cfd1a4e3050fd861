#include "message/sheet.h"

#include <string.h>

#include "base/limits.h"

/* Blocks in blocks: @media in @supports, nested rules. */
enum { BLOCKS_MAX = 8 };

/* ---- reading ---- */

/* Whether a block holds for a screen; *media: for some only. Others (@font-face, @page) do not. */
static bool for_screen(struct slice prelude, bool *media)
{
	if (prelude.len == 0 || prelude.p[0] != '@')
		return true;
	*media = true;
	return (slice_starts_ci(prelude, "@media") && slice_find_ci(prelude, "print") < 0) ||
		slice_starts_ci(prelude, "@supports") || slice_starts_ci(prelude, "@layer");
}

static void add_rule(struct arena *a, struct sheet *s, const struct slice *blocks, size_t depth,
	struct slice style)
{
	struct look l = {0};
	bool media = false;

	for (size_t i = 0; i < depth; i++)
		if (!for_screen(blocks[i], &media))
			return;
	if (depth == 0 || blocks[depth - 1].len == 0 || blocks[depth - 1].p[0] == '@')
		return;
	look_style(style, &l);
	/* colours for some screens only are those of the night */
	if (!l.hidden && !l.tiny && !l.struck && !l.flat && !l.clipped &&
		(media || (l.ink.tint == TINT_PLAIN && l.ground.tint == TINT_PLAIN)))
		return;
	if (s->count == SHEET_RULES_MAX) {
		s->more = true;
		return;
	}
	ARENA_PUSH(a, s->rules, s->count, s->room, (struct sheet_rule){blocks[depth - 1], style});
}

static void read_rules(struct arena *a, struct sheet *s, struct slice css)
{
	struct slice blocks[BLOCKS_MAX] = {{0}};
	size_t depth = 0, start = 0;

	for (size_t i = 0; i < css.len; i++) {
		struct slice piece;
		const char *last;

		if (css.p[i] != '{' && css.p[i] != '}')
			continue;
		piece = slice_head(slice_from(css, start), i - start);
		start = i + 1;
		if (css.p[i] == '}') {
			add_rule(a, s, blocks, depth, piece);
			depth -= depth > 0 ? 1 : 0;
			continue;
		}
		/* declarations may stand before a nested rule */
		last = piece.len > 0 ? memrchr(piece.p, ';', piece.len) : NULL;
		if (last != NULL) {
			add_rule(a, s, blocks, depth, slice_head(piece, (size_t)(last - piece.p)));
			piece = slice_from(piece, (size_t)(last - piece.p) + 1);
		}
		if (depth == BLOCKS_MAX) {
			s->more = true;
			return;
		}
		blocks[depth++] = slice_trim(piece);
	}
}

/* "<style media=print": nobody's screen shows it so. */
static bool for_paper(struct slice tag)
{
	long media = slice_find_ci(tag, "media");

	tag = slice_from(tag, media < 0 ? tag.len : (size_t)media);
	return slice_find_ci(tag, "print") >= 0 && slice_find_ci(tag, "screen") < 0 &&
		slice_find_ci(tag, "all") < 0 && slice_find_ci(tag, "not") < 0;
}

void sheet_read(struct arena *a, struct slice html, struct sheet *out)
{
	bool closed = true;

	for (size_t i = 0; i < html.len; i++) {
		struct slice here = slice_from(html, i);
		const char *end;
		char *plain;
		size_t start;
		long open = slice_find(here, '<'), close;

		if (open < 0)
			return;
		i += (size_t)open;
		here = slice_from(html, i);
		if (closed && slice_starts(here, "<!--")) {
			end = memmem(here.p, here.len, "-->", 3);
			closed = end != NULL;
			i += closed ? (size_t)(end - here.p) + 2 : 0;
			continue;
		}
		if (!slice_starts_ci(here, "<style"))
			continue;
		open = slice_find(here, '>');
		if (open < 0)
			return;
		start = i;
		here = slice_from(here, (size_t)open + 1);
		close = slice_find_ci(here, "</style");
		here = slice_head(here, close < 0 ? here.len : (size_t)close);
		i += (size_t)open + here.len;
		if (for_paper(slice_head(slice_from(html, start), (size_t)open)))
			continue;
		plain = arena_alloc(a, here.len + 1);
		read_rules(a, out, (struct slice){plain, look_plain(here, plain)});
	}
}

/* ---- applying ---- */

static size_t name_length(struct slice text)
{
	size_t n = 0;

	while (n < text.len && strchr(".#[:*", text.p[n]) == NULL)
		n++;
	return n;
}

static bool has_class(struct slice class, struct slice name)
{
	while (class.len > 0) {
		size_t n = 0;

		class = slice_trim(class);
		while (n < class.len && strchr(" \t\r\n\f", class.p[n]) == NULL)
			n++;
		if (slice_eq_ci(slice_head(class, n), name))
			return true;
		class = slice_from(class, n);
	}
	return false;
}

/* A state that nobody's mouse is in yet, or what stands before and behind the text. */
static bool never(struct slice pseudo)
{
	static const char *const states[] = {
		"hover", "active", "focus", "visited", "before", "after", "first-l", "marker"};

	for (size_t i = 0; i < sizeof states / sizeof *states; i++)
		if (slice_starts_ci(pseudo, states[i]))
			return true;
	return false;
}

/* "div.note#x[title]:first-child" */
static bool compound_fits(
	struct slice compound, struct slice tag, struct slice class, struct slice id)
{
	size_t n = name_length(compound);

	if (n > 0 && !slice_eq_ci(slice_head(compound, n), tag))
		return false;
	for (compound = slice_from(compound, n); compound.len > 0;
		compound = slice_from(compound, n)) {
		char mark = compound.p[0];
		struct slice name;

		compound = slice_from(compound, 1);
		n = name_length(compound);
		name = slice_head(compound, n);
		if ((mark == '.' && !has_class(class, name)) ||
			(mark == '#' && !slice_eq_ci(name, id)) || (mark == ':' && never(name)))
			return false;
		if (mark == '[' || (mark == ':' && slice_find(name, '(') >= 0))
			return true; /* whatever is asked: it may be so */
	}
	return true;
}

static bool selector_fits(
	struct slice selector, struct slice tag, struct slice class, struct slice id)
{
	while (selector.len > 0) {
		long comma = slice_find(selector, ',');
		struct slice one =
			slice_trim(slice_head(selector, comma < 0 ? selector.len : (size_t)comma));
		size_t n = one.len;

		while (n > 0 && strchr(" >+~\t\r\n\f", one.p[n - 1]) == NULL)
			n--;
		if (one.len > 0 && compound_fits(slice_from(one, n), tag, class, id))
			return true;
		selector = slice_from(selector, comma < 0 ? selector.len : (size_t)comma + 1);
	}
	return false;
}

void sheet_apply(
	struct sheet *s, struct slice tag, struct slice class, struct slice id, struct look *l)
{
	for (size_t i = 0; i < s->count; i++) {
		s->looks += 1 + s->rules[i].selector.len / 16 + class.len / 4;
		if (s->looks > SHEET_LOOKS_MAX) {
			s->more = true;
			return;
		}
		if (selector_fits(s->rules[i].selector, tag, class, id)) {
			s->looks += 1 + s->rules[i].style.len / 16;
			look_style(s->rules[i].style, l);
		}
	}
}
