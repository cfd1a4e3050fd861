#include "message/lines.h"

#include <string.h>

#include "rules/pattern.h"

/* A line that is as long as this was wrapped by a program where its next word did not fit. */
enum { WRAP_COLUMNS = 66, ANSWERED_LINES = 4, SHORT_QUOTE = 3 };

bool line_empty(const struct sorter *s, size_t i)
{
	return s->folded[i].len == 0;
}

bool line_quoted(const struct sorter *s, size_t i)
{
	const struct draft_line *l = &s->draft->lines[i];

	return l->depth > 0 || l->mark == HTML_QUOTE || l->mark == HTML_REST;
}

size_t line_next(const struct sorter *s, size_t i)
{
	while (i < s->count && line_empty(s, i))
		i++;
	return i;
}

void lines_mark(struct sorter *s, size_t from, size_t to, enum line_sort sort)
{
	for (size_t i = from; i < to && i < s->count; i++)
		if (s->lines[i].sort == LINE_OWN)
			s->lines[i].sort = sort;
}

/* Whether the old mail below an introduction is marked line by line; else it is all that follows.
 * Below a head the old mail may itself begin with a quote, so that more lines are asked. */
static bool marked_below(const struct sorter *s, size_t i, bool sentence)
{
	size_t seen = 0, quoted = 0;

	for (; i < s->count && seen < 5; i++) {
		if (line_empty(s, i))
			continue;
		seen++;
		quoted += line_quoted(s, i);
		if (sentence)
			break;
	}
	return quoted * 2 >= seen && quoted > 0;
}

/* What the form says of a line, alone. */
static enum line_sort sort_by_form(const struct sorter *s, size_t i)
{
	if (line_quoted(s, i))
		return LINE_QUOTE;
	switch (s->draft->lines[i].mark) {
	case HTML_FORWARDED: return LINE_FORWARDED;
	case HTML_INTRODUCTION: return LINE_INTRODUCTION;
	default: return LINE_OWN;
	}
}

/* First walk: quotes and what introduces them. */
static void sort_quotes(struct sorter *s, bool passed_on)
{
	for (size_t i = 0; i < s->count;) {
		size_t end = i + 1;
		enum head_sort head = HEAD_NONE;
		bool marked;

		s->lines[i].sort = sort_by_form(s, i);
		if (s->lines[i].sort == LINE_OWN)
			head = heads_at(s, i, &end);
		if (head == HEAD_NONE) {
			i++;
			continue;
		}
		marked = marked_below(s, end, head == HEAD_SENTENCE);
		if (head == HEAD_QUOTE && passed_on && !marked)
			head = HEAD_FORWARD;
		for (; i < end; i++)
			s->lines[i].sort = LINE_INTRODUCTION;
		if (marked && head != HEAD_FORWARD)
			continue;
		for (; i < s->count; i++)
			s->lines[i].sort = head == HEAD_FORWARD ? LINE_FORWARDED : LINE_QUOTE;
	}
}

/* Second walk: the signature of each stretch of own lines. */
static void sort_signatures(struct sorter *s)
{
	for (size_t i = 0; i < s->count;) {
		size_t from = i;

		while (i < s->count && s->lines[i].sort == LINE_OWN)
			i++;
		if (i > from)
			signature_sort(s, from, i);
		else
			i++;
	}
}

/* The dress of a text that is signed inside (RFC 4880, 7): its first lines up to an empty one, and
 * the signature, are the program's. */
static void sort_armour(struct sorter *s)
{
	for (size_t i = 0; i < s->count; i++) {
		bool head = slice_is(s->folded[i], "-----begin pgp signed message-----");
		size_t end = i;

		if (!head && !slice_is(s->folded[i], "-----begin pgp signature-----"))
			continue;
		while (end < s->count &&
			(head ? !line_empty(s, end)
			      : !slice_is(s->folded[end], "-----end pgp signature-----")))
			end++;
		if (end == s->count)
			continue;
		lines_mark(s, i, end + 1, head ? LINE_BANNER : LINE_SIGNATURE);
		i = end;
	}
}

