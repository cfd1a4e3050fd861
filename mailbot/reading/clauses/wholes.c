#include "reading/clauses/wholes.h"

#include "base/limits.h"
#include "reading/clauses/verbs.h"

static bool several_people(const struct clause *c)
{
	bool several = c->we;

	for (size_t i = 0; i < c->people_count; i++)
		several = several || c->people[i]->count > 1;
	return several;
}

static void add(struct study *s, struct clause *c, int count)
{
	struct people *p = arena_alloc(s->arena, sizeof *p);

	*p = (struct people){.count = count, .total = true};
	c->people[c->people_count++] = p;
}

/* `wir kommen beide`: they are two. */
static void take_both(struct study *s, struct clause *c, size_t i)
{
	struct atom *a = &s->atoms[i];
	bool events =
		i + 1 < c->end && s->atoms[i + 1].kind == ATOM_EVENT && eset_count(c->events) == 2;

	if (!atom_means(a, SENSE_BOTH) || a->use != USE_NONE || events)
		return;
	a->use = USE_PEOPLE;
	add(s, c, 2);
}

/* `alle vier`: what stands behind it is the clause's end, its event or its verb. Beside a no only behind a comma:
 * `nicht alle vier` are some of them. */
static void take_all(struct study *s, struct clause *c, size_t i)
{
	struct atom *all = &s->atoms[i], *number = all + 1;
	const struct atom *behind = study_atom(s, i + 2, c->end);
	bool counts = i + 1 < c->end &&
		(number->kind == ATOM_NUMBER || atom_means(number, SENSE_NUMBER)) && number->n > 2;
	bool ends = behind->kind == ATOM_PUNCT || behind->kind == ATOM_EVENT ||
		behind->use == USE_INTENT;
	bool no = clause_tokens_mean(s, c, SENSE_NEG);
	bool apart = i > c->first && atom_is(all - 1, ',');

	if (!atom_means(all, SENSE_ALL) || all->use != USE_NONE || !counts ||
		number->use != USE_NONE || !ends || number->n > SEATS_MAX || c->several ||
		(no && !(apart && behind->kind == ATOM_PUNCT)) ||
		(size_t)number->n == eset_count(c->events))
		return;
	all->use = number->use = USE_PEOPLE;
	add(s, c, number->n);
}

/* `it'll be me and my colleague`: the pronoun at `at` stands for those who are named behind it. */
static bool stands_for_named(const struct study *s, const struct clause *c, size_t at)
{
	static const enum sense between[] = {SENSE_WILL, SENSE_BE, SENSE_ONLY};
	static const enum sense doubts[] = {SENSE_MAY, SENSE_CAN, SENSE_WOULD, SENSE_HEDGE};
	const struct atom *it = &s->atoms[at];
	bool be = false;

	if (!atom_means(it, SENSE_OTHERS))
		return false;
	/* `it may be`, `it would be` */
	for (size_t i = it->first + 1; i < it->first + it->count; i++)
		if (!TOKEN_MEANS_ANY(&s->tokens[i], between))
			return false;
	for (size_t i = at + 1; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		if (a->kind == ATOM_PEOPLE)
			return be && a->people->me && !a->people->unsure && !a->people->with &&
				c->negations == 0;
		if (ATOM_MEANS_ANY(a, doubts) ||
			(!ATOM_MEANS_ANY(a, between) && !atom_means(a, SENSE_SAFE)))
			return false;
		be = be || atom_means(a, SENSE_BE);
	}
	return false;
}

void wholes_take(struct study *s, struct clause *c)
{
	for (size_t i = c->first; i < c->end && !c->third; i++)
		if (stands_for_named(s, c, i))
			s->atoms[i].use = USE_PEOPLE;
	for (size_t i = c->first; i < c->end && several_people(c); i++) {
		if (c->people_count < CLAUSE_PEOPLE_MAX)
			take_both(s, c, i);
		if (c->people_count < CLAUSE_PEOPLE_MAX)
			take_all(s, c, i);
	}
}
