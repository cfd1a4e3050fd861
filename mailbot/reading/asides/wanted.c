#include "reading/asides/wanted.h"

#include "reading/claims/claimed.h"
#include "reading/clauses/clauses.h"
#include "reading/clauses/verbs.h"

/* `Could you resend the access code?`: the office is asked to send a thing, and neither a day nor anything of an event's. */
static bool asks_for_thing(const struct study *s, const struct sentence *x)
{
	static const enum sense when[] = {SENSE_EVENT, SENSE_EVENTS, SENSE_THIS_EVENT, SENSE_SPAN,
		SENSE_DAY, SENSE_COME, SENSE_REGISTRATION, SENSE_CANCELLATION, SENSE_CHANGE};
	bool polite = false, sends = false, thing = false;

	if (!x->question || x->subject || x->sort != ROW_BODY)
		return false;
	for (size_t i = x->first; i < x->end; i++) {
		const struct atom *a = &s->atoms[i];
		if (a->kind == ATOM_EVENT || a->kind == ATOM_DATE || ATOM_MEANS_ANY(a, when))
			return false;
		polite = polite || atom_means(a, SENSE_POLITE) || atom_means(a, SENSE_YOU);
		sends = sends || atom_means(a, SENSE_GETS);
		thing = thing ||
			(i > x->first && atom_means(a - 1, SENSE_ARTICLE) &&
				(atom_means(a, SENSE_HARMLESS) || atom_means(a, SENSE_TIDINGS)));
	}
	return polite && sends && thing;
}

/* What the writer did with it, or believes to have done: nobody else, no event, and no word that turns. */
static bool may_stand(const struct atom *a)
{
	static const enum sense never[] = {SENSE_NEG, SENSE_NO, SENSE_YES, SENSE_BUT, SENSE_ALSO,
		SENSE_THERE, SENSE_KEEN, SENSE_CAN, SENSE_WILL, SENSE_WOULD, SENSE_CONTRARY,
		SENSE_RETRACT, SENSE_OBSTACLE, SENSE_OR, SENSE_CHANGE, SENSE_SWAP, SENSE_OPEN,
		SENSE_CONDITION, SENSE_COME, SENSE_EVENT, SENSE_EVENTS, SENSE_REPORT, SENSE_NUMBER,
		SENSE_YOU};

	if (a->kind == ATOM_PEOPLE)
		return a->people->me && a->people->count <= 1 && !a->people->with;
	return a->kind != ATOM_EVENT && a->kind != ATOM_DATE && a->kind != ATOM_NUMBER &&
		!a->near_alarm && !ATOM_MEANS_ANY(a, never);
}

bool wanted_why(const struct study *s, const struct claims *claims, size_t sentence)
{
	const struct sentence *x = &s->sentences[sentence];
	bool did = false;

	if (sentence == 0 || x->question || x->sort != ROW_BODY || x->below || claims->count == 0 ||
		!eset_empty(claims_events(claims, true)) || !asks_for_thing(s, x - 1))
		return false;
	for (size_t i = x->first; i < x->end; i++)
		if (!may_stand(&s->atoms[i]))
			return false;
	for (size_t i = 0; i < s->clause_count; i++) {
		const struct clause *c = &s->clauses[i];
		if (c->sentence != sentence)
			continue;
		if (clause_intends(c) || claimed_clause(claims, i) || c->third)
			return false;
		for (size_t k = 0; k < c->predicate_count; k++)
			did = did || c->predicates[k].forms & (FORM_PAST | FORM_PART);
	}
	return did;
}
