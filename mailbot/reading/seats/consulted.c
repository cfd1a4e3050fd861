#include "reading/seats/consulted.h"

#include "reading/clauses/verbs.h"

/* `meine Frau`, `Selena`: one of whom it is clear who they are to the writer, or who has nothing but a name. */
static bool is_close(const struct study *s, const struct clause *c, const struct atom *a)
{
	const struct people *p = a->people;
	bool kin = false, boss = false;

	if (a->kind == ATOM_UNKNOWN)
		return first_token(s, a)->capital && !a->near_alarm && a->count == 1 &&
			a > &s->atoms[c->first];
	if (a->kind != ATOM_PEOPLE || p->me || p->we || p->total || p->unsure || p->outsider ||
		p->count != 1 || p->person_count > 0 || p->again != NULL)
		return false;
	for (size_t i = a->first; i < a->first + a->count; i++) {
		kin = kin || token_means(&s->tokens[i], SENSE_KIN);
		boss = boss || token_means(&s->tokens[i], SENSE_SUPERIOR);
	}
	return kin && !boss;
}

/* The writer, as who does it or as its reflexive. */
static bool is_me(const struct atom *a)
{
	return a->kind == ATOM_PEOPLE && a->people->me && !a->people->we && !a->people->with &&
		a->people->person_count == 0 && a->people->count <= 1;
}

/* The atom of whom the writer spoke with, where a clause says nothing else; the clause's end. */
static size_t spoken_with(const struct study *s, const struct clause *c)
{
	static const enum sense light[] = {
		SENSE_AND, SENSE_HAVE, SENSE_ARRANGED, SENSE_WITH, SENSE_ARTICLE};
	size_t who = c->end;
	bool me = false, spoke = false;

	if (c->negations > 0 || c->hedged || c->question || c->condition || c->subordinate ||
		c->we || c->third || c->named || s->sentences[c->sentence].subject)
		return c->end;
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		bool to = a->count == 1 && atom_means(a, SENSE_GOING) && a->use != USE_EVENT;
		bool safe = a->kind == ATOM_WORD && a->count == 1 && atom_means(a, SENSE_SAFE) &&
			!first_token(s, a)->capital;
		bool plain = atom_quiet(a) || ATOM_MEANS_ANY(a, light) || to || safe;
		spoke = spoke || atom_means(a, SENSE_ARRANGED);
		me = me || is_me(a) || (i == c->first && atom_means(a, SENSE_HAVE));
		if (is_me(a) || (plain && !is_close(s, c, a)))
			continue;
		if (who < c->end || !is_close(s, c, a))
			return c->end;
		who = i;
	}
	return me && spoke ? who : c->end;
}

/* Whether anybody else stands in the letter, the same one once more, or a group that `we` may be. */
static bool others_stand(const struct study *s, const struct clause *told, size_t who)
{
	static const enum sense groups[] = {
		SENSE_GROUP, SENSE_PERSONS, SENSE_CROWD, SENSE_RELATION, SENSE_OUTSIDER};
	const struct token *name = last_token(s, &s->atoms[who]);

	for (size_t i = 0; i < s->atom_count; i++) {
		const struct atom *a = &s->atoms[i];
		if (i >= told->first && i < told->end)
			continue;
		if (a->kind == ATOM_PEOPLE &&
			(!a->people->me || a->people->count > 1 || a->people->total ||
				a->people->person_count > 0 || a->people->group))
			return true;
		for (size_t k = a->first; k < a->first + a->count; k++)
			if (slice_eq(s->tokens[k].key, name->key) ||
				TOKEN_MEANS_ANY(&s->tokens[k], groups))
				return true;
	}
	return false;
}

int consulted_count(const struct study *s, const struct clause *c)
{
	static const enum sense more[] = {SENSE_ALL, SENSE_GROUP, SENSE_WITH, SENSE_MORE,
		SENSE_COMPANY, SENSE_CROWD, SENSE_CHILD};
	const struct clause *told = c - 1;

	if (c == s->clauses || told->sentence + 1 < c->sentence || CLAUSE_MEANS_ANY(s, c, more))
		return 0;
	size_t who = spoken_with(s, told);
	return who < told->end && !others_stand(s, told, who) ? 2 : 0;
}

bool consulted_told(const struct study *s, const struct clause *c)
{
	const struct clause *yes = c + 1;

	return yes < s->clauses + s->clause_count && yes->says == SAYS_COME && yes->why == NULL &&
		(yes->we || clause_tokens_mean(s, yes, SENSE_US)) && consulted_count(s, yes) > 0;
}
