#include "reading/frames/spared.h"

#include "reading/clauses/verbs.h"

/* The writer, and nobody else. */
static bool is_me(const struct atom *a)
{
	const struct people *p = a->people;

	return a->kind == ATOM_PEOPLE && p->me && p->count <= 1 && p->person_count == 0 &&
		!p->with && !p->total;
}

/* `am 16. oder 21. ginge es auch`, `I could do the 16th too`: it would suit, and is not said to be wanted. */
static bool would_suit(const struct study *s, const struct clause *c)
{
	static const enum sense known[] = {SENSE_SAFE, SENSE_ALSO, SENSE_OR, SENSE_AND, SENSE_HEDGE,
		SENSE_WOULD, SENSE_CAN, SENSE_MAY, SENSE_POINTER, SENSE_ARTICLE, SENSE_GOING,
		SENSE_BE, SENSE_TO_ME, SENSE_OTHER};
	bool would = clause_means(s, c, SENSE_HEDGE) || clause_means(s, c, SENSE_WOULD);

	for (size_t i = 0; i < c->predicate_count; i++) {
		enum sense sense = c->predicates[i].sense;
		bool suits = sense == SENSE_SUIT || sense == SENSE_OTHER ||
			(would && sense == SENSE_COME);
		if (!suits)
			return false;
		would = would || sense == SENSE_SUIT;
	}
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		bool stands = a->kind == ATOM_EVENT || is_me(a) || atom_quiet(a) ||
			(a->kind == ATOM_WORD &&
				(a->use == USE_INTENT || ATOM_MEANS_ANY(a, known)));
		if (!stands || a->near_alarm)
			return false;
	}
	return would && c->named && !c->event_trouble && !c->third && !c->question &&
		!c->condition && !c->subordinate && !c->told && c->negations == 0 &&
		clause_means(s, c, SENSE_ALSO);
}

/* `brauche ich aber nicht`, `muss aber nicht sein`, `but I don't need to` */
static bool need_not(const struct study *s, const struct clause *c)
{
	static const enum sense known[] = {SENSE_SAFE, SENSE_BUT, SENSE_NEG, SENSE_MUST,
		SENSE_NEEDING, SENSE_POINTER, SENSE_BE, SENSE_NEEDLESS};
	bool need = false;

	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		if (!(is_me(a) || atom_quiet(a) ||
			    (a->kind == ATOM_WORD && ATOM_MEANS_ANY(a, known))) ||
			a->near_alarm)
			return false;
		need = need || atom_means(a, SENSE_MUST) || atom_means(a, SENSE_NEEDING);
	}
	return need && c->negations == 1 && !c->named && !c->third && !c->question &&
		!c->condition && c->end == s->sentences[c->sentence].end;
}

/* Whether another clause speaks of one of its events. */
static bool spoken_of_elsewhere(const struct study *s, const struct clause *c)
{
	for (size_t i = 0; i < s->clause_count; i++)
		if (&s->clauses[i] != c && !eset_empty(eset_and(s->clauses[i].events, c->events)))
			return true;
	return false;
}

void spared_settle(struct study *s)
{
	for (size_t i = 0; i + 1 < s->clause_count; i++) {
		struct clause *c = &s->clauses[i], *not = c + 1;
		if (not ->sentence != c->sentence || !would_suit(s, c) || !need_not(s, not ) ||
			spoken_of_elsewhere(s, c))
			continue;
		c->says = not ->says = SAYS_NOTHING;
		c->why = not ->why = NULL;
		c->told = c->joined = not ->told = not ->joined = true;
		c->fragment = c->elliptic = c->hedged = false;
	}
}
