/*
 * Takes claims, and a clause or what stands in one; says whether it made a claim, and if it did not, how
 * it stands to those that did: beside them, before them, in their sentence, of the same people.
 */
#ifndef READING_CLAIMED_H
#define READING_CLAIMED_H

#include "reading/claims/claims.h"

/* Whether the clause makes a claim, or was taken into one. */
bool claimed_clause(const struct claims *claims, size_t clause);

/* What all claims name, whatever is to happen with it. */
struct eset claimed_events(const struct claims *c);

/* Whether both clauses stand in one sentence. */
bool claimed_same_sentence(const struct study *s, size_t clause, const struct clause *c);

/* Whether a claim is made in its sentence. */
bool claimed_in_sentence(
	const struct study *s, const struct claims *claims, const struct clause *c);

/* Whether all clauses of a sentence, and at least one, are such as `fits` says. */
bool claimed_sentence_all(const struct study *s, const struct claims *claims, size_t sentence,
	bool (*fits)(const struct study *, const struct claims *, const struct clause *));

/* Whether a sentence of the clause's neighbourhood makes a request. */
bool claimed_beside(const struct study *s, const struct claims *claims, const struct clause *c);

/* Whether the clause before it, in its sentence or as the one before, asks to come. */
bool claimed_yes_before(const struct study *s, const struct claims *claims, const struct clause *c);

/* Whether a clause asks to come in its sentence, or in one of the two before it. */
bool claimed_yes_near(const struct study *s, const struct claims *claims, const struct clause *c);

/* `am 16. kommen Frau A und Frau B, ich selbst bin an dem Abend im Urlaub`: the writer is none of those who come to what
 * the clause speaks of. */
bool claimed_for_others(const struct study *s, const struct claims *claims, const struct clause *c);

/* `den 22. können Sie streichen, da habe ich Nachtdienst`: the nearest request is a no. */
bool claimed_no_nearest(const struct study *s, const struct claims *claims, const struct clause *c);

/* Talk that names no event, wants nothing, and stands before every clause that does. */
bool claimed_behind(const struct study *s, const struct claims *claims, const struct clause *c);

/* `wir, A und B, danken und kommen`: the people of the first verb are the second one's. */
bool claimed_people(
	const struct study *s, const struct claims *claims, const struct people *people);

/* Whether a number of people is said of all that is asked for. */
bool claimed_all_counted(const struct study *s, const struct claims *claims);

/* Whether more than one come to what is asked for. */
bool claimed_several(const struct claims *claims);

/* `das bin ich und sechs Frauen`, beside a request for seven: the same number again. */
bool claimed_number(const struct claims *claims, const struct people *p);

/* `wir kommen mit fünf Personen, das sind mein Mann, ich und drei Mütter`: all of them, one by one. */
bool claimed_summed(const struct study *s, const struct claims *claims, const struct clause *c);

/* `wir kommen zu fünft. Neu dabei sind Frau A und Herr B`: some of them, by their names, in a sentence of its own. */
bool claimed_some(const struct study *s, const struct claims *claims, const struct clause *c);

#endif
