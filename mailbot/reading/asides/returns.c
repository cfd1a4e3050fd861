#include "reading/asides/returns.h"

#include "reading/claims/claimed.h"
#include "reading/clauses/clauses.h"
#include "reading/clauses/verbs.h"

/* What would make it more than that: they come then, with somebody, or something else is asked for. */
static bool says_more(const struct atom *a)
{
	static const enum sense more[] = {SENSE_ALSO, SENSE_THERE, SENSE_KEEN, SENSE_OR, SENSE_SWAP,
		SENSE_RATHER, SENSE_EXCEPT, SENSE_RETRACT, SENSE_OPEN, SENSE_YES, SENSE_NO,
		SENSE_YOU, SENSE_COME, SENSE_SUBSTITUTE, SENSE_CONDITION, SENSE_WITH, SENSE_WOULD,
		SENSE_REGISTRATION, SENSE_CANCELLATION, SENSE_PERSONS, SENSE_SUIT, SENSE_NEG,
		SENSE_CHANGE};

	if (a->kind == ATOM_EVENT)
		return !a->date_only;
	if (a->kind == ATOM_PEOPLE)
		return a->people->total || a->people->with || !a->people->me;
	return a->kind == ATOM_TITLE || a->kind == ATOM_SORT || ATOM_MEANS_ANY(a, more);
}

static bool says_when(const struct study *s, const struct claims *claims, const struct clause *c)
{
	if (c->says != SAYS_NOTHING || c->third || c->question || c->condition ||
		c->negations > 0 || clause_intends(c) || claims->count == 0 ||
		!(c->i || c->we || c->sign == '&' || c->sign == ',') ||
		!clause_means(s, c, SENSE_BACK) ||
		!eset_empty(eset_and(c->events, claimed_events(claims))))
		return false;
	for (size_t i = c->first; i < c->end; i++)
		if (says_more(&s->atoms[i]))
			return false;
	return true;
}

/* `(or so I expect)`, `…, I think`: how sure that is. */
static bool says_how_sure(const struct study *s, const struct clause *c)
{
	static const enum sense sure[] = {SENSE_HEDGE, SENSE_ABOUT, SENSE_SAFE, SENSE_BE};

	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		bool me = a->kind == ATOM_PEOPLE && a->people->me && a->people->count == 1;
		if (!me && !atom_quiet(a) && !ATOM_MEANS_ANY(a, sure))
			return false;
	}
	return c->sign == '(' || c->sign == ',';
}

bool returns_told(const struct study *s, const struct claims *claims, const struct clause *c)
{
	return says_when(s, claims, c) ||
		(c > s->clauses && c[-1].sentence == c->sentence && says_how_sure(s, c) &&
			says_when(s, claims, c - 1));
}
