#include "message/lines.h"

#include <string.h>

#include "base/buf.h"

/* Lines that one introduction, one head, or one value of a head may take. */
enum { INTRODUCTION_LINES = 5, INTRODUCTION_BYTES = 500, HEAD_LINES = 16, VALUE_LINES = 3 };

static bool digit(char c)
{
	return c >= '0' && c <= '9';
}

/* A year, a time, or an address: what no sentence that ends in "schrieb:" has by chance. */
static bool dated(struct slice text)
{
	size_t run = 0;

	for (size_t i = 0; i <= text.len; i++) {
		char c = i < text.len ? text.p[i] : ' ';

		if (digit(c)) {
			run++;
			continue;
		}
		if (run == 4 && (text.p[i - 4] == '1' || text.p[i - 4] == '2'))
			return true;
		if ((c == ':' || c == '.') && run >= 1 && run <= 2 && i + 2 < text.len &&
			digit(text.p[i + 1]) && digit(text.p[i + 2]))
			return true;
		if (c == '@')
			return true;
		run = 0;
	}
	return false;
}

static bool ends_with(struct slice text, char c)
{
	return text.len > 0 && text.p[text.len - 1] == c;
}

/* Without the marks of bold and brackets that stand around what programs write. */
static struct slice bare(struct slice text)
{
	while (text.len > 0 && strchr("*_[(<| ", text.p[0]) != NULL)
		text = slice_from(text, 1);
	while (text.len > 0 && strchr("*_])>| ", text.p[text.len - 1]) != NULL)
		text.len--;
	return text;
}

/* ---- "Am … schrieb …:" ---- */

static bool introduces(const struct sorter *s, struct slice joined, size_t end)
{
	size_t next = line_next(s, end);
	bool quote_follows = next < s->count && line_quoted(s, next);

	joined = bare(joined);
	if (!ends_with(joined, ':'))
		return false;
	if (pattern_match(&s->quotes->introductions, joined) != NULL)
		return quote_follows || (dated(joined) && next < s->count);
	/* in a language that we do not know */
	return quote_follows && next <= end + 1 && dated(joined);
}

static enum head_sort introduction_at(const struct sorter *s, size_t i, size_t *end)
{
	char text[INTRODUCTION_BYTES];
	size_t n = 0;

	for (size_t k = i; k < s->count && k < i + INTRODUCTION_LINES && !line_empty(s, k); k++) {
		struct slice line = s->folded[k];

		if (n + line.len + 1 > sizeof text || line_quoted(s, k) != line_quoted(s, i))
			break;
		if (n > 0)
			text[n++] = ' ';
		memcpy(text + n, line.p, line.len);
		n += line.len;
		if (!ends_with(bare(line), ':') || !introduces(s, (struct slice){text, n}, k + 1))
			continue;
		*end = k + 1;
		return HEAD_QUOTE;
	}
	return HEAD_NONE;
}

/* ---- "Von: … Gesendet: …" ---- */

/* The field that a line begins with its label; QUOTE_FIELDS where it begins with none. *value is
 * what follows. */
static enum quote_field field_of(const struct sorter *s, struct slice line, struct slice *value)
{
	struct slice text = bare(line), label;
	long colon = slice_find(slice_head(text, 48), ':');

	if (colon <= 0)
		return QUOTE_FIELDS;
	label = bare(slice_head(text, (size_t)colon));
	*value = bare(slice_from(text, (size_t)colon + 1));
	for (size_t f = 0; f < QUOTE_FIELDS; f++)
		if (pattern_match(&s->quotes->fields[f], label) != NULL)
			return (enum quote_field)f;
	return QUOTE_FIELDS;
}

struct head {
	bool seen[QUOTE_FIELDS];
	size_t distinct;
	bool proven; /* a value that only a program writes */
};

static void head_add(struct head *h, enum quote_field f, struct slice value)
{
	h->distinct += !h->seen[f];
	h->seen[f] = true;
	if (f != QUOTE_SUBJECT && f != QUOTE_OTHER)
		h->proven = h->proven || dated(value);
}

