/*
 * Takes a clause that makes no request; says whether all it says is that the writer comes late or leaves early: `muss
 * aber um 17 Uhr los`, `I finish at six, so I may be a quarter of an hour late`. Who says so beside a yes comes. Every
 * word of it must belong to that; what follows a comma or an infinitive may say why.
 */
#ifndef READING_PARTIAL_H
#define READING_PARTIAL_H

#include "reading/claims/claims.h"

/* Marks the clauses that say nothing else, as `partial`: of those that no frame has understood. */
void partial_find(struct study *s, struct clause *c);

/* Whether it belongs to a yes near it, and somebody who leaves then has seen some of that event. */
bool partial_fits(const struct study *s, const struct claims *claims, const struct clause *c);

/* Whether who leaves at the time that it names has seen some of what is claimed. */
bool partial_time_fits(const struct study *s, const struct claims *claims, const struct clause *c);

/* Whether the hour that the clause names finds all of these events over. */
bool partial_too_late(const struct study *s, const struct clause *c, struct eset events);

/* … or says until when, and none of the events has begun by then: `ich komme am 16. bis 15 Uhr`. */
bool partial_over_before(const struct study *s, const struct clause *c, struct eset events);

/* `erst gegen 19 Uhr, wir haben vorher Konferenz`: whether it says no more than why somebody comes late. */
bool partial_explained(const struct study *s, const struct clause *c);

/* Whether a sentence says nothing else, and why. */
bool partial_sentence(const struct study *s, const struct claims *claims, size_t sentence);

#endif
