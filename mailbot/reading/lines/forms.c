#include "reading/lines/forms.h"

#include <string.h>

#include "base/limits.h"
#include "reading/lines/tongues.h"

enum {
	CELL_TOKENS_MAX = 16, /* of a table's row */
	GAP_MIN = 2, /* blanks between two columns */
	LABEL_TOKENS_MAX = 3,
};

static bool is(const struct token *t, const char *text)
{
	return slice_is(t->text, text);
}

static bool separates(const struct token *t)
{
	return is(t, ":") || is(t, "|") || is(t, "=") || is(t, "-") || is(t, "–") || is(t, "—");
}

static bool is_small(long number)
{
	return number >= 1 && number <= SEATS_MAX;
}

/* Where the number of a row stands that ends with one: `Bildung: 2 Personen`, `Bildung 16.2.     4`, `| Bildung | 3 |`;
 * SIZE_MAX. *says: a word behind it says that people are counted. */
static size_t last_number(const struct study *s, const struct row *row, bool *says)
{
	const struct token *t = s->tokens + row->first;
	size_t n = row->count;

	*says = false;
	while (n > 0 && (is(&t[n - 1], "|") || is(&t[n - 1], ".") || is(&t[n - 1], ",")))
		n--;
	if (n > 1 && token_means(&t[n - 1], SENSE_PERSONS)) {
		*says = true;
		n--;
	}
	if (n < 2 || row->count > CELL_TOKENS_MAX || t[n - 1].kind != TOKEN_NUMBER ||
		!is_small(t[n - 1].number) || t[n - 1].joined)
		return SIZE_MAX;
	bool wide = t[n - 1].start >= t[n - 2].end + GAP_MIN;
	/* `Bildung - 2`, but not the minus of a range */
	bool apart = separates(&t[n - 2]) &&
		!(n > 2 && t[n - 3].kind == TOKEN_NUMBER && !is(&t[n - 2], "|"));
	return wide || apart ? row->first + n - 1 : SIZE_MAX;
}

/* Whether the numbers of the rows are 1, 2, 3 in some order: a choice, and the second choice. */
static bool ranks(const struct study *s, size_t first, size_t end)
{
	size_t n = end - first, distinct = 0;
	bool says = false;

	for (size_t want = 1; want <= n; want++) {
		bool found = false;
		for (size_t i = first; i < end && !found; i++)
			found = s->tokens[last_number(s, &s->rows[i], &says)].number == (long)want;
		distinct += found;
	}
	return distinct == n;
}

static bool announces_people(const struct study *s, size_t row)
{
	for (size_t i = 1; i < row; i++)
		for (size_t k = 0; k < s->rows[i].count && s->rows[i].sort == ROW_BODY; k++)
			if (token_means(&s->tokens[s->rows[i].first + k], SENSE_PERSONS))
				return true;
	return false;
}

static bool has_cell(const struct study *s, size_t i, bool *says)
{
	return i < s->row_count && s->rows[i].sort == ROW_BODY && !s->rows[i].unticked &&
		last_number(s, &s->rows[i], says) != SIZE_MAX;
}

void forms_mark(struct study *s)
{
	for (size_t i = 1, end = 0; i<s->row_count; i = end> i ? end : i + 1) {
		bool says = false, said = false;
		for (end = i; has_cell(s, end, &says); end++)
			said = said || says;
		if (end < i + 2 || (!said && ranks(s, i, end) && !announces_people(s, i)))
			continue;
		for (size_t k = i; k < end; k++)
			s->rows[k].item = s->rows[k].counted = true;
	}
}

/* The row of an atom. */
static const struct row *row_of(const struct study *s, const struct atom *a)
{
	for (size_t i = 0; i < s->row_count; i++)
		if (a->first >= s->rows[i].first && a->first < s->rows[i].first + s->rows[i].count)
			return &s->rows[i];
	return NULL;
}

bool forms_counts(const struct study *s, size_t at, size_t end)
{
	const struct atom *number = study_atom(s, at, end);
	bool says = false, event = false;

	if (number->kind != ATOM_NUMBER || number->n <= 0)
		return false;
	const struct row *row = row_of(s, number);
	if (row == NULL || !row->counted || last_number(s, row, &says) != number->first)
		return false;
	for (size_t i = at; i-- > 0 && s->atoms[i].first >= row->first;) {
		const struct atom *a = &s->atoms[i];
		bool plain = atom_quiet(a) || (a->kind == ATOM_EVENT && !a->contradiction) ||
			(a->kind == ATOM_WORD && !senses_none(a->senses) &&
				atom_means(a, SENSE_SAFE));
		if (!plain && a->count > 0)
			return false;
		event = event || a->kind == ATOM_EVENT;
	}
	return event;
}

/* `Name:` and nothing behind it. */
static bool is_empty_label(const struct study *s, const struct row *row)
{
	return row->sort != ROW_QUOTE && row->sort != ROW_SUBJECT && row->count >= 2 &&
		row->count <= LABEL_TOKENS_MAX + 1 &&
		is(&s->tokens[row->first + row->count - 1], ":");
}

bool forms_blank(const struct study *s)
{
	bool boxes = false, marks = false;

	for (size_t i = 1; i < s->row_count; i++) {
		const struct row *row = &s->rows[i];
		boxes = boxes || row->unticked;
		marks = marks || row->ticked;
		if (i + 1 < s->row_count && is_empty_label(s, row) && is_empty_label(s, row + 1) &&
			!row[1].paragraph)
			return true;
	}
	return boxes && !marks;
}
