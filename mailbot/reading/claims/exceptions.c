#include "reading/claims/exceptions.h"

#include "reading/clauses/verbs.h"

/* `zu allen`, said once, by who writes: what one no may take one out of. */
static bool yes_to_all(const struct study *s, const struct claim *claim)
{
	const struct clause *c = &s->clauses[claim->clauses[0]];

	return claim->come && claim->why == NULL && c->several && !c->rest && c->both == 0 &&
		eset_empty(c->except) && eset_count(claim->events) > 2;
}

/* `nur den 18. schaffe ich nicht`, `aber am 18. kann ich nicht`: a no to one of them. */
static bool no_to_one(const struct study *s, const struct claim *claim, const struct claim *all)
{
	const struct clause *c = &s->clauses[claim->clauses[0]];
	const struct clause *yes = &s->clauses[all->clauses[0]];

	return !claim->come && claim->why == NULL && c > yes && c->named && !c->several &&
		c->sentence <= yes->sentence + 1 && !c->event_trouble &&
		(clause_tokens_mean(s, c, SENSE_ONLY) || clause_means(s, c, SENSE_BUT) ||
			c->sign == 'b') &&
		c->i == yes->i && c->we == yes->we && !c->third && !yes->third &&
		eset_count(claim->events) == 1 && eset_within(claim->events, all->events);
}

void exceptions_settle(const struct study *s, struct claims *out)
{
	for (size_t i = 0; i < out->count; i++)
		for (size_t k = 0; k < out->count && yes_to_all(s, &out->items[i]); k++)
			if (no_to_one(s, &out->items[k], &out->items[i]))
				out->items[i].events =
					eset_minus(out->items[i].events, out->items[k].events);
}

bool exception_explained(const struct study *s, const struct clause *c)
{
	const struct clause *yes = c - 1;

	if (c == s->clauses || yes->sentence != c->sentence ||
		!(yes->says == SAYS_COME || yes->fragment) || eset_empty(yes->except) ||
		c->negations > 0 || c->hedged || clause_intends(c) || c->question || c->verbless ||
		c->sign == 'b' || !eset_within(c->events, yes->except))
		return false;
	size_t first = atoms_past_quiet(s, c->first, c->end), last = yes->end;
	while (last > yes->first && atom_quiet(&s->atoms[last - 1]))
		last--;
	/* `when`, `da`: then */
	return last > yes->first && s->atoms[last - 1].kind == ATOM_EVENT &&
		eset_within(s->atoms[last - 1].events, yes->except) && first < c->end &&
		(atom_means(&s->atoms[first], SENSE_THERE) ||
			(atom_means(&s->atoms[first], SENSE_CONDITION) &&
				atom_means(&s->atoms[first], SENSE_ASKING)) ||
			!c->condition);
}
