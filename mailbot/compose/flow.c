#include "compose/flow.h"

#include <string.h>

#include "base/limits.h"
#include "base/utf8.h"

/* One paragraph while it is broken into lines. */
struct paragraph {
	struct slice prefix; /* before each line: an indentation, or the ">" of a quote */
	bool soft; /* broken softly */
	bool quote;
};

/* What would be taken for a quote, or for the start of the next mail, gets a blank before it, which
 * a mail program takes off again (RFC 3676, 4.4). */
static bool needs_stuffing(const struct paragraph *p, struct slice line)
{
	if (p->quote)
		return false;
	return p->prefix.len > 0 || slice_starts(line, " ") || slice_starts(line, ">") ||
		slice_starts(line, "From ");
}

static void put_line(struct buf *out, const struct paragraph *p, struct slice line, bool last)
{
	if (needs_stuffing(p, line))
		buf_putc(out, ' ');
	buf_add(out, p->prefix);
	buf_add(out, line);
	buf_puts(out, p->soft && !last ? " \n" : "\n");
}

/* The head that fits into `columns`, broken at a blank; a word that is longer stays whole. */
static struct slice fitting(struct slice text, size_t columns)
{
	struct slice head = utf8_head(text, columns);

	if (head.len == text.len || text.p[head.len] == ' ')
		return head;
	size_t cut = head.len;
	while (cut > 0 && head.p[cut - 1] != ' ')
		cut--;
	if (cut == 0) {
		long end = slice_find(text, ' ');
		return end < 0 ? text : slice_head(text, (size_t)end);
	}
	return slice_head(head, cut);
}

static struct slice without_blanks_at_end(struct slice text)
{
	while (text.len > 0 && (text.p[text.len - 1] == ' ' || text.p[text.len - 1] == '\t'))
		text.len--;
	return text;
}

static struct paragraph begin(struct slice *line)
{
	struct paragraph p = {.soft = true};
	size_t n = 0;

	while (n < line->len && line->p[n] == '>')
		n++;
	p.quote = n > 0;
	while (n < line->len && line->p[n] == ' ')
		n++;
	p.soft = p.quote || n == 0;
	p.prefix = slice_head(*line, n);
	*line = slice_from(*line, n);
	return p;
}

static void put_paragraph(struct buf *out, struct slice line)
{
	if (slice_is(line, "--")) { /* what introduces a signature has its blank, and is not soft */
		buf_puts(out, "-- \n");
		return;
	}
	struct paragraph p = begin(&line);
	size_t columns = MAIL_COLUMNS_MAX - utf8_width(slice_head(p.prefix, MAIL_COLUMNS_MAX / 2));
	do {
		struct slice head = fitting(line, columns);
		line = slice_from(line, head.len);
		while (line.len > 0 && line.p[0] == ' ')
			line = slice_from(line, 1);
		put_line(out, &p, without_blanks_at_end(head), line.len == 0);
	} while (line.len > 0);
}

void flow_text(struct slice text, struct buf *out)
{
	struct slice line;
	bool any = false, gap = false;

	while (slice_line(&text, &line)) {
		line = without_blanks_at_end(line);
		if (line.len == 0) {
			gap = any;
			continue;
		}
		if (gap)
			buf_putc(out, '\n');
		gap = false;
		any = true;
		put_paragraph(out, line);
	}
}
