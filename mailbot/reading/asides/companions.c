#include "reading/asides/companions.h"

#include <string.h>

#include "reading/claims/claimed.h"
#include "reading/clauses/verbs.h"

/* Words that say more than who would like to come, or less. */
static const enum sense never[] = {SENSE_OR, SENSE_EXCEPT, SENSE_SWAP, SENSE_RETRACT, SENSE_OPEN,
	SENSE_CHANGE, SENSE_SUBSTITUTE, SENSE_CANCELLATION, SENSE_TRICK, SENSE_ADVERTISING,
	SENSE_FORWARD, SENSE_NO, SENSE_HEDGE, SENSE_CONDITION, SENSE_OBSTACLE, SENSE_REGRET,
	SENSE_DECLINE, SENSE_CANCEL, SENSE_ASKING, SENSE_UNREAL, SENSE_UNTIL};

/* … but beside a number of those who are left. */
static const enum sense dropping[] = {SENSE_OBSTACLE, SENSE_REGRET, SENSE_DECLINE};

/* How many all requests are for, each by a number that holds for all of `us`; 0. */
static int counted_of_us(const struct study *s, const struct claims *claims)
{
	int n = 0;

	for (size_t i = 0; i < claims->count; i++) {
		const struct claim *claim = &claims->items[i];
		bool us = false;
		if (!claim->come || claim->why != NULL || claim->stated != STATED_TOTAL ||
			claim->seats < 2 || (n > 0 && claim->seats != n))
			return 0;
		for (size_t k = 0; k < claim->clause_count; k++) {
			const struct clause *c = &s->clauses[claim->clauses[k]];
			us = us || c->we || clause_tokens_mean(s, c, SENSE_US) ||
				clause_tokens_mean(s, c, SENSE_WE) ||
				(clause_tokens_mean(s, c, SENSE_PERSONS) &&
					clause_means(s, c, SENSE_PLEASE));
		}
		if (!us)
			return 0;
		n = claim->seats;
	}
	return n;
}

/* The sentence of the first request. */
static size_t first_asked(const struct study *s, const struct claims *claims)
{
	size_t first = s->sentence_count;

	for (size_t i = 0; i < claims->count; i++)
		for (size_t k = 0; k < claims->items[i].clause_count; k++) {
			const struct clause *c = &s->clauses[claims->items[i].clauses[k]];
			if (c->sentence < first && !s->sentences[c->sentence].subject)
				first = c->sentence;
		}
	return first;
}

/* Those of the clause beside the writer, and whether it is clear who they are; pronouns go on with somebody. */
static bool count_others(const struct study *s, const struct clause *c, int *others)
{
	for (size_t i = c->first; i < c->end; i++) {
		const struct people *p = s->atoms[i].people;
		if (s->atoms[i].kind != ATOM_PEOPLE || p->again != NULL ||
			(p->me && p->count <= 1 && p->person_count == 0))
			continue;
		if (p->unsure || p->we || p->total || p->count <= 0)
			return false;
		*others += p->count - (p->me ? 1 : 0);
	}
	return true;
}

/* Whether nothing in it hedges, denies or turns, and it speaks of no other event. */
static bool is_plain(
	const struct study *s, const struct claims *claims, const struct clause *c, bool away)
{
	const struct sentence *x = &s->sentences[c->sentence];

	if (x->sort != ROW_BODY || x->below || x->subject || x->question || x->colon || x->item ||
		c->verbless || c->question || c->condition || c->hedged || c->unreal ||
		c->event_trouble || c->negations > 0 || c->sign == 'b' ||
		!eset_within(c->events, claims_events(claims, true)))
		return false;
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		bool lower = a->kind == ATOM_UNKNOWN && !first_token(s, a)->capital;
		bool kept = away && ATOM_MEANS_ANY(a, dropping);
		if ((ATOM_MEANS_ANY(a, never) && !kept) || a->near_alarm || lower ||
			a->contradiction)
			return false;
	}
	return true;
}

/* Everybody of the clauses from `from` to the request, beside the writer; -1 where that is not clear. */
static int others_since(const struct study *s, const struct claims *claims, size_t from)
{
	int others = 0;

	for (size_t i = 0; i < s->clause_count; i++) {
		const struct clause *c = &s->clauses[i];
		if (c->sentence < from || claimed_clause(claims, i) ||
			s->sentences[c->sentence].sort != ROW_BODY)
			continue;
		if (!count_others(s, c, &others))
			return -1;
	}
	return others;
}

static bool counts_all(const struct clause *c)
{
	for (size_t i = 0; i < c->people_count; i++)
		if (c->people[i]->total)
			return true;
	return false;
}

/* Whether the number of all stands behind the clause, and none before it: there somebody else may be meant. */
static bool counted_behind(
	const struct study *s, const struct claims *claims, const struct clause *c)
{
	bool behind = false;

	for (size_t i = 0; i < claims->count; i++)
		for (size_t k = 0; k < claims->items[i].clause_count; k++) {
			const struct clause *x = &s->clauses[claims->items[i].clauses[k]];
			if (s->sentences[x->sentence].subject)
				continue;
			if (x < c && counts_all(x))
				return false;
			behind = behind || (x > c && x->sentence <= c->sentence + 2);
		}
	return behind;
}

/* `three people, no longer five`, `three of us instead of four`: how many they are, and were. */
static bool says_fewer(const struct study *s, const struct clause *c)
{
	bool fewer = false;

	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		for (size_t t = a->first;
			a->kind == ATOM_PEOPLE && a->people->total && t < a->first + a->count; t++)
			fewer = fewer || token_means(&s->tokens[t], SENSE_NEG) ||
				token_means(&s->tokens[t], SENSE_SWAP);
	}
	return fewer;
}

