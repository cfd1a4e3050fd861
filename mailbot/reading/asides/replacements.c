#include "reading/asides/replacements.h"

#include "reading/clauses/verbs.h"

/* Whether all that is asked for is the writer's own no, and nobody else has a part in it. */
static bool mine_alone(const struct study *s, const struct claims *claims)
{
	for (size_t i = 0; i < claims->count; i++)
		for (size_t k = 0; k < claims->items[i].clause_count; k++) {
			const struct clause *c = &s->clauses[claims->items[i].clauses[k]];
			if (claims->items[i].come || c->we || c->third)
				return false;
			for (size_t n = 0; n < c->people_count; n++)
				if (!c->people[n]->me || c->people[n]->count > 1)
					return false;
		}
	return claims->count > 0;
}

/* `eventuell schicke ich meinen Gesellen` */
static bool sends(const struct study *s, const struct clause *c)
{
	return c->i && !c->we && c->predicate_count == 1 &&
		atom_maybe_verb_of(&s->atoms[c->predicates[0].atom], SENSE_REGISTER);
}

/* Who may be the one that comes. */
static bool somebody(const struct study *s, const struct clause *c, size_t i)
{
	const struct atom *a = &s->atoms[i];

	if (a->kind == ATOM_UNKNOWN)
		return first_token(s, a)->capital && i > c->first;
	/* who is named in full is more than a thought */
	return a->kind == ATOM_PEOPLE && !a->people->me && !a->people->we && !a->people->with &&
		(a->people->person_count == 0 || a->people->persons[0].name == NULL);
}

static bool may_replace(const struct study *s, const struct claims *claims, const struct clause *c)
{
	static const enum sense more[] = {SENSE_CONTRARY, SENSE_POINTER, SENSE_WE, SENSE_ME,
		SENSE_TO_ME, SENSE_US, SENSE_WITH, SENSE_ALSO, SENSE_BUT, SENSE_THERE,
		SENSE_RETRACT, SENSE_OR, SENSE_CONDITION, SENSE_MORE, SENSE_NO, SENSE_YES,
		SENSE_SUBSTITUTE};
	bool comes = clause_has(c, SENSE_COME) && !c->i && !c->we, who = false;

	if (c->negations > 0 || c->condition || c->question || c->named ||
		c->predicate_count != 1 || !(comes || sends(s, c)) || !mine_alone(s, claims))
		return false;
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		bool me = sends(s, c) && a->kind == ATOM_PEOPLE && a->people->me &&
			a->people->count <= 1 && !a->people->object;
		if (ATOM_MEANS_ANY(a, more) || a->near_alarm ||
			(a->kind == ATOM_PEOPLE && !me && !somebody(s, c, i)))
			return false;
		who = who || somebody(s, c, i);
	}
	return who && (clause_means(s, c, SENSE_HEDGE) || clause_means(s, c, SENSE_OPEN));
}

/* `…, mal sehen`: of what stands right before it, and nothing else. */
static bool only_open(const struct study *s, const struct clause *c)
{
	bool open = false;

	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		bool doubt = atom_means(a, SENSE_OPEN) || atom_means(a, SENSE_HEDGE);
		open = open || doubt;
		if (!atom_quiet(a) && !doubt && !atom_means(a, SENSE_SAFE))
			return false;
	}
	return open;
}

bool replacement_open(const struct study *s, const struct claims *claims, const struct clause *c)
{
	bool behind = c > s->clauses && c[-1].sentence == c->sentence;

	return may_replace(s, claims, c) ||
		(behind && only_open(s, c) && may_replace(s, claims, c - 1));
}
