#include "reading/ledger/reversals.h"

#include "reading/claims/claimed.h"
#include "reading/clauses/verbs.h"

enum { REMAINING_WORDS = 2 }; /* who, and that they remain */
enum { APOLOGY_WORDS = 3 }; /* of a whole phrase */

/* Where the first token of that sense stands in the clause; its end. */
static size_t token_of(const struct study *s, const struct clause *c, enum sense sense, size_t end)
{
	size_t i = s->atoms[c->first].first;

	while (i < end && !token_means(&s->tokens[i], sense))
		i++;
	return i;
}

static size_t tokens_end(const struct study *s, const struct clause *c)
{
	const struct atom *last = &s->atoms[c->end - 1];

	return last->first + last->count;
}

/* `I can.`, `so I can come after all`: able, and nothing behind it but to come. */
static bool can_after_all(const struct study *s, const struct clause *c)
{
	static const enum sense behind[] = {SENSE_SAFE, SENSE_THERE, SENSE_BE, SENSE_BUT};
	size_t end = tokens_end(s, c), at = token_of(s, c, SENSE_CAN, end);

	if (at == end || c->negations > 0 || c->condition || c->named || c->told || c->unreal ||
		clause_tokens_mean(s, c, SENSE_YOU) || clause_means(s, c, SENSE_MUST) ||
		clause_means(s, c, SENSE_NEED))
		return false; /* nor `ich muss jederzeit los können` */
	for (size_t i = at + 1; i < end; i++) {
		const struct token *t = &s->tokens[i];
		bool word = t->meaning != NULL && !TOKEN_MEANS_ANY(t, behind);
		if (word && !clause_has(c, SENSE_COME) && !clause_means(s, c, SENSE_MUSING))
			return false;
	}
	return true;
}

/* `my wife's stays`: it ends with what remains as it is. */
static bool ends_remaining(const struct study *s, const struct clause *c)
{
	const struct atom *last = NULL;
	size_t words = 0;

	for (size_t i = c->first; i < c->end; i++)
		if (!atom_quiet(&s->atoms[i])) {
			last = &s->atoms[i];
			words++;
		}
	return words == REMAINING_WORDS && atom_means(last, SENSE_REMAINS) && !c->i && !c->we &&
		!c->named && c->negations == 0;
}

/* `… if there is no childcare`: a no that hangs on what the office has. */
static bool hangs_on_need(
	const struct study *s, const struct claims *claims, const struct clause *c)
{
	return c->condition && c->negations > 0 && clause_means(s, c, SENSE_NEED) &&
		claimed_in_sentence(s, claims, c);
}

/* `you can cross me out again`, `(cancelled)` */
static bool cancels_again(const struct study *s, const struct clause *c)
{
	static const enum sense kept[] = {SENSE_NEED, SENSE_HEDGE, SENSE_CONDITION};
	bool only = true;

	if (!(clause_has(c, SENSE_CANCEL)) || c->negations > 0 || c->condition || c->named)
		return false;
	for (size_t i = c->first; i < c->end; i++) {
		if (ATOM_MEANS_ANY(&s->atoms[i], kept))
			return false;
		only = only && (atom_quiet(&s->atoms[i]) || s->atoms[i].use == USE_INTENT);
	}
	return only || (!c->told && (c->i || clause_tokens_mean(s, c, SENSE_ME)));
}

/* `from the 14th to the 19th I'm in Hamburg`: two days on which nothing takes place, and what is between. */
static bool is_there_between(const struct study *s, const struct clause *c)
{
	size_t days = 0;

	for (size_t i = c->first; i < c->end; i++)
		days += s->atoms[i].kind == ATOM_EVENT && s->atoms[i].date_only &&
			eset_empty(s->atoms[i].events);
	return days > 1 && (c->i || c->we) && !clause_intends(c) && clause_means(s, c, SENSE_BE);
}

