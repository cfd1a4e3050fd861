#include "reading/clauses/strung.h"

#include "reading/clauses/verbs.h"
#include "reading/lines/quantities.h"
#include "reading/lines/tongues.h"

/* What may stand between two events of one list, however it is told. */
static bool strings(const struct study *s, const struct atom *a)
{
	static const enum sense glue[] = {SENSE_AND, SENSE_OR, SENSE_ALSO, SENSE_BUT,
		SENSE_BUT_ALSO, SENSE_NOT_ONLY, SENSE_NEG, SENSE_NO, SENSE_YES, SENSE_PLEASE,
		SENSE_GLADLY, SENSE_RATHER, SENSE_ONLY, SENSE_REGRET, SENSE_WILL, SENSE_WOULD,
		SENSE_CAN, SENSE_MUST, SENSE_HAVE, SENSE_BE, SENSE_ECHO, SENSE_SWAP, SENSE_EXCEPT,
		SENSE_EACH, SENSE_BOTH, SENSE_ALL, SENSE_TO_ME, SENSE_YOU, SENSE_REFLEXIVE,
		SENSE_SWITCH, SENSE_CHANGE, SENSE_PARTICLE, SENSE_REGISTRATION, SENSE_CANCELLATION,
		SENSE_PERSONS, SENSE_EVENT, SENSE_EVENTS, SENSE_UNTIL, SENSE_STAYS, SENSE_CONTRARY,
		SENSE_ALONE, SENSE_LATE, SENSE_BESIDES, SENSE_MORE, SENSE_MY};
	static const enum sense noun[] = {SENSE_TOPIC, SENSE_HARMLESS, SENSE_COMPARE};

	if (a->kind != ATOM_WORD)
		return a->kind != ATOM_UNKNOWN;
	if (a->use == USE_INTENT || a->use == USE_PEOPLE || a->use == USE_POLARITY ||
		a->use == USE_EVENT || a->use == USE_TOLD || a->use == USE_NEED)
		return true;
	if (ATOM_MEANS_ANY(a, glue))
		return true;
	/* `gleich`, `dann`, `again` */
	return atom_means(a, SENSE_SAFE) && !ATOM_MEANS_ANY(a, noun) &&
		!(tongue_nouns(s, a) && first_token(s, a)->capital);
}

/* A preposition or an article alone: what it leads to says what it is. */
static bool leads(const struct atom *a)
{
	return a->count == 1 &&
		(atom_means(a, SENSE_GOING) || atom_means(a, SENSE_ARTICLE) ||
			atom_means(a, SENSE_BEFORE) || atom_means(a, SENSE_FOR) ||
			atom_means(a, SENSE_ORIGIN));
}

/* `mehr dazu`, `more on that`: of the matter, and of nobody who comes. */
static bool more_of_it(const struct atom *a)
{
	return atom_means(a, SENSE_MORE) &&
		(atom_means(a + 1, SENSE_THERE) || atom_means(a + 1, SENSE_GOING));
}

/* What stands between `event` and the last comma, joint or verb behind `before`, and is no part of a list; `event` for nothing. */
static size_t between(const struct study *s, size_t before, size_t event)
{
	size_t hangs = event;

	for (size_t i = before + 1; i < event; i++) {
		const struct atom *a = &s->atoms[i];
		/* what hangs there belongs to what stands before a joint */
		if (atom_means(a, SENSE_AND) || atom_is(a, ',') || a->use == USE_INTENT)
			hangs = event;
		else if (more_of_it(a) || (!strings(s, a) && !leads(a)))
			hangs = i;
	}
	return hangs;
}

static bool asked(const struct atom *a)
{
	return a->kind == ATOM_EVENT && a->use == USE_EVENT && !a->reference;
}

/* `im Auftrag des Ausschusses für Bildung`: right behind an adjunct's noun, whose topic it may be, where who comes would
 * come to it. */
static bool topic_of(const struct study *s, const struct clause *c, size_t event)
{
	for (size_t i = c->first; i < c->end; i++)
		if (i != event && asked(&s->atoms[i]) &&
			eset_eq(s->atoms[i].events, s->atoms[event].events))
			return false;
	const struct atom *a = &s->atoms[event], *noun = event > c->first ? a - 1 : a;

	return noun->use == USE_ADJUNCT && noun->kind != ATOM_TIME &&
		token_means(first_token(s, a), SENSE_FOR) && !a->day_known && !a->weekday_known &&
		!a->sort_only && !a->one_sort && a->title_words > 0 && tongue_nouns(s, a) &&
		clause_has(c, SENSE_COME) && !clause_has(c, SENSE_REGISTER);
}

