#include "reading/claims/introduced.h"

#include <string.h>

#include "reading/clauses/clauses.h"
#include "reading/clauses/verbs.h"

enum { SENTENCES_BACK = 2 }; /* from the yes to what it speaks of */

/* `the city`, in what takes place there: a common noun. */
static bool is_common(const struct atom *a)
{
	return a->kind == ATOM_EVENT && !a->strong && !a->day_known && !a->date_only &&
		!a->place_only && !a->one_sort && !a->sort_only && !a->compound && !a->several &&
		a->title_words == 1;
}

/* An event of which it is said which it is, or its day. */
static bool is_full(const struct atom *a)
{
	return a->kind == ATOM_EVENT && !a->contradiction && !a->over && !a->several &&
		!a->reference && !a->none && !a->place_only && eset_count(a->events) == 1 &&
		(a->strong || a->day_known);
}

bool introduced_yes(const struct study *s, const struct clause *c)
{
	for (size_t i = 0; i < c->people_count; i++)
		if (!c->people[i]->me || c->people[i]->we || c->people[i]->count > 1)
			return false;
	return c->says == SAYS_COME && c->why == NULL && c->negations == 0 && !c->hedged &&
		!c->question && !c->condition && !c->subordinate && !c->named && !c->third &&
		!c->we && c->both == 0 && !c->rest && !c->substitute && !c->change &&
		!clause_means(s, c, SENSE_ALSO) && !clause_means(s, c, SENSE_MORE) &&
		!clause_means(s, c, SENSE_EVENT) && !clause_means(s, c, SENSE_EVENTS);
}

/* `in Essen`, `an der Uni`: where something is that is no place of an event. */
static bool says_where(const struct study *s, const struct clause *c)
{
	for (size_t i = c->first; i + 1 < c->end; i++) {
		const struct atom *a = &s->atoms[i], *next = a + 1;
		bool known = next->kind == ATOM_EVENT || next->kind == ATOM_TIME ||
			next->kind == ATOM_DATE || atom_quiet(next) ||
			atom_means(next, SENSE_INDEFINITE);
		if (atom_means(a, SENSE_WHEREABOUTS) && !known)
			return true;
	}
	return false;
}

/* `a wedding`: something else that one may go to, or not. */
static bool names_thing(const struct study *s, const struct clause *c)
{
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		const struct atom *next = study_atom(s, i + 1, c->end);
		const struct atom *noun =
			atom_means(next, SENSE_SAFE) ? study_atom(s, i + 2, c->end) : next;
		if (atom_means(a, SENSE_INDEFINITE) && !atom_quiet(next) &&
			noun->kind != ATOM_EVENT)
			return true;
		if (atom_means(a, SENSE_EVENT) && !atom_maybe_verb(a))
			return true;
	}
	return false;
}

/* `the dentists are having a congress`, `ein Kongress der Zahnärzte`, `my school`: whose it is, or whom it is for, may make it
 * another one. */
static bool says_whose(const struct study *s, const struct clause *c)
{
	static const enum sense leads[] = {SENSE_ORIGIN, SENSE_FOR};

	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i], *next = study_atom(s, i + 1, c->end);
		bool noun = next->kind == ATOM_UNKNOWN || atom_means(next, SENSE_HARMLESS) ||
			atom_means(next, SENSE_WORLD) || next->kind == ATOM_PEOPLE;
		bool leading = i > c->first && a[-1].kind == ATOM_EVENT && ATOM_MEANS_ANY(a, leads);
		if (leading || (atom_means(a, SENSE_ARTICLE) && noun))
			return true;
	}
	return clause_tokens_mean(s, c, SENSE_MY);
}

/* What neither tells of something else nor doubts. */
static bool is_calm(const struct study *s, const struct clause *c)
{
	static const enum sense never[] = {SENSE_OR, SENSE_AND, SENSE_ALSO, SENSE_SWAP,
		SENSE_EXCEPT, SENSE_WOULD, SENSE_UNREAL, SENSE_OBSTACLE, SENSE_WEEKLY, SENSE_BYGONE,
		SENSE_LAST, SENSE_RATHER, SENSE_MORE, SENSE_RETRACT, SENSE_CHANGE};

	/* `wish there were`, `findet … statt` */
	for (size_t i = c->first; i < c->end; i++)
		if (ATOM_MEANS_ANY(&s->atoms[i], never) && s->atoms[i].use != USE_INTENT &&
			i > atoms_past_quiet(s, c->first, c->end))
			return false;
	bool denied =
		c->negations > 0 || (c->why != NULL && strcmp(c->why, "negation-unclear") == 0);

	return c->says == SAYS_NOTHING && !denied && !c->hedged && !c->question && !c->condition &&
		!c->unreal && !clause_intends(c);
}

