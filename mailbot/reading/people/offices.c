#include "reading/people/offices.h"

#include "reading/clauses/clauses.h"
#include "reading/lines/tongues.h"
#include "reading/people/people-names.h"
#include "reading/people/persons.h"

enum { WORDS_MAX = 4 /* of what somebody is the head */, ADJECTIVES_MAX = 2 };

/* `stellvertretende`, `Zweite`: what may stand between an article and somebody's office, where nouns have a capital. */
static size_t adjectives(const struct study *s, size_t at, size_t end)
{
	size_t n = 0;

	for (; n < ADJECTIVES_MAX; n++) {
		const struct atom *a = study_atom(s, at + n, end);
		const struct atom *noun = study_atom(s, at + n + 1, end);
		bool plain = a->kind == ATOM_UNKNOWN ? !a->near_alarm && !first_token(s, a)->capital
						     : atom_means(a, SENSE_ORDINAL) ||
				((atom_means(a, SENSE_HARMLESS) || atom_means(a, SENSE_SAFE)) &&
					!first_token(s, a)->capital && a->meaning != NULL &&
					a->meaning->inflections == NULL);
		if (a->count != 1 || !plain || noun->kind == ATOM_PUNCT || !tongue_nouns(s, a))
			return n;
	}
	return n;
}

/* Whether the greeting has a word of the name: who is spoken to behind a comma is nobody who comes. */
static bool greeted(const struct study *s, size_t at, size_t n)
{
	for (size_t r = 0; r < s->row_count; r++) {
		const struct row *row = &s->rows[r];
		for (size_t t = row->first;
			row->sort == ROW_GREETING && t < row->first + row->count; t++)
			for (size_t i = at; i < at + n; i++)
				if (slice_eq(s->tokens[t].key, first_token(s, &s->atoms[i])->key))
					return true;
	}
	return false;
}

/* `der Obermeister, Herr X`, `die Oberärztin, Frau X`: a noun that nobody knows, of the gender of who is named behind the
 * comma. */
static bool is_office(const struct study *s, size_t article, size_t noun, size_t end)
{
	const struct atom *a = study_atom(s, noun, end);
	const struct token *die = first_token(s, study_atom(s, article, end));
	bool male = false, female = false;

	if (a->kind != ATOM_UNKNOWN || a->near_alarm || !tongue_nouns(s, a) ||
		!first_token(s, a)->capital || !atom_is(study_atom(s, noun + 1, end), ','))
		return false;
	size_t title = people_titles(s, noun + 2, end);
	size_t name = title > 0 ? people_name_length(s, noun + 2 + title, end, 1) : 0;
	if (name == 0 || greeted(s, noun + 2 + title, name))
		return false;
	for (size_t i = 0; i < title; i++) {
		const struct token *t = first_token(s, study_atom(s, noun + 2 + i, end));
		male = male || token_means(t, SENSE_MALE);
		female = female || token_means(t, SENSE_FEMALE);
	}
	return male != female && token_means(die, SENSE_FEMALE) == female;
}

/* `der Leiter unseres Büros, Herr X`, `die stellvertretende Leiterin, Frau X`, `the chair of our club, Ms X`: what
 * somebody is, whose, and their name behind a comma. */
size_t office_at(struct study *s, size_t at, size_t end, struct people *p)
{
	if (!atom_means(study_atom(s, at, end), SENSE_ARTICLE))
		return 0;
	size_t before = 1 + adjectives(s, at + 1, end), n = before + 1;
	const struct atom *what = study_atom(s, at + before, end);
	bool nouns = tongue_nouns(s, study_atom(s, at, end));
	bool office = (atom_means(what, SENSE_RELATION) && what->n == 1) ||
		is_office(s, at, at + before, end);
	if (!office || (nouns && !first_token(s, what)->capital))
		return 0;
	for (; n < before + 1 + WORDS_MAX; n++) {
		const struct atom *a = study_atom(s, at + n, end);
		bool noun = a->kind == ATOM_UNKNOWN && !a->near_alarm && first_token(s, a)->capital;
		bool known = a->kind == ATOM_WORD && a->count == 1 &&
			(atom_means(a, SENSE_ARTICLE) || atom_means(a, SENSE_MY) ||
				atom_means(a, SENSE_GROUP) || atom_means(a, SENSE_HARMLESS) ||
				(!nouns && atom_means(a, SENSE_ORIGIN)) ||
				(!nouns && atom_means(a, SENSE_RELATION) && a->n == 0));
		if (!noun && !known)
			break;
	}
	/* `den stellvertretenden Bürgermeister Herrn X` */
	bool comma = atom_is(study_atom(s, at + n, end), ',');
	bool apart = !comma && before > 1 && n == before + 1 &&
		person_addressed(s, study_atom(s, at + n, end));
	n += comma;
	size_t title = comma || apart ? people_titles(s, at + n, end) : 0;
	size_t name = title > 0 ? people_name_length(s, at + n + title, end, 1) : 0;
	if (name == 0 || (!nouns && person_joins_more(s, at + n + title + name, end)))
		return 0;
	p->count++;
	people_add(s, p, at + n + title, name, true);
	return n + title + name;
}
