#include "reading/claims/placed.h"

#include "reading/clauses/clauses.h"
#include "reading/clauses/verbs.h"

/* `das in Hörde`, `die Veranstaltung in der Moschee`: a word that stands for an event, and where it is. */
static bool stands_for_event(const struct study *s, const struct atom *a)
{
	const struct token *t = first_token(s, a);

	for (size_t i = 0; i < a->count; i++)
		if (token_means(t + i, SENSE_EVENT) || token_means(t + i, SENSE_EVENTS))
			return true;
	return a->count > 1 && token_means(t, SENSE_ARTICLE) && !token_means(t, SENSE_GOING) &&
		(token_means(t + 1, SENSE_GOING) || token_means(t + 1, SENSE_WHEREABOUTS));
}

/* `eines der Foren … in Hörde`, `die Veranstaltung in der Moschee`; not `bei Ihnen im Rathaus`. */
static bool takes_place(const struct study *s, const struct clause *c, size_t at)
{
	const struct atom *a = &s->atoms[at];
	bool event = stands_for_event(s, a);

	for (size_t i = c->first; i < at; i++) {
		const struct atom *b = &s->atoms[i];
		event = event || atom_means(b, SENSE_EVENT) || atom_means(b, SENSE_EVENTS) ||
			(b->kind == ATOM_EVENT && eset_within(a->events, b->events));
	}
	return event;
}

/* A clause that says no more than that it takes place there. */
static bool is_calm(const struct study *s, const struct clause *c)
{
	return !clause_means(s, c, SENSE_PAST) && c->says == SAYS_NOTHING && c->negations == 0 &&
		!c->hedged && !c->question && !c->condition && !c->told && !c->i &&
		!clause_intends(c);
}

struct eset placed_there(const struct study *s, const struct clause *c)
{
	struct eset out = {0}, none = {0};

	if (!c->there || c->negations > 0 || c->hedged || c->question)
		return none;
	for (const struct clause *b = s->clauses; b < s->clauses + s->clause_count; b++)
		for (size_t i = b->first; i < b->end; i++) {
			const struct atom *a = &s->atoms[i];
			if (a->kind != ATOM_EVENT || a->reference)
				continue;
			/* `34 Jahre waren genug Arbeit`, `was die jungen Leute heute machen` */
			bool talk =
				eset_eq(a->events, out) || (a->date_only && eset_empty(a->events));
			if (b > c && (!a->strong || a->contradiction) && talk)
				continue;
			bool near = b < c && b->sentence + 1 >= c->sentence && is_calm(s, b);
			bool sort = a->several || a->sort_only; /* `eines der Foren` */
			if (!near || !(sort || (a->place_only && takes_place(s, b, i))))
				return none;
			if (!sort)
				out = eset_or(out, a->events);
		}
	return eset_count(out) == 1 ? out : none;
}
