#include "reading/claims/rivals.h"

#include "reading/clauses/verbs.h"

/* What is asked for before the clause. */
static struct eset wanted_before(
	const struct study *s, const struct claims *claims, const struct clause *c)
{
	struct eset out = {0};

	for (size_t i = 0; i < claims->count; i++)
		for (size_t k = 0; k < claims->items[i].clause_count; k++) {
			const struct clause *yes = &s->clauses[claims->items[i].clauses[k]];
			if (claims->items[i].come && yes < c)
				out = eset_or(out, yes->events);
		}
	return eset_and(out, claims_events(claims, true));
}

/* in any word, of an idiom too: `is better` */
static bool fits_better(const struct study *s, const struct clause *c)
{
	return clause_means(s, c, SENSE_BETTER) || clause_tokens_mean(s, c, SENSE_BETTER);
}

bool rivals_stand(const struct study *s, const struct claims *claims, const struct clause *c)
{
	struct eset before = wanted_before(s, claims, c);

	/* `the 18th may be better` may be a day of May as well */
	bool other = c->event_trouble ||
		(c->named && !eset_empty(c->events) && !eset_within(c->events, before));

	/* `and I want to understand the city better` */
	size_t first = atoms_past_quiet(s, c->first, c->end);
	first += atom_means(study_atom(s, first, c->end), SENSE_AND);
	bool talk = atom_means(study_atom(s, first, c->end), SENSE_TALK);

	return other && !talk && !c->told && c->negations == 0 && fits_better(s, c) &&
		!eset_empty(before);
}
