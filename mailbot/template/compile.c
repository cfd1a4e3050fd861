/* A template from its text, with every mistake and its line. */
#include "template/node.h"

#include <string.h>

#include "base/limits.h"
#include "base/utf8.h"

/* A template while it is compiled. */
struct compiler {
	struct arena *arena;
	struct template *t;
	struct problems *problems;
	struct slice rest; /* what is not compiled yet */
	int line; /* at which `rest` begins */
	bool line_start; /* `rest` begins a line */
	bool alone; /* only blanks stand between the line's start and `rest` */
	size_t open[TEMPLATE_DEPTH_MAX]; /* the sections that are open, as indices of nodes */
	size_t depth;
	bool failed;
};

/* One tag, as it stands. */
struct tag {
	char sigil; /* '#', '^', '/', '!', '>', 0 for a field, '?' for what is none of ours */
	struct slice name;
	size_t len; /* with its braces */
	int line;
};

static struct place here(const struct compiler *c, int line)
{
	return (struct place){c->t->place.file, line};
}

#define FAIL(c, at, ...) \
	((c)->failed = true, (void)problem_add((c)->problems, here((c), (at)), __VA_ARGS__))

static struct node *push(struct compiler *c, enum node_kind kind, int line, struct slice text)
{
	ARENA_PUSH(c->arena, c->t->nodes, c->t->count, c->t->room,
		(struct node){.kind = kind, .line = line, .text = text});
	return &c->t->nodes[c->t->count - 1];
}

static bool blanks(struct slice text)
{
	for (size_t i = 0; i < text.len; i++)
		if (text.p[i] != ' ' && text.p[i] != '\t')
			return false;
	return true;
}

/* Takes `n` bytes of text off the rest, a node for each line, so that an indentation finds the
 * lines' starts. */
static void take_text(struct compiler *c, size_t n, bool keep)
{
	struct slice text = slice_head(c->rest, n);

	c->rest = slice_from(c->rest, n);
	while (text.len > 0) {
		long end = slice_find(text, '\n');
		struct slice line = end < 0 ? text : slice_head(text, (size_t)end + 1);
		if (keep)
			push(c, NODE_TEXT, c->line, line)->line_start = c->line_start;
		c->alone = end >= 0 || ((c->line_start || c->alone) && blanks(line));
		c->line_start = end >= 0;
		c->line += end >= 0;
		text = slice_from(text, line.len);
	}
}

static bool name_valid(struct slice name)
{
	if (slice_is(name, "."))
		return true;
	for (size_t i = 0; i < name.len; i++)
		if (strchr("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.",
			    name.p[i]) == NULL ||
			name.p[i] == '\0')
			return false;
	return name.len > 0 && name.p[0] != '.' && name.p[name.len - 1] != '.';
}

static int lines_in(struct slice text)
{
	int n = 0;

	for (size_t i = 0; i < text.len; i++)
		n += text.p[i] == '\n';
	return n;
}

/* Reads the tag at the start of the rest. False where it has no end. */
static bool read_tag(struct compiler *c, struct tag *tag)
{
	struct slice inside = slice_from(c->rest, 2);
	const char *end = inside.len < 2 ? NULL : memmem(inside.p, inside.len, "}}", 2);

	if (end == NULL)
		return false;
	inside.len = (size_t)(end - inside.p);
	*tag = (struct tag){.len = inside.len + 4, .line = c->line};
	char first = inside.len > 0 ? inside.p[0] : '\0';
	if (first != '\0' && strchr("#^/!>", first) != NULL) {
		tag->sigil = first;
		inside = slice_from(inside, 1);
	} else if (first != '\0' && strchr("{&=", first) != NULL) {
		tag->sigil = '?';
	}
	tag->name = slice_trim(inside);
	return true;
}

/*
 * Where the tag stands alone on its line, the bytes from it to the line's end, with that; else 0.
 */
static size_t standalone(const struct compiler *c, const struct tag *tag)
{
	if (tag->sigil == 0 || tag->sigil == '?' || !(c->line_start || c->alone))
		return 0;
	struct slice after = slice_from(c->rest, tag->len);
	long end = slice_find(after, '\n');
	struct slice line = end < 0 ? after : slice_head(after, (size_t)end);
	if (!blanks(line))
		return 0;
	return tag->len + line.len + (end >= 0);
}

static void close_section(struct compiler *c, const struct tag *tag)
{
	if (c->depth == 0) {
		FAIL(c, tag->line, "'{{/%.*s}}' closes no section that is open",
			SLICE_ARGS(tag->name));
		return;
	}
	struct node *open = &c->t->nodes[c->open[--c->depth]];
	open->end = c->t->count;
	if (!slice_eq(open->text, tag->name))
		FAIL(c, tag->line,
			"'{{/%.*s}}' stands where '%.*s' must be closed, which opened in line %d",
			SLICE_ARGS(tag->name), SLICE_ARGS(open->text), open->line);
}

static void open_section(struct compiler *c, const struct tag *tag)
{
	if (c->depth == TEMPLATE_DEPTH_MAX) {
		FAIL(c, tag->line, "sections stand more than %d deep in each other",
			TEMPLATE_DEPTH_MAX);
		return;
	}
	c->open[c->depth++] = c->t->count;
	push(c, tag->sigil == '#' ? NODE_SECTION : NODE_INVERTED, tag->line, tag->name);
}

