/*
 * Takes sentences of atoms; finds people in lists that the usual mentions do not make: kin without an
 * article (`Oma, Opa und ich`, `mit Frau und Tochter`), single names (`Jodie, Wendel und ich`), and both
 * beside relations, up to the writer. Positions are atoms; `end` is where the sentence ends.
 */
#ifndef READING_PEOPLE_KIN_H
#define READING_PEOPLE_KIN_H

#include "reading/study.h"

/* A list at `at` that ends with the writer, `at` behind no preposition but `for`; atoms taken, 0. */
size_t people_with_writer(struct study *s, size_t first, size_t at, size_t end, struct people *p);

/* Kin behind a verb that takes somebody along, or behind `with`: two or more, or behind `with` one; atoms
 * taken, 0. */
size_t people_kin(struct study *s, size_t first, size_t at, size_t end, struct people *p);

/* `…, Fotograf kommt mit`: somebody without an article, at the begin of a part that says nothing else; atoms taken, 0. */
size_t people_bare(const struct study *s, size_t first, size_t at, size_t end, struct people *p);

/* `die Frau kommt mit`, `die Gattin bring ich mit`, `mit der Frau`: the writer's own behind an article, where they come
 * along or, beside `kann`, do not; atoms taken, 0. */
size_t people_the_kin(struct study *s, size_t first, size_t at, size_t end, struct people *p);

/* Whether a word before `at` keeps a name there from being somebody who comes: an article, `aus`, `als`. */
bool people_behind_article(const struct study *s, size_t first, size_t at);

/* `six (of) my students`, `zwei (von) unseren Trainern`: what stands between a number and those it is a part of. */
bool kin_partitive(const struct study *s, size_t at, size_t end);

#endif
