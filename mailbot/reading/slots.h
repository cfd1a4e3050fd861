/*
 * Takes a clause with its predicates; fills the slots of its frame: events, with those behind `außer`
 * and `statt` apart; people; adjuncts from a closed list (origin, cause, time, role); negations and
 * what they turn. What is left over then is either a word that is safe in any request, or trouble.
 */
#ifndef READING_SLOTS_H
#define READING_SLOTS_H

#include "reading/study.h"

void slots_fill(struct study *s, struct clause *c);

/* Consumes the words that may stand in any request; what no slot and no list takes is trouble. */
void slots_account(struct study *s, struct clause *c);

#endif
