#include "reading/frames/lateness.h"

#include "reading/clauses/subject.h"
#include "reading/clauses/verbs.h"
#include "reading/frames/partial.h"
#include "reading/lines/tongues.h"

/* Words of a question that is of more than how late the writer comes. */
static const enum sense never[] = {SENSE_NEG, SENSE_NO, SENSE_OR, SENSE_EXCEPT, SENSE_SWAP,
	SENSE_RETRACT, SENSE_OPEN, SENSE_CHANGE, SENSE_SUBSTITUTE, SENSE_REGISTRATION,
	SENSE_CANCELLATION, SENSE_TRICK, SENSE_ADVERTISING, SENSE_FORWARD, SENSE_RATHER,
	SENSE_PERSONS, SENSE_REPORT, SENSE_LATER, SENSE_EARLIER, SENSE_CANCEL, SENSE_DECLINE,
	SENSE_PAST, SENSE_HEDGE, SENSE_YOU, SENSE_OTHERS, SENSE_CROWD, SENSE_MORE, SENSE_WITH};

/* `Is it ok to turn up late?`, `Wäre es möglich, später zu kommen?`: of nobody but who asks. */
static bool asked_of_nobody(const struct study *s, const struct clause *c)
{
	bool to = false;

	for (size_t i = c->first; i < c->end; i++)
		to = to || tongue_infinitive(s, &s->atoms[i]);
	return to && (clause_any_form(c, FORM_INF) || clause_means(s, c, SENSE_ARRIVES)) &&
		(c->first > s->sentences[c->sentence].first || clause_means(s, c, SENSE_ASKING) ||
			clause_means(s, c, SENSE_POLITE));
}

/* `Is it ok to turn up late?`, `May I come late?`: by who writes, or by nobody at all. */
static bool asked_by_me(const struct study *s, const struct clause *c)
{
	for (size_t i = 0; i < c->people_count; i++)
		if (!c->people[i]->me || c->people[i]->we || c->people[i]->with ||
			c->people[i]->count > 1)
			return false;
	if (clause_tokens_mean(s, c, SENSE_WE) || c->third)
		return false;
	return c->people_count > 0 || clause_tokens_mean(s, c, SENSE_I) || asked_of_nobody(s, c);
}

/* Whether a sentence asks for nothing but that, of one event, which it names in this clause. */
static bool asks_late(const struct study *s, const struct clause *c)
{
	const struct sentence *x = &s->sentences[c->sentence];

	if (!x->question || x->subject || x->below || x->sort != ROW_BODY || c->end != x->end ||
		!c->named || c->event_trouble || eset_count(c->events) != 1 || c->negations > 0 ||
		c->says != SAYS_NOTHING || !clause_means(s, c, SENSE_LATE) || !asked_by_me(s, c))
		return false;
	for (size_t i = 0; i < c->predicate_count; i++)
		if (c->predicates[i].sense != SENSE_COME && c->predicates[i].sense != SENSE_OTHER)
			return false;
	for (size_t i = x->first; i < x->end; i++) {
		const struct atom *a = &s->atoms[i];
		bool where = a->kind == ATOM_EVENT &&
			(a->several || a->reference || a->contradiction || a->over || !a->strong);
		bool unknown = i >= c->first && a->kind == ATOM_UNKNOWN;
		if (ATOM_MEANS_ANY(a, never) || unknown || a->near_alarm || where)
			return false;
	}
	/* `Wäre es in Ordnung, am 18. später zu kommen?`: what stands before it only asks */
	for (const struct clause *b = c; b > s->clauses && b[-1].sentence == c->sentence; b--)
		if (b[-1].named || b[-1].people_count > 0 || clause_intends(b - 1))
			return false;
	return true;
}

/* When the writer will be there: all of its sentence, and not when all is over. */
static bool says_when(const struct study *s, const struct clause *c, const struct clause *asked)
{
	const struct sentence *x = &s->sentences[c->sentence];

	return c->partial && c->sentence == asked->sentence + 1 && c->first == x->first &&
		c->end == x->end && !c->named && c->i && !c->we && !c->third &&
		!clause_means(s, c, SENSE_LEAVES) && !clause_means(s, c, SENSE_LINGERS) &&
		!partial_too_late(s, c, asked->events);
}

void lateness_settle(struct study *s)
{
	for (size_t i = 1; i < s->clause_count; i++) {
		const struct clause *asked = &s->clauses[i - 1];
		struct clause *c = &s->clauses[i];
		if (!asks_late(s, asked) || !says_when(s, c, asked))
			continue;
		c->partial = false;
		c->says = SAYS_COME;
		c->events = asked->events;
		c->named = true;
	}
}
