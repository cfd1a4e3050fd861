/*
 * Takes sentences of atoms; finds the names of people in them: how long a name is, the titles before
 * it, names in a list, and two first names with one surname. Names come from capitals and positions,
 * not from dictionaries. A name that is found is added to a `struct people`. Positions are atoms; `end`
 * is where the sentence ends.
 */
#ifndef READING_PEOPLE_NAMES_H
#define READING_PEOPLE_NAMES_H

#include "reading/study.h"

/* Whether a name can begin with the atom: a word with a capital. Nearly all fall out by that. */
static inline bool people_name_may_begin(const struct study *s, const struct atom *a)
{
	return (a->kind == ATOM_UNKNOWN || a->kind == ATOM_WORD) && a->count == 1 &&
		first_token(s, a)->capital;
}

/* How many atoms make a name of at least `min` words from `at` on; 0. */
size_t people_name_length(const struct study *s, size_t at, size_t end, size_t min);

/* The same of a name in a line that has no capitals, behind what somebody is: `meine schwester anna weber und ich`. */
size_t people_small_name(const struct study *s, size_t at, size_t end);

/* Adds a person with the name of the `n` atoms from `at` on, without one where `n` is 0. Leaves the
 * count alone. */
void people_add(struct study *s, struct people *p, size_t at, size_t n, bool title);

/* How many atoms from `at` on are titles, with the nouns between them: `Frau Stadträtin Dr.`; 0. */
size_t people_titles(const struct study *s, size_t at, size_t end);

/* Adds `count` full names that are joined by commas or `und`, where there are as many, and leaves the
 * count alone; atoms taken, 0 with nothing added. */
size_t people_names(struct study *s, size_t at, size_t end, int count, struct people *p);

/* Adds and counts a name of at least `min` words without a title; atoms taken, 0. */
size_t people_bare_name(struct study *s, size_t at, size_t end, struct people *p, size_t min);

/* Adds and counts `Peter und Inge Schulte`; atoms taken, 0. */
size_t people_couple(struct study *s, size_t at, size_t end, struct people *p);

#endif
