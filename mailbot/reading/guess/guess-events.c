#include "reading/guess/guess-events.h"

#include <string.h>

#include "reading/asides/talk.h"
#include "reading/claims/needs.h"
#include "reading/clauses/subject.h"
#include "reading/clauses/verbs.h"

enum { SENTENCES_BACK = 2 };

/* `Would it be alright if I came an hour late?`: it asks for leave to come. */
static bool asks_leave(const struct study *s, const struct clause *c)
{
	return s->sentences[c->sentence].question && (c->i || c->we) &&
		(clause_has(c, SENSE_COME) || clause_has(c, SENSE_REGISTER)) &&
		!clause_is_told(s, c);
}

/* `Zum Kongress sage ich später etwas`, `who of us goes to the congress we shall see`: nothing is decided. */
bool guess_left_open(const struct study *s, const struct clause *c)
{
	const struct atom *first = &s->atoms[c->first];

	while (first < &s->atoms[c->end] && first->kind == ATOM_PUNCT)
		first++;
	bool whether = first < &s->atoms[c->end] && atom_means(first, SENSE_ASKING) &&
		!s->sentences[c->sentence].question;
	return c->says == SAYS_OPEN ||
		(c->says == SAYS_NOTHING && clause_tokens_mean(s, c, SENSE_OPEN)) || whether;
}

/* `Gibt es Parkplätze an der Moschee?`: a question of what is there, in which nobody says that they come. */
static bool asks_of_needs(const struct study *s, const struct clause *c)
{
	return s->sentences[c->sentence].question && c->says == SAYS_NOTHING && !c->i && !c->we &&
		!clause_intends(c) && needs_stand(s, c);
}

bool guess_counts(const struct study *s, const struct clause *c, bool strict)
{
	if (s->sentences[c->sentence].subject || s->sentences[c->sentence].unticked ||
		asks_of_needs(s, c))
		return false;
	if (strict && guess_left_open(s, c))
		return false;
	return !strict || asks_leave(s, c) ||
		!(c->told || c->subordinate || c->condition || c->question);
}

/* Whether the letter names any event surely; else a lone word of a title is all there is. */
static bool any_strong(const struct study *s)
{
	for (size_t i = 0; i < s->atom_count; i++)
		if (s->atoms[i].kind == ATOM_EVENT && s->atoms[i].strong && !s->atoms[i].reference)
			return true;
	return false;
}

/* Whether any event is named that is one alone, or a whole sort. */
static bool any_sure(const struct study *s)
{
	for (size_t i = 0; i < s->atom_count; i++) {
		const struct atom *a = &s->atoms[i];
		if (a->kind == ATOM_EVENT && a->strong && !a->reference &&
			(a->several || eset_count(a->events) == 1))
			return true;
	}
	return false;
}

/* Whether the writer says anything of themselves; else who was named is whom they write for. */
static bool speaks_for_self(const struct study *s)
{
	for (size_t i = 0; i < s->clause_count; i++)
		if (clause_tokens_mean(s, &s->clauses[i], SENSE_I) ||
			clause_tokens_mean(s, &s->clauses[i], SENSE_WE))
			return true;
	return false;
}

/* `She's going to the story night`, `my sister has read everything`: what others do. */
static bool of_others(const struct study *s, const struct clause *c)
{
	bool mine = c->i || c->we || clause_tokens_mean(s, c, SENSE_ME) ||
		clause_tokens_mean(s, c, SENSE_US) || clause_means(s, c, SENSE_TO_ME);

	return !mine && speaks_for_self(s) &&
		(clause_means(s, c, SENSE_HE) || clause_means(s, c, SENSE_OTHERS));
}

/* `der Hodscha ist am Montag geflogen`, `she arrives on the 16th`: the day of what others do. */
static bool day_of_others(const struct study *s, const struct clause *c, const struct atom *a)
{
	return a->date_only && c->third && !c->i && !c->we && !clause_intends(c) &&
		talk_has_verb(c) &&
		(clause_any_form(c, FORM_PART | FORM_PAST) || clause_means(s, c, SENSE_ORIGIN));
}

/* `I thank you for all of it`, `thanks for the full programme`: all of them, in a clause that decides
 * nothing. */
