/*
 * Takes a clause; gives its predicates: which of the verbs that a form may belong to is meant. A
 * separable verb is meant only where its particle stands in the clause; where it does, the bare verb
 * is not (`komme zurück` is no coming). Marks verb and particle as consumed.
 */
#ifndef READING_VERBS_H
#define READING_VERBS_H

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
/* Whether any word of the clause has it. */
bool clause_means(const struct study *s, const struct clause *c, enum sense sense);
/* Whether any token of the clause has it, those within events and references too. */
bool clause_tokens_mean(const struct study *s, const struct clause *c, enum sense sense);
/* The same of any of several senses; `list` is an array. */
bool clause_means_any(
	const struct study *s, const struct clause *c, const enum sense *list, size_t count);
bool clause_tokens_mean_any(
	const struct study *s, const struct clause *c, const enum sense *list, size_t count);
#define CLAUSE_MEANS_ANY(s, c, list) \
	clause_means_any((s), (c), (list), sizeof(list) / sizeof *(list))
#define CLAUSE_TOKENS_MEAN_ANY(s, c, list) \
	clause_tokens_mean_any((s), (c), (list), sizeof(list) / sizeof *(list))
/* `allein`; not `ich selbst`, which says no more than who. */
bool clause_by_oneself(const struct study *s, const struct clause *c);

#endif
