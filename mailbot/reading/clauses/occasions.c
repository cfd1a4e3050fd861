#include "reading/clauses/occasions.h"

#include "reading/clauses/verbs.h"

/* The last event of the clause that it asks for; its end for none. */
static size_t last_event(const struct study *s, const struct clause *c)
{
	for (size_t i = c->end; i-- > c->first;)
		if (s->atoms[i].kind == ATOM_EVENT && s->atoms[i].use == USE_EVENT)
			return i;
	return c->end;
}

/* `with my wife`, `alone`: who comes to it. */
static bool says_who(const struct atom *a)
{
	return (a->kind == ATOM_PEOPLE && a->people->with) || atom_means(a, SENSE_ALONE);
}

/* `each time`, `also`, `gladly`: said of all that were named. Any other word may pick one of them: `then`, `the second
 * time`. */
static bool of_all(const struct atom *a)
{
	static const enum sense all[] = {SENSE_EACH, SENSE_BOTH, SENSE_ALL, SENSE_ALSO, SENSE_WITH,
		SENSE_GLADLY, SENSE_PLEASE, SENSE_ONLY, SENSE_BUT, SENSE_TOTAL, SENSE_WITHOUT,
		SENSE_EXCEPT, SENSE_ALONE};
	bool and = atom_means(a, SENSE_AND) && !atom_means(a, SENSE_SAFE); /* `then` may be both */

	return a->kind != ATOM_WORD || a->use == USE_EVENT || and || ATOM_MEANS_ANY(a, all);
}

/* `the second evening` behind two events: the second of those, or of the series? */
static bool counts_along(const struct study *s, const struct atom *a)
{
	bool ordinal = token_means(first_token(s, a), SENSE_ORDINAL);

	for (size_t i = a->first; i < a->first + a->count; i++)
		ordinal = ordinal ||
			(s->tokens[i].kind == TOKEN_WORD &&
				token_means(&s->tokens[i], SENSE_ORDINAL) &&
				s->tokens[i].meaning->ordinal > 0);
	return ordinal && !a->date_only;
}

/* Nobody but the writer is spoken of. */
static bool me_alone(const struct study *s, const struct clause *c)
{
	for (size_t i = c->first; i < c->end; i++) {
		const struct people *p = s->atoms[i].people;
		if (s->atoms[i].kind == ATOM_PEOPLE &&
			(!p->me || p->we || p->with || p->count > 1 || p->person_count > 0))
			return false;
	}
	return !c->we && !c->third && clause_means(s, c, SENSE_ALONE);
}

/* `I come to A and to B, the second time with my wife`: to which of them does she come? */
static void check_picked(const struct study *s, struct clause *c)
{
	size_t last = last_event(s, c);
	bool apart = last > c->first && last < c->end && atom_is(&s->atoms[last - 1], ',');
	bool picked = apart && counts_along(s, &s->atoms[last]) && eset_count(c->events) > 2;

	/* `count me in for A and for B, this time on my own`: one seat each, whichever is meant */
	if (me_alone(s, c))
		return;
	apart = false;
	for (size_t i = last; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		if (picked && says_who(a))
			clause_trouble(c, "seats-unsure", i);
		picked = picked || (apart && !of_all(a));
		apart = apart || atom_is(a, ',');
	}
}

/* `both times` beside three */
static void check_counted(const struct study *s, struct clause *c)
{
	int named = (int)eset_count(c->events);

	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		if (atom_means(a, SENSE_EACH) && a->meaning->n > 0 && a->meaning->n != named)
			clause_trouble(c, "seats-unsure", i);
	}
}

/* `zu allen Terminen, zum Rundgang mit meinem Mann`: one of them once more, and who comes to it. */
static void check_named_again(const struct study *s, struct clause *c)
{
	struct eset all = {0};
	bool one = false;

	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		if (a->kind == ATOM_EVENT && a->use == USE_EVENT) {
			one = !a->several && eset_count(a->events) == 1 &&
				eset_within(a->events, all) && !eset_eq(a->events, all);
			all = a->several ? a->events : all;
		}
		bool who = says_who(a) || (a->kind == ATOM_PEOPLE && a->people->total);
		if (one && who && !me_alone(s, c))
			clause_trouble(c, "seats-unsure", i);
	}
}

/* `zu beiden, nachmittags zu dritt`, `to both, from 4 pm`: a part of the day on which both of them are, and who comes then. */
static void check_part_of_day(const struct study *s, struct clause *c)
{
	bool part = false, who = false, comma = false, hour = false;

	for (size_t i = last_event(s, c); i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		comma = comma || atom_is(a, ',');
		hour = hour || (comma && a->kind == ATOM_TIME);
		part = part || atom_means(a, SENSE_DAY_PART);
		who = who || says_who(a) || (a->kind == ATOM_PEOPLE && a->people->total);
	}
	if (!occasions_share_day(s, c->events))
		return;
	if (part && who)
		clause_trouble(c, "seats-unsure", c->first);
	if (hour)
		clause_trouble(c, "undecided", c->first);
}

bool occasions_share_day(const struct study *s, struct eset events)
{
	const struct event *before = NULL;

	for (size_t e = 0; e < s->series->event_count; e++) {
		const struct event *of = &s->series->events[e];
		if (!eset_has(events, e))
			continue;
		if (before != NULL && before->begin.day == of->begin.day &&
			before->begin.month == of->begin.month &&
			before->begin.year == of->begin.year)
			return true;
		before = of;
	}
	return false;
}

void occasions_check(const struct study *s, struct clause *c)
{
	if (eset_count(c->events) < 2)
		return;
	check_named_again(s, c);
	check_part_of_day(s, c);
	check_picked(s, c);
	check_counted(s, c);
}

bool occasions_pick(const struct study *s, const struct claims *claims, const struct clause *c)
{
	bool who = clause_means(s, c, SENSE_ALONE);
	bool nth = false;

	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		who = who || (a->kind == ATOM_PEOPLE && a->people->count > 1);
		nth = nth || counts_along(s, a);
	}
	return who && nth && !c->named && eset_count(claims_events(claims, true)) > 1;
}
