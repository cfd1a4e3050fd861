#include "base/csv.h"

#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"

/* windows-1252's own characters between 0x80 and 0x9f; 0: none. */
static const unsigned short windows[32] = {0x20ac, 0, 0x201a, 0x192, 0x201e, 0x2026, 0x2020, 0x2021,
	0x2c6, 0x2030, 0x160, 0x2039, 0x152, 0, 0x17d, 0, 0, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
	0x2013, 0x2014, 0x2dc, 0x2122, 0x161, 0x203a, 0x153, 0, 0x17e, 0x178};

static void put_code(struct buf *b, unsigned code)
{
	if (code < 0x80) {
		buf_putc(b, (char)code);
	} else if (code < 0x800) {
		buf_putc(b, (char)(0xc0 | code >> 6));
		buf_putc(b, (char)(0x80 | (code & 0x3f)));
	} else {
		buf_putc(b, (char)(0xe0 | code >> 12));
		buf_putc(b, (char)(0x80 | (code >> 6 & 0x3f)));
		buf_putc(b, (char)(0x80 | (code & 0x3f)));
	}
}

static struct slice from_windows(struct arena *a, struct slice bytes)
{
	struct buf b = {.max = 3 * bytes.len + 1};
	struct slice out;

	for (size_t i = 0; i < bytes.len; i++) {
		unsigned c = (unsigned char)bytes.p[i];
		if (c >= 0x80 && c < 0xa0)
			c = windows[c - 0x80] != 0 ? windows[c - 0x80] : '?';
		put_code(&b, c);
	}
	out = arena_copy(a, buf_slice(&b));
	buf_free(&b);
	return out;
}

static char find_separator(struct slice text)
{
	static const char candidates[] = ";,\t";
	size_t best = 0;
	char out = ';';
	struct slice line = {0};

	slice_line(&text, &line);
	for (const char *c = candidates; *c != '\0'; c++) {
		size_t n = 0;
		for (size_t i = 0; i < line.len; i++)
			n += line.p[i] == *c;
		if (n > best) {
			best = n;
			out = *c;
		}
	}
	return out;
}

struct reader {
	struct arena *arena;
	const char *p, *end;
	char separator;
	int line;
};

/* A cell's text up to its separator or line end; *r stands there then. */
static void read_cell(struct reader *r, struct csv_row *row)
{
	struct buf b = {.max = (size_t)(r->end - r->p) + 1};
	bool quoted = r->p < r->end && *r->p == '"', open = quoted;

	r->p += quoted ? 1 : 0;
	while (r->p < r->end && (open || (*r->p != r->separator && *r->p != '\n'))) {
		char c = *r->p++;
		if (c == '\n')
			r->line++;
		if (open && c == '"' && r->p < r->end && *r->p == '"')
			buf_putc(&b, *r->p++);
		else if (open && c == '"')
			open = false;
		else if (quoted && !open && c != '\r' && c != ' ')
			row->wrong = "quote-inside";
		else if (c != '\r' && c != '\0')
			buf_putc(&b, c);
	}
	if (open)
		row->wrong = "quote-open";
	ARENA_PUSH(r->arena, row->cells, row->count, row->room,
		arena_string(r->arena, slice_trim(buf_slice(&b))));
	buf_free(&b);
}

static bool is_empty(const struct csv_row *row)
{
	for (size_t i = 0; i < row->count; i++)
		if (row->cells[i][0] != '\0')
			return false;
	return row->wrong == NULL;
}

static struct csv_row read_row(struct reader *r)
{
	struct csv_row row = {.line = r->line};

	for (;;) {
		read_cell(r, &row);
		if (r->p == r->end)
			return row;
		char c = *r->p++;
		if (c == '\n') {
			r->line++;
			return row;
		}
	}
}

void csv_parse(struct arena *a, struct slice bytes, struct csv *out)
{
	*out = (struct csv){0};
	if (slice_starts(bytes, "\xef\xbb\xbf"))
		bytes = slice_from(bytes, 3);
	if (!utf8_valid(bytes)) {
		bytes = from_windows(a, bytes);
		out->converted = true;
	}
	out->separator = find_separator(bytes);
	struct reader r = {a, bytes.p, bytes.p + bytes.len, out->separator, 1};
	while (r.p < r.end) {
		struct csv_row row = read_row(&r);
		if (!is_empty(&row))
			ARENA_PUSH(a, out->rows, out->count, out->room, row);
	}
}
