#include "reading/frames/leave.h"

#include "reading/clauses/subject.h"
#include "reading/clauses/verbs.h"

/* `as a participant`, `als Teilnehmer`: one phrase, of who comes and nothing more. */
static bool as_participant(const struct study *s, const struct atom *a)
{
	return a->count > 1 && atom_means(a, SENSE_SAFE) &&
		token_means(first_token(s, a), SENSE_ROLE);
}

/* What may stand in such a question: no `how`, no `by telephone`. */
static bool plain(const struct study *s, const struct atom *a)
{
	static const enum sense senses[] = {SENSE_MORE, SENSE_PLEASE, SENSE_GLADLY, SENSE_ALSO,
		SENSE_YES, SENSE_AND, SENSE_BUT, SENSE_GREETING, SENSE_HEREBY};

	if (a->use == USE_EVENT || a->use == USE_INTENT || atom_quiet(a) || as_participant(s, a))
		return true;
	return ATOM_MEANS_ANY(a, senses);
}

/* `noch`, `spontan`, `join you` */
static bool plain_in_coming(const struct study *s, const struct atom *a)
{
	static const enum sense senses[] = {SENSE_STILL, SENSE_YOU};

	/* a noun that changes nothing elsewhere may be what they come for */
	bool adverb = atom_means(a, SENSE_SAFE) && !first_token(s, a)->capital &&
		!atom_means(a, SENSE_HARMLESS);
	return plain(s, a) || adverb || ATOM_MEANS_ANY(a, senses);
}

static bool may(const struct atom *a)
{
	return atom_means(a, SENSE_CAN) || atom_means(a, SENSE_MAY) ||
		(atom_means(a, SENSE_POLITE) && atom_means(a, SENSE_WILL));
}

/* A question with one verb, which is said by who writes. */
static bool asks(const struct study *s, const struct clause *c)
{
	return s->sentences[c->sentence].question && c->predicate_count == 1 &&
		c->predicates[0].forms != 0 && c->negations == 0;
}

/* The modal of `may I register?`; `end` where anything else stands there. */
static size_t modal_to_register(const struct study *s, const struct clause *c)
{
	size_t modal = c->end;
	bool me = false;

	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		bool leads = atom_means(a, SENSE_CAN) || atom_means(a, SENSE_MAY);
		if (a->kind == ATOM_PEOPLE) {
			if (!a->people->me || a->people->we || a->people->person_count > 0)
				return c->end;
			me = me || a->people->object;
		} else if (leads && modal == c->end && !me) {
			modal = i;
		} else if (!plain(s, a)) {
			return c->end;
		}
	}
	return me && modal < c->end && s->atoms[modal + 1].kind == ATOM_PEOPLE ? modal : c->end;
}

/* `could I`, one atom */
static bool holds_me(const struct study *s, const struct atom *a)
{
	for (size_t i = a->first; i < a->first + a->count; i++)
		if (token_means(&s->tokens[i], SENSE_I) || token_means(&s->tokens[i], SENSE_WE))
			return true;
	return false;
}

/* `is it too late to`: asked of nobody but who writes. */
static bool impersonal(const struct study *s, const struct atom *a)
{
	for (size_t i = a->first; i < a->first + a->count; i++)
		if (token_means(&s->tokens[i], SENSE_YOU))
			return false;
	return a->count > 2 && atom_means(a, SENSE_POLITE) && atom_means(a, SENSE_WILL);
}

/* The modal of `may I still come?`, alone in its sentence; `end` where anything else stands there. */
static size_t modal_to_come(const struct study *s, const struct clause *c)
{
	const struct sentence *x = &s->sentences[c->sentence];
	size_t modal = c->end;
	bool me = false;

	bool still = clause_tokens_mean(s, c, SENSE_STILL) || clause_means(s, c, SENSE_STILL);
	if (c->first != x->first || c->end != x->end || c->event_trouble || !still ||
		!clause_any_form(c, FORM_INF))
		return c->end;
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		if (modal == c->end && !me && may(a)) {
			modal = i;
			me = holds_me(s, a) || impersonal(s, a) || atom_means(a, SENSE_I);
		} else if (a->kind == ATOM_PEOPLE) {
			if ((!a->people->me && !a->people->total) || a->people->with)
				return c->end;
			me = me || a->people->me;
		} else if (!plain_in_coming(s, a)) {
			return c->end;
		}
	}
	return me ? modal : c->end;
}