/* `I saw`, `I heard of`, of one whose day is still to come: how the writer knows of it; not `it was`. */
static bool came_to_know(const struct study *s, const struct clause *c)
{
	bool known = false, dated = false;

	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		dated = dated || (is_full(a) && a->day_known);
		const struct atom *who = study_atom(s, i - 1, i > c->first ? c->end : 0);
		bool plain = !atom_means(a, SENSE_BE) && !atom_means(a, SENSE_HAVE) &&
			!atom_means(a, SENSE_WILL);
		if (!atom_means(a, SENSE_PAST))
			continue;
		if (known || !plain || who->kind != ATOM_PEOPLE || !who->people->me ||
			who->people->count > 1)
			return false;
		known = true;
	}
	return known && dated && c->i && !c->we;
}

/* Whether the clause tells of the event as of one that takes place. */
static bool takes_place(const struct study *s, const struct clause *c, struct eset *event)
{
	struct eset out = {0};

	if (!is_calm(s, c) || (clause_means(s, c, SENSE_PAST) && !came_to_know(s, c)) ||
		clause_means(s, c, SENSE_RELATION) || says_whose(s, c) || says_where(s, c) ||
		names_thing(s, c))
		return false;
	for (size_t i = c->first; i < c->end; i++)
		if (is_full(&s->atoms[i]))
			out = eset_or(out, s->atoms[i].events);
	*event = out;
	return eset_count(out) == 1;
}

/* Whether all that the letter names is that event, or no event at all. */
static bool is_only_one(const struct study *s, struct eset event)
{
	for (size_t k = 0; k < s->clause_count; k++) {
		const struct clause *c = &s->clauses[k];
		for (size_t i = c->first; i < c->end && !s->sentences[c->sentence].subject; i++) {
			const struct atom *a = &s->atoms[i];
			if (a->kind == ATOM_DATE && !a->reference)
				return false;
			if (a->kind == ATOM_EVENT && !a->reference && !is_common(a) &&
				(a->contradiction || a->over || !eset_within(event, a->events)))
				return false;
		}
	}
	return true;
}

static bool holds_event(const struct study *s, const struct clause *c)
{
	for (size_t i = c->first; i < c->end; i++)
		if (s->atoms[i].kind == ATOM_EVENT && !is_common(&s->atoms[i]))
			return true;
	return false;
}

/* `I read in the paper`, `I saw`: before what takes place, in its sentence. */
static bool is_matrix(const struct study *s, const struct clause *c)
{
	return is_calm(s, c) && !c->third && !holds_event(s, c);
}

/* `They have asked me to sit in.`, between the two: nothing else to go to. */
static bool is_between(const struct study *s, const struct clause *c)
{
	return !holds_event(s, c) && !c->question && !c->condition && c->says == SAYS_NOTHING &&
		c->negations == 0 && !says_where(s, c) && !names_thing(s, c) &&
		!clause_means(s, c, SENSE_OBSTACLE) && !clause_means(s, c, SENSE_OR);
}

struct eset introduced_before(const struct study *s, const struct clause *yes)
{
	struct eset none = {0}, event = none;
	const struct clause *c = yes;

	if (!introduced_yes(s, yes) || s->series == NULL)
		return none;
	while (c > s->clauses) {
		c--;
		if (s->sentences[c->sentence].subject ||
			c->sentence + SENTENCES_BACK < yes->sentence)
			return none;
		if (holds_event(s, c))
			break;
		if (c->sentence == yes->sentence || !is_between(s, c))
			return none;
	}
	if (!takes_place(s, c, &event) || c->sentence == yes->sentence || !is_only_one(s, event))
		return none;
	for (const struct clause *b = s->clauses; b < s->clauses + s->clause_count; b++)
		if (b->sentence == c->sentence && b != c && !is_matrix(s, b))
			return none;
	return event;
}

bool introduced_other(const struct study *s, const struct clause *yes)
{
	const struct clause *c = yes - 1;
	struct eset event = {0};

	if (yes == s->clauses || !yes->there || !yes->named || c->sentence + 1 != yes->sentence ||
		s->sentences[c->sentence].subject || !takes_place(s, c, &event) ||
		!eset_empty(eset_and(event, yes->events)))
		return false;
	for (size_t i = yes->first; i < yes->end; i++)
		if (s->atoms[i].kind == ATOM_EVENT && !s->atoms[i].date_only)
			return false;
	return true;
}
