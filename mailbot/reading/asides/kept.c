#include "reading/asides/kept.h"

#include "reading/claims/claimed.h"
#include "reading/clauses/clauses.h"
#include "reading/clauses/verbs.h"
#include "reading/people/name.h"

/* Whether both mean the same person, as far as their names tell. */
static bool same(const struct people *a, const struct people *b)
{
	const struct people *first = a->again != NULL ? a->again : a;
	const struct people *second = b->again != NULL ? b->again : b;

	if (first == second)
		return true;
	return first->person_count == 1 && second->person_count == 1 &&
		first->persons[0].name != NULL && second->persons[0].name != NULL &&
		name_compare(first->persons[0].name, second->persons[0].name) != NAME_DIFFERENT;
}

/* Whether they are among those who come to anything. */
static bool comes(const struct study *s, const struct claims *claims, const struct people *p)
{
	for (size_t i = 0; i < claims->count; i++)
		for (size_t k = 0; claims->items[i].come && k < claims->items[i].clause_count;
			k++) {
			const struct clause *b = &s->clauses[claims->items[i].clauses[k]];
			for (size_t n = 0; n < b->people_count; n++)
				if (same(b->people[n], p))
					return true;
		}
	return false;
}

/* Whether it was said that they do not come, or who comes in their place. */
static bool is_away(const struct study *s, const struct people *p)
{
	for (size_t i = 0; i < s->clause_count; i++) {
		const struct clause *b = &s->clauses[i];
		bool no = b->says == SAYS_NOT_COME && b->third && !b->hedged && !b->question;
		for (size_t n = 0; n < b->people_count && no; n++)
			if (same(b->people[n], p))
				return true;
		bool instead = b->substitute || b->says == SAYS_COME;
		for (size_t k = b->first; k < b->end && instead; k++)
			if (s->atoms[k].kind == ATOM_PEOPLE && s->atoms[k].use == USE_TOLD &&
				same(s->atoms[k].people, p))
				return true;
	}
	return false;
}

/* The one of whom it speaks, who does not come; NULL where it speaks of others, too. */
static const struct people *who(
	const struct study *s, const struct claims *claims, const struct clause *c)
{
	const struct people *one = NULL;

	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		if (a->kind != ATOM_PEOPLE)
			continue;
		const struct people *p = a->people;
		if (one != NULL || p->me || p->we || p->total || p->with || p->unsure ||
			p->count != 1)
			return NULL;
		one = p;
	}
	return one != NULL && is_away(s, one) && !comes(s, claims, one) ? one : NULL;
}

/* `ist in Berlin`, `muss nach Köln`, `hat eine Sitzung`, `bedauert das` */
static bool says_where(const struct study *s, const struct clause *c)
{
	static const enum sense there[] = {
		SENSE_GOING, SENSE_WHEREABOUTS, SENSE_AWAY, SENSE_OBSTACLE, SENSE_BEING};
	bool place = false;

	for (size_t i = c->first; i < c->end; i++)
		place = place || ATOM_MEANS_ANY(&s->atoms[i], there);
	bool is = clause_means(s, c, SENSE_BE) || clause_means(s, c, SENSE_HAVE);

	return clause_means(s, c, SENSE_MUST) || clause_means(s, c, SENSE_REGRET) || (is && place);
}

bool kept_excuses(const struct study *s, const struct clause *c)
{
	bool any = false;

	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		bool sends = atom_means(a, SENSE_LETS) && atom_means(a, SENSE_PARTING);
		if (!sends && !atom_quiet(a) && a->kind != ATOM_PEOPLE && !atom_means(a, SENSE_AND))
			return false;
		any = any || sends;
	}
	return any && !c->question;
}

bool kept_tells_where(const struct study *s, const struct claims *claims, const struct clause *c)
{
	static const enum sense never[] = {SENSE_OR, SENSE_EXCEPT, SENSE_SWAP, SENSE_RETRACT,
		SENSE_OPEN, SENSE_CHANGE, SENSE_KEEN, SENSE_SUBSTITUTE, SENSE_REGISTRATION,
		SENSE_CANCELLATION, SENSE_FORWARD, SENSE_RATHER, SENSE_REPORT, SENSE_CONTRARY,
		SENSE_YES, SENSE_NO, SENSE_NEG, SENSE_ALSO, SENSE_MORE, SENSE_TOGETHER, SENSE_HEDGE,
		SENSE_CONDITION, SENSE_COMPANY, SENSE_ALONG, SENSE_ME, SENSE_TO_ME, SENSE_US,
		SENSE_I, SENSE_WE, SENSE_YOU, SENSE_LATE, SENSE_LEAVES, SENSE_ARRIVES, SENSE_BUT,
		SENSE_PERSONS, SENSE_NEED, SENSE_UNTIL};
	struct eset events = claimed_events(claims);

	if (kept_excuses(s, c) && who(s, claims, c) != NULL)
		return true;
	if (clause_intends(c) || c->verbless || c->question || c->condition || c->unreal ||
		c->hedged || c->negations > 0 || c->sign == 'b' || !says_where(s, c) ||
		clause_tokens_mean(s, c, SENSE_CONTRARY) || s->sentences[c->sentence].below ||
		s->sentences[c->sentence].subject || who(s, claims, c) == NULL)
		return false;
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		bool lower = a->kind == ATOM_UNKNOWN && !first_token(s, a)->capital;
		bool then = a->kind != ATOM_EVENT ||
			(!a->contradiction && eset_within(a->events, events));
		if (ATOM_MEANS_ANY(a, never) || a->near_alarm || lower || !then ||
			a->kind == ATOM_TIME || a->kind == ATOM_NUMBER)
			return false;
	}
	return true;
}

bool kept_no_more(const struct study *s, const struct claims *claims, const struct clause *c)
{
	return clause_tokens_mean(s, c, SENSE_CONTRARY) && c->negations == 0 &&
		!clause_intends(c) && who(s, claims, c) != NULL;
}
