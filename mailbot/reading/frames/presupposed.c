#include "reading/frames/presupposed.h"

#include "reading/clauses/clauses.h"
#include "reading/clauses/subject.h"
#include "reading/clauses/verbs.h"
#include "reading/lines/tongues.h"

/* `da`, `since`, `although`: not what says for what, until when, or in the meantime. */
static bool grants_reason(const struct atom *a)
{
	static const enum sense other[] = {
		SENSE_POINTER, SENSE_AFTER, SENSE_BEFORE, SENSE_CONDITION, SENSE_ASKING};

	return (atom_means(a, SENSE_BECAUSE) || atom_means(a, SENSE_CONCEDES)) &&
		!ATOM_MEANS_ANY(a, other);
}

/* The first clause of its sentence, or what goes on with it: `since I have a conflict and cannot attend, …`. */
static const struct clause *leading(const struct study *s, const struct clause *c)
{
	while (c > s->clauses && c->sign == '&' && c->subordinate && c[-1].sentence == c->sentence)
		c--;
	return c;
}

static bool is_last(const struct study *s, const struct clause *c)
{
	const struct clause *next = c + 1;

	return next == s->clauses + s->clause_count || next->sentence != c->sentence;
}

/* The first word of its sentence that more than greets, or joins it to what stands before. */
static size_t head_of(const struct study *s, const struct sentence *x)
{
	static const enum sense before[] = {SENSE_BUT, SENSE_AND, SENSE_GREETING, SENSE_REGRET};
	size_t at = x->first;

	while (at < x->end && (atom_quiet(&s->atoms[at]) || ATOM_MEANS_ANY(&s->atoms[at], before)))
		at++;
	return at;
}

bool presupposed_leads(const struct study *s, const struct clause *c)
{
	const struct clause *lead = leading(s, c);
	const struct sentence *x = &s->sentences[c->sentence];
	size_t head = head_of(s, x);

	return c->subordinate && !c->condition && !c->verbless && !is_last(s, c) && !x->subject &&
		!x->below && x->sort == ROW_BODY && head >= lead->first && head < lead->end &&
		grants_reason(&s->atoms[head]);
}

/* `…, wie meine Frau behauptet, …`: whose words they are; or somebody comes instead. */
static bool cites(const struct study *s, const struct clause *next)
{
	return clause_means(s, next, SENSE_SUBSTITUTE) || clause_means(s, next, SENSE_REPORT) ||
		atom_means(study_atom(s, atoms_past_quiet(s, next->first, next->end), next->end),
			SENSE_COMPARE);
}

/* Whether a clause behind it says that they come all the same, or leaves open of what it speaks. */
static bool goes_with(const struct clause *c, const struct clause *next)
{
	if (next->says == SAYS_NOTHING)
		return next->named || !clause_intends(next) || next->told;
	return next->why == NULL && c->named && next->named &&
		(next->says == SAYS_NOT_COME || eset_empty(eset_and(next->events, c->events)));
}

/* Whether a word means one of these, or may be a slip of one that decides. */
static bool any_alarms(const struct study *s, const struct clause *c, struct senses senses)
{
	for (size_t i = c->first; i < c->end; i++)
		if (s->atoms[i].near_alarm || atom_means_any(&s->atoms[i], senses))
			return true;
	return false;
}

/* `since I come every year`, `da ich nur komme, wenn …`: less than a yes. */
static bool says_less(const struct study *s, const struct clause *c)
{
	static const enum sense less[] = {SENSE_OFTEN, SENSE_WEEKLY, SENSE_EACH, SENSE_ONLY,
		SENSE_HEDGE, SENSE_OPEN, SENSE_OR, SENSE_NEG, SENSE_NO, SENSE_CONDITION,
		SENSE_WOULD, SENSE_CAN, SENSE_MAY, SENSE_MUST, SENSE_PAST, SENSE_UNREAL,
		SENSE_REPORT, SENSE_OBSTACLE, SENSE_VAIN, SENSE_HOPES, SENSE_CONCEDES};

	return any_alarms(s, c, SENSES_OF(less));
}

/* `…, hatte ich geschrieben`, `…, warte ich noch`: what may take it back. */
static bool says_less_behind(const struct study *s, const struct clause *c)
{
	static const enum sense turning[] = {SENSE_RETRACT, SENSE_CHANGE, SENSE_SWAP, SENSE_RATHER,
		SENSE_REPORT, SENSE_OPEN, SENSE_CONDITION, SENSE_OBSTACLE, SENSE_WAITS, SENSE_CITED,
		SENSE_AILS, SENSE_PAST, SENSE_POINTER, SENSE_DECLINE, SENSE_CANCEL,
		SENSE_CANCELLATION, SENSE_SUBSTITUTE, SENSE_REGRET, SENSE_UNREAL, SENSE_OR};

	return any_alarms(s, c, SENSES_OF(turning)) || c->told || c->unreal || c->event_trouble;
}

/* `I'm coming`, `I will attend`; `I come` is a habit in English, but `da ich komme` is none in German: there a reason has its
 * verb last. */
static bool is_to_be(const struct study *s, const struct clause *c)
{
	const struct atom *a = &s->atoms[c->predicates[0].atom];
	const struct language *l = tongue_of(s, a);

	return clause_any_form(c, FORM_GERUND) || clause_means(s, c, SENSE_WILL) ||
		(l != NULL && l->verb_last);
}

/* `since I'm coming to the congress, …`: a yes of the writer alone to one event, which nothing behind it turns. */
static bool grants_yes(const struct study *s, const struct clause *c)
{
	const struct clause *end = s->clauses + s->clause_count;

	if (!c->i || c->we || !c->named || c->event_trouble || c->partial ||
		!eset_empty(c->swapped) || eset_count(c->events) != 1 || c->predicate_count != 1 ||
		c->told || c->unreal || c->question || c->negations > 0 || says_less(s, c) ||
		!is_to_be(s, c))
		return false;
	for (size_t i = 0; i < c->people_count; i++)
		if (!c->people[i]->me || c->people[i]->we || c->people[i]->count > 1)
			return false;
	for (const struct clause *next = c + 1; next < end && next->sentence == c->sentence; next++)
		if (next->says != SAYS_NOTHING || next->sign == 'b' || says_less_behind(s, next))
			return false;
	return true;
}

bool presupposed_holds(const struct study *s, const struct clause *c)
{
	const struct clause *end = s->clauses + s->clause_count;
	bool no = c->says == SAYS_NOT_COME && (c->i || c->we);
	bool yes = c->says == SAYS_COME && grants_yes(s, c);

	if (!(no || yes) || c->why != NULL || c->third || c->substitute || c->hedged ||
		c->both != 0)
		return false;
	for (const struct clause *next = c + 1; next < end && next->sentence == c->sentence; next++)
		if (!goes_with(c, next) || cites(s, next))
			return false;
	return true;
}
