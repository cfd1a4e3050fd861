#include "reading/asides/tidings.h"

#include "reading/claims/claimed.h"
#include "reading/clauses/clauses.h"
#include "reading/clauses/verbs.h"
#include "reading/lines/tongues.h"

enum { BETWEEN_MAX = 3 }; /* `details of the`, `Programm für den` */

/* `of the`, `zu dem`, between such a noun and its event. */
static bool joins_noun(const struct token *t)
{
	static const enum sense glue[] = {SENSE_ORIGIN, SENSE_GOING, SENSE_FOR, SENSE_ARTICLE,
		SENSE_ABOUT, SENSE_BEING, SENSE_CAUSE, SENSE_SINCE, SENSE_YOUR};

	return TOKEN_MEANS_ANY(t, glue);
}

/* The noun that the event at `at` is said of: `details of the congress`, `the congress programme`; NULL. */
static const struct token *noun_of(const struct study *s, const struct clause *c, size_t at)
{
	const struct atom *a = &s->atoms[at];
	const struct token *next = first_token(s, study_atom(s, at + 1, c->end));
	size_t begin = s->atoms[c->first].first, k = a->first, words = 0;

	if (!tongue_nouns(s, a) && token_means(next, SENSE_TIDINGS))
		return next;
	while (k > begin && words++ <= BETWEEN_MAX) {
		const struct token *t = &s->tokens[--k];
		if (token_means(t, SENSE_TIDINGS))
			return t;
		if (!joins_noun(t))
			return NULL;
	}
	return NULL;
}

/* Whether one who says so may look forward to the thing itself. */
static bool pleased(const struct study *s, const struct clause *c)
{
	return clause_tokens_mean(s, c, SENSE_KEEN) || clause_tokens_mean(s, c, SENSE_PLEASED) ||
		clause_means(s, c, SENSE_WISH) || clause_tokens_mean(s, c, SENSE_GLADLY);
}

/* What would make it more than that. */
static bool says_more(const struct atom *a)
{
	static const enum sense more[] = {SENSE_NEG, SENSE_NO, SENSE_YES, SENSE_OR, SENSE_EXCEPT,
		SENSE_SWAP, SENSE_RATHER, SENSE_CHANGE, SENSE_ALSO, SENSE_PERSONS, SENSE_PERSON,
		SENSE_RELATION, SENSE_GROUP, SENSE_OTHERS, SENSE_CONDITION, SENSE_OPEN,
		SENSE_CANCELLATION, SENSE_REGISTRATION, SENSE_SUBSTITUTE, SENSE_THERE, SENSE_ALONG,
		SENSE_COME, SENSE_CANCEL, SENSE_DECLINE, SENSE_SUIT, SENSE_BUT, SENSE_WITH};

	if (a->kind == ATOM_PEOPLE)
		return !a->people->me || a->people->count > 1 || a->people->with ||
			a->people->total;
	return a->near_alarm || a->kind == ATOM_TITLE || a->kind == ATOM_SORT || atom_counts(a) ||
		ATOM_MEANS_ANY(a, more);
}

bool tidings_told(const struct study *s, const struct claims *claims, const struct clause *c)
{
	bool of_noun = false;

	if (c->says != SAYS_NOTHING || c->third || c->condition || c->negations > 0 ||
		clause_intends(c) || claims->count == 0 || claimed_in_sentence(s, claims, c) ||
		!clause_tokens_mean(s, c, SENSE_GETS))
		return false;
	for (size_t i = atoms_past_also(s, c->first, c->end); i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		if (says_more(a))
			return false;
		if (a->kind != ATOM_EVENT || eset_within(a->events, claimed_events(claims)))
			continue;
		const struct token *noun = noun_of(s, c, i);
		if (noun == NULL || (noun->meaning->n == 2 && pleased(s, c)))
			return false;
		of_noun = true;
	}
	return of_noun;
}
