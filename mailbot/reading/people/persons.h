/*
 * Takes sentences of atoms; finds one mention of a person, or of several by one noun: a pronoun (`ich`),
 * a relation (`meine Frau Marlies`, `zwei Kolleginnen`), a title (`Frau Dr. Yilmaz`), an office (`der
 * Leiter unseres Büros, Herr X`), a calling (`Ratsmitglied Thorsten Heine`), a group (`unser Verein`).
 * Lists of them are made in people.c. Positions are atoms; `end` is where the sentence ends.
 */
#ifndef READING_PERSONS_H
#define READING_PERSONS_H

#include "reading/study.h"

/* Whether a mention can begin with the atom: nearly all fall out by what they mean. */
bool person_may_begin(const struct atom *a);

/* Adds the mention at `at` to `p`, which may hold those before it; atoms taken, 0. */
size_t person_at(struct study *s, size_t at, size_t end, struct people *p);

/* The same, where the mention must be a pronoun that has the writer in it: `ich`, `uns`. */
size_t person_pronoun(const struct study *s, size_t at, size_t end, struct people *p);

/* `one for me and one for my colleague`: atoms before the person; 0. */
size_t person_one_for(const struct study *s, size_t at, size_t end);

/* Whether the atom begins with `Herr` or `Frau`: nobody calls themselves so. */
bool person_addressed(const struct study *s, const struct atom *a);

/* Whether the atom joins two people of a list: `und`, a comma, `&`. */
bool person_joins(const struct atom *a);

/* Whether somebody else goes on with the list behind the name. */
bool person_joins_more(struct study *s, size_t at, size_t end);

#endif
