#include "reading/frames/outs.h"

#include "reading/clauses/verbs.h"
#include "reading/people/people.h"

enum { NAME_BYTES_MIN = 3 };

/* A word that nobody knows, where a name may stand: with a capital, or in a sentence that begins without one. */
static bool may_be_name(const struct study *s, const struct clause *c, const struct atom *a)
{
	const struct sentence *x = &s->sentences[c->sentence];
	bool lower = !first_token(s, &s->atoms[x->first])->capital;

	return a->kind == ATOM_UNKNOWN && a->count == 1 && !a->near_alarm && !a->repaired &&
		first_token(s, a)->text.len >= NAME_BYTES_MIN &&
		(first_token(s, a)->capital || lower);
}

/* Others than the writer, of whom nobody spoke before. */
static bool are_others(const struct atom *a)
{
	const struct people *p = a->people;

	return a->kind == ATOM_PEOPLE && !p->me && !p->we && !p->with && !p->total &&
		!p->principal && p->again == NULL;
}

/* What may stand beside who is out: all that makes it a no, and nothing that could be of the writer. */
static bool is_plain(const struct study *s, const struct atom *a)
{
	static const enum sense plain[] = {SENSE_AND, SENSE_BUT, SENSE_REGRET, SENSE_BE, SENSE_CAN,
		SENSE_WILL, SENSE_COME, SENSE_DECLINE, SENSE_THERE};
	static const enum sense never[] = {SENSE_HEDGE, SENSE_OPEN, SENSE_OR, SENSE_ALSO, SENSE_ME,
		SENSE_US, SENSE_TO_ME, SENSE_I, SENSE_WE, SENSE_YOU, SENSE_MORE, SENSE_SUBSTITUTE,
		SENSE_POINTER, SENSE_ARTICLE};

	if (atom_quiet(a) || a->use == USE_INTENT || atom_means(a, SENSE_NEG) ||
		atom_maybe_verb_of(a, SENSE_DECLINE))
		return true;
	if (a->kind != ATOM_WORD)
		return false;
	bool particle = atom_means(a, SENSE_PARTICLE) && !ATOM_MEANS_ANY(a, never);
	if (particle || (ATOM_MEANS_ANY(a, plain) && !ATOM_MEANS_ANY(a, never)))
		return true;
	return a->count == 1 && atom_means(a, SENSE_SAFE) && !first_token(s, a)->capital &&
		!ATOM_MEANS_ANY(a, never);
}

/* The one atom that says who is out, at the clause's begin; `end` where more stands there. */
static size_t who_is_out(const struct study *s, const struct clause *c)
{
	size_t who = c->end;

	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		bool first = atom_quiet(a) || atom_means(a, SENSE_AND) || atom_means(a, SENSE_BUT);
		if (who == c->end && (may_be_name(s, c, a) || are_others(a)))
			who = i;
		else if (who == c->end ? !first : !is_plain(s, a))
			return c->end;
	}
	return who;
}

/* `fällt … aus`: a verb of a no, and at the clause's end the word that makes it one. */
static bool falls_out(const struct study *s, const struct clause *c)
{
	size_t last = c->end;

	while (last > c->first && atom_quiet(&s->atoms[last - 1]))
		last--;
	for (size_t i = c->first; i + 1 < last; i++) {
		const struct atom *a = &s->atoms[i];
		const struct inflection *f = atom_maybe_verb(a) ? a->meaning->inflections : NULL;
		for (; f != NULL; f = f->next)
			if (f->verb->sense == SENSE_DECLINE && f->verb->particle.len > 0 &&
				slice_eq(f->verb->particle,
					first_token(s, &s->atoms[last - 1])->key))
				return true;
	}
	return false;
}

/* `nicht`, `can't make it`, `isn't`, `fällt aus`: one no, and no verb but of coming. */
static bool says_no(const struct study *s, const struct clause *c)
{
	bool falls = falls_out(s, c);
	bool declines = falls || clause_has(c, SENSE_DECLINE) || clause_means(s, c, SENSE_DECLINE);

	for (size_t i = 0; i < c->predicate_count; i++)
		if (c->predicates[i].sense != SENSE_COME &&
			c->predicates[i].sense != SENSE_DECLINE &&
			!(falls && c->predicates[i].sense == SENSE_OTHER))
			return false;
	return declines ? c->negations == 0 : c->negations == 1;
}

/* Whether a name may be the writer's, by what they are called or by their address. */
static bool may_be_writer(const struct study *s, const char *name)
{
	const char *address = s->message->envelope->from.address;

	if (people_named_as_writer(s, name))
		return true;
	return address != NULL && slice_find_ci(slice_of(address), name) >= 0;
}

/* Whether who is out may be the writer, or is named anywhere else. */
static bool known_elsewhere(const struct study *s, size_t who)
{
	const struct atom *a = &s->atoms[who];
	const struct token *t = first_token(s, a);
	const char *name = arena_string(s->arena, t->text);

	if (a->kind == ATOM_UNKNOWN && may_be_writer(s, name))
		return true;
	for (size_t i = 0; i < a->count; i++)
		for (size_t k = 0; k < s->token_count; k++) {
			const struct token *other = &s->tokens[k];
			bool same = k >= a->first && k < a->first + a->count;
			bool tells = t[i].meaning == NULL || token_means(&t[i], SENSE_RELATION) ||
				a->people == NULL || a->people->person_count > 0;
			if (!same && tells && slice_eq(other->key, t[i].key))
				return true;
		}
	return false;
}

/* Nobody but the writer comes by it, for sure: `ich komme`, `count me in`. */
static bool is_own_yes(const struct clause *c)
{
	bool me = !c->agent_only;

	for (size_t i = 0; i < c->people_count; i++) {
		if (!c->people[i]->me || c->people[i]->we || c->people[i]->count > 1)
			return false;
		me = me || c->people[i]->object;
	}
	return me && c->says == SAYS_COME && c->why == NULL && c->named && !c->we && !c->third &&
		!c->hedged && !c->question && !c->condition && c->negations == 0;
}

/* Whether the rest of the letter speaks of nobody but the writer. */
static bool only_me(const struct study *s, const struct clause *c)
{
	for (size_t i = 0; i < s->clause_count; i++) {
		const struct clause *b = &s->clauses[i];
		for (size_t k = 0; b != c && k < b->people_count; k++)
			if (!b->people[k]->me || b->people[k]->we || b->people[k]->count > 1)
				return false;
	}
	return true;
}

static bool tells_who_is_out(const struct study *s, const struct clause *c)
{
	const struct sentence *x = &s->sentences[c->sentence];
	size_t who = who_is_out(s, c);
	bool last = c->end == x->end;

	return who < c->end && last && !c->named && !c->question && !c->condition && !c->hedged &&
		!c->subordinate && !c->unreal && !x->subject && !x->below && !x->question &&
		c->sign != 'o' && says_no(s, c) && c[-1].sentence + 1 >= c->sentence &&
		is_own_yes(c - 1) && !known_elsewhere(s, who) && only_me(s, c);
}

void outs_tell(struct study *s)
{
	for (size_t i = 1; i < s->clause_count; i++) {
		struct clause *c = &s->clauses[i];
		if (tells_who_is_out(s, c))
			clause_tells(s, c);
	}
}
