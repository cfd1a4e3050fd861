#include "reading/frames/totals.h"

#include "reading/claims/claimed.h"
#include "reading/clauses/verbs.h"

/* `jetzt sind wir insgesamt fünf`: who they are, how many, and nothing else. */
static bool counts_us(const struct study *s, const struct clause *c)
{
	size_t totals = 0;

	if (!c->fragment || c->named || c->why != NULL || c->negations > 0 || c->hedged ||
		c->question || c->condition || c->subordinate || !c->we || c->sign == 'b')
		return false;
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		bool us = a->kind == ATOM_PEOPLE && !a->people->unsure && !a->people->with &&
			a->people->person_count == 0 && (a->people->total || a->people->we);
		bool known = atom_quiet(a) || us || atom_means(a, SENSE_BE) ||
			atom_means(a, SENSE_ONLY) || (atom_means(a, SENSE_SAFE) && a->count == 1);
		if (!known || (atom_means(a, SENSE_MORE) && !atom_means(a, SENSE_ONLY)))
			return false;
		totals += us && a->people->total;
	}
	return totals == 1;
}

/* `wir haben uns für den Kongress angemeldet`: told, of one event and of nobody else. */
static bool tells_registration(const struct clause *c)
{
	return c->told && clause_has(c, SENSE_REGISTER) && c->predicate_count == 1 &&
		(c->i || c->we) && !c->third && c->negations == 0 && !c->hedged && !c->question &&
		!c->several && !c->event_trouble && c->why == NULL && eset_count(c->events) == 1 &&
		eset_empty(c->swapped);
}

struct eset totals_now(const struct study *s, const struct clause *c)
{
	struct eset none = {0};
	const struct clause *before = c - 1;

	if (c == s->clauses || !counts_us(s, c) || !tells_registration(before) ||
		before->sentence + 1 < c->sentence || s->sentences[before->sentence].subject)
		return none;
	return before->events;
}

bool totals_change(const struct study *s, const struct claims *claims, const struct clause *c)
{
	size_t at = (size_t)(c - s->clauses);
	bool pointer = clause_tokens_mean(s, c, SENSE_POINTER);

	if (at == 0 || !claimed_clause(claims, at - 1) || c->named || c->people_count > 0 ||
		c->negations > 0 || c->hedged || c->condition || !clause_means(s, c, SENSE_PLEASE))
		return false;
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		bool known = atom_quiet(a) || atom_means(a, SENSE_PLEASE) ||
			atom_means(a, SENSE_CHANGE) || atom_means(a, SENSE_POINTER) ||
			atom_means(a, SENSE_YOU) || atom_means(a, SENSE_SAFE) ||
			atom_means(a, SENSE_AND);
		if (!known || atom_means(a, SENSE_MORE))
			return false;
	}
	for (size_t i = 0; i < claims->count && pointer; i++)
		for (size_t k = 0; k < claims->items[i].clause_count; k++)
			if (claims->items[i].clauses[k] == at - 1)
				return claims->items[i].come && (c - 1)->people_count > 0 &&
					claimed_all_counted(s, claims);
	return false;
}
