#include "reading/frames/orders.h"

#include "reading/clauses/verbs.h"

bool order_for_something_else(const struct study *s, const struct clause *c)
{
	bool named = false, other = false, leads = false;

	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		named = named || (a->kind == ATOM_EVENT && a->use == USE_EVENT && !a->date_only);
		bool adjunct = a->use == USE_ADJUNCT && a->kind != ATOM_TIME;
		leads = (leads && (adjunct || atom_means(a, SENSE_ARTICLE))) ||
			atom_means(a, SENSE_FOR);
		/* `zwei Plätze für das Buffet` */
		other = other ||
			(leads &&
				((adjunct && a->kind == ATOM_UNKNOWN) ||
					atom_means(a, SENSE_ENDS)));
	}
	return other && !named;
}

/* What makes a number of seats another one than how many come, or more than a number of seats. */
static bool turns_number(const struct atom *a)
{
	static const enum sense senses[] = {SENSE_MORE, SENSE_SWAP, SENSE_CHANGE, SENSE_EXCEPT,
		SENSE_RATHER, SENSE_OR, SENSE_ABOUT, SENSE_NO, SENSE_CANCELLATION, SENSE_NEED,
		SENSE_OTHERS, SENSE_STAYS, SENSE_PAST, SENSE_OPEN, SENSE_HEDGE, SENSE_RETRACT};

	if (ATOM_MEANS_ANY(a, senses))
		return true;
	return (a->kind == ATOM_UNKNOWN || atom_means(a, SENSE_ENDS)) && a->use != USE_ADJUNCT;
}

/* The please of a clause, or of a sentence that has no verb anywhere: `2 seats on the 16th and 3 on the 18th, please`. */
static bool says_please(const struct study *s, const struct clause *c)
{
	bool please = false;

	if (clause_means(s, c, SENSE_PLEASE))
		return true;
	for (size_t i = 0; i < s->clause_count; i++) {
		const struct clause *b = &s->clauses[i];
		if (b->sentence != c->sentence)
			continue;
		if (!b->verbless)
			return false;
		please = please || clause_means(s, b, SENSE_PLEASE);
	}
	return please;
}

/* `Ich habe die Einladung zum A bekommen. Ich bitte um zwei Plätze.`: behind nothing but one event that was spoken of. */
static bool spoken_of(const struct study *s, const struct clause *c)
{
	struct eset events = {0};

	for (const struct clause *b = s->clauses; b < c; b++) {
		if (b->says != SAYS_NOTHING || b->event_trouble || b->negations > 0)
			return false;
		events = eset_or(events, b->events);
	}
	return eset_count(events) == 1;
}

bool order_of_seats(const struct study *s, const struct clause *c)
{
	size_t totals = 0;

	if (!c->verbless || !(c->named || spoken_of(s, c)) || c->event_trouble ||
		c->negations > 0 || c->hedged || c->question || !says_please(s, c) ||
		!eset_empty(c->except) || !eset_empty(c->swapped))
		return false;
	for (size_t i = 0; i < c->people_count; i++) {
		const struct people *p = c->people[i];
		if (p->unsure || p->outsider)
			return false;
		totals += p->total;
	}
	for (size_t i = c->first; i < c->end; i++)
		if (turns_number(&s->atoms[i]))
			return false;
	return totals == 1;
}

/* Whether only greetings and thanks stand before it, and nothing above that it could answer. */
static bool opens_letter(const struct study *s, const struct clause *c)
{
	for (size_t x = 0; x < c->sentence; x++)
		if (!atoms_greet(s, s->sentences[x].first, s->sentences[x].end))
			return false;
	return true;
}

bool order_of_event(const struct study *s, const struct clause *c)
{
	bool please = false;

	if (!c->verbless || !c->named || c->event_trouble || c->why != NULL || c->negations > 0 ||
		c->hedged || c->question || c->people_count > 0 || !eset_empty(c->except) ||
		!eset_empty(c->swapped) || !opens_letter(s, c))
		return false;
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		please = please || atom_means(a, SENSE_PLEASE);
		bool event = a->kind == ATOM_EVENT && a->use == USE_EVENT;
		if (!event && a->kind != ATOM_PUNCT && !atom_quiet(a) &&
			!atom_means(a, SENSE_PLEASE) && !atom_means(a, SENSE_AND))
			return false;
	}
	return please;
}

bool order_of_registration(struct study *s, const struct clause *c)
{
	size_t wants = 0, nouns = 0, want = c->first;

	if (c->predicate_count > 0 || !c->named || c->negations > 0 || !c->i || c->third)
		return false;
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		if (atom_means(a, SENSE_REGISTER)) {
			wants++;
			want = i;
		}
		nouns += atom_means(a, SENSE_REGISTRATION);
		if (turns_number(a))
			return false;
	}
	if (wants != 1 || nouns != 1)
		return false;
	s->atoms[want].use = USE_INTENT;
	return true;
}