/* ---- answers between quoted lines ---- */

static bool own_words_at(const struct sorter *s, size_t i)
{
	return s->lines[i].sort == LINE_OWN && !line_empty(s, i);
}

static bool quote_words_at(const struct sorter *s, size_t i)
{
	return s->lines[i].sort == LINE_QUOTE && !line_empty(s, i);
}

/* Whether the line above `i` was wrapped only because the first word of `i` did not fit. */
static bool wrapped_above(const struct sorter *s, size_t i)
{
	struct slice above = s->folded[i - 1], here = s->folded[i];
	long word = slice_find(here, ' ');

	return quote_words_at(s, i - 1) &&
		above.len + 1 + (word < 0 ? here.len : (size_t)word) > WRAP_COLUMNS &&
		above.len > WRAP_COLUMNS / 2 && !s->draft->lines[i].html;
}

/* The quoted line above `own`, with the lines that it was wrapped over. */
static void mark_answered(struct sorter *s, size_t own)
{
	size_t i = own;

	while (i > 0 && line_empty(s, i - 1))
		i--;
	if (i == 0 || !quote_words_at(s, i - 1))
		return;
	i--;
	s->lines[i].answered = true;
	for (size_t k = 0; k < ANSWERED_LINES && i > 0 && wrapped_above(s, i); k++)
		s->lines[--i].answered = true;
}

/*
 * Own words below a quoted line answer it where the quote goes on below them, or where so little is
 * quoted that all of it is meant. Below a whole quoted mail they answer nothing in particular.
 */
static void mark_answers(struct sorter *s)
{
	size_t last_quote = 0, quoted = 0;

	for (size_t i = 0; i < s->count; i++)
		if (quote_words_at(s, i)) {
			last_quote = i;
			quoted++;
		}
	for (size_t i = 0; i < s->count; i++) {
		size_t above = i;

		if (!own_words_at(s, i))
			continue;
		while (above > 0 && line_empty(s, above - 1))
			above--;
		if (above > 0 && quote_words_at(s, above - 1) &&
			(i < last_quote || quoted <= SHORT_QUOTE))
			mark_answered(s, i);
	}
	/* the last answer of several stands below the last quoted line */
	for (size_t i = s->count; i-- > last_quote + 1;)
		if (own_words_at(s, i) && quoted > 0) {
			bool several = false;

			for (size_t k = 0; k < last_quote; k++)
				several = several || s->lines[k].answered;
			if (several)
				mark_answered(s, line_next(s, last_quote + 1));
			break;
		}
}

struct line *lines_sort(struct arena *a, const struct draft *d, const struct envelope *env,
	const struct rules *rules)
{
	struct sorter s = {.arena = a,
		.draft = d,
		.quotes = rules->quotes,
		.office = rules->office,
		.languages = rules->languages,
		.count = d->count,
		.folded = arena_array(a, d->count, sizeof(struct slice)),
		.lines = arena_array(a, d->count, sizeof(struct line)),
		.told = arena_array(a, d->count, sizeof(struct told)),
		.writer = pattern_fold(a, slice_of(env->from.name)),
		.address = pattern_fold(a, slice_of(env->from.address))};
	bool answered = false, passed_on = false;

	for (size_t i = 0; i < s.count; i++) {
		const struct draft_line *l = &d->lines[i];

		s.folded[i] = pattern_fold(a, draft_words(d, i));
		s.lines[i] = (struct line){
			.sort = LINE_OWN, .start = l->start, .end = l->end, .soft = l->soft};
	}
	quotes_subject(s.quotes, pattern_fold(a, slice_of(env->subject)), &answered, &passed_on);
	sort_quotes(&s, passed_on);
	sort_armour(&s);
	claim_lines(&s);
	sort_signatures(&s);
	mark_answers(&s);
	return s.lines;
}
