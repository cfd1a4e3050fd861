#include "reading/seats/seats-again.h"

#include "reading/people/name.h"

bool seats_surname_of(const char *name, const char *full)
{
	struct slice a = slice_of(name), b = slice_of(full);

	return b.len > a.len && b.p[b.len - a.len - 1] == ' ' &&
		slice_eq(slice_from(b, b.len - a.len), a);
}

/* `wir, Peter und Inge Schulte, kommen. Ehepaar Schulte`: who signs so came before. */
static bool couple_before(
	const struct study *s, const struct claim *claim, size_t clause, const struct people *p)
{
	bool couple = p->count == 2 && p->person_count == 1 && p->persons[0].title;
	size_t n = 0;

	for (size_t i = 0; i < clause && couple; i++) {
		const struct clause *c = &s->clauses[claim->clauses[i]];
		for (size_t k = 0; k < c->people_count; k++)
			for (size_t x = 0; x < c->people[k]->person_count; x++)
				n += c->people[k]->persons[x].name != NULL &&
					seats_surname_of(
						p->persons[0].name, c->people[k]->persons[x].name);
	}
	return n == 2;
}

/* Whether they are the same, named or meant by a pronoun. */
static bool same_people(const struct people *a, const struct people *b)
{
	return (a->again != NULL ? a->again : a) == (b->again != NULL ? b->again : b);
}

/* `my wife and I accept and look forward to it`: the same people, in two clauses. */
static bool came_before(
	const struct study *s, const struct claim *claim, size_t clause, const struct people *p)
{
	for (size_t i = 0; i < clause; i++) {
		const struct clause *c = &s->clauses[claim->clauses[i]];
		for (size_t k = 0; k < c->people_count; k++)
			if (same_people(c->people[k], p) &&
				p->person_count + (size_t)p->count > 0 && !p->total)
				return true;
	}
	return false;
}

/* `bringe meine Kollegin mit, Frau Damm`: nothing but a particle and a comma stands between whom it means and the name. */
static bool names_companion(const struct study *s, const struct clause *c, const struct people *p)
{
	const struct people *before = NULL;
	bool comma = false;

	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		if (a->kind == ATOM_PEOPLE && a->people == p)
			return comma && before != NULL && before->with && before->count == 1 &&
				before->person_count == 0 && !before->me && p->count == 1 &&
				p->person_count == 1 && !p->me;
		if (a->kind == ATOM_PEOPLE) {
			before = a->people;
			comma = false;
		} else if (atom_is(a, ',')) {
			comma = true;
		} else if (!atom_means(a, SENSE_PARTICLE) && !atom_means(a, SENSE_WITH)) {
			before = NULL;
		}
	}
	return false;
}

/* The word that says what somebody is to the writer, of one alone; NULL. */
static const struct token *kin_of(const struct study *s, const struct people *p)
{
	for (size_t i = 0; i < s->atom_count && p->count == 1 && !p->me; i++)
		for (size_t k = 0; s->atoms[i].people == p && k < s->atoms[i].count; k++)
			if (token_means(&s->tokens[s->atoms[i].first + k], SENSE_KIN))
				return &s->tokens[s->atoms[i].first + k];
	return NULL;
}

/* `am 21. kommt auch unsere Mutter Fatma mit. Wir sind zu dritt, meine Schwester, meine Mutter und ich`: in the list again. */
static bool listed_again(
	const struct study *s, const struct claim *claim, size_t clause, const struct people *p)
{
	const struct token *kin = kin_of(s, p);
	const char *name =
		p->count == 1 && p->person_count == 1 && !p->me ? p->persons[0].name : NULL;

	for (size_t x = clause + 1; x < claim->clause_count && (kin != NULL || name != NULL); x++) {
		const struct clause *c = &s->clauses[claim->clauses[x]];
		for (size_t i = c->first; i < c->end; i++) {
			const struct atom *a = &s->atoms[i];
			if (a->kind != ATOM_PEOPLE || !a->people->me || a->people->count < 2)
				continue;
			for (size_t k = a->first; k < a->first + a->count; k++)
				if (kin != NULL && slice_eq(s->tokens[k].key, kin->key))
					return true;
			for (size_t k = 0; k < a->people->person_count && name != NULL; k++)
				if (a->people->persons[k].name != NULL &&
					name_compare(name, a->people->persons[k].name) == NAME_SAME)
					return true;
		}
	}
	return false;
}

bool seats_again(
	const struct study *s, const struct claim *claim, size_t clause, const struct people *p)
{
	return came_before(s, claim, clause, p) || couple_before(s, claim, clause, p) ||
		names_companion(s, &s->clauses[claim->clauses[clause]], p) ||
		listed_again(s, claim, clause, p);
}
