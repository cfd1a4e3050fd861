#include "reading/ledger/wonders.h"

#include "reading/claims/claimed.h"
#include "reading/clauses/verbs.h"

/* `wondering if you`, `frage mich, ob Sie`: behind a word of doubt or asking, whether somebody does something. The atom of
 * who; 0. */
static size_t behind_whether(const struct study *s, size_t at, size_t end, enum sense who)
{
	const struct atom *a = &s->atoms[at];

	if (!atom_means(a, SENSE_HEDGE) && !atom_means(a, SENSE_ASKING))
		return 0;
	at++;
	while (at < end &&
		(atom_quiet(&s->atoms[at]) ||
			(s->atoms[at].kind == ATOM_PEOPLE && s->atoms[at].people->object)))
		at++;
	size_t k = study_atom(s, at, end)->first;
	const struct token *whether = study_token(s, k, s->token_count),
			   *next = study_token(s, k + 1, s->token_count);
	bool asks = token_means(whether, SENSE_CONDITION) ||
		(token_means(whether, SENSE_ASKING) && token_means(whether, SENSE_THAT));
	return at < end && asks && token_means(next, who) ? at + 1 : 0;
}

/* Nobody but the writer, and what joins it to what stands before. */
static bool may_lead(const struct atom *a)
{
	static const enum sense words[] = {SENSE_BE, SENSE_PAST, SENSE_AND, SENSE_ALSO, SENSE_ONLY,
		SENSE_SAFE, SENSE_WILL, SENSE_WOULD, SENSE_GLADLY, SENSE_BUT, SENSE_HAVE,
		SENSE_HARMLESS};

	if (a->kind == ATOM_PEOPLE)
		return a->people->me && a->people->count <= 1 && !a->people->with;
	return atom_quiet(a) || ATOM_MEANS_ANY(a, words);
}

/* What the office does, with things: nobody else, no number of them, and none of the events that are not asked for. */
static bool may_follow(const struct claims *claims, const struct atom *a)
{
	static const enum sense never[] = {SENSE_NEG, SENSE_NO, SENSE_OR, SENSE_EXCEPT, SENSE_SWAP,
		SENSE_RATHER, SENSE_CHANGE, SENSE_MORE, SENSE_ALSO, SENSE_PERSONS, SENSE_PERSON,
		SENSE_RELATION, SENSE_GROUP, SENSE_OTHERS, SENSE_CONDITION, SENSE_RETRACT,
		SENSE_CANCELLATION, SENSE_REGISTRATION, SENSE_WITHOUT, SENSE_OPEN, SENSE_STILL,
		SENSE_BUT, SENSE_I, SENSE_WE, SENSE_MY, SENSE_SUBSTITUTE, SENSE_ALONG, SENSE_COME,
		SENSE_CANCEL, SENSE_DECLINE, SENSE_SUIT};

	if (a->kind == ATOM_EVENT)
		return !a->contradiction && eset_within(a->events, claimed_events(claims));
	if (a->kind == ATOM_PEOPLE)
		return a->people->me && a->people->count <= 1 && a->people->object;
	return !a->near_alarm && !atom_counts(a) && !ATOM_MEANS_ANY(a, never);
}

/* Whether one of its verbs decides; `have a list` does not. */
static bool decides(const struct study *s, size_t sentence)
{
	for (size_t i = 0; i < s->clause_count; i++) {
		const struct clause *c = &s->clauses[i];
		for (size_t k = 0; c->sentence == sentence && k < c->predicate_count; k++)
			if (c->predicates[k].sense != SENSE_OTHER &&
				!atom_means(&s->atoms[c->predicates[k].atom], SENSE_HAVE))
				return true;
	}
	return false;
}

/* Where the sentence wonders whether `who` does something: the atom of who; 0. */
static size_t wonders_whether(const struct study *s, const struct sentence *x, enum sense who)
{
	size_t behind = 0;

	for (size_t at = x->first; at < x->end; at++) {
		behind = behind_whether(s, at, x->end, who);
		if (behind > 0 || !may_lead(&s->atoms[at]))
			return behind;
	}
	return 0;
}

bool wonders_of_office(const struct study *s, const struct claims *claims, const struct clause *c)
{
	const struct sentence *x = &s->sentences[c->sentence];
	size_t behind = wonders_whether(s, x, SENSE_YOU);

	if (behind == 0 || claims->count == 0 || x->subject || x->below || x->item ||
		x->sort != ROW_BODY || claimed_in_sentence(s, claims, c) || decides(s, c->sentence))
		return false;
	for (size_t i = behind; i < x->end; i++)
		if (!may_follow(claims, &s->atoms[i]) && !atom_means(&s->atoms[i], SENSE_YOU))
			return false;
	return true;
}

bool wonders_of_oneself(const struct study *s, const struct claims *claims, const struct clause *c)
{
	const struct sentence *x = &s->sentences[c->sentence];

	/* `ob ich etwas mitbringen muss` is asked */
	for (size_t i = x->first; i < x->end; i++)
		if (atom_means(&s->atoms[i], SENSE_NEED) || atom_means(&s->atoms[i], SENSE_MUST))
			return false;
	return claimed_yes_before(s, claims, c) && !claimed_in_sentence(s, claims, c) &&
		wonders_whether(s, x, SENSE_I) > 0;
}
