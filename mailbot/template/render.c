/* A template filled in with its fields. */
#include "template/node.h"

#include <string.h>

#include "base/limits.h"
#include "base/nearest.h"

/* The values that names are looked for in, innermost first. */
struct frame {
	const json_t *value;
	const struct frame *up;
};

struct indent {
	struct slice blanks;
	const struct indent *up;
};

/* One rendering, or one check (`out` NULL, `problems` set). */
struct renderer {
	struct buf *out;
	struct err *e;
	struct problems *problems;
	int depth;
};

static int render_nodes(struct renderer *r, const struct template *t, size_t from, size_t to,
	const struct frame *top, const struct indent *indent);

static bool is_true(const json_t *v)
{
	switch (json_typeof(v)) {
	case JSON_OBJECT: return json_object_size(v) > 0;
	case JSON_ARRAY: return json_array_size(v) > 0;
	case JSON_STRING: return json_string_length(v) > 0;
	case JSON_INTEGER: return json_integer_value(v) != 0;
	case JSON_REAL: return json_real_value(v) != 0;
	case JSON_TRUE: return true;
	default: return false;
	}
}

static const json_t *member(const json_t *object, struct slice name)
{
	const char *key;
	json_t *value;

	/* jansson's lookup by length is newer than Debian 12's. */
	json_object_foreach((json_t *)object, key, value) if (slice_is(name, key)) return value;
	return NULL;
}

static void offer_members(struct nearest *n, const json_t *object)
{
	const char *key;
	json_t *value;

	json_object_foreach((json_t *)object, key, value) nearest_offer(n, slice_of(key));
}

/* Says that a name is unknown: as a problem in a check, else as the error. */
static int unknown(struct renderer *r, const struct template *t, const struct node *node,
	const struct nearest *n)
{
	struct place at = {t->place.file, node->line};
	const char *hint = n->best.len > 0 ? "; did you mean '" : "";
	const char *end = n->best.len > 0 ? "'?" : "";
	const char *what = node->kind == NODE_FIELD ? "field" : "section";

	if (r->problems != NULL)
		return problem_add(r->problems, at, "unknown %s '%.*s'%s%.*s%s", what,
			SLICE_ARGS(node->text), hint, SLICE_ARGS(n->best), end);
	return err_set(r->e, "%s:%d: unknown %s '%.*s'%s%.*s%s", at.file, at.line, what,
		SLICE_ARGS(node->text), hint, SLICE_ARGS(n->best), end);
}

/* The value of a dotted name: its first part from the innermost value that has it, the rest from
 * within that. NULL where there is none; `near`, where not NULL, gets what stands in its place. */
static const json_t *walk(const struct node *node, const struct frame *top, struct nearest *near)
{
	long dot = slice_find(node->text, '.');
	struct slice rest = node->text;
	struct slice part = dot < 0 ? rest : slice_head(rest, (size_t)dot);
	const json_t *value = NULL;

	if (near != NULL)
		*near = (struct nearest){.name = part};
	for (const struct frame *f = top; f != NULL && value == NULL; f = f->up) {
		value = member(f->value, part);
		if (near != NULL)
			offer_members(near, f->value);
	}
	while (value != NULL && dot >= 0) {
		rest = slice_from(rest, part.len + 1);
		dot = slice_find(rest, '.');
		part = dot < 0 ? rest : slice_head(rest, (size_t)dot);
		if (near != NULL) {
			*near = (struct nearest){.name = part};
			offer_members(near, value);
		}
		value = member(value, part);
	}
	return value;
}

/* The same, with the error said. */
static const json_t *lookup(struct renderer *r, const struct template *t, const struct node *node,
	const struct frame *top)
{
	struct nearest near;

	if (slice_is(node->text, "."))
		return top->value;
	const json_t *value = walk(node, top, NULL);
	if (value == NULL) {
		walk(node, top, &near);
		unknown(r, t, node, &near);
	}
	return value;
}

static void put_escaped(struct buf *out, struct slice text)
{
	for (size_t i = 0; i < text.len; i++) {
		switch (text.p[i]) {
		case '&': buf_puts(out, "&amp;"); break;
		case '<': buf_puts(out, "&lt;"); break;
		case '>': buf_puts(out, "&gt;"); break;
		case '"': buf_puts(out, "&quot;"); break;
		case '\'': buf_puts(out, "&#39;"); break;
		default: buf_putc(out, text.p[i]);
		}
	}
}

