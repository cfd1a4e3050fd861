#include "reading/concessions.h"

#include "reading/noes.h"
#include "reading/verbs.h"

/* `so gern ich …`, `auch wenn mich …`, of the writer alone or of those who come with them. */
static bool grants(const struct study *s, const struct clause *c)
{
	size_t first = atoms_past_quiet(s, c->first, c->end);

	if (first >= c->end || !atom_means(&s->atoms[first], SENSE_CONCEDES) || c->question ||
		c->third || c->negations > 0 || c->event_trouble || c->substitute ||
		!eset_empty(c->swapped) || !eset_empty(c->except))
		return false;
	return c->i || c->we || clause_tokens_mean(s, c, SENSE_ME) ||
		clause_tokens_mean(s, c, SENSE_US);
}

/* Nothing but the writer's no to what both speak of. */
static bool denies(const struct clause *c, const struct clause *granted)
{
	return c->says == SAYS_NOT_COME && c->why == NULL && (c->i || c->we) && !c->third &&
		!c->several && !c->rest && c->both == 0 &&
		(!c->named || !granted->named || eset_eq(c->events, granted->events));
}

void concessions_settle(struct study *s)
{
	for (size_t i = 0; i + 1 < s->clause_count; i++) {
		struct clause *c = &s->clauses[i], *no = c + 1;
		if (no->sentence != c->sentence || !grants(s, c) || !denies(no, c))
			continue;
		noes_take_event(no, c);
	}
}
