#include "reading/clauses/heirs.h"

#include "reading/clauses/verbs.h"

/* What may be said of them: that they like to come, need it, wait for it. */
static bool plain(const struct study *s, const struct atom *a)
{
	static const enum sense known[] = {SENSE_BE, SENSE_WILL, SENSE_WOULD, SENSE_CAN,
		SENSE_HARMLESS, SENSE_SAFE, SENSE_KEEN, SENSE_GLADLY, SENSE_OTHER, SENSE_PERSONS,
		SENSE_THERE, SENSE_ARTICLE, SENSE_GOING, SENSE_ALSO, SENSE_MORE, SENSE_POINTER,
		SENSE_COME, SENSE_NEED, SENSE_HOPED, SENSE_PRAISE};
	static const enum sense alarms[] = {SENSE_NEG, SENSE_OR, SENSE_EXCEPT, SENSE_CONDITION,
		SENSE_WITH, SENSE_MY, SENSE_SWAP, SENSE_RATHER, SENSE_CANCEL, SENSE_DECLINE};

	if (a->kind == ATOM_UNKNOWN)
		return !a->near_alarm && !first_token(s, a)->capital;
	if (a->use == USE_INTENT || atom_quiet(a))
		return true;
	return a->kind == ATOM_WORD && !ATOM_MEANS_ANY(a, alarms) &&
		(ATOM_MEANS_ANY(a, known) || atom_maybe_verb(a));
}

/* `… to somebody`, the last word of what gives it up */
static bool to_somebody(const struct study *s, const struct atom *a)
{
	const struct token *last = last_token(s, a);

	return a->use == USE_INTENT && a->count > 1 && token_means(last, SENSE_OTHERS);
}

/* `Can I give my seat to somebody else?`: the writer wants to know. */
static bool asks(const struct study *s, const struct clause *c)
{
	const struct atom *head = study_atom(s, atoms_past_quiet(s, c->first, c->end), c->end);
	bool given = false;

	for (size_t i = c->first; i < c->end; i++)
		given = given || to_somebody(s, &s->atoms[i]);
	return given && s->sentences[c->sentence].question && atom_means(head, SENSE_CAN) &&
		clause_tokens_mean(s, c, SENSE_I) && clause_tokens_mean(s, c, SENSE_MY);
}

/* `give my seat to Tom`: a name that nobody knows, behind what leads to it. */
static bool given_by_name(const struct study *s, const struct clause *c)
{
	if (!clause_tokens_mean(s, c, SENSE_MY) || clause_has(c, SENSE_DECLINE))
		return false;
	for (size_t i = c->first; i + 1 < c->end; i++) {
		const struct atom *to = &s->atoms[i];
		bool leads = atom_means(to, SENSE_GOING) || atom_means(to, SENSE_FOR) ||
			(to->use == USE_INTENT && token_means(last_token(s, to), SENSE_GOING));
		if (leads && to[1].kind == ATOM_UNKNOWN && first_token(s, to + 1)->capital)
			return true;
	}
	return false;
}

void heirs_take(struct study *s, struct clause *c)
{
	size_t who = c->first + 1;

	if (!clause_has(c, SENSE_CANCEL))
		return;
	if (asks(s, c))
		clause_trouble(c, "asks-whether", c->first);
	if (given_by_name(s, c))
		clause_trouble(c, "third-party", c->first);
	while (who < c->end &&
		!(atom_means(&s->atoms[who], SENSE_RELATIVE) && to_somebody(s, &s->atoms[who - 1])))
		who++;
	for (size_t i = who + 1; i < c->end; i++)
		if (!plain(s, &s->atoms[i]))
			return;
	size_t kept = 0;
	for (size_t i = 0; i < c->predicate_count; i++)
		if (c->predicates[i].atom < who)
			c->predicates[kept++] = c->predicates[i];
	c->predicate_count = kept;
	for (size_t i = who; i < c->end; i++)
		s->atoms[i].use = USE_TOLD;
}
