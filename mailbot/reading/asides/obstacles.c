#include "reading/asides/obstacles.h"

#include "reading/claims/claimed.h"
#include "reading/clauses/verbs.h"

/* `am 22. schreibe ich bis 19 Uhr Klausur, danach komme ich`: until when is said, and the yes behind it knows. */
static bool ends_then(const struct study *s, const struct clause *c)
{
	for (size_t i = c->first; i + 1 < c->end; i++)
		if (atom_means(&s->atoms[i], SENSE_UNTIL) && s->atoms[i + 1].kind == ATOM_TIME)
			return true;
	return false;
}

bool obstacle_overcome(const struct study *s, const struct claims *claims, const struct clause *c)
{
	const struct clause *yes = c + 1;

	if (yes >= s->clauses + s->clause_count || yes->sentence != c->sentence ||
		!claimed_clause(claims, (size_t)(yes - s->clauses)) || yes->says != SAYS_COME ||
		!(yes->i || yes->we) || !(c->i || c->we) || clause_intends(c) || c->negations > 0 ||
		c->third)
		return false;
	return (yes->sign == 'b' || clause_means(s, yes, SENSE_BUT) || ends_then(s, c)) &&
		eset_within(c->events, claims_events(claims, true));
}