static int put_field(
	struct renderer *r, const struct template *t, const struct node *node, const json_t *value)
{
	switch (json_typeof(value)) {
	case JSON_NULL:
	case JSON_FALSE: return 0;
	case JSON_INTEGER:
		if (r->out != NULL)
			buf_printf(r->out, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
		return 0;
	case JSON_STRING: break;
	default:
		if (r->problems != NULL)
			return problem_add(r->problems, (struct place){t->place.file, node->line},
				"'%.*s' is no text and no number; it can only open a section",
				SLICE_ARGS(node->text));
		return err_set(r->e, "%s:%d: '%.*s' is no text and no number", t->place.file,
			node->line, SLICE_ARGS(node->text));
	}
	if (r->out == NULL)
		return 0;
	struct slice text = {json_string_value(value), json_string_length(value)};
	if (t->sort == TEMPLATE_HTML)
		put_escaped(r->out, text);
	else
		buf_add(r->out, text);
	return 0;
}

/* The inside of a section: once, or for each item of a list. A check takes the first for all. */
static int render_section(struct renderer *r, const struct template *t, size_t at,
	const json_t *value, const struct frame *top, const struct indent *indent)
{
	size_t end = t->nodes[at].end;
	bool check = r->out == NULL;

	if (t->nodes[at].kind == NODE_INVERTED)
		return is_true(value) && !check ? 0 : render_nodes(r, t, at + 1, end, top, indent);
	if (!is_true(value) && !check)
		return 0;
	if (!json_is_array(value))
		return render_nodes(r, t, at + 1, end, &(struct frame){value, top}, indent);
	size_t n = json_array_size(value);
	int rc = 0;
	for (size_t i = 0; i < (check && n > 1 ? 1 : n) && (rc == 0 || check); i++) {
		struct frame item = {json_array_get(value, i), top};
		rc = render_nodes(r, t, at + 1, end, &item, indent);
	}
	return rc;
}

static int render_partial(struct renderer *r, const struct template *t, const struct node *node,
	const struct frame *top, const struct indent *indent)
{
	const struct template *p = node->partial;

	/* A check looks at what is sound: the set has told of the rest. */
	if (r->out == NULL && (p == NULL || p->broken))
		return -1;
	if (p == NULL)
		return err_set(r->e, "%s:%d: partial '%.*s' has no set to come from", t->place.file,
			node->line, SLICE_ARGS(node->text));
	return render_nodes(r, p, 0, p->count, top, &(struct indent){node->indent, indent});
}

static void put_indent(struct buf *out, const struct indent *indent)
{
	if (indent == NULL)
		return;
	put_indent(out, indent->up);
	buf_add(out, indent->blanks);
}

static int render_node(struct renderer *r, const struct template *t, size_t at,
	const struct frame *top, const struct indent *indent)
{
	const struct node *node = &t->nodes[at];
	const json_t *value;

	switch (node->kind) {
	case NODE_TEXT:
		if (r->out == NULL)
			return 0;
		if (node->line_start && !slice_is(node->text, "\n"))
			put_indent(r->out, indent);
		buf_add(r->out, node->text);
		return 0;
	case NODE_PARTIAL: return render_partial(r, t, node, top, indent);
	default: break;
	}
	value = lookup(r, t, node, top);
	if (value == NULL)
		return -1;
	return node->kind == NODE_FIELD ? put_field(r, t, node, value)
					: render_section(r, t, at, value, top, indent);
}

/* A check goes on after a mistake, a rendering ends at the first. */
static int render_nodes(struct renderer *r, const struct template *t, size_t from, size_t to,
	const struct frame *top, const struct indent *indent)
{
	int rc = 0;

	if (r->depth == 2 * TEMPLATE_DEPTH_MAX)
		return err_set(r->e, "%s: sections and partials stand more than %d deep",
			t->place.file, 2 * TEMPLATE_DEPTH_MAX);
	r->depth++;
	for (size_t i = from; i < to && (rc == 0 || r->out == NULL);) {
		bool section =
			t->nodes[i].kind == NODE_SECTION || t->nodes[i].kind == NODE_INVERTED;
		if (render_node(r, t, i, top, indent) != 0)
			rc = -1;
		i = section ? t->nodes[i].end : i + 1;
	}
	r->depth--;
	return rc;
}

int template_render(const struct template *t, const json_t *data, struct buf *out, struct err *e)
{
	struct renderer r = {.out = out, .e = e};

	if (render_nodes(&r, t, 0, t->count, &(struct frame){data, NULL}, NULL) != 0)
		return -1;
	if (out->over)
		return err_set(e, "%s: gives more than %zu bytes", t->place.file, out->max);
	return 0;
}

int template_check(const struct template *t, const json_t *sample, struct problems *problems)
{
	struct err e = {""};
	struct renderer r = {.problems = problems, .e = &e};

	if (t->broken)
		return -1;
	int rc = render_nodes(&r, t, 0, t->count, &(struct frame){sample, NULL}, NULL);

	if (e.text[0] != '\0')
		problem_add(problems, t->place, "%s", e.text);
	return rc;
}
