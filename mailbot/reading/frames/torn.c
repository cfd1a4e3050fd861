#include "reading/frames/torn.h"

#include "reading/clauses/verbs.h"

/* Whether the clause has the particle as a word of its own. */
static bool has_word(const struct study *s, const struct clause *c, struct slice word)
{
	const struct token *t = first_token(s, &s->atoms[c->first]),
			   *end = last_token(s, &s->atoms[c->end - 1]);

	for (; t <= end; t++)
		if (t->kind == TOKEN_WORD && slice_eq(t->key, word))
			return true;
	return false;
}

/* Two particles of one verb, that make a yes and a no of it. */
static bool two_ways(const struct study *s, const struct clause *c, const struct atom *verb)
{
	bool yes = false, no = false;

	for (const struct inflection *f = verb->meaning->inflections; f != NULL; f = f->next) {
		enum sense sense = f->verb->sense;
		if (f->verb->particle.len == 0 || f->joined || !has_word(s, c, f->verb->particle))
			continue;
		yes = yes || sense == SENSE_REGISTER;
		no = no || sense == SENSE_CANCEL || sense == SENSE_DECLINE;
	}
	return yes && no;
}

bool torn_reads_both(const struct study *s, const struct clause *c)
{
	if (c->end <= c->first || eset_count(c->events) == 0)
		return false;
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		if (a->kind == ATOM_WORD && atom_maybe_verb(a) && eset_count(c->events) > 1 &&
			two_ways(s, c, a))
			return true;
		/* `take me off the 16th and onto the 18th` */
		if (a->kind == ATOM_WORD && a->count > 1 && c->says == SAYS_NOT_COME &&
			eset_count(c->events) > 1 && atom_means(a, SENSE_CHANGE) &&
			token_means(first_token(s, a), SENSE_AND))
			return true;
	}
	/* `work can go`: nobody comes, and it is the event that goes */
	return c->says == SAYS_COME && clause_tokens_mean(s, c, SENSE_CAN) &&
		clause_tokens_mean(s, c, SENSE_LEAVES) && !clause_tokens_mean(s, c, SENSE_I) &&
		!clause_tokens_mean(s, c, SENSE_WE) && c->people_count == 0;
}

/* Whether a verb stands first, behind an `and` and words that change nothing: an order. */
static bool orders(const struct study *s, const struct clause *c)
{
	size_t at = c->first;

	while (at < c->end &&
		(s->atoms[at].kind == ATOM_PUNCT || atom_means(&s->atoms[at], SENSE_AND) ||
			atom_quiet(&s->atoms[at]) || atom_means(&s->atoms[at], SENSE_PLEASE)))
		at++;
	const struct atom *a = study_atom(s, at, c->end);
	return (a->kind == ATOM_WORD && atom_maybe_verb(a)) || atom_means(a, SENSE_CANCEL) ||
		atom_means(a, SENSE_PERFORMS);
}

bool torn_gives_place(const struct study *s, const struct clause *c)
{
	const struct clause *b = c - 1;

	if (c == s->clauses || b->sentence != c->sentence || c->sign != '&' ||
		b->says != SAYS_NOT_COME || c->says != SAYS_NOTHING || !orders(s, b) ||
		!orders(s, c) || c->i || c->we)
		return false;
	for (size_t i = 0; i < c->people_count; i++)
		if (!c->people[i]->me && !c->people[i]->we)
			return true;
	return false;
}