/* Whether a head begins here; *end is behind its last line. */
static bool head_at(const struct sorter *s, size_t i, size_t *end)
{
	struct head h = {0};
	struct slice value;
	size_t last = i, stray = 0;

	if (line_empty(s, i))
		return false;
	switch (field_of(s, s->folded[i], &value)) {
	case QUOTE_FROM:
	case QUOTE_SENT:
	case QUOTE_TO:
	case QUOTE_SUBJECT: break;
	default: return false;
	}
	for (size_t k = i; k < s->count && k < i + HEAD_LINES; k++) {
		enum quote_field f = QUOTE_FIELDS;

		if (line_empty(s, k)) {
			/* HTML sets each line of it off by an empty one */
			if (k + 1 < s->count && !line_empty(s, k + 1) &&
				field_of(s, s->folded[k + 1], &value) < QUOTE_FIELDS)
				continue;
			break;
		}
		f = field_of(s, s->folded[k], &value);
		if (f < QUOTE_FIELDS) {
			head_add(&h, f, value);
			last = k;
			stray = 0;
		} else if (++stray >= VALUE_LINES) {
			break;
		}
	}
	if (!h.seen[QUOTE_FROM] || h.distinct < 2)
		return false;
	if (h.distinct < 3 && !(h.proven && (h.seen[QUOTE_SENT] || h.seen[QUOTE_TO])))
		return false;
	/* the last value may be wrapped */
	*end = last + 1;
	if (stray > 0 && stray < VALUE_LINES)
		*end += stray;
	return true;
}

/* ---- dividers ---- */

static enum head_sort divider_at(const struct sorter *s, size_t i, size_t *end)
{
	struct slice line = s->folded[i], words = line;
	size_t marks = 0, next, behind;
	enum head_sort sort = HEAD_NONE;

	while (words.len > 0 && strchr("-_=*<>#~+ |", words.p[0]) != NULL) {
		marks += words.p[0] != ' ';
		words = slice_from(words, 1);
	}
	while (words.len > 0 && strchr("-_=*<>#~+ |", words.p[words.len - 1]) != NULL) {
		marks += words.p[words.len - 1] != ' ';
		words.len--;
	}
	if (words.len == 0 || words.len > 200)
		return HEAD_NONE;
	if (pattern_match(&s->quotes->forwards, words) != NULL)
		sort = HEAD_FORWARD;
	else if (pattern_match(&s->quotes->dividers, words) != NULL ||
		(ends_with(words, ':') &&
			pattern_match(&s->quotes->dividers, slice_head(words, words.len - 1)) !=
				NULL))
		sort = HEAD_QUOTE;
	if (sort == HEAD_NONE)
		return HEAD_NONE;
	next = line_next(s, i + 1);
	*end = i + 1;
	if (next < s->count && head_at(s, next, &behind))
		*end = behind;
	else if (marks < 4 && !(sort == HEAD_FORWARD && ends_with(words, ':')))
		return HEAD_NONE;
	return sort;
}

/* A line of nothing but dashes above a head belongs to it. */
static bool rule_line(struct slice line)
{
	for (size_t i = 0; i < line.len; i++)
		if (strchr("-_=* ", line.p[i]) == NULL)
			return false;
	return line.len >= 3;
}

enum head_sort heads_at(const struct sorter *s, size_t i, size_t *end)
{
	enum head_sort sort;
	size_t next;

	if (line_empty(s, i))
		return HEAD_NONE;
	if ((sort = divider_at(s, i, end)) != HEAD_NONE)
		return sort;
	if (head_at(s, i, end))
		return HEAD_QUOTE;
	if (rule_line(s->folded[i])) {
		next = line_next(s, i + 1);
		if (next < s->count && next <= i + 3 && head_at(s, next, end))
			return HEAD_QUOTE;
		return HEAD_NONE;
	}
	return introduction_at(s, i, end);
}