static void take_tag(struct compiler *c, const struct tag *tag, struct slice indent)
{
	if (tag->sigil == '?') {
		FAIL(c, tag->line,
			"'{{%.*s}}' is none of the tags that there are: {{field}}, {{#section}}, "
			"{{^section}}, {{/section}}, {{> partial}}, {{! comment}}",
			SLICE_ARGS(tag->name));
		return;
	}
	if (tag->sigil == '!')
		return;
	if (!name_valid(tag->name)) {
		FAIL(c, tag->line, "'%.*s' is no name: letters, digits, '-', '_', with '.' between",
			SLICE_ARGS(tag->name));
		return;
	}
	switch (tag->sigil) {
	case '/': close_section(c, tag); break;
	case '>': push(c, NODE_PARTIAL, tag->line, tag->name)->indent = indent; break;
	case '#':
	case '^': open_section(c, tag); break;
	default: push(c, NODE_FIELD, tag->line, tag->name);
	}
}

/* One step: the text up to the next tag, and the tag. False at the end. */
static bool step(struct compiler *c)
{
	const char *at = c->rest.len == 0 ? NULL : memmem(c->rest.p, c->rest.len, "{{", 2);
	size_t before = at == NULL ? c->rest.len : (size_t)(at - c->rest.p);
	struct tag tag;

	/* The blanks before a tag that stands alone are not text. */
	size_t lead = before;
	while (at != NULL && lead > 0 &&
		(c->rest.p[lead - 1] == ' ' || c->rest.p[lead - 1] == '\t'))
		lead--;
	take_text(c, lead, true);
	if (at == NULL)
		return false;
	struct compiler ahead = *c;
	struct slice indent = slice_head(c->rest, before - lead);
	take_text(&ahead, indent.len, false);
	if (!read_tag(&ahead, &tag)) {
		FAIL(c, c->line, "'{{' without '}}'");
		return false;
	}
	size_t whole = standalone(&ahead, &tag);
	take_text(c, indent.len, whole == 0);
	if (whole == 0 && c->line_start)
		push(c, NODE_TEXT, c->line, (struct slice){NULL, 0})->line_start = true;
	take_tag(c, &tag, whole > 0 ? indent : (struct slice){NULL, 0});
	struct slice gone = slice_head(c->rest, whole > 0 ? whole : tag.len);
	c->line += lines_in(gone);
	c->rest = slice_from(c->rest, gone.len);
	c->line_start = whole > 0;
	c->alone = whole > 0;
	return true;
}

/* Windows' line ends become plain ones, so that nobody else needs to know them. */
static struct slice plain_lines(struct arena *a, struct slice text)
{
	char *copy = arena_alloc(a, text.len + 1);
	size_t n = 0;

	for (size_t i = 0; i < text.len; i++)
		if (text.p[i] != '\r' || i + 1 == text.len || text.p[i + 1] != '\n')
			copy[n++] = text.p[i];
	return (struct slice){copy, n};
}

static bool bytes_sound(struct compiler *c, struct slice text)
{
	struct slice line;

	if (text.len > TEMPLATE_BYTES_MAX) {
		FAIL(c, c->line, "larger than %d bytes, the limit for a template",
			TEMPLATE_BYTES_MAX);
		return false;
	}
	for (int n = c->line; slice_line(&text, &line); n++) {
		if (!utf8_valid(line))
			FAIL(c, n, "this line is no valid UTF-8");
		else if (line.len > 0 && memchr(line.p, '\0', line.len) != NULL)
			FAIL(c, n, "a NUL byte");
	}
	return !c->failed;
}

int template_compile(struct arena *a, struct place place, enum template_sort sort,
	struct slice text, struct template **out, struct problems *problems)
{
	struct template *t = arena_alloc(a, sizeof *t);
	struct compiler c = {.arena = a, .t = t, .problems = problems, .line_start = true};

	*t = (struct template){.place = place, .sort = sort};
	c.line = place.line > 0 ? place.line : 1;
	*out = t;
	t->broken = true;
	if (!bytes_sound(&c, text))
		return -1;
	c.rest = plain_lines(a, text);
	while (step(&c))
		;
	/* Most are a sentence of the catalogue, and of one node or two. */
	arena_trim(a, t->nodes, t->room * sizeof *t->nodes, t->count * sizeof *t->nodes);
	t->room = t->count;
	while (c.depth > 0) {
		struct node *open = &t->nodes[c.open[--c.depth]];
		open->end = t->count;
		FAIL(&c, open->line, "section '%.*s' is never closed", SLICE_ARGS(open->text));
	}
	t->broken = c.failed;
	return c.failed ? -1 : 0;
}

bool template_has_fields(const struct template *t)
{
	for (size_t i = 0; i < t->count; i++)
		if (t->nodes[i].kind != NODE_TEXT)
			return true;
	return false;
}

bool template_has_partials(const struct template *t)
{
	for (size_t i = 0; i < t->count; i++)
		if (t->nodes[i].kind == NODE_PARTIAL)
			return true;
	return false;
}