/* The modal of a question for leave to register or to come; `end` where it is none. */
static size_t modal_of(const struct study *s, const struct clause *c)
{
	if (!asks(s, c))
		return c->end;
	if (clause_has(c, SENSE_REGISTER))
		return modal_to_register(s, c);
	return clause_has(c, SENSE_COME) ? modal_to_come(s, c) : c->end;
}

/* The one event that a clause tells of, and of which it wants nothing: where somebody heard of it; empty. */
static struct eset told_of(const struct study *s, const struct clause *c)
{
	static const enum sense more[] = {SENSE_OR, SENSE_SWAP, SENSE_CHANGE, SENSE_EXCEPT,
		SENSE_REST, SENSE_RETRACT, SENSE_FORWARD};
	struct eset none = {0};

	if (clause_intends(c) || c->negations > 0 || c->question || c->condition || c->hedged ||
		c->event_trouble || c->says != SAYS_NOTHING || !eset_empty(c->swapped) ||
		CLAUSE_MEANS_ANY(s, c, more))
		return none;
	for (size_t i = 0; i < c->people_count; i++)
		if (!c->people[i]->me || c->people[i]->we || c->people[i]->count > 1)
			return none;
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		if (a->kind == ATOM_EVENT &&
			(!a->strong || a->several || a->contradiction || a->over || a->reference ||
				a->place_only))
			return none;
		/* `the congress in Berlin` */
		const struct atom *next = study_atom(s, i + 1, c->end);
		bool where = atom_means(next, SENSE_WHEREABOUTS) || atom_means(next, SENSE_ORIGIN);
		if ((a->kind == ATOM_EVENT && where) ||
			(a->kind == ATOM_UNKNOWN && (a->near_alarm || first_token(s, a)->capital)))
			return none;
	}
	return eset_count(c->events) == 1 ? c->events : none;
}

/* Whether a clause of the letter's names another event than `one`. */
static bool names_another(const struct study *s, struct eset one)
{
	for (size_t i = 0; i < s->atom_count; i++) {
		const struct atom *a = &s->atoms[i];
		if (a->kind == ATOM_EVENT && !a->reference && !eset_empty(a->events) &&
			!eset_within(one, a->events))
			return true;
	}
	return false;
}

void leave_takes_event(struct study *s, struct clause *c)
{
	struct clause *told = c - 1;

	if (c == s->clauses || c->named || c->event_trouble || c->there || c->rest || c->both > 0 ||
		told->sentence + 1 != c->sentence || c->first != s->sentences[c->sentence].first ||
		c->end != s->sentences[c->sentence].end || modal_of(s, c) == c->end ||
		s->sentences[told->sentence].subject ||
		told->first != s->sentences[told->sentence].first)
		return;
	struct eset one = told_of(s, told);
	if (eset_empty(one) || names_another(s, one))
		return;
	c->events = one;
	c->named = true;
	told->joined = true;
}

bool leave_asked(struct study *s, const struct clause *c)
{
	size_t modal = c->named ? modal_of(s, c) : c->end;

	if (modal == c->end)
		return false;
	/* `could we`, one atom: how many they are nobody says */
	enum sense who = clause_tokens_mean(s, c, SENSE_WE) ? SENSE_PLURAL : SENSE_I;
	const struct atom *asks = &s->atoms[modal];
	bool one = asks->count > 1 && (holds_me(s, asks) || impersonal(s, asks));
	bool still = atom_means(
		asks, SENSE_STILL); /* `is it too late to`: asked twice, it says the same */
	/* `somehow`: no more than whether there is room left */
	for (size_t i = c->first; i < c->end; i++)
		if (i != modal && atom_means(&s->atoms[i], SENSE_STILL))
			atom_gains(s, i, SENSE_SAFE);
	atom_becomes(s, modal, SENSE_CAN);
	if (still)
		atom_gains(s, modal, SENSE_STILL);
	if (one)
		atom_gains(s, modal, who);
	return true;
}

bool leave_to_join(const struct study *s, const struct clause *c)
{
	return !c->named && modal_of(s, c) < c->end;
}

bool leave_to_cancel(const struct study *s, const struct clause *c)
{
	return s->sentences[c->sentence].question && clause_tokens_mean(s, c, SENSE_STILL) &&
		(clause_has(c, SENSE_CANCEL) || clause_has(c, SENSE_DECLINE)) &&
		(c->i || c->we || clause_tokens_mean(s, c, SENSE_I) ||
			clause_tokens_mean(s, c, SENSE_WE));
}
