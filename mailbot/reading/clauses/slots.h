/*
 * Takes a clause with its predicates; fills the slots of its frame: events (slots-events.c); people;
 * adjuncts from a closed list (origin, cause, time, role); negations and what they turn. What is left
 * over then is either a word that is safe in any request, or trouble (slots-account.c).
 */
#ifndef READING_SLOTS_H
#define READING_SLOTS_H

#include "reading/study.h"

void slots_fill(struct study *s, struct clause *c);

/* Consumes an atom, unless something has already. */
static inline void slots_use(struct atom *a, enum use u)
{
	if (a->use == USE_NONE)
		a->use = u;
}

#endif