/* `next time, I promise, on the 18th`, `give my apologies to everyone on the 16th` */
static bool wishes_of_other(
	const struct study *s, const struct claims *claims, const struct clause *c)
{
	bool phrase = clause_means(s, c, SENSE_PARTING) ||
		(clause_means(s, c, SENSE_WISH) && !clause_intends(c));

	return phrase && c->named && !c->told && !c->event_trouble && !eset_empty(c->events) &&
		!eset_within(c->events, claimed_events(claims));
}

/* `I could not cancel the 18th`, beside what is asked for another day */
static bool cancels_other(
	const struct study *s, const struct claims *claims, const struct clause *c)
{
	(void)s;
	return clause_has(c, SENSE_CANCEL) && c->named && !eset_empty(c->events) && !c->third &&
		!eset_within(c->events, claimed_events(claims));
}

/* `your form registered me for the 16th`, beside what is asked for another day */
static bool registered_for_other(
	const struct study *s, const struct claims *claims, const struct clause *c)
{
	return clause_has(c, SENSE_REGISTER) && c->named && !eset_empty(c->events) &&
		!clause_tokens_mean(s, c, SENSE_I) && c->negations == 0 &&
		clause_tokens_mean(s, c, SENSE_ME) &&
		!eset_within(c->events, claimed_events(claims));
}

/* `my leg was broken, | and still is`: what was told is not over. */
static bool still_is(const struct study *s, const struct clause *c)
{
	static const enum sense fine[] = {SENSE_BE, SENSE_AND, SENSE_BUT};
	bool still = false, be = false;

	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		bool me = a->kind == ATOM_PEOPLE && a->people->me && a->people->count <= 1;
		still = still || atom_means(a, SENSE_STILL);
		be = be || atom_means(a, SENSE_BE);
		if (!atom_quiet(a) && !me && !atom_means(a, SENSE_STILL) &&
			!ATOM_MEANS_ANY(a, fine))
			return false;
	}
	return still && be && c > s->clauses && c[-1].sentence == c->sentence &&
		(c[-1].told || clause_means(s, c - 1, SENSE_PAST));
}

/* `my boss gave me the evening off, | but on the 19th`: a day on which nothing takes place, behind talk. */
static bool but_other_day(const struct study *s, const struct clause *c)
{
	bool day = false;

	for (size_t i = c->first; i < c->end; i++)
		day = day ||
			(s->atoms[i].kind == ATOM_EVENT && eset_empty(s->atoms[i].events) &&
				s->atoms[i].date_only);
	return day && c->sign == 'b' && c->verbless && !c->told && c > s->clauses &&
		c[-1].sentence == c->sentence && c[-1].negations == 0;
}

/* `not my wife's`: a no that somebody else has no part in. */
static bool not_of_others(const struct study *s, const struct clause *c)
{
	return c->negations > 0 && c->predicate_count == 0 && !c->named && !c->i && !c->we &&
		(clause_tokens_mean(s, c, SENSE_KIN) || clause_tokens_mean(s, c, SENSE_RELATION)) &&
		!clause_means(s, c, SENSE_CAN) && !clause_means(s, c, SENSE_BE);
}

/* `my wife will go instead` */
static bool goes_instead(const struct study *s, const struct clause *c)
{
	return !c->i && !c->we && !c->told && !c->named && c->people_count > 0 &&
		c->negations == 0 && clause_means(s, c, SENSE_RATHER) &&
		clause_means(s, c, SENSE_WILL);
}

/* `I only drive him and wait in the car`, of one who was counted with him. */
static bool stays_outside(
	const struct study *s, const struct claims *claims, const struct clause *c)
{
	return c->i && c->negations == 0 && claimed_several(claims) &&
		clause_means(s, c, SENSE_ONLY) && clause_means(s, c, SENSE_DRIVES);
}

