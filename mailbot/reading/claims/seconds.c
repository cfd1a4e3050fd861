#include "reading/claims/seconds.h"

#include "reading/clauses/verbs.h"

/* `And the one in the Rathaus.`: the whole sentence. */
static bool is_second(const struct study *s, const struct clause *c)
{
	static const enum sense plain[] = {SENSE_AND, SENSE_ALSO, SENSE_PLEASE};
	const struct sentence *x = &s->sentences[c->sentence];
	size_t first = atoms_past_quiet(s, x->first, x->end);

	if (c->end != x->end || first < c->first || x->question || x->item || x->subject ||
		x->sort != ROW_BODY || !c->fragment || !c->named || c->why != NULL ||
		c->people_count > 0 || !eset_empty(c->except) || !eset_empty(c->swapped) ||
		!atom_means(study_atom(s, first, c->end), SENSE_AND))
		return false;
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		if (a->kind == ATOM_EVENT ? a->use != USE_EVENT || a->reference || a->none
					  : !atom_quiet(a) && !ATOM_MEANS_ANY(a, plain))
			return false;
	}
	return true;
}

/* The writer's own yes, and nobody but the writer does it. */
static bool is_mine(const struct clause *c)
{
	return c->says == SAYS_COME && (c->i || c->we || c->noun) && !c->third && c->why == NULL &&
		c->negations == 0 && !c->hedged && !c->question && !c->unreal && !c->substitute &&
		!c->change && eset_empty(c->swapped) && eset_empty(c->except);
}

/* `…, I finish at three`: what is told of the writer, or of nobody. */
static bool lets_pass(const struct study *s, const struct clause *c)
{
	static const enum sense doubts[] = {SENSE_OR, SENSE_HEDGE, SENSE_EXCEPT, SENSE_SWAP,
		SENSE_OBSTACLE, SENSE_NO, SENSE_REGRET, SENSE_BUT, SENSE_OPEN};

	for (size_t i = 0; i < c->people_count; i++)
		if (!c->people[i]->me || c->people[i]->with || c->people[i]->total)
			return false;
	for (size_t i = c->first; i < c->end; i++)
		if (ATOM_MEANS_ANY(&s->atoms[i], doubts) || s->atoms[i].kind == ATOM_EVENT)
			return false;
	return c->says == SAYS_NOTHING && c->negations == 0 && !c->question && !c->condition &&
		!c->third;
}

bool seconds_yes(const struct study *s, const struct claim *yes, const struct clause *c)
{
	const struct clause *head = &s->clauses[yes->clauses[0]];

	if (!yes->come || yes->why != NULL || !is_second(s, c) || !is_mine(head) || !head->named ||
		head->sentence + 1 != c->sentence || s->sentences[head->sentence].colon ||
		!eset_empty(eset_and(head->events, c->events)))
		return false;
	for (const struct clause *b = head + 1; b < c; b++)
		if (!lets_pass(s, b))
			return false;
	return true;
}
