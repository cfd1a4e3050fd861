/*
 * Takes a clause with its predicates; fills the slot of its frame that holds events, with those behind
 * `außer` and `statt` apart, and says why where one is weak, over, contradictory or ambiguous.
 */
#ifndef READING_SLOTS_EVENTS_H
#define READING_SLOTS_EVENTS_H

#include "reading/study.h"

/* Events of the clause; those behind `außer` and `statt` apart. */
void slots_take_events(struct study *s, struct clause *c);

/* Whether a list stands below the clause's sentence, or behind a colon in it. */
bool slots_announce_list(const struct study *s, const struct clause *c);

#endif
