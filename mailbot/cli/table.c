#include "cli/table.h"

#include <string.h>

#include "base/utf8.h"

enum {
	INDENT = 2,
	GAP = 2,
	LAST_LEAST = 16, /* the last column stays readable however wide the others are */
};

void table_add(struct table *t, const char *text)
{
	struct slice shown = utf8_printable(t->arena, slice_of(text != NULL ? text : ""), true);

	ARENA_PUSH(t->arena, t->cells, t->count, t->room, arena_string(t->arena, shown));
}

static size_t widest_line(const char *text)
{
	struct slice rest = slice_of(text), line;
	size_t widest = 0;

	while (slice_line(&rest, &line)) {
		size_t width = utf8_width(line);
		widest = width > widest ? width : widest;
	}
	return widest;
}

static void measure(const struct table *t, size_t width[TABLE_CELLS_MAX])
{
	size_t left = TABLE_COLUMNS - INDENT;

	for (size_t c = 0; c < t->column_count; c++) {
		width[c] = widest_line(t->columns[c].head);
		for (size_t i = c; i < t->count; i += t->column_count) {
			size_t cell = widest_line(t->cells[i]);
			width[c] = cell > width[c] ? cell : width[c];
		}
		if (c + 1 == t->column_count) {
			width[c] = left > LAST_LEAST ? left : LAST_LEAST;
			return;
		}
		if (width[c] > t->columns[c].most)
			width[c] = t->columns[c].most;
		left -= left > width[c] + GAP ? width[c] + GAP : 0;
	}
}

/* Takes the next piece of at most `width` columns off *rest: up to a line end, else a blank, else in
 * the middle of a word (addresses). A double name may break behind its hyphen. */
static struct slice take_line(struct slice *rest, size_t width)
{
	struct slice line, all = *rest;

	if (!slice_line(rest, &line))
		return (struct slice){0};
	if (utf8_width(line) <= width)
		return line;
	struct slice head = utf8_head(line, width);
	size_t cut = head.len;
	while (cut > 0 && line.p[cut] != ' ' && line.p[cut - 1] != '-' && line.p[cut - 1] != '/')
		cut--;
	if (cut == 0)
		cut = head.len > 0 ? head.len : line.len;
	*rest = slice_from(all, cut);
	while (rest->len > 0 && rest->p[0] == ' ')
		*rest = slice_from(*rest, 1);
	return slice_head(line, cut);
}

static void pad(FILE *out, size_t columns)
{
	fprintf(out, "%*s", (int)columns, "");
}

/* The last cell that has something in this line ends it: no blanks behind. */
static void print_line(
	const struct table *t, FILE *out, const struct slice *pieces, const size_t *width)
{
	size_t ahead = INDENT;

	for (size_t c = 0; c < t->column_count; c++) {
		size_t fill = width[c] - utf8_width(pieces[c]);
		if (pieces[c].len > 0) {
			pad(out, ahead + (t->columns[c].right ? fill : 0));
			fwrite(pieces[c].p, 1, pieces[c].len, out);
			ahead = t->columns[c].right ? 0 : fill;
		} else {
			ahead += width[c];
		}
		ahead += GAP;
	}
	putc('\n', out);
}

static void print_row(
	const struct table *t, FILE *out, const char *const *cells, const size_t *width)
{
	struct slice rest[TABLE_CELLS_MAX], pieces[TABLE_CELLS_MAX];
	bool more = true;

	for (size_t c = 0; c < t->column_count; c++)
		rest[c] = slice_of(cells[c]);
	while (more) {
		more = false;
		for (size_t c = 0; c < t->column_count; c++) {
			pieces[c] = slice_trim(take_line(&rest[c], width[c]));
			more |= rest[c].len > 0;
		}
		print_line(t, out, pieces, width);
	}
}

static void print_rule(const struct table *t, FILE *out, const size_t *width)
{
	size_t last = t->column_count - 1, longest = 0;

	for (size_t i = last; i < t->count; i += t->column_count) {
		size_t cell = widest_line(t->cells[i]);
		longest = cell > longest ? cell : longest;
	}
	size_t head = widest_line(t->columns[last].head);
	longest = longest > head ? longest : head;
	pad(out, INDENT);
	for (size_t c = 0; c < t->column_count; c++) {
		size_t dashes = c < last || longest > width[c] ? width[c] : longest;
		for (size_t i = 0; i < dashes; i++)
			fputs("─", out);
		if (c < last)
			pad(out, GAP);
	}
	putc('\n', out);
}

void table_print(const struct table *t, FILE *out)
{
	size_t width[TABLE_CELLS_MAX] = {0};
	const char *heads[TABLE_CELLS_MAX];

	for (size_t c = 0; c < t->column_count; c++)
		heads[c] = t->columns[c].head;
	measure(t, width);
	print_row(t, out, heads, width);
	print_rule(t, out, width);
	for (size_t i = 0; i + t->column_count <= t->count; i += t->column_count)
		print_row(t, out, &t->cells[i], width);
}
