/*
 * Takes a clause with its slots filled; says who its subject is, and what its verbs' forms tell: asked
 * or told, of whom.
 */
#ifndef READING_SUBJECT_H
#define READING_SUBJECT_H

#include "reading/study.h"

/* Sets i, we, third; inherits them from the clause before, where the sentence goes on. */
void subject_find(struct study *s, struct clause *c);

/* Whether any predicate has one of the forms; whether all that intend have no other. */
bool clause_any_form(const struct clause *c, unsigned forms);
bool clause_only_form(const struct clause *c, unsigned forms);

/* Told, not asked: perfect, preterite, passive. */
bool clause_is_told(const struct study *s, const struct clause *c);

#endif
