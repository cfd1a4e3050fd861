/* Heads of quoted and forwarded mails: "Von: … Gesendet: …", a rule with words in it. */
#include "message/lines.h"

#include <string.h>

/* Lines that one head, or one value of it, may take; bytes of one that a program made one line of. */
enum { HEAD_LINES = 16, VALUE_LINES = 3, HEAD_LINE_BYTES = 500 };
/* Dashes of a rule that no hand types. */
enum { RULE_MARKS = 20 };

static bool digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool ends_with(struct slice text, char c)
{
	return text.len > 0 && text.p[text.len - 1] == c;
}

/* ---- "Von: … Gesendet: …" ---- */

enum quote_field heads_field(const struct quotes *quotes, struct slice line, struct slice *value)
{
	struct slice text = line_bare(line), label;
	long colon = slice_find(slice_head(text, 48), ':');

	if (colon <= 0)
		return QUOTE_FIELDS;
	label = line_bare(slice_head(text, (size_t)colon));
	*value = line_bare(slice_from(text, (size_t)colon + 1));
	for (size_t f = 0; f < QUOTE_FIELDS; f++)
		if (pattern_match(&quotes->fields[f], label) != NULL)
			return (enum quote_field)f;
	return QUOTE_FIELDS;
}

static enum quote_field field_of(const struct sorter *s, struct slice line, struct slice *value)
{
	return heads_field(s->quotes, line, value);
}

struct head {
	bool seen[QUOTE_FIELDS];
	size_t distinct;
	bool proven; /* a value that programs write and people do not: an address, a time of day */
	bool by_writer; /* it is the writer's own name that stands there */
};

static bool timed(struct slice text)
{
	for (size_t i = 1; i + 2 < text.len; i++)
		if (text.p[i] == ':' && digit(text.p[i - 1]) && digit(text.p[i + 1]) &&
			digit(text.p[i + 2]))
			return true;
	return false;
}

static void head_add(const struct sorter *s, struct head *h, enum quote_field f, struct slice value)
{
	h->distinct += !h->seen[f];
	h->seen[f] = true;
	if (f == QUOTE_FROM) {
		h->proven = h->proven || slice_find(value, '@') >= 0;
		h->by_writer = s->writer.len > 3 && value.len >= s->writer.len &&
			memmem(value.p, value.len, s->writer.p, s->writer.len) != NULL;
	} else if (f == QUOTE_SENT) {
		h->proven = h->proven || timed(value);
	}
}

/* "Von: Amt Gesendet: Montag An: Anna Betreff: Einladung": a program made one line of it. */
static bool head_in_line(const struct sorter *s, struct slice line)
{
	struct head h = {0};

	for (size_t i = 0; i < line.len && i < HEAD_LINE_BYTES; i++) {
		size_t start = i;

		if (line.p[i] != ':')
			continue;
		while (start > 0 && line.p[start - 1] != ' ')
			start--;
		for (size_t f = 0; f < QUOTE_FIELDS && i > start; f++)
			if (pattern_match(&s->quotes->fields[f],
				    line_bare(slice_head(slice_from(line, start), i - start))) !=
				NULL)
				head_add(s, &h, (enum quote_field)f, (struct slice){0});
	}
	return h.seen[QUOTE_FROM] && h.seen[QUOTE_SUBJECT] && h.distinct >= 3;
}

/* Whether the labels are a program's: three are; two where a value is one that people do not write,
 * or where a rule of dashes stands above them. */
static bool head_enough(const struct head *h, bool ruled)
{
	if (!h->seen[QUOTE_FROM] || h->distinct < 2)
		return false;
	return h->distinct > 2 || ruled ||
		(h->proven && (h->seen[QUOTE_SENT] || h->seen[QUOTE_TO] || h->seen[QUOTE_SUBJECT]));
}

/* Whether a head begins here, `ruled`: below a rule of dashes; *end is behind its last line. */
static bool head_at(const struct sorter *s, size_t i, bool ruled, size_t *end)
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
	if (head_in_line(s, s->folded[i])) {
		*end = i + 1;
		return true;
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
			head_add(s, &h, f, value);
			last = k;
			stray = 0;
		} else if (++stray >= VALUE_LINES) {
			break;
		}
	}
	if (!head_enough(&h, ruled))
		return false;
	/* a letter in the form of a memo */
	if (h.by_writer && line_next(s, 0) == i)
		return false;
	/* the last value may be wrapped */
	*end = last + 1;
	if (stray > 0 && stray < VALUE_LINES)
		*end += stray;
	return true;
}

/* ---- Notes: labels and values on lines of their own ---- */

static enum quote_field label_alone(const struct sorter *s, size_t i)
{
	struct slice line = s->folded[i];

	for (size_t f = 0; f < QUOTE_FIELDS && line.len > 0 && line.len < 24; f++)
		if (pattern_match(&s->quotes->fields[f], line) != NULL)
			return (enum quote_field)f;
	return QUOTE_FIELDS;
}

/* The value below a label: up to an empty line. */
static size_t value_end(const struct sorter *s, size_t i)
{
	size_t from = line_next(s, i);

	for (i = from; i < s->count && i < from + VALUE_LINES && !line_empty(s, i);)
		i++;
	return i;
}

/* "Anna Beispiel <anna@…>", "17.01.2011 14:05", "An", "<…>", "Kopie", "Thema", the subject. */
static bool notes_at(const struct sorter *s, size_t i, size_t *end)
{
	bool to = false, value = true;

	if (!line_dated(s->folded[i]) || s->folded[i].len > 160)
		return false;
	for (size_t k = i + 1; k < s->count && k < i + HEAD_LINES; k++) {
		enum quote_field f;

		if (line_empty(s, k))
			continue;
		f = label_alone(s, k);
		if (f == QUOTE_SUBJECT && to) {
			*end = value_end(s, k + 1);
			return true;
		}
		if (f == QUOTE_FIELDS && !value && !line_dated(s->folded[k]))
			return false;
		to = to || f == QUOTE_TO || f == QUOTE_CC;
		value = f != QUOTE_FIELDS;
	}
	return false;
}

/* ">>> Anna <anna@example.org> 20.01.2011 10:00 >>>" */
static bool groupwise(struct slice line)
{
	return slice_starts(line, ">>> ") && slice_ends_ci(line, " >>>") && line_dated(line);
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
	if (next < s->count && head_at(s, next, marks >= RULE_MARKS, &behind))
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
	if (head_at(s, i, false, end) || notes_at(s, i, end))
		return HEAD_QUOTE;
	if (groupwise(s->folded[i])) {
		*end = i + 1;
		return HEAD_QUOTE;
	}
	if (rule_line(s->folded[i])) {
		next = line_next(s, i + 1);
		if (next < s->count && next <= i + 3 &&
			head_at(s, next, s->folded[i].len >= RULE_MARKS, end))
			return HEAD_QUOTE;
		return HEAD_NONE;
	}
	return introduction_at(s, i, end);
}
