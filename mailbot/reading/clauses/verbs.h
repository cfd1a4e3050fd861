/*
 * Takes a clause; gives its predicates: which of the verbs that a form may belong to is meant. A
 * separable verb is meant only where its particle stands in the clause; where it does, the bare verb
 * is not (`komme zurück` is no coming). Marks verb and particle as consumed.
 */
#ifndef READING_VERBS_H
#define READING_VERBS_H

#include "reading/clauses/means.h"
#include "reading/study.h"

void verbs_find(struct study *s, struct clause *c);

/* Whether any predicate of the clause has that sense. */
bool clause_has(const struct clause *c, enum sense sense);
/* Whether any of its predicates decides: register, come, cancel, decline, suit. */
bool clause_intends(const struct clause *c);
/* `… meinen Enkel abholen`: whether its verbs are infinitives that decide nothing, and there is one. */
bool clause_does_else(const struct clause *c);
/* `mit mir können Sie rechnen`: the writer, whom others may count on, and nobody beside. */
bool clause_counts_on_me(const struct clause *c);
/* `allein`; not `ich selbst`, which says no more than who. */
bool clause_by_oneself(const struct study *s, const struct clause *c);

#endif
