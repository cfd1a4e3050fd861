#include "reading/clauses/subject-mine.h"

#include "reading/clauses/verbs.h"

bool subject_first_person(const struct clause *c)
{
	for (size_t i = 0; i < c->predicate_count; i++)
		if (c->predicates[i].forms & FORM_1SG && !(c->predicates[i].forms & FORM_INF))
			return true;
	return false;
}

bool subject_idiom_of_me(const struct study *s, const struct clause *c)
{
	if (c->predicate_count != 1 || c->predicates[0].forms != 0)
		return false;
	const struct atom *a = &s->atoms[c->predicates[0].atom];
	for (size_t i = a->first; i < a->first + a->count && a->count > 1; i++)
		if (token_means(&s->tokens[i], SENSE_ME))
			return true;
	return false;
}

bool subject_plans_at(const struct study *s, const struct clause *c, size_t at)
{
	const struct atom *a = &s->atoms[at];

	return c->predicate_count == 1 && at + 1 == c->predicates[0].atom &&
		c->predicates[0].forms == FORM_GERUND && a->count > 1 &&
		atom_means(a, SENSE_WILL) && atoms_past_quiet(s, c->first, at) == at;
}

bool subject_coming_alone(const struct study *s, const struct clause *c)
{
	if (c->predicate_count != 1 || c->predicates[0].sense != SENSE_COME ||
		c->predicates[0].forms != FORM_GERUND || c->sign != 0 ||
		s->sentences[c->sentence].question || clause_means(s, c, SENSE_BE) ||
		clause_means(s, c, SENSE_WOULD) || clause_means(s, c, SENSE_CAN))
		return false;
	size_t verb = c->predicates[0].atom;
	for (size_t i = c->first; i < verb; i++) {
		/* `15 March - attending`: with a sign between */
		bool event = s->atoms[i].kind == ATOM_EVENT && s->atoms[i].use == USE_EVENT &&
			s->atoms[verb - 1].kind == ATOM_PUNCT;
		if (!atom_means(&s->atoms[i], SENSE_NEG) && !event && !subject_plans_at(s, c, i) &&
			!atom_means(&s->atoms[i], SENSE_REGRET) && s->atoms[i].kind != ATOM_PUNCT)
			return false;
	}
	return true;
}

bool subject_goes_on_mine(const struct study *s, const struct clause *c)
{
	const struct clause *from = c - 1;
	size_t at = from->first;

	bool may = clause_means(s, c, SENSE_CAN) || clause_means(s, c, SENSE_MUST) ||
		clause_means(s, c, SENSE_WILL);

	while (at < from->end && s->atoms[at].kind == ATOM_PUNCT)
		at++;
	/* `bin noch nicht gesund und komme` */
	if (clause_means(s, from, SENSE_AILS) && c->negations == 0 &&
		!clause_means(s, c, SENSE_MUST))
		return false;
	return at < from->end && (may || subject_first_person(c)) && from->people_count == 0 &&
		!from->third && !from->we && (from->negations == 0 || c->negations > 0) &&
		!s->sentences[c->sentence].question &&
		(atom_means(&s->atoms[at], SENSE_BE) || atom_means(&s->atoms[at], SENSE_HAVE)) &&
		!atom_means(&s->atoms[at], SENSE_HE_DOES) &&
		!atom_means(&s->atoms[at], SENSE_PLURAL);
}