static bool sweeps(const struct study *s, const struct clause *c, const struct atom *a)
{
	bool thanks = clause_means(s, c, SENSE_THANKS) || (!c->fragment && !c->verbless);

	return a->several && eset_count(a->events) > 1 && !clause_intends(c) &&
		c->says == SAYS_NOTHING && thanks && !clause_means(s, c, SENSE_GLADLY);
}

/* What any clause takes out of all: `es passt alles bis auf A. Sonst sind wir überall dabei`. */
static struct eset taken_out(const struct study *s)
{
	struct eset out = {0};

	for (size_t i = 0; i < s->clause_count; i++)
		out = eset_or(out, s->clauses[i].except);
	return out;
}

/* The soonest of several on one day of the week. */
static struct eset soonest(const struct study *s, const struct atom *a)
{
	struct eset coming = eset_and(a->events, s->coming), out = {0};

	for (size_t i = 0; i < s->series->event_count && eset_empty(out); i++)
		if (eset_has(coming, i))
			eset_add(&out, i);
	return out;
}

static bool lone_weekday(const struct atom *a)
{
	return a->kind == ATOM_EVENT && a->weekday_known && !a->day_known && a->date_only &&
		!a->several && !a->contradiction && eset_count(a->events) > 1;
}

struct eset guess_named(const struct study *s, const struct clause *c, bool strict)
{
	struct eset out = eset_minus(eset_or(c->events, c->swapped), c->except), none = {0};

	if (strict && of_others(s, c))
		return none;
	bool strong = clause_holds(c, ATOM_EVENT) && any_strong(s);
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		if (a->kind != ATOM_EVENT)
			continue;
		if (a->several && a->n == -1)
			out = eset_minus(
				out, a->events); /* what `the others` do is nobody's wish */
		else if (strict && (day_of_others(s, c, a) || sweeps(s, c, a)))
			out = eset_minus(out, a->events);
		else if (a->several && eset_count(a->events) > 1)
			out = eset_minus(out, taken_out(s));
		else if (!a->reference && eset_count(a->events) == 1 && (a->strong || !strong))
			out = eset_or(out, a->events);
		else if (lone_weekday(a) && !any_sure(s) && eset_empty(out))
			out = soonest(s, a);
		else if (!a->strong && strong)
			out = eset_minus(out, a->events);
	}
	return eset_minus(eset_and(out, s->coming), c->except);
}

struct eset guess_spoken_of(const struct study *s, const struct clause *c, const struct clause **by)
{
	const struct sentence *own = &s->sentences[c->sentence];
	struct eset none = {0};

	if (c->named)
		return none;
	if (eset_count(own->quoted) == 1)
		return eset_and(own->quoted, s->coming);
	if (!c->there && !(c->predicate_count == 1 && c->predicates[0].forms == 0))
		return none;
	for (const struct clause *b = c; b-- > s->clauses;) {
		struct eset last = {0};
		if (s->sentences[b->sentence].subject || b->sentence + SENTENCES_BACK < c->sentence)
			break;
		for (size_t i = b->first; i < b->end; i++) {
			const struct atom *a = &s->atoms[i];
			if (a->kind == ATOM_EVENT && !a->reference && !a->several &&
				!a->contradiction && eset_count(a->events) == 1)
				last = eset_or(last, a->events);
		}
		if (!eset_empty(last)) {
			*by = b;
			return eset_and(last, s->coming);
		}
	}
	return none;
}

bool guess_speaks_of(const struct study *s, const struct clause *c, size_t event)
{
	for (const struct clause *b = c + 1; b-- > s->clauses;) {
		struct eset named =
			eset_or(guess_named(s, b, false), s->sentences[b->sentence].quoted);
		if (!eset_empty(named))
			return eset_has(named, event);
	}
	return false;
}

bool guess_may_speak_of(const struct study *s, const struct clause *c, size_t event)
{
	bool any = false;

	for (size_t i = 0; i < s->clause_count; i++)
		any = any || !eset_empty(guess_named(s, &s->clauses[i], false));
	return !any || guess_speaks_of(s, c, event);
}

size_t guess_event(const struct study *s, const char *event)
{
	size_t e = 0;

	while (strcmp(s->series->events[e].id, event) != 0)
		e++;
	return e;
}
