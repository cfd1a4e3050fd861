#include "reading/lines/anew.h"

bool anew_before_you(const struct study *s, size_t at)
{
	return at + 1 < s->token_count && s->tokens[at + 1].capital &&
		token_means(&s->tokens[at + 1], SENSE_YOU);
}

/* `Jürgen Marquardt`, `Jan Koch`, `zum Forum`: what may be the last word of a sentence, and wants no noun behind it. */
static bool names_before(const struct study *s)
{
	const struct atom *a = s->atom_count > 0 ? &s->atoms[s->atom_count - 1] : NULL;

	if (a == NULL || a->count == 0 || !last_token(s, a)->capital)
		return false;
	bool given = a > s->atoms && a[-1].kind == ATOM_UNKNOWN && a[-1].count > 0 &&
		first_token(s, a - 1)->capital;
	return a->kind == ATOM_UNKNOWN || a->kind == ATOM_TITLE || a->kind == ATOM_SORT || given;
}

bool anew_order(const struct study *s, size_t at)
{
	const struct token *t = &s->tokens[at];
	const struct token *next = study_token(s, at + 1, s->token_count);
	bool please = token_means(t, SENSE_PLEASE) && t->meaning->inflections == NULL;
	bool order =
		t->meaning != NULL && t->meaning->inflections != NULL && anew_before_you(s, at);

	return t->capital && !t->upper && next->kind == TOKEN_WORD && next->row == t->row &&
		(please || order) && names_before(s);
}