/* `so lange wie beim Klimavortrag`, `just like to the education forum`: what something is like. */
static bool like_that(const struct study *s, const struct clause *c, size_t event)
{
	size_t at = event;

	while (at > c->first && leads(&s->atoms[at - 1]))
		at--;
	const struct atom *a = at > c->first ? &s->atoms[at - 1] : NULL;
	if (a == NULL || atom_means(a, SENSE_AND))
		return false;
	return (a->count == 1 && atom_means(a, SENSE_COMPARE)) ||
		(a->count == 2 && at == event && atom_means(a, SENSE_GLADLY) &&
			token_means(first_token(s, a), SENSE_COMPARE));
}

/* `Ein großes Ja zur weltoffenen Stadt!`: to the matter, where nothing says that an event is meant. */
static bool cheers(const struct study *s, const struct clause *c, size_t event)
{
	const struct atom *a = &s->atoms[event], *yes = event > c->first ? a - 1 : NULL;

	if (c->people_count > 0 || clause_tokens_mean(s, c, SENSE_TO_ME) ||
		clause_tokens_mean(s, c, SENSE_ME))
		return false; /* `von mir` */
	return c->verbless && yes != NULL && yes->count > 2 && atom_means(yes, SENSE_YES) &&
		token_means(first_token(s, yes), SENSE_INDEFINITE) && a->title_words > 0 &&
		!a->day_known && !a->weekday_known && !a->one_sort && !a->sort_only && !a->compound;
}

/* `am 22., also bei Arbeit`: what is said once more in other words, and is another one. */
static bool once_more(const struct study *s, size_t before, size_t event)
{
	for (size_t i = before + 1; i < event; i++)
		if (atom_means(&s->atoms[i], SENSE_OPENS) &&
			atom_means(&s->atoms[i], SENSE_TOTAL) && atom_is(&s->atoms[i] - 1, ','))
			return true;
	return false;
}

/* `am Integrationskongress 2012`: a year behind an event that none of those is in, though it changes nothing else. */
static bool other_year(const struct study *s, const struct clause *c, size_t event)
{
	const struct atom *a = &s->atoms[event];
	size_t end = event + 1 < c->end ? a[1].first + a[1].count : a->first + a->count;
	int year = 0;

	for (size_t k = a->first; k < end && year == 0; k++)
		year = quantity_is_year(&s->tokens[k]) ? (int)s->tokens[k].number : 0;
	for (size_t e = 0; e < s->series->event_count && year != 0; e++)
		if (eset_has(a->events, e) && s->series->events[e].begin.year == year)
			return false;
	return year != 0;
}

/* `vom 21. und 22. muss ich mich abmelden`: a day of ours that was taken for since when, in one list with one that is asked. */
static bool half_a_list(const struct study *s, const struct clause *c, size_t event)
{
	if (event < c->first + 2)
		return false;
	const struct atom *glue = &s->atoms[event - 1], *day = glue - 1;

	return (atom_means(glue, SENSE_AND) || atom_is(glue, ',')) && day->use == USE_ADJUNCT &&
		!eset_empty(eset_minus(day->events, s->atoms[event].events));
}

/* `Anmeldung für den 18. und den 21., an den 16. ist nicht zu denken`: what a noun asks for is no part of the no behind it. */
static bool ordered_before_no(const struct study *s, const struct clause *c)
{
	const struct atom *head = study_atom(s, atoms_past_quiet(s, c->first, c->end), c->end);

	return atom_means(head, SENSE_REGISTRATION) &&
		(c->negations > 0 || clause_means(s, c, SENSE_DECLINE));
}

void strung_check(const struct study *s, struct clause *c)
{
	const struct atom *last = NULL;

	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		if (!asked(a))
			continue;
		bool same = last == NULL || a->several || last->several ||
			eset_within(a->events, last->events) ||
			eset_within(last->events, a->events);
		size_t hangs = same ? i : between(s, (size_t)(last - s->atoms), i);
		if (half_a_list(s, c, i) || hangs != i || topic_of(s, c, i) || like_that(s, c, i) ||
			cheers(s, c, i) || (!same && ordered_before_no(s, c)))
			clause_trouble(c, "event-left-over", i);
		if ((!same && once_more(s, (size_t)(last - s->atoms), i)) || other_year(s, c, i))
			clause_trouble(c, "date-contradicts-title", i);
		last = a;
	}
}
