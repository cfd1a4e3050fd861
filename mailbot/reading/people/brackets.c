#include "reading/people/brackets.h"

#include "reading/lines/tongues.h"
#include "reading/people/people-names.h"
#include "reading/people/persons.h"

enum { BRACKET_WORDS_MAX = 4, ORDINAL_MAX = 9, AGE_MIN = 6, AGE_MAX = 99, KIN_ATOMS_MAX = 4 };

/* `meinen beiden Töchtern (4 und 7)`: as many ages as there are of them; atoms. */
static size_t ages_at(const struct study *s, size_t at, size_t end, int count)
{
	size_t n = 1;
	int ages = 0;

	while (ages <= count) {
		const struct atom *a = study_atom(s, at + n, end);
		bool years = a->kind == ATOM_TIME && ages > 0; /* `(4 und 7 Jahre)` */
		if (!years && (a->kind != ATOM_NUMBER || a->n <= 0 || a->n > AGE_MAX))
			return 0;
		ages++;
		n++;
		if (!person_joins(study_atom(s, at + n, end)))
			break;
		n++;
	}
	return ages > 1 && ages == count && atom_is(study_atom(s, at + n, end), ')') ? n + 1 : 0;
}

/* `our granddaughter Paula (6)`, `meine Tochter (11)`: of the family a number is the age, not how many they are. */
static bool age_of_kin(const struct study *s, size_t at, size_t end)
{
	const struct atom *age = study_atom(s, at + 1, end);
	bool kin = false;

	for (size_t back = 1; back <= KIN_ATOMS_MAX && back <= at; back++)
		kin = kin ||
			(atom_means(&s->atoms[at - back], SENSE_KIN) && s->atoms[at - back].n == 1);
	return kin && age->kind == ATOM_NUMBER && age->n > 0 && age->n <= AGE_MAX &&
		atom_is(study_atom(s, at + 2, end), ')');
}

/* `(Station 4B)`, `(head office)` behind a name: what somebody belongs to; atoms within the brackets. */
static size_t department_at(const struct study *s, size_t at, size_t end)
{
	static const enum sense nouns[] = {SENSE_FIELD, SENSE_GROUP, SENSE_PLACE, SENSE_HARMLESS};
	size_t n = 0;
	bool noun = false;

	for (; n < BRACKET_WORDS_MAX; n++) {
		const struct atom *a = study_atom(s, at + n, end);
		bool capital = first_token(s, a)->capital && tongue_nouns(s, a);
		bool part = noun &&
			(a->kind == ATOM_NUMBER ||
				(a->kind == ATOM_UNKNOWN && first_token(s, a)->text.len == 1));
		bool named = a->kind == ATOM_UNKNOWN ? !a->near_alarm && capital
						     : a->count == 1 && ATOM_MEANS_ANY(a, nouns) &&
				(capital || !tongue_nouns(s, a));
		if (!part && !named)
			break;
		noun = noun || named;
	}
	return noun && atom_is(study_atom(s, at + n, end), ')') ? n : 0;
}

size_t bracket_at(struct study *s, size_t at, size_t end, struct people *p, int earlier)
{
	size_t n = 1;
	const struct atom *open = study_atom(s, at, end);
	const struct token *opens = first_token(s, open);

	/* `(1. Vorsitzende)`: looks like a day that no event has */
	bool day = open->kind == ATOM_EVENT && eset_empty(open->events) && open->count == 3 &&
		slice_is(opens->text, "(") && opens[1].kind == TOKEN_NUMBER &&
		opens[1].number <= ORDINAL_MAX;
	if (!day && !atom_is(open, '('))
		return 0;
	if (study_atom(s, at + 1, end)->kind == ATOM_TIME &&
		atom_is(study_atom(s, at + 2, end), ')'))
		return 3;
	if (p->person_count == 0 && !(p->count == 1 && !p->me))
		return ages_at(s, at, end, p->count - earlier);
	/* `meine Tochter (3)` may be how many they are */
	bool age = p->person_count > 0 || study_atom(s, at + 1, end)->n >= AGE_MIN;
	if (!day && age && age_of_kin(s, at, end))
		return 3;
	/* `mein Mann (Bernd Feulner)` */
	size_t name = p->person_count == 0 && !day ? people_name_length(s, at + 1, end, 2) : 0;
	if (name > 0 && atom_is(study_atom(s, at + 1 + name, end), ')')) {
		people_add(s, p, at + 1, name, true);
		return name + 2;
	}
	if (p->person_count == 0)
		return 0;
	/* `(Handball)`; a word that nobody knows says what they do, not whether they come */
	size_t department = day ? 0 : department_at(s, at + 1, end);
	if (department > 0)
		return department + 2;
	for (; n <= BRACKET_WORDS_MAX; n++) {
		const struct atom *a = study_atom(s, at + n, end);
		bool role = a->kind == ATOM_WORD &&
			(atom_means(a, SENSE_FIELD) || atom_means(a, SENSE_RELATION) ||
				atom_means(a, SENSE_GROUP));
		if (!role && !(n > 1 && atom_means(a, SENSE_AND)))
			break;
	}
	return n > 1 && atom_is(study_atom(s, at + n, end), ')') ? n + 1 : 0;
}
