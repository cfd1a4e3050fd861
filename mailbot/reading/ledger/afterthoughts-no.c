#include "reading/ledger/afterthoughts-no.h"

#include "reading/asides/talk.h"
#include "reading/claims/claimed.h"
#include "reading/clauses/verbs.h"
#include "reading/ledger/afterthoughts-people.h"
#include "reading/ledger/afterthoughts-retold.h"
#include "reading/ledger/ledger-questions.h"

/* `aber um 19 Uhr schon`: then they come after all. */
static bool comes_then(const struct study *s, const struct clause *c)
{
	bool time = clause_means(s, c, SENSE_LATE);

	for (size_t i = c->first; i < c->end; i++)
		time = time || s->atoms[i].kind == ATOM_TIME;
	return time && c->verbless && c->negations == 0 &&
		(c->sign == 'b' || clause_means(s, c, SENSE_BUT));
}

/* `das tut mir leid, wir hatten uns gefreut`, `would have been a good story`: behind a no. */
static bool rues(const struct study *s, const struct clause *c)
{
	/* `das wäre letzte Woche meine Antwort gewesen` */
	if (clause_tokens_mean(s, c, SENSE_UNREAL) || clause_tokens_mean(s, c, SENSE_WOULD))
		return !atom_means(&s->atoms[c->first], SENSE_POINTER) && !talk_long_ago(s, c) &&
			!clause_tokens_mean(s, c, SENSE_MY);
	return clause_means(s, c, SENSE_REGRET) || clause_means(s, c, SENSE_WISH);
}

/* `das wäre letzte Woche meine Antwort gewesen`: is it none now? */
static bool would_be_mine(const struct study *s, const struct clause *c)
{
	return atom_means(&s->atoms[c->first], SENSE_POINTER) &&
		(clause_tokens_mean(s, c, SENSE_UNREAL) || clause_tokens_mean(s, c, SENSE_WOULD)) &&
		clause_tokens_mean(s, c, SENSE_MY) && !afterthought_kind(s, c);
}

/* `Darf ich stattdessen in die Bibliothek kommen?`: behind a no to another one, and to which? */
static bool asks_instead(const struct study *s, const struct clause *c)
{
	return s->sentences[c->sentence].question && (c->i || c->we) && c->says == SAYS_NOTHING &&
		!c->named && clause_has(c, SENSE_COME) &&
		(clause_means(s, c, SENSE_RATHER) || clause_means(s, c, SENSE_SWAP));
}

/* Whether the decision nearest before it is a no. */
static bool behind_no(const struct study *s, const struct claims *claims, const struct clause *c)
{
	for (size_t i = 0; i < claims->count; i++)
		for (size_t k = 0; k < claims->items[i].clause_count; k++)
			if (claims->items[i].clauses[k] < (size_t)(c - s->clauses))
				return claimed_no_nearest(s, claims, c);
	return false;
}

/* `I can't make the 16th, but my sister will`: she comes in the writer's place, and nothing else stands there. */
static bool others_will(const struct study *s, const struct clause *c)
{
	bool who = false, will = false;

	if (c->predicate_count > 0 || c->negations > 0 || c->i || c->we)
		return false;
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		bool modal = atom_means(a, SENSE_WILL) || atom_means(a, SENSE_CAN) ||
			atom_means(a, SENSE_HE_DOES);
		bool other = a->kind == ATOM_PEOPLE && !a->people->me && !a->people->we;
		if (!other && !modal && !atom_quiet(a) && !atom_means(a, SENSE_BUT) &&
			!atom_means(a, SENSE_SAFE) && !atom_means(a, SENSE_AND))
			return false;
		who = who || other;
		will = will || modal;
	}
	return who && will;
}

/* A word that takes back, and no reason's own. */
static bool retracts(const struct study *s, const struct clause *c)
{
	for (size_t i = c->first; i < c->end; i++)
		if (atom_means(&s->atoms[i], SENSE_RETRACT) && !ledger_puts_off(s, c, i))
			return true;
	return false;
}

/* `Wir sind dann nur noch zu dritt.`: the others come, and to what? */
static bool leaves_some(const struct study *s, const struct clause *c)
{
	bool total = false;

	for (size_t i = 0; i < c->people_count; i++)
		total = total || (c->people[i]->total && c->people[i]->count > 0);
	return total && clause_means(s, c, SENSE_BE) && clause_means(s, c, SENSE_ONLY) &&
		!c->told && c->negations == 0;
}

/* `Ich versuche es aber`, `I'll try though`: and nothing else. */
static bool tries(const struct study *s, const struct clause *c)
{
	static const enum sense known[] = {
		SENSE_HEDGE, SENSE_WILL, SENSE_POINTER, SENSE_SAFE, SENSE_BUT};
	bool verb = false;

	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		bool me = a->kind == ATOM_PEOPLE && a->people->me;
		if (!me && !atom_quiet(a) && !ATOM_MEANS_ANY(a, known))
			return false;
		verb = verb || (atom_means(a, SENSE_HEDGE) && atom_maybe_verb(a));
	}
	return verb && (c->i || c->we);
}

/* `Maybe my boss will let me go.` */
static bool may_yet(const struct study *s, const struct clause *c)
{
	const struct atom *head = study_atom(s, atoms_past_quiet(s, c->first, c->end), c->end);
	bool other = false;

	for (size_t i = c->first; i < c->end; i++)
		other = other || (s->atoms[i].kind == ATOM_PEOPLE && !s->atoms[i].people->me);
	return other && atom_means(head, SENSE_HEDGE) && clause_tokens_mean(s, c, SENSE_ME) &&
		c->negations == 0 && !c->told && !clause_means(s, c, SENSE_YOU);
}

static void check_no(const struct study *s, const struct clause *c, struct ledger *l)
{
	if (comes_then(s, c) || afterthought_says_then(s, c) || (!c->told && retracts(s, c)) ||
		(c->says == SAYS_OPEN && !c->named) || tries(s, c) || may_yet(s, c))
		l->why = "undecided";
	if (leaves_some(s, c))
		l->why = "seats-unsure";
	if (afterthought_said_by_others(s, c) || (afterthought_unsays(s, c) && !rues(s, c)) ||
		would_be_mine(s, c))
		l->why = "reported";
	if (afterthought_gives_seat(s, c))
		l->why = "person-left-over";
	if (others_will(s, c))
		l->why = "third-party";
}

void afterthoughts_check_no(const struct study *s, const struct claims *claims,
	const struct clause *c, struct ledger *l)
{
	const struct sentence *x = &s->sentences[c->sentence];

	if (!behind_no(s, claims, c))
		return;
	if (x->sort == ROW_BODY && !x->below && !x->question)
		check_no(s, c, l);
	if (asks_instead(s, c))
		l->why = "asks-whether";
}
