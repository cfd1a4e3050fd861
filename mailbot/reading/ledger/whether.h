/*
 * Takes a clause that says whether something is so, beside what says that the writer does not know it: `ich weiß nicht, ob ich
 * Zeit habe`, `ob es klappt, frage ich mich`. Tells whether a coming may hang on it, whatever it sounds like: not where it is the
 * reader's own affair (asides-reader.h), is over, or is of papers.
 */
#ifndef READING_WHETHER_H
#define READING_WHETHER_H

#include "reading/claims/claims.h"

bool whether_open(const struct study *s, const struct claims *claims, const struct clause *c);

#endif
