#include "reading/frames/granted.h"

#include "reading/clauses/clauses.h"
#include "reading/clauses/verbs.h"

/* `if so`: 1; `falls nicht`: -1; anything else: 0. */
static int answer(const struct study *s, const struct clause *c)
{
	static const enum sense known[] = {SENSE_CONDITION, SENSE_YES, SENSE_SAFE};
	int yes = 0;

	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		if (atom_means(a, SENSE_NEG) && yes == 0)
			yes = -1;
		else if (a->kind != ATOM_PUNCT && (yes < 0 || !ATOM_MEANS_ANY(a, known)))
			return 0;
		else if (atom_means(a, SENSE_YES) || atom_means(a, SENSE_SAFE))
			yes = 1;
	}
	return yes;
}

/* `Is it still possible to register?` */
static bool asked_to_register(const struct clause *asks)
{
	return asks->question && asks->polite && asks->says == SAYS_COME && asks->why == NULL;
}

/* `Gibt es am 18. noch Plätze?`: of seats, and of nothing else. */
static bool asks_for_seats(const struct study *s, const struct sentence *x)
{
	static const enum sense fine[] = {SENSE_PERSONS, SENSE_MORE, SENSE_STILL, SENSE_BE,
		SENSE_ASKING, SENSE_POINTER, SENSE_INDEFINITE, SENSE_HOPED, SENSE_GREETING,
		SENSE_PLEASE};
	bool seats = false;

	for (size_t i = x->first; i < x->end; i++) {
		const struct atom *a = &s->atoms[i];
		bool total = a->kind == ATOM_PEOPLE && a->people->total;
		bool event = a->kind == ATOM_EVENT && a->strong && !a->contradiction && !a->over;
		bool verb = atom_is_verb(a, FORM_3SG) || a->use == USE_INTENT;
		bool safe = atom_means(a, SENSE_SAFE) && !first_token(s, a)->capital;
		if (!(atom_quiet(a) || total || event || verb || safe || ATOM_MEANS_ANY(a, fine)) ||
			atom_means(a, SENSE_NEED) || atom_means(a, SENSE_OR))
			return false;
		seats = seats || total || atom_means(a, SENSE_PERSONS) ||
			atom_means(a, SENSE_HOPED);
	}
	return x->question && seats;
}

/* `Stehe ich schon auf der Liste?`, `könnten Sie nachsehen, ob ich für den 15. angemeldet bin?` */
static bool asks_if_listed(const struct study *s, const struct clause *asks)
{
	const struct sentence *x = &s->sentences[asks->sentence];
	bool listed = clause_means(s, asks, SENSE_ENROLLED) ||
		(clause_has(asks, SENSE_REGISTER) && clause_means(s, asks, SENSE_BE));

	for (size_t i = 0; i < asks->people_count; i++)
		if (!asks->people[i]->me || asks->people[i]->count > 1 || asks->people[i]->we)
			return false;
	return x->question && listed && asks->named && !asks->event_trouble &&
		asks->people_count > 0 && asks->negations == 0 && !clause_means(s, asks, SENSE_OR);
}

bool granted_settles(struct study *s, const struct clause *c)
{
	const struct clause *asks = c - 1;
	const struct sentence *x = &s->sentences[c->sentence];

	if (c == s->clauses || asks->sentence + 1 != c->sentence || c->first != x->first)
		return false;
	int yes = answer(s, c);
	bool settled = yes > 0
		? asked_to_register(asks) || asks_for_seats(s, &s->sentences[asks->sentence])
		: yes < 0 && asks_if_listed(s, asks);
	for (size_t i = c->first; i < c->end && settled; i++)
		atom_becomes(s, i, SENSE_SAFE);
	return settled;
}

/* `if there is still room`, in one phrase. */
static bool whole_condition(const struct study *s, const struct atom *a)
{
	return a->count > 1 && atom_means(a, SENSE_SAFE) && a->n == 1 &&
		token_means(first_token(s, a), SENSE_CONDITION);
}

bool granted_narrows(const struct study *s, const struct atom *a)
{
	const struct token *first = first_token(s, a);

	return a->kind == ATOM_WORD && a->count > 1 &&
		((atom_means(a, SENSE_SAFE) && token_means(first, SENSE_WHEREABOUTS)) ||
			(atom_means(a, SENSE_MUSING) && token_means(first, SENSE_AND)));
}

bool granted_narrowed(const struct study *s, const struct clause *c)
{
	const struct sentence *x = &s->sentences[c->sentence];

	for (size_t i = x->first; i + 1 < x->end; i++)
		if (whole_condition(s, &s->atoms[i]) &&
			granted_narrows(s, &s->atoms[atoms_past_quiet(s, i + 1, x->end - 1)]))
			return true;
	return false;
}

bool granted_seats(const struct study *s, const struct clause *c)
{
	const struct sentence *x = &s->sentences[c->sentence];

	for (size_t i = x->first; i < x->end; i++) {
		const struct atom *a = &s->atoms[i];
		bool whole = whole_condition(s, a);
		bool seats = i > x->first && atom_means(a, SENSE_HOPED) && a->n == 1 &&
			atom_means(a - 1, SENSE_CONDITION);
		if (whole || seats)
			return true;
	}
	return false;
}