/* `I leave again on the 10th`: a day on which nothing takes place. */
static bool leaves_then(const struct study *s, const struct clause *c)
{
	bool day = false;

	for (size_t i = c->first; i < c->end; i++)
		day = day ||
			(s->atoms[i].kind == ATOM_EVENT && s->atoms[i].date_only &&
				eset_empty(s->atoms[i].events));
	return day && c->i && clause_means(s, c, SENSE_LEAVES) && !clause_intends(c);
}

/* `…, nur habe ich Dienst`, `…, doch da bin ich auf Reisen`: a but that is no word of one; not `just let me know if …`, what
 * the office is to tell. */
static bool but_only(const struct study *s, const struct claims *claims, const struct clause *c)
{
	size_t at = atoms_past_quiet(s, c->first, c->end);
	const struct atom *head = study_atom(s, at, c->end);
	const struct atom *next = study_atom(s, at + 1, c->end);
	static const enum sense whom[] = {SENSE_ME, SENSE_US, SENSE_YOU};
	const struct atom *me = study_atom(s, at + 2, c->end);
	bool orders = next->count > 0 && token_means(first_token(s, next), SENSE_TELL) &&
		me->count > 0 && TOKEN_MEANS_ANY(first_token(s, me), whom);

	return !orders && head->count == 1 && c->says == SAYS_NOTHING && !c->verbless &&
		!c->partial && (atom_means(head, SENSE_ONLY) || atom_means(head, SENSE_CONTRARY)) &&
		!claimed_clause(claims, (size_t)(c - s->clauses)) && !clause_means(s, c, SENSE_YOU);
}

/* `…, wenn noch was frei ist | und der Chef mich lässt`: a condition that nobody minds, and one behind it. */
static bool condition_goes_on(const struct study *s, const struct clause *c)
{
	size_t last = c->first;

	while (c > s->clauses && last > c[-1].first && atom_quiet(&s->atoms[last - 1]))
		last--;
	if (c == s->clauses || last == c[-1].first || c->sign != '&' || c->verbless ||
		c[-1].sentence != c->sentence || c->says != SAYS_NOTHING)
		return false;
	const struct atom *a = &s->atoms[last - 1];
	/* `…, und bringe Kuchen mit`: who is named there does it, behind the condition's own verb */
	size_t head = atoms_past_quiet(s, c->first, c->end);
	while (head < c->end &&
		(atom_quiet(&s->atoms[head]) || atom_means(&s->atoms[head], SENSE_AND)))
		head++;
	bool goes_on = head < c->end && atom_maybe_verb(&s->atoms[head]);
	return !goes_on && atom_means(a, SENSE_SAFE) && a->count > 2 &&
		token_means(first_token(s, a), SENSE_CONDITION);
}

bool reversal_stands(const struct study *s, const struct claims *claims, const struct clause *c)
{
	if (c->question || claims->count == 0 || s->sentences[c->sentence].sort != ROW_BODY ||
		c->end == c->first)
		return false;
	if (wishes_of_other(s, claims, c) || cancels_other(s, claims, c) ||
		registered_for_other(s, claims, c))
		return true;
	if (eset_empty(claims_events(claims, true)))
		return can_after_all(s, c) || ends_remaining(s, c) || hangs_on_need(s, claims, c) ||
			not_of_others(s, c) || goes_instead(s, c);
	return claimed_yes_near(s, claims, c) && !claimed_no_nearest(s, claims, c) &&
		(cancels_again(s, c) || still_is(s, c) || but_other_day(s, c) ||
			is_there_between(s, c) || leaves_then(s, c) ||
			stays_outside(s, claims, c) || but_only(s, claims, c) ||
			condition_goes_on(s, c));
}

/* `I mixed up the dates, it is the 21st that I can't`: instead of the other, or besides. */
static bool mixed_up(const struct study *s, const struct claims *claims, const struct clause *c)
{
	return clause_means(s, c, SENSE_PARTING) && c->named &&
		!eset_within(claims_events(claims, false), c->events);
}

