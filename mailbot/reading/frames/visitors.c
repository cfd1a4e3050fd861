#include "reading/frames/visitors.h"

#include "reading/clauses/clauses.h"
#include "reading/clauses/verbs.h"
#include "reading/frames/noes.h"

/* `aus Thessaloniki`, `erst um fünf`, `zu Besuch`: no more than a visit; `um sechs kommt der Monteur` has nobody whom
 * the writer knows. */
static bool sounds_like_visit(const struct study *s, const struct clause *c)
{
	bool from = false, hour = false, late = false, somebody = false;

	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		from = from || (atom_means(a, SENSE_ORIGIN) && a->count == 1) ||
			atom_means(a, SENSE_VISIT);
		somebody = somebody || a->kind == ATOM_PEOPLE;
		hour = hour || a->kind == ATOM_TIME;
		late = late || atom_means(a, SENSE_LATE) || atom_means(a, SENSE_ONLY);
	}
	return from || (hour && (late || !somebody));
}

/* Whether somebody who has no name comes, to no event that is more than its day. */
static bool visits(const struct study *s, const struct clause *c)
{
	static const enum sense never[] = {SENSE_ALSO, SENSE_WITH, SENSE_SUBSTITUTE, SENSE_MORE,
		SENSE_HEDGE, SENSE_OR, SENSE_THERE, SENSE_POINTER, SENSE_FOR, SENSE_HENCE};

	if (c->says != SAYS_COME || c->i || c->we || c->negations > 0 || c->hedged || c->question ||
		c->condition || c->subordinate || c->substitute || c->several ||
		clause_has(c, SENSE_REGISTER))
		return false;
	size_t head = atoms_past_quiet(s, c->first, c->end);
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		bool person = a->kind == ATOM_PEOPLE &&
			(a->people->person_count > 0 || a->people->with ||
				(a->people->count > 1 && !clause_means(s, c, SENSE_VISIT)));
		bool event = a->kind == ATOM_EVENT && !a->date_only;
		/* `da kommt mein Bruder aus Lyon` begins with it */
		bool opens = i == head && atom_means(a, SENSE_BECAUSE);
		if (person || event || (ATOM_MEANS_ANY(a, never) && !opens))
			return false;
	}
	return sounds_like_visit(s, c);
}

/* The writer stays away from the day of the visit, or from what both are about. */
static bool stays_away(const struct clause *c, const struct clause *visit)
{
	return c->says == SAYS_NOT_COME && c->why == NULL && (c->i || c->we) && !c->third &&
		(!c->named || !visit->named || eset_eq(c->events, visit->events));
}

/* `mein Besuch kommt am 17.`, when there is no event: beside what the writer says of one, whatever it is. */
static bool decides(const struct clause *c, const struct clause *visit)
{
	return visit->named && visit->event_trouble && eset_empty(visit->events) && c != visit &&
		(c->says == SAYS_COME || c->says == SAYS_NOT_COME) && c->why == NULL &&
		(c->i || c->we) && !c->third && c->named;
}

static bool comes_then(const struct study *s, const struct clause *visit)
{
	for (size_t i = 0; i < s->clause_count; i++) {
		const struct clause *c = &s->clauses[i];
		if (c != visit && c->says == SAYS_COME &&
			(!c->named || !visit->named ||
				!eset_empty(eset_and(c->events, visit->events))))
			return true;
	}
	return false;
}

void visitors_settle(struct study *s)
{
	for (size_t i = 0; i < s->clause_count; i++) {
		struct clause *c = &s->clauses[i];
		if (!visits(s, c) || comes_then(s, c))
			continue;
		for (size_t k = 0; k < s->clause_count; k++) {
			struct clause *no = &s->clauses[k];
			bool near =
				no->sentence <= c->sentence + 1 && no->sentence + 1 >= c->sentence;
			if (!near || !(stays_away(no, c) || decides(no, c)) ||
				(k < i && !no->named))
				continue;
			noes_take_event(no, c);
			break;
		}
	}
}
