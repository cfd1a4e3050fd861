#include "reading/claims/contrasts.h"

#include "reading/clauses/verbs.h"
#include "reading/reasons.h"

/* Whether some claim is about one of these. */
static bool claimed(const struct claims *out, struct eset events)
{
	return !eset_empty(
		eset_and(events, eset_or(claims_events(out, true), claims_events(out, false))));
}

/* `ich bin für A angemeldet`: a registration that is told of, of an event of which nothing is asked (`out` is NULL where nobody
 * knows what is). */
static bool tells_of_another(
	const struct study *s, const struct claims *out, const struct clause *c)
{
	return c->says == SAYS_NOTHING && c->named && c->negations == 0 && !c->subordinate &&
		(clause_has(c, SENSE_REGISTER) || clause_means(s, c, SENSE_REGISTRATION)) &&
		(out == NULL || !claimed(out, c->events));
}

/* `nicht für B`, `und nicht zu B`: no verb of its own, beside such a clause; that clause, NULL. */
static const struct clause *marked_off(
	const struct study *s, const struct claims *out, const struct clause *c)
{
	if (c->predicate_count > 0 || c->negations != 1)
		return NULL;
	for (int side = -1; side <= 1; side += 2) {
		const struct clause *b = c + side;
		if (b >= s->clauses && b < s->clauses + s->clause_count &&
			b->sentence == c->sentence && tells_of_another(s, out, b))
			return b;
	}
	return NULL;
}

/* `nicht B, A!`: the no stands before the first event, and nothing joins the second to it, whose atom it is; NULL. */
static const struct atom *behind_denied(const struct study *s, const struct clause *c)
{
	bool no = false, event = false, parted = false;

	if (c->predicate_count > 0 || c->negations != 1)
		return NULL;
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		if (a->kind == ATOM_EVENT && event)
			return no && parted ? a : NULL;
		no = no || atom_means(a, SENSE_NEG);
		event = event || a->kind == ATOM_EVENT;
		if (event && (atom_is(a, ',') || atom_is(a, '-')))
			parted = true;
		else if (event && a->kind != ATOM_EVENT && !atom_quiet(a))
			return NULL;
	}
	return NULL;
}

struct eset contrasts_wanted(const struct study *s, const struct clause *c)
{
	const struct clause *told = marked_off(s, NULL, c);
	const struct atom *behind = told == NULL ? behind_denied(s, c) : NULL;

	return told != NULL ? told->events : behind != NULL ? behind->events : (struct eset){0};
}

void contrasts_doubt(const struct study *s, struct claims *out)
{
	for (size_t i = 0; i < out->count; i++) {
		struct claim *claim = &out->items[i];
		const struct clause *c = &s->clauses[claim->clauses[0]];
		if (!claim->come && (marked_off(s, out, c) != NULL || behind_denied(s, c) != NULL))
			claim_doubt(claim, reason_ids[REASON_NEGATION], c->first);
	}
}