/* `zum Kurs kommen also noch neun Personen`, `now only three of us`: each request says how many are left. */
static bool says_left(const struct study *s, const struct claims *claims)
{
	static const enum sense left[] = {SENSE_ONLY, SENSE_MORE, SENSE_TOTAL, SENSE_STAYS};
	bool all = claims->count > 0;

	for (size_t i = 0; i < claims->count; i++) {
		const struct claim *claim = &claims->items[i];
		bool says = false;
		for (size_t k = 0; k < claim->clause_count; k++) {
			const struct clause *c = &s->clauses[claim->clauses[k]];
			for (size_t n = c->first; n < c->end; n++)
				says = says || ATOM_MEANS_ANY(&s->atoms[n], left);
			says = says || says_fewer(s, c);
			for (size_t n = 0; n < sizeof left / sizeof *left; n++)
				says = says || clause_tokens_mean(s, c, left[n]);
		}
		all = all && says && claim->come && claim->why == NULL &&
			claim->stated == STATED_TOTAL;
	}
	return all;
}

/* `uns sind zwei Jugendliche abgesprungen`: some of them, and the writer is not spoken of. */
static bool some_drop_out(const struct study *s, const struct clause *c)
{
	bool who = false, out = false;

	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		out = out || ATOM_MEANS_ANY(a, dropping);
		if (a->kind != ATOM_PEOPLE)
			continue;
		if (a->people->me && !a->people->object)
			return false;
		who = who || a->people->count > 0;
	}
	return who && out && !c->i;
}

/* What hangs on the clause alone is asked before what goes through all requests. */
bool companions_counted(const struct study *s, const struct claims *claims, const struct clause *c)
{
	size_t first = first_asked(s, claims);

	if (c->sentence + 2 < first || claimed_clause(claims, (size_t)(c - s->clauses)))
		return false;
	if (some_drop_out(s, c) && is_plain(s, claims, c, true) && says_left(s, claims))
		return counted_behind(s, claims, c);
	if (!is_plain(s, claims, c, false) || !counted_behind(s, claims, c))
		return false;
	int others = others_since(s, claims, first >= 2 ? first - 2 : 0);
	return others > 0 && others < counted_of_us(s, claims);
}

/* How many `we` are by a number in the clause: `two of us`, `wir sind zu zweit`; 0. */
static int all_of_us(const struct study *s, const struct clause *c)
{
	if (c->negations > 0 || c->hedged || c->question || c->condition || c->why != NULL)
		return 0;
	for (size_t i = c->first; i < c->end; i++) {
		const struct people *p = s->atoms[i].people;
		if (s->atoms[i].kind != ATOM_PEOPLE)
			continue;
		bool us = c->we || clause_tokens_mean(s, c, SENSE_US) ||
			clause_tokens_mean(s, c, SENSE_WE);
		if (p->total && !p->unsure && !p->with && us)
			return p->count;
	}
	return 0;
}

/* Whether the claim is of somebody else alone, understood but for who that is. */
static bool of_others(const struct study *s, const struct claim *claim)
{
	const struct clause *c = &s->clauses[claim->clauses[0]];
	bool whose = claim->why == NULL || strcmp(claim->why, "third-party") == 0 ||
		strcmp(claim->why, "seats-difference") == 0;

	if (!claim->come || !whose || c->i || c->we || c->negations > 0 || c->hedged ||
		c->condition || c->question || c->told || s->sentences[c->sentence].subject)
		return false;
	for (size_t i = c->first; i < c->end; i++)
		if (ATOM_MEANS_ANY(&s->atoms[i], never) || s->atoms[i].near_alarm)
			return false;
	return true;
}

/* Whether `claim` stands right before `all`, of the same event, and its people are fewer. */
static bool holds_them(const struct study *s, const struct claim *all, const struct claim *claim)
{
	const struct clause *c = &s->clauses[claim->clauses[0]];
	const struct clause *us = &s->clauses[all->clauses[0]];
	int n = all_of_us(s, us), others = 0;

	return n > 0 && all->come && all->why == NULL && us > c &&
		us->sentence <= c->sentence + 1 &&
		(eset_empty(claim->events) || eset_within(claim->events, all->events)) &&
		count_others(s, c, &others) && others < n;
}

/* `they will come as well, so there are three of us`: right behind it, and of no other event. */
static bool sums_up(struct study *s, struct claim *claim)
{
	size_t next = claim->clauses[0] + 1;
	const struct clause *c = &s->clauses[claim->clauses[0]];
	const struct clause *sum = next < s->clause_count ? &s->clauses[next] : NULL;
	int others = 0;

	if (sum == NULL || sum->named || clause_intends(sum) || sum->sentence > c->sentence + 1 ||
		sum->sign == 'b' || !count_others(s, c, &others) || all_of_us(s, sum) <= others)
		return false;
	claims_attach(s, claim, next);
	return all_of_us(s, sum) > 1;
}

void companions_settle(struct study *s, struct claims *claims)
{
	size_t kept = 0;

	for (size_t i = 0; i < claims->count; i++) {
		struct claim *claim = &claims->items[i];
		bool held = false;
		for (size_t k = 0; k < claims->count && of_others(s, claim); k++)
			held = held || (k != i && holds_them(s, &claims->items[k], claim));
		if (held)
			s->clauses[claim->clauses[0]].joined = true;
		if (!held && of_others(s, claim) && sums_up(s, claim))
			claim->why = NULL;
		if (!held)
			claims->items[kept++] = *claim;
	}
	claims->count = kept;
}
