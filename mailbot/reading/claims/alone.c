#include "reading/claims/alone.h"

#include "reading/clauses/clauses.h"
#include "reading/clauses/means.h"

/* `ich`, `mich`, `my place`: the writer, and nobody with them. */
static bool of_me(const struct study *s, const struct atom *a)
{
	static const enum sense mine[] = {SENSE_I, SENSE_ME, SENSE_TO_ME, SENSE_MY};

	if (a->kind == ATOM_PEOPLE)
		return a->people->me && !a->people->we && a->people->count <= 1;
	for (size_t i = a->first; i < a->first + a->count; i++)
		if (TOKEN_MEANS_ANY(&s->tokens[i], mine))
			return true;
	return false;
}

/* `nur mich`, `nur meinen Platz`; `my place only`. */
static bool only_me(const struct study *s, const struct clause *c)
{
	for (size_t i = c->first; i < c->end; i++) {
		if (!atom_means(&s->atoms[i], SENSE_ONLY))
			continue;
		size_t next = atoms_past_quiet(s, i + 1, c->end);
		if (next < c->end ? of_me(s, &s->atoms[next])
				  : i > c->first && of_me(s, &s->atoms[i - 1]))
			return true;
	}
	return false;
}

/* A first name that nobody has told, which begins its clause before a verb: `Anna freut sich`. */
static bool first_name(const struct study *s, const struct clause *c, size_t at)
{
	const struct atom *a = &s->atoms[at];

	return a->kind == ATOM_UNKNOWN && a->count == 1 && first_token(s, a)->capital &&
		at == atoms_past_also(s, c->first, c->end) && at + 1 < c->end &&
		(atom_is_verb(a + 1, FORM_3SG) || atom_means(a + 1, SENSE_HE_DOES) ||
			atom_means(a + 1, SENSE_BE));
}

/* `meine Frau bleibt`: others than the writer, of whom nothing says that they stay away as well. */
static bool of_others(const struct study *s, const struct clause *c)
{
	static const enum sense away[] = {SENSE_OBSTACLE, SENSE_REGRET, SENSE_HOME, SENSE_CANCEL,
		SENSE_DECLINE, SENSE_STAYS_BEHIND, SENSE_BECAUSE, SENSE_THANKS, SENSE_GREETING};

	if (s->sentences[c->sentence].subject || c->says == SAYS_NOT_COME || c->negations > 0 ||
		CLAUSE_MEANS_ANY(s, c, away))
		return false;
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		bool people = a->kind == ATOM_PEOPLE && !a->people->me && !a->people->we &&
			a->people->count > 0;
		if (people || first_name(s, c, i))
			return true;
	}
	return false;
}

static bool makes(const struct claim *claim, const struct study *s, const struct clause *c)
{
	for (size_t i = 0; i < claim->clause_count; i++)
		if (&s->clauses[claim->clauses[i]] == c)
			return true;
	return false;
}

bool alone_says_no(const struct study *s, const struct claim *claim)
{
	static const enum sense all[] = {SENSE_WE, SENSE_US};
	bool only = false, others = false;

	if (claim->come)
		return false;
	for (const struct clause *c = s->clauses; c < s->clauses + s->clause_count; c++) {
		bool its = makes(claim, s, c);
		if (its && (c->we || c->third || CLAUSE_TOKENS_MEAN_ANY(s, c, all)))
			return false;
		only = only || (its && only_me(s, c));
		others = others || (!its && of_others(s, c));
	}
	return only || others;
}
