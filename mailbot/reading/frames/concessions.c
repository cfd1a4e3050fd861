#include "reading/frames/concessions.h"

#include "reading/clauses/verbs.h"
#include "reading/frames/noes.h"

/* `so gern ich …`, `auch wenn mich …`, `I would have loved to …`, of the writer alone or of those who come with them. */
static bool grants(const struct study *s, const struct clause *c)
{
	size_t first = atoms_past_quiet(s, c->first, c->end);
	const struct atom *who = study_atom(s, first, c->end);

	if (who->kind == ATOM_PEOPLE && (who->people->me || who->people->we) &&
		who->people->person_count == 0 && !who->people->with && !who->people->total)
		first++;

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

/* What stands behind it in its sentence, past why not: `I'd have loved to come, but I am away, so I can't`. */
static struct clause *no_behind(struct study *s, const struct clause *granted)
{
	struct clause *last = &s->clauses[s->clause_count - 1];
	struct clause *c = &s->clauses[granted - s->clauses + 1];

	while (c < last && c[1].sentence == c->sentence && c->says == SAYS_NOTHING &&
		c->why == NULL && !c->named && !c->hedged && !c->question && c->negations == 0)
		c++;
	return c;
}

void concessions_settle(struct study *s)
{
	for (size_t i = 0; i + 1 < s->clause_count; i++) {
		struct clause *c = &s->clauses[i], *no = no_behind(s, c);
		if (no->sentence != c->sentence || !grants(s, c) || !denies(no, c))
			continue;
		noes_take_event(no, c);
	}
}
