/*
 * Takes a clause and what one of its words may be a form of; says whether all that the verb needs to say what its sense
 * says (rules/language.xsd: needs, with) stands in the clause.
 */
#ifndef READING_VERBS_NEEDS_H
#define READING_VERBS_NEEDS_H

#include "reading/study.h"

bool verb_needs_met(const struct study *s, const struct clause *c, const struct verb *v);
/* The same of `needs` alone. */
bool verb_has_beside(const struct study *s, const struct clause *c, enum needs needs);

#endif
