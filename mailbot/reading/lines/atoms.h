/*
 * Takes rows and tokens; gives atoms (phrases, dates, times and other quantities, names of events,
 * words) and the sentences that they make. Only the writer's own rows are taken: subject where it is
 * their own, body, and quoted lines that are answered, whose events go to the sentences below them.
 */
#ifndef READING_ATOMS_H
#define READING_ATOMS_H

#include "reading/study.h"

/* Whether a word may be one of a title or for a sort of events, whatever stands beside it: it means no more than such do. */
bool token_may_name(const struct token *t);

void atoms_make(struct study *s);
void sentences_make(struct study *s);

#endif
