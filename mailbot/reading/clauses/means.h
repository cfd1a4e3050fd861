/*
 * What stands in a clause, as sets: what its words mean, what its tokens mean, what kinds of atoms there are. A clause is
 * asked hundreds of times whether something stands in it; where nothing does, that is a bit.
 *
 * The sets are filled when the clause is made, and say exactly what a walk over its atoms would. Tokens, and the kinds of
 * atoms, stay what they are from there on. What an atom means may change, when its clause is understood: then only by
 * atom_becomes and atom_gains, which keep the sets of its clause true.
 */
#ifndef READING_MEANS_H
#define READING_MEANS_H

#include "reading/study.h"

/* Fills the sets of a new clause. */
void clause_gather(const struct study *s, struct clause *c);

/* The atom means that and nothing else from here on; or that too. */
void atom_becomes(struct study *s, size_t at, enum sense sense);
void atom_gains(struct study *s, size_t at, enum sense sense);

/* Whether any word of the clause has it. */
static inline bool clause_means(const struct study *s, const struct clause *c, enum sense sense)
{
	(void)s;
	return senses_has(c->words, sense);
}

/* Whether any token of the clause has it, those within events and references too. */
static inline bool clause_tokens_mean(
	const struct study *s, const struct clause *c, enum sense sense)
{
	(void)s;
	return senses_has(c->tokens, sense);
}

/* Whether an atom of that kind stands in it. */
static inline bool clause_holds(const struct clause *c, enum atom_kind kind)
{
	return c->kinds >> kind & 1;
}

/* The same of any of several senses; `list` is an array. */
#define CLAUSE_MEANS_ANY(s, c, list) ((void)(s), senses_meet((c)->words, SENSES_OF(list)))
#define CLAUSE_TOKENS_MEAN_ANY(s, c, list) ((void)(s), senses_meet((c)->tokens, SENSES_OF(list)))

#endif
