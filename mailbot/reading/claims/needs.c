#include "reading/claims/needs.h"

#include "reading/clauses/verbs.h"

enum { BETWEEN_MAX = 3 }; /* `keinen eigenen barrierefreien Parkplatz` */

/* What the atom is a need of: its own meaning's, or, of somebody (`eine türkische Dolmetscherin`), a
 * word's of it; NULL. */
static const struct meaning *need_of(const struct study *s, const struct atom *a)
{
	if (a->kind == ATOM_WORD)
		return senses_has(a->senses, SENSE_NEED) ? a->meaning : NULL;
	/* `zwei Parkplätze` are a quantity that counts nobody */
	bool holds = a->kind == ATOM_PEOPLE || a->kind == ATOM_TIME;
	for (size_t i = 0; holds && i < a->count; i++)
		if (token_means(&s->tokens[a->first + i], SENSE_NEED))
			return s->tokens[a->first + i].meaning;
	return NULL;
}

/* `brauche`: what is needed stands beside it. */
static bool is_verb(const struct atom *a)
{
	return atom_means(a, SENSE_NEEDING) && a->kind == ATOM_WORD;
}

/* `ich bin Dolmetscherin` needs nobody. */
static bool counts(const struct study *s, const struct clause *c, const struct atom *a)
{
	return need_of(s, a) != NULL &&
		(a->kind == ATOM_WORD || (c != NULL && clause_means(s, c, SENSE_NEEDING)) ||
			(a->kind == ATOM_TIME && c != NULL && clause_means(s, c, SENSE_PLEASE)));
}

/* `keine türkische Dolmetschung`, `don't have any allergies`: the negation leads to it. */
static bool leads_to(const struct study *s, size_t negation, size_t need)
{
	if (need <= negation || need - negation > BETWEEN_MAX + 1)
		return false;
	for (size_t i = negation + 1; i < need; i++)
		if (s->atoms[i].kind != ATOM_WORD)
			return false;
	return true;
}

/* Whether the clause says of what stands at `need` that nobody needs it. */
static bool denied(const struct study *s, const struct clause *c, size_t need)
{
	bool verb = false; /* `… brauche ich nicht`, `… ist nicht nötig` */

	if (c == NULL || clause_means(s, c, SENSE_BUT))
		return false;
	if (clause_means(s, c, SENSE_NEEDLESS))
		return true;
	if (!clause_means(s, c, SENSE_NEEDING))
		return false;
	for (size_t i = c->first; i < c->end; i++)
		verb = verb || (is_verb(&s->atoms[i]) && !atom_means(&s->atoms[i], SENSE_HAVE));
	for (size_t i = c->first; i < c->end; i++)
		if (atom_means(&s->atoms[i], SENSE_NEG) &&
			(leads_to(s, i, need) || (verb && i > need)))
			return true;
	return false;
}

/* Whether another word of the clause says what is needed, or that it is not. */
static bool named_beside(const struct study *s, const struct clause *c, size_t verb)
{
	for (size_t i = c != NULL ? c->first : 0; c != NULL && i < c->end; i++)
		if (i != verb && !is_verb(&s->atoms[i]) &&
			(counts(s, c, &s->atoms[i]) || atom_means(&s->atoms[i], SENSE_NEG)))
			return true;
	return false;
}

static bool stands(const struct study *s, const struct clause *c, size_t at)
{
	const struct atom *a = &s->atoms[at];

	if (!counts(s, c, a))
		return false;
	/* `ich brauche zwei Plätze für den Kongress` asks for those */
	return is_verb(a) ? a->use == USE_NONE && !named_beside(s, c, at) : !denied(s, c, at);
}

bool needs_stand(const struct study *s, const struct clause *c)
{
	for (size_t i = c->first; i < c->end; i++)
		if (stands(s, c, i))
			return true;
	return false;
}

/* Of a verb all that is said behind it: `brauche einen Stuhl mit Lehne`. */
static void add(struct study *s, const struct clause *c, size_t at)
{
	const struct atom *a = &s->atoms[at], *end = a;
	const char *what = need_of(s, a)->rare->what;

	for (size_t i = at + 1; is_verb(a) && c != NULL && i < c->end; i++)
		if (s->atoms[i].kind != ATOM_PUNCT && s->atoms[i].kind != ATOM_SILENT)
			end = &s->atoms[i];
	const struct token *first = first_token(s, a);
	const struct token *last = last_token(s, end);
	struct need n = {what != NULL ? what : "other", first->in, first->start, last->end};
	ARENA_PUSH(s->arena, s->reading->needs, s->reading->need_count, s->reading->need_room, n);
}

bool needs_list(struct study *s)
{
	bool asked = false;

	for (size_t i = 0, of = 0; i < s->atom_count; i++) {
		while (of < s->clause_count && s->clauses[of].end <= i)
			of++;
		bool within = of < s->clause_count && s->clauses[of].first <= i;
		const struct clause *c = within ? &s->clauses[of] : NULL;
		if (stands(s, c, i))
			add(s, c, i);
		asked = asked ||
			(is_verb(&s->atoms[i]) && s->atoms[i].use == USE_INTENT &&
				!(c != NULL && clause_has(c, SENSE_DECLINE)) &&
				need_of(s, &s->atoms[i]) != NULL);
	}
	return asked || s->reading->need_count > 0;
}
