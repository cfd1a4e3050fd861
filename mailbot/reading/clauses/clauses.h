/*
 * Takes sentences; gives clauses. Cut at commas, brackets, dashes, colons and conjunctions where
 * both sides have a verb or an intent of their own; reasons, conditions, `dass` and relative clauses
 * always. A verbless part that holds a polarity word of its own is a clause; any other joins its
 * neighbour, and must be accounted for there.
 */
#ifndef READING_CLAUSES_H
#define READING_CLAUSES_H

#include "reading/study.h"

/* False where a sentence has more parts than are told apart: then nothing may be made of it. */
bool clauses_make(struct study *s);

/* Whether the atom is a form of a verb that can carry a clause: of those forms. */
bool atom_is_verb(const struct atom *a, unsigned forms);

#endif
