#include "reading/frames/leave.h"

#include "reading/clauses/subject.h"
#include "reading/clauses/verbs.h"

/* What may stand in such a question: no `how`, no `by telephone`. */
static bool plain(const struct atom *a)
{
	static const enum sense senses[] = {SENSE_MORE, SENSE_PLEASE, SENSE_GLADLY, SENSE_ALSO,
		SENSE_YES, SENSE_AND, SENSE_BUT, SENSE_GREETING, SENSE_HEREBY};

	if (a->use == USE_EVENT || a->use == USE_INTENT || atom_quiet(a))
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
	return plain(a) || adverb || ATOM_MEANS_ANY(a, senses);
}

static bool may(const struct atom *a)
{
	return atom_means(a, SENSE_CAN) || atom_means(a, SENSE_MAY) ||
		(atom_means(a, SENSE_POLITE) && atom_means(a, SENSE_WILL));
}

/* A question about an event, with one verb, which is said by who writes. */
static bool asks_of_event(const struct study *s, const struct clause *c)
{
	return s->sentences[c->sentence].question && c->predicate_count == 1 &&
		c->predicates[0].forms != 0 && c->negations == 0 && c->named;
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
		} else if (!plain(a)) {
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

bool leave_asked(struct study *s, const struct clause *c)
{
	size_t modal = c->end;

	if (!asks_of_event(s, c))
		return false;
	if (clause_has(c, SENSE_REGISTER))
		modal = modal_to_register(s, c);
	else if (clause_has(c, SENSE_COME))
		modal = modal_to_come(s, c);
	if (modal == c->end)
		return false;
	/* `could we`, one atom: how many they are nobody says */
	enum sense who = clause_tokens_mean(s, c, SENSE_WE) ? SENSE_PLURAL : SENSE_I;
	const struct atom *asks = &s->atoms[modal];
	bool one = asks->count > 1 && (holds_me(s, asks) || impersonal(s, asks));
	bool still = atom_means(
		asks, SENSE_STILL); /* `is it too late to`: asked twice, it says the same */
	atom_becomes(s, modal, SENSE_CAN);
	if (still)
		atom_gains(s, modal, SENSE_STILL);
	if (one)
		atom_gains(s, modal, who);
	return true;
}

bool leave_to_cancel(const struct study *s, const struct clause *c)
{
	return s->sentences[c->sentence].question && clause_tokens_mean(s, c, SENSE_STILL) &&
		(clause_has(c, SENSE_CANCEL) || clause_has(c, SENSE_DECLINE)) &&
		(c->i || c->we || clause_tokens_mean(s, c, SENSE_I) ||
			clause_tokens_mean(s, c, SENSE_WE));
}
