#include "reading/frames/replaced.h"

#include "reading/clauses/clauses.h"
#include "reading/clauses/verbs.h"
#include "reading/lines/tongues.h"

enum { WHY_CLAUSES_MAX = 4 };

/* Whether nothing makes it anything but said. */
static bool is_plain(const struct study *s, const struct clause *c)
{
	static const enum sense doubts[] = {SENSE_OR, SENSE_HEDGE, SENSE_OPEN, SENSE_REPORT,
		SENSE_WOULD, SENSE_CHANGE, SENSE_MORE, SENSE_EXCEPT, SENSE_NEITHER, SENSE_FORWARD,
		SENSE_TRICK, SENSE_CONTRARY, SENSE_ONLY, SENSE_ADVERTISING};

	if (c->hedged || c->question || c->condition || c->unreal || !eset_empty(c->swapped) ||
		!eset_empty(c->except) || s->sentences[c->sentence].subject ||
		s->sentences[c->sentence].below)
		return false;
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		bool keen = atom_means(a, SENSE_KEEN) && a->use != USE_INTENT;
		/* `hat am 16. einen anderen Termin` */
		bool taken_back = atom_means(a, SENSE_RETRACT) &&
			!(a->count > 1 && clause_means(s, c, SENSE_HAVE));
		if (ATOM_MEANS_ANY(a, doubts) || a->near_alarm || keen || taken_back)
			return false;
	}
	return true;
}

/* `für sie`, `für ihn`, which is a phrase of its own. */
static bool for_them(const struct study *s, const struct atom *a)
{
	return a->kind == ATOM_WORD && a->count == 2 && token_means(first_token(s, a), SENSE_FOR) &&
		token_means(&s->tokens[a->first + 1], SENSE_HIM) &&
		!s->tokens[a->first + 1].capital;
}

/* `an seiner Stelle`, `für ihn`, `statt ihrer`: who is replaced was named before. */
static bool replaces_named(const struct study *s, const struct clause *c)
{
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		bool again = a->kind == ATOM_PEOPLE && a->people->again != NULL;
		if (again && a->use == USE_TOLD && i > c->first && atom_means(a - 1, SENSE_FOR))
			return true;
		if (for_them(s, a))
			return true;
		for (size_t k = a->first;
			atom_means(a, SENSE_SUBSTITUTE) && a->count > 1 && k < a->first + a->count;
			k++)
			if (token_means(&s->tokens[k], SENSE_HIS) ||
				token_means(&s->tokens[k], SENSE_HIM))
				return true;
	}
	return false;
}

/* `An seiner Stelle kommt Frau Winkler`: somebody who was not named before, and nobody else. */
static bool comes_instead(const struct study *s, const struct clause *c)
{
	size_t others = 0;

	if (c->says != SAYS_COME || c->why != NULL || !c->third || c->i || c->we ||
		c->negations > 0 || c->subordinate || c->told || c->event_trouble ||
		!is_plain(s, c))
		return false;
	for (size_t i = c->first; i < c->end; i++) {
		const struct people *p = s->atoms[i].people;
		if (s->atoms[i].kind != ATOM_PEOPLE || s->atoms[i].use == USE_TOLD)
			continue;
		if (p->me || p->we || p->unsure || p->total || p->with || p->again != NULL)
			return false;
		others++;
	}
	return others == 1 && replaces_named(s, c);
}

/* How many stand in it who may be the one who is replaced; -1 where it is not of one alone. */
static int away_in(const struct study *s, const struct clause *b)
{
	int away = 0;

	if (b->i || b->we)
		return -1;
	for (size_t i = b->first; i < b->end; i++) {
		const struct people *p = s->atoms[i].people;
		if (s->atoms[i].kind != ATOM_PEOPLE)
			continue;
		if (p->me || p->we || p->with || p->total || p->unsure || p->count != 1)
			return -1;
		away += p->again == NULL;
	}
	return away > 1 ? -1 : away;
}

/* A day that begins or ends something (`ab Montag auf einem Lehrgang`), or that of an event which is asked for anyway. */
static bool of_same_day(const struct study *s, const struct clause *b, struct eset events)
{
	for (size_t i = b->first; i < b->end; i++) {
		const struct atom *a = &s->atoms[i], *before = i > b->first ? a - 1 : a;
		bool span = atom_means(before, SENSE_BEFORE) || atom_means(before, SENSE_SINCE) ||
			atom_means(before, SENSE_UNTIL);
		if (a->kind != ATOM_EVENT || a->reference || (span && a->date_only))
			continue;
		if (a->contradiction ||
			(!eset_empty(events) && !eset_within(a->events, events) &&
				eset_empty(eset_and(a->events, events))))
			return false;
	}
	return true;
}

/* Whether it tells nothing but that somebody is away. */
static bool tells_away(const struct study *s, const struct clause *b, struct eset events)
{
	/* `ist nicht krank`: why does somebody else come, then? */
	bool denied = b->negations > 0 && b->says == SAYS_NOTHING && !clause_has(b, SENSE_COME) &&
		!clause_means(s, b, SENSE_CAN);

	return (b->says == SAYS_NOTHING || b->says == SAYS_NOT_COME) && b->negations <= 1 &&
		!denied && is_plain(s, b) && !clause_has(b, SENSE_REGISTER) &&
		!(b->says == SAYS_NOTHING && clause_has(b, SENSE_COME) && b->negations == 0) &&
		of_same_day(s, b, events);
}

static void take_event(struct clause *c, const struct clause *from)
{
	if (c->named || !from->named || from->event_trouble || eset_count(from->events) != 1)
		return;
	c->events = from->events;
	c->named = true;
}

/* What tells of the one who is replaced, right before it. */
static void settle(struct study *s, struct clause *c)
{
	struct clause *why[WHY_CLAUSES_MAX];
	size_t count = 0;
	bool found = false;

	for (struct clause *b = c; b-- > s->clauses && b->sentence + 1 >= c->sentence;) {
		int away = away_in(s, b);
		if (count == WHY_CLAUSES_MAX || away < 0 || !tells_away(s, b, c->events))
			break;
		why[count++] = b;
		if (away == 1) {
			found = true;
			break;
		}
	}
	/* `Frau Ott kommt, Herr Lang ist krank, für ihn …`: for whom? */
	for (const struct clause *b = found ? why[count - 1] : s->clauses;
		found && b > s->clauses && (b - 1)->sentence == b->sentence; b--)
		found = (b - 1)->says == SAYS_NOTHING;
	if (!found)
		return;
	c->substitute = true;
	for (size_t i = 0; i < count; i++) {
		take_event(c, why[i]);
		why[i]->says = SAYS_NOTHING;
		why[i]->fragment = false;
		why[i]->joined = true;
	}
}

void replaced_settle(struct study *s)
{
	for (size_t i = 0; i < s->clause_count; i++)
		if (comes_instead(s, &s->clauses[i]))
			settle(s, &s->clauses[i]);
}
