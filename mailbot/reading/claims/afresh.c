#include "reading/claims/afresh.h"

#include "reading/claims/claims-subject.h"
#include "reading/clauses/verbs.h"

enum { SENTENCES_BETWEEN = 2 }; /* from the yes that it goes on with */

/* The yes that it goes on with: the last claim, near enough, of the writer's or of people that they speak for. */
static const struct clause *yes_before(
	const struct study *s, const struct claims *claims, const struct clause *c)
{
	const struct claim *last = claims->count > 0 ? &claims->items[claims->count - 1] : NULL;
	const struct clause *yes = last != NULL ? &s->clauses[last->clauses[0]] : NULL;

	if (last == NULL || !last->come || last->why != NULL || yes >= c || !yes->named ||
		claims_in_subject(s, yes) || yes->question ||
		yes->sentence + SENTENCES_BETWEEN < c->sentence ||
		!eset_empty(eset_and(claims_events(claims, true), c->events)))
		return NULL;
	return yes;
}

/* Whether the atom is no more than which event, who, how many, and words between. */
static bool belongs(const struct study *s, const struct atom *a)
{
	static const enum sense may[] = {SENSE_ALONE, SENSE_ONLY, SENSE_AND, SENSE_BUT, SENSE_OPENS,
		SENSE_THERE, SENSE_PLEASE};
	bool word = a->count == 1 && atom_means(a, SENSE_SAFE) && !first_token(s, a)->capital &&
		!atom_means(a, SENSE_MORE) && !atom_means(a, SENSE_ALSO);

	if (a->near_alarm)
		return false;
	if (a->kind == ATOM_PEOPLE)
		return !a->people->unsure && !a->people->outsider;
	if (a->kind == ATOM_EVENT)
		return a->use == USE_EVENT && a->strong;
	return atom_quiet(a) || word || ATOM_MEANS_ANY(a, may);
}

/* `zu zweit`, `nur ich`, `meine Frau und ich`, `nur Frau Ott`: whether it says who comes, and that these are all. */
static bool says_who(const struct study *s, const struct clause *c, const struct clause *yes)
{
	bool only = clause_tokens_mean(s, c, SENSE_ONLY), who = false;

	for (size_t i = 0; i < c->people_count; i++) {
		const struct people *p = c->people[i];
		if (p->with || p->we)
			return false;
		who = who || p->total || (p->me && p->count > 1) || (only && p->count > 0);
	}
	bool mine = yes->i || yes->verbless || (only && yes->we);
	return who || (c->people_count == 0 && clause_by_oneself(s, c) && mine && !yes->third);
}

/* `Kongress: nur ich`: an event, and behind its colon who. */
static bool colon_behind_event(const struct study *s, const struct clause *c)
{
	return c->first + 1 < c->end && s->atoms[c->first].kind == ATOM_EVENT &&
		atom_is(&s->atoms[c->first + 1], ':');
}

/* A sentence of nothing but events and people, and no doubt about any. */
static bool is_bare(const struct study *s, const struct clause *c)
{
	const struct sentence *x = &s->sentences[c->sentence];

	if (!c->fragment || !c->named || c->why != NULL || c->several || c->negations > 0 ||
		c->hedged || c->question || c->event_trouble || x->item ||
		(x->colon && !colon_behind_event(s, c)) || c->first != x->first ||
		c->end != x->end || !eset_empty(c->except) || !eset_empty(c->swapped) ||
		clause_tokens_mean(s, c, SENSE_LAST))
		return false;
	for (size_t i = c->first; i < c->end; i++)
		if (!belongs(s, &s->atoms[i]) && !(i == c->first + 1 && colon_behind_event(s, c)))
			return false;
	return true;
}

bool afresh_counted(const struct study *s, const struct claims *claims, const struct clause *c)
{
	const struct clause *yes = is_bare(s, c) ? yes_before(s, claims, c) : NULL;

	return yes != NULL && says_who(s, c, yes);
}

/* Whether a clause before it says anything but a greeting. */
static bool anything_before(const struct study *s, const struct clause *c)
{
	for (const struct clause *b = s->clauses; b < c; b++)
		if (!claims_in_subject(s, b) && !atoms_greet(s, b->first, b->end))
			return true;
	return false;
}

bool afresh_opens(const struct study *s, const struct claims *claims, const struct clause *c)
{
	const struct claim *next = claims->count > 0 ? &claims->items[0] : NULL;
	const struct clause *yes = next != NULL ? &s->clauses[next->clauses[0]] : NULL;
	size_t totals = 0;

	if (next == NULL || !next->come || next->why != NULL || yes <= c || !yes->named ||
		yes->question || yes->third || c->sentence + SENTENCES_BETWEEN < yes->sentence ||
		!eset_empty(eset_and(claims_events(claims, true), c->events)) ||
		!eset_empty(claims_events(claims, false)) || c->joined || !is_bare(s, c) ||
		anything_before(s, c))
		return false;
	for (size_t i = 0; i < c->people_count; i++) {
		if (c->people[i]->unsure || c->people[i]->outsider)
			return false;
		totals += c->people[i]->total;
	}
	return totals == 1;
}
