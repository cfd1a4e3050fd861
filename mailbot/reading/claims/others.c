#include "reading/claims/others.h"

#include "reading/clauses/verbs.h"

bool others_named_come(const struct clause *c)
{
	if (c->says != SAYS_COME || !c->third || c->i || c->we || c->people_count == 0)
		return false;
	for (size_t i = 0; i < c->people_count; i++) {
		const struct people *p = c->people[i];
		if (p->me || p->we || p->unsure || p->outsider || p->person_count == 0 ||
			(int)p->person_count != p->count)
			return false;
	}
	return true;
}

bool others_without_me(const struct study *s, const struct clause *c)
{
	bool without = false;

	if (c == s->clauses || c[-1].sentence != c->sentence || !others_named_come(c - 1) ||
		c[-1].why != NULL)
		return false;
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		bool me = false;
		for (size_t k = a->first; k < a->first + a->count; k++)
			me = me ||
				(atom_means(a, SENSE_DECLINE) &&
					token_means(&s->tokens[k], SENSE_EXCEPT));
		if (!me && !atom_quiet(a) && !atom_means(a, SENSE_REGRET))
			return false;
		without = without || me;
	}
	return without;
}

/* A part without a verb, of somebody else and of no event: `, meine Frau auch nicht`. */
static bool is_also_not(const struct study *s, const struct clause *c)
{
	bool also = false;

	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		bool likewise =
			atom_means(a, SENSE_NEG) && token_means(first_token(s, a), SENSE_ALSO);
		bool whom = a->kind == ATOM_PEOPLE && !a->people->me && !a->people->we &&
			!a->people->with && !a->people->total;
		if (!likewise && !whom && !atom_quiet(a) && !atom_means(a, SENSE_ALSO) &&
			!(atom_means(a, SENSE_NEG) && i > c->first &&
				atom_means(a - 1, SENSE_ALSO)) &&
			!atom_means(a, SENSE_AND) && !atom_means(a, SENSE_REGRET))
			return false;
		also = also || likewise || atom_means(a, SENSE_ALSO);
	}
	return also && c->verbless && c->negations == 1 && !c->named && c->people_count > 0 &&
		clause_tokens_mean(s, c, SENSE_MY);
}

/* A yes of others for whom the writer speaks, and of nobody else: they come, or the writer registers them. */
static bool only_others_come(const struct clause *c)
{
	if (c->says != SAYS_COME || c->why != NULL || !c->named || c->hedged || c->question ||
		c->we || c->negations > 0 || c->people_count == 0 || (c->i && !c->agent_only))
		return false;
	for (size_t i = 0; i < c->people_count; i++) {
		const struct people *p = c->people[i];
		bool writes = c->agent_only && p->me && !p->object && p->person_count == 0;
		if (!writes && (p->me || p->we || p->unsure || p->outsider || p->count == 0))
			return false;
	}
	return true;
}

/* A part without a verb that says of the writer alone that they do not come: `, ich nicht`, `, nicht mich`. */
static bool is_not_me(const struct study *s, const struct clause *c)
{
	static const enum sense light[] = {
		SENSE_BUT, SENSE_REGRET, SENSE_SELF, SENSE_GOING, SENSE_FOR, SENSE_NEG};
	bool me = false;

	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		bool writer = (a->kind == ATOM_PEOPLE && a->people->me && !a->people->with &&
				      a->people->count <= 1 && a->people->person_count == 0) ||
			(a->count > 1 && atom_means(a, SENSE_ALONE) &&
				token_means(first_token(s, a), SENSE_I)) ||
			(a->count > 1 && atom_means(a, SENSE_SUBSTITUTE) &&
				token_means(last_token(s, a), SENSE_ME));
		if (!writer && !atom_quiet(a) && (!ATOM_MEANS_ANY(a, light) || a->count > 1))
			return false;
		me = me || writer;
	}
	return me && c->verbless && c->negations == 1 && !c->named && !c->we;
}

/* `Meine Frau kommt zum A, ich nicht`: nobody has asked for the writer. */
static void settle_not_me(struct study *s)
{
	for (size_t i = 1; i < s->clause_count; i++) {
		struct clause *c = &s->clauses[i];
		if (c[-1].sentence == c->sentence && c->end == s->sentences[c->sentence].end &&
			only_others_come(c - 1) && is_not_me(s, c))
			clause_tells(s, c);
	}
}

/* Somebody comes to something, by whatever clause. */
static bool anybody_comes(const struct study *s)
{
	for (size_t i = 0; i < s->clause_count; i++)
		if (s->clauses[i].says == SAYS_COME || s->clauses[i].says == SAYS_OPEN)
			return true;
	return false;
}

void others_settle_no(struct study *s)
{
	settle_not_me(s);
	if (anybody_comes(s))
		return;
	for (size_t i = 1; i < s->clause_count; i++) {
		struct clause *c = &s->clauses[i];
		const struct clause *no = c - 1;
		if (no->sentence != c->sentence || no->says != SAYS_NOT_COME || no->why != NULL ||
			no->third || !(no->i || no->we) || no->hedged || !is_also_not(s, c))
			continue;
		c->told = c->joined = true;
		c->says = SAYS_NOTHING;
		c->why = NULL;
		c->fragment = c->elliptic = false;
	}
}

/* `ich selbst`, `I will not be there myself` */
static bool says_self(const struct study *s, const struct clause *c)
{
	if (c->i && !c->named && clause_tokens_mean(s, c, SENSE_ME))
		return true;
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		for (size_t k = a->first + 1; k < a->first + a->count; k++)
			if (atom_means(a, SENSE_ALONE) && token_means(&s->tokens[k - 1], SENSE_I) &&
				token_means(&s->tokens[k], SENSE_SELF))
				return true;
	}
	return false;
}

/* A no of nobody but the writer, in the sentence of `yes` or the next, to what that comes to or to nothing that is named. */
static bool is_own_no(const struct study *s, const struct claim *no, const struct claim *yes)
{
	const struct clause *c = &s->clauses[no->clauses[0]], *y = &s->clauses[yes->clauses[0]];
	bool near = c->sentence == y->sentence || c->sentence == y->sentence + 1;
	bool same = eset_empty(no->events) || eset_eq(no->events, yes->events);

	for (size_t i = 0; i < c->people_count; i++)
		if (!c->people[i]->me || c->people[i]->we || c->people[i]->count > 1)
			return false;
	return !no->come && yes->come && c > y && near && same && no->clause_count == 1 && !c->we &&
		!c->third && !c->hedged && !c->told && !c->substitute && says_self(s, c) &&
		others_named_come(y) && !clause_means(s, y, SENSE_ALSO);
}

void others_drop_own_no(struct study *s, struct claims *claims)
{
	size_t kept = 0;

	for (size_t i = 0; i < claims->count; i++) {
		const struct claim *no = &claims->items[i];
		bool own = false;
		for (size_t k = 0; k < claims->count; k++)
			if (is_own_no(s, no, &claims->items[k])) {
				claims->items[k].instead = true;
				own = true;
			}
		if (own)
			s->clauses[no->clauses[0]].joined = true;
		else
			claims->items[kept++] = *no;
	}
	claims->count = kept;
}
