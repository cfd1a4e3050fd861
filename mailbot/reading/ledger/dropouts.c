#include "reading/ledger/dropouts.h"

#include "reading/claims/claimed.h"
#include "reading/clauses/clauses.h"
#include "reading/clauses/verbs.h"

/* `einer`, `zwei`: a number that has no noun. */
static bool bare_number(const struct atom *a)
{
	return a->kind == ATOM_NUMBER ||
		(a->kind == ATOM_WORD && a->count == 1 &&
			(atom_means(a, SENSE_INDEFINITE) || atom_means(a, SENSE_NUMBER)));
}

/* What may stand between the number and the verb, and say of whom it is a part: `eine davon`. */
static bool says_of_whom(const struct atom *a)
{
	return atom_means(a, SENSE_POINTER) || atom_means(a, SENSE_BUT) ||
		atom_means(a, SENSE_REGRET);
}

/* `eine davon hat`, `zwei haben`, `einer von uns ist`: where the clause begins; not `eine Frage`, `eine Kollegin hat`. */
static bool some_of_them(const struct study *s, const struct clause *c)
{
	size_t at = atoms_past_quiet(s, c->first, c->end);

	while (at < c->end &&
		(atom_means(&s->atoms[at], SENSE_AND) || atom_means(&s->atoms[at], SENSE_BUT)))
		at++;
	const struct atom *a = study_atom(s, at, c->end);
	if (a->kind == ATOM_PEOPLE)
		return !a->people->me && !a->people->with && a->people->person_count == 0 &&
			a->count > 1 && token_means(first_token(s, a), SENSE_INDEFINITE) &&
			token_means(last_token(s, a), SENSE_US);
	if (!bare_number(a))
		return false;
	do
		at++;
	while (at < c->end && says_of_whom(&s->atoms[at]));
	const struct atom *next = study_atom(s, at, c->end);
	return atom_means(next, SENSE_HAVE) || atom_means(next, SENSE_BE) ||
		atom_means(next, SENSE_MUST) || atom_means(next, SENSE_CAN) ||
		atom_maybe_verb(next);
}

bool dropouts_told(const struct study *s, const struct claims *claims, const struct clause *c)
{
	return !c->i && !c->verbless && !clause_means(s, c, SENSE_NEED) &&
		claimed_several(claims) && some_of_them(s, c);
}