/* `Could somebody give me a lift to the forum? Then I come.` */
static bool hangs_on_answer(
	const struct study *s, const struct claims *claims, const struct clause *c)
{
	return c > s->clauses && c->says == SAYS_COME && !c->named && !c->question &&
		c[-1].sentence < c->sentence && s->sentences[c[-1].sentence].question &&
		!claimed_clause(claims, (size_t)(c - 1 - s->clauses)) &&
		atom_means(&s->atoms[c->first], SENSE_AND);
}

/* `I live five minutes away. My wife and three kids too.`: they may do no more than that. */
static bool also_of_talk(const struct study *s, const struct claims *claims, const struct clause *c)
{
	return c > s->clauses && c->verbless && c->people_count > 0 && !c->named &&
		clause_means(s, c, SENSE_ALSO) && c[-1].sentence + 1 == c->sentence && c[-1].i &&
		!c[-1].verbless && c[-1].says == SAYS_NOTHING &&
		!claimed_clause(claims, (size_t)(c - 1 - s->clauses));
}

/* `give my apologies to everyone on the 21st`, without a no to it */
static bool apologises_to(
	const struct study *s, const struct claims *claims, const struct clause *c)
{
	for (size_t i = c->first; i + 1 < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		bool kind = atom_means(a, SENSE_PARTING) && a->count >= APOLOGY_WORDS;
		if (kind && a[1].kind == ATOM_EVENT && c->negations == 0 &&
			!eset_within(a[1].events, claims_events(claims, false)))
			return true;
	}
	return false;
}

/* `am 16. zwei Tage später`: no day that was named, but one reckoned from it. */
static bool days_later(const struct study *s, const struct clause *c)
{
	for (size_t i = c->first; i + 1 < c->end; i++) {
		const struct atom *day = &s->atoms[i], *then = day + 1;
		const struct token *last = last_token(s, then);
		if (day->kind == ATOM_EVENT && then->kind == ATOM_EVENT && then->count > 1 &&
			token_means(last, SENSE_LATE))
			return true;
	}
	return false;
}

/* `the 16th, | gladly another time` */
static bool gladly_another_time(const struct study *s, const struct clause *c)
{
	for (size_t i = c->first; i + 1 < c->end && c->predicate_count == 0; i++)
		if (atom_means(&s->atoms[i], SENSE_GLADLY) &&
			atom_means(&s->atoms[i + 1], SENSE_PUTS_OFF))
			return true;
	return false;
}

bool reversal_of_claimed(const struct study *s, const struct claims *claims, const struct clause *c)
{
	bool stays_away = clause_means(s, c, SENSE_PARTING) && !clause_intends(c) &&
		c->negations == 0 && eset_empty(claims_events(claims, false));

	return stays_away || apologises_to(s, claims, c) || also_of_talk(s, claims, c) ||
		(claimed_clause(claims, (size_t)(c - s->clauses)) &&
			(mixed_up(s, claims, c) || hangs_on_answer(s, claims, c) ||
				days_later(s, c) || gladly_another_time(s, c)));
}

bool reversal_without_me(const struct study *s, const struct clause *c)
{
	for (size_t i = c->first; i < c->end; i++)
		if (atom_means(&s->atoms[i], SENSE_DECLINE) &&
			token_means(first_token(s, &s->atoms[i]), SENSE_EXCEPT))
			return true;
	return false;
}

bool reversal_counts_as(const struct study *s, const struct clause *c)
{
	for (size_t i = c->first; i + 1 < c->end; i++) {
		const struct atom *who = &s->atoms[i + 1];
		if (!atom_means(&s->atoms[i], SENSE_ROLE) || who->kind != ATOM_PEOPLE)
			continue;
		const struct token *last = last_token(s, who);
		bool group = who->people->person_count == 0 && token_means(last, SENSE_GROUP) &&
			token_means(first_token(s, who), SENSE_INDEFINITE);
		if (who->people->total || group)
			return true;
	}
	return false;
}
