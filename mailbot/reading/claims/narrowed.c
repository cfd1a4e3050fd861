#include "reading/claims/narrowed.h"

#include "reading/clauses/verbs.h"

/* `alle Foren`, `everything`: a reference to several that says all, or both. */
static bool says_all(const struct study *s, const struct atom *a)
{
	static const enum sense all[] = {SENSE_ALL, SENSE_EVERYWHERE, SENSE_BOTH};

	if (a->kind != ATOM_EVENT || !a->several || a->none || eset_count(a->events) < 2)
		return false;
	if (eset_within(s->coming, a->events))
		return true;
	for (size_t i = a->first; i < a->first + a->count; i++)
		if (TOKEN_MEANS_ANY(&s->tokens[i], all))
			return true;
	return false;
}

static bool is_finite(const struct atom *a)
{
	static const enum sense modal[] = {
		SENSE_BE, SENSE_HAVE, SENSE_CAN, SENSE_WILL, SENSE_MUST, SENSE_SUIT, SENSE_WOULD};

	return ATOM_MEANS_ANY(a, modal) || atom_maybe_verb(a);
}

/* `…, die Sie anbieten`: the office's own, and nothing else is said of them. */
static bool offered(const struct study *s, const struct clause *c, size_t first)
{
	static const enum sense known[] = {SENSE_YOU, SENSE_YOUR, SENSE_PAPER, SENSE_GOING,
		SENSE_HAVE, SENSE_BE, SENSE_TO_ME, SENSE_US, SENSE_THERE};
	bool office = false;

	for (size_t i = first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		if (!atom_quiet(a) && !ATOM_MEANS_ANY(a, known) && !atom_maybe_verb(a))
			return false;
		office = office || atom_means(a, SENSE_YOU) || atom_means(a, SENSE_PAPER);
	}
	return office;
}

/* Whether the clause behind says which of them: `die am Abend sind`, its verb last; `was nichts kostet`. */
static bool relative_behind(const struct study *s, const struct clause *c)
{
	const struct clause *next = c + 1;

	if (next == s->clauses + s->clause_count || next->sentence != c->sentence)
		return false;
	size_t first = atoms_past_quiet(s, next->first, next->end), last = next->end;
	while (last > first && atom_quiet(&s->atoms[last - 1]))
		last--;
	const struct atom *head = study_atom(s, first, next->end);
	return last > first + 1 && head->count == 1 && atom_means(head, SENSE_RELATIVE) &&
		(is_finite(&s->atoms[last - 1]) || atom_means(head, SENSE_ASKING)) &&
		!offered(s, next, first + 1);
}

/* `everything that is free`: right behind it. */
static bool relative_within(const struct study *s, const struct clause *c, size_t all)
{
	const struct atom *that = study_atom(s, all + 1, c->end);
	const struct atom *verb = study_atom(s, all + 2, c->end);
	bool article = atom_means(that, SENSE_ARTICLE) && atom_means(that, SENSE_SAFE);

	return that->kind == ATOM_WORD && that->count == 1 &&
		(article || atom_means(that, SENSE_RELATIVE)) && is_finite(verb);
}

/* `alles besuchen: A und B`: others than all stand behind the colon. */
static bool list_behind(const struct study *s, const struct clause *c, size_t all)
{
	struct eset listed = {0};
	bool colon = false;

	for (size_t i = all + 1; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		if (colon && a->kind == ATOM_EVENT && !a->reference)
			listed = eset_or(listed, a->events);
		colon = colon || atom_is(a, ':');
	}
	return !eset_empty(listed) && !eset_within(s->atoms[all].events, listed);
}

void narrowed_doubt(const struct study *s, struct claims *out)
{
	for (size_t i = 0; i < out->count; i++) {
		struct claim *claim = &out->items[i];
		const struct clause *c = &s->clauses[claim->clauses[0]];
		for (size_t k = c->first; k < c->end && claim->why == NULL; k++)
			if (says_all(s, &s->atoms[k]) &&
				(relative_behind(s, c) || relative_within(s, c, k) ||
					list_behind(s, c, k)))
				claim_doubt(claim, "bad-reference", k);
	}
}
