#include "reading/asides/sayings.h"

#include "reading/claims/claimed.h"
#include "reading/clauses/verbs.h"

enum { PHRASE_WORDS = 3 }; /* of so many and more, what is said behind a no is a sentence */

/* What may stand beside such a phrase and says nothing; behind it no adverb: `if it snows I will walk` away. */
static bool is_plain(const struct atom *a, bool behind)
{
	static const enum sense plain[] = {SENSE_AND, SENSE_BUT, SENSE_HENCE, SENSE_BECAUSE,
		SENSE_HOPED, SENSE_WISH, SENSE_THANKS, SENSE_GREETING, SENSE_CLOSING};
	static const enum sense never[] = {SENSE_HEDGE, SENSE_NEG, SENSE_MORE, SENSE_ALSO,
		SENSE_THERE, SENSE_OR, SENSE_CONDITION, SENSE_CONTRARY, SENSE_LATE, SENSE_RETRACT};

	return atom_quiet(a) || a->kind == ATOM_TIME || ATOM_MEANS_ANY(a, plain) ||
		(!behind && atom_means(a, SENSE_SAFE) && a->count == 1 &&
			!ATOM_MEANS_ANY(a, never) && !a->near_alarm);
}

/* `vielleicht klappt es ein andermal`: it would turn a yes. */
static bool behind_no_only(const struct atom *a)
{
	return atom_means(a, SENSE_VAIN) && a->count >= PHRASE_WORDS;
}

/* Whether the phrase asks for nothing beside these claims: `sie ist neu bei uns` only of one who was counted. */
static bool is_saying(const struct claims *claims, const struct atom *a)
{
	if (behind_no_only(a))
		return eset_empty(claims_events(claims, true));
	return atom_means(a, SENSE_MUSING) && (a->meaning->n < 2 || claimed_several(claims));
}

/* `nach Hörde`, `bis zur Moschee`, beside `ist es nicht weit`: where the very event is. */
static bool is_its_place(
	const struct study *s, const struct claims *claims, const struct clause *c, size_t at)
{
	static const enum sense leads[] = {SENSE_GOING, SENSE_BEFORE, SENSE_UNTIL};
	const struct atom *a = &s->atoms[at];

	if (ATOM_MEANS_ANY(a, leads))
		return at + 1 < c->end && a[1].kind == ATOM_EVENT &&
			is_its_place(s, claims, c, at + 1);
	return a->kind == ATOM_EVENT && !a->day_known && !a->date_only && !a->contradiction &&
		!a->strong && eset_within(a->events, claims_events(claims, true));
}

/* `…, gibt es Übersetzer?` behind it: of a sentence that asks, what stands before the question. */
static bool before_question(const struct study *s, const struct clause *c)
{
	return c->end < s->sentences[c->sentence].end;
}

/* Whether a word of the atom doubts, denies or chooses. */
static bool holds_alarm(const struct study *s, const struct atom *a)
{
	static const enum sense alarms[] = {SENSE_NEG, SENSE_HEDGE, SENSE_RATHER, SENSE_CONDITION,
		SENSE_OR, SENSE_EXCEPT, SENSE_SWAP, SENSE_OPEN};

	for (size_t i = a->first; i < a->first + a->count; i++)
		if (TOKEN_MEANS_ANY(&s->tokens[i], alarms))
			return true;
	return false;
}

/* Of a phrase: a condition behind it is what nobody is to wonder at. */
enum { WONDERS = 1 };

bool saying_wondered(const struct study *s, const struct clause *c)
{
	static const enum sense turning[] = {SENSE_NEG, SENSE_OBSTACLE, SENSE_AILS, SENSE_AWAY,
		SENSE_HOME, SENSE_REMAINS, SENSE_HEDGE, SENSE_RETRACT, SENSE_OTHERS, SENSE_OR,
		SENSE_CHANGE, SENSE_SWAP, SENSE_MORE, SENSE_ALSO, SENSE_WITH, SENSE_CANCELLATION};
	bool said = false;

	if (!c->condition || c == s->clauses || c[-1].sentence != c->sentence || c->named ||
		c->negations > 0 || clause_intends(c) || !c->i || c->third)
		return false;
	for (size_t i = c[-1].first; i < c[-1].end; i++)
		said = said ||
			(atom_means(&s->atoms[i], SENSE_MUSING) &&
				s->atoms[i].meaning->n == WONDERS);
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		if (ATOM_MEANS_ANY(a, turning) || a->near_alarm || a->kind == ATOM_EVENT ||
			(a->kind == ATOM_PEOPLE && (!a->people->me || a->people->count > 1)))
			return false;
	}
	return said;
}

static bool says_nothing_else(
	const struct study *s, const struct claims *claims, const struct clause *c)
{
	bool any = false;

	if (saying_wondered(s, c))
		return true;
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		bool saying = is_saying(claims, a);
		if (!saying && !is_plain(a, any) && !is_its_place(s, claims, c, i))
			return false;
		any = any || saying;
	}
	return any && (!c->question || before_question(s, c));
}

/* `it should be better by then, and then I go away`: what goes on behind a word of doubt may be more. */
static bool goes_on_behind(
	const struct study *s, const struct claims *claims, const struct clause *c)
{
	bool alarm = false;

	for (size_t i = c->first; i < c->end; i++)
		alarm = alarm || holds_alarm(s, &s->atoms[i]);
	return alarm && !c->question && before_question(s, c) && !saying_wondered(s, c + 1) &&
		!claimed_clause(claims, (size_t)(c + 1 - s->clauses)) &&
		!says_nothing_else(s, claims, c + 1);
}

bool saying_clause(const struct study *s, const struct claims *claims, const struct clause *c)
{
	return says_nothing_else(s, claims, c) && !goes_on_behind(s, claims, c);
}

bool saying_sentence(const struct study *s, const struct claims *claims, size_t sentence)
{
	return claimed_sentence_all(s, claims, sentence, says_nothing_else);
}

bool saying_within(const struct study *s, const struct claims *claims, const struct clause *c)
{
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		bool listed = behind_no_only(a) ||
			(atom_means(a, SENSE_TALK) && holds_alarm(s, a)) ||
			(atom_means(a, SENSE_MUSING) &&
				(a->meaning->n >= 2 || clause_means(s, c, SENSE_ONLY) ||
					holds_alarm(s, a)));
		if (listed)
			return !c->question && !saying_clause(s, claims, c) &&
				!saying_sentence(s, claims, c->sentence);
	}
	return false;
}
