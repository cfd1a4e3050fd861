#include "reading/frames/presupposed.h"

#include "reading/clauses/clauses.h"
#include "reading/clauses/verbs.h"

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

bool presupposed_holds(const struct study *s, const struct clause *c)
{
	const struct clause *end = s->clauses + s->clause_count;

	if (c->says != SAYS_NOT_COME || c->why != NULL || !(c->i || c->we) || c->third ||
		c->substitute || c->hedged || c->both != 0)
		return false;
	for (const struct clause *next = c + 1; next < end && next->sentence == c->sentence; next++)
		if (!goes_with(c, next) || cites(s, next))
			return false;
	return true;
}
