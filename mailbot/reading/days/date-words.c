#include "reading/days/date-words.h"

static bool is(const struct token *t, const char *text)
{
	return slice_is(t->text, text);
}

size_t date_ordinal_at(const struct study *s, size_t at, size_t end, int *day)
{
	const struct token *t = study_token(s, at, end);
	size_t dash = is(study_token(s, at + 1, end), "-") ? 1 : 0;
	const struct token *unit = study_token(s, at + 1 + dash, end);
	bool tens = token_means(t, SENSE_NUMBER) && (t->meaning->n == 20 || t->meaning->n == 30);

	if (token_means(t, SENSE_ORDINAL) && t->kind == TOKEN_WORD)
		*day = t->meaning->ordinal;
	else if (tens && token_means(unit, SENSE_ORDINAL) && unit->meaning->ordinal < 10)
		*day = t->meaning->n + unit->meaning->ordinal;
	else
		return 0;
	if (*day < 1 || *day > 31)
		return 0;
	return token_means(t, SENSE_ORDINAL) ? 1 : 2 + dash;
}

size_t date_cardinal_at(const struct study *s, size_t at, size_t end, int *day)
{
	static const enum sense closes[] = {SENSE_AND, SENSE_GOING, SENSE_AT_TIME};
	const struct token *t = study_token(s, at, end), *next = study_token(s, at + 1, end);
	bool dash = is(next, "-") && next->joined;
	const struct token *unit = study_token(s, at + 1 + dash, end);
	bool tens = token_means(t, SENSE_NUMBER) && (t->meaning->n == 20 || t->meaning->n == 30) &&
		token_means(unit, SENSE_NUMBER) && unit->meaning->n < 10;
	size_t n = tens ? 2 + dash : 1;

	if (!token_means(t, SENSE_NUMBER) || token_means(t, SENSE_INDEFINITE) ||
		t->meaning->n < 1 || t->kind != TOKEN_WORD)
		return 0;
	next = study_token(s, at + n, end);
	*day = t->meaning->n + (tens ? unit->meaning->n : 0);
	if (*day > 31 || !(next->kind == TOKEN_PUNCT || TOKEN_MEANS_ANY(next, closes)))
		return 0;
	return n;
}
