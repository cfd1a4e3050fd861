#include "reading/asides/obstacles.h"

#include "reading/claims/claimed.h"
#include "reading/clauses/verbs.h"

bool obstacle_overcome(const struct study *s, const struct claims *claims, const struct clause *c)
{
	const struct clause *yes = c + 1;

	if (yes >= s->clauses + s->clause_count || yes->sentence != c->sentence ||
		!claimed_clause(claims, (size_t)(yes - s->clauses)) || yes->says != SAYS_COME ||
		!(yes->i || yes->we) || !(c->i || c->we) || clause_intends(c) || c->negations > 0 ||
		c->third)
		return false;
	return (yes->sign == 'b' || clause_means(s, yes, SENSE_BUT)) &&
		eset_within(c->events, claims_events(claims, true));
}
