/*
 * Takes a study whose requests are about to be carried out; says whether as many seats are plausible at all. It counts once more,
 * from the letter's own tokens and by rules of its own: titles, callings and relations, runs of capitals, pronouns, number words
 * and figures that no date, time or unit takes, plurals without a number, who signs last. It shares nothing with people.c,
 * persons.c and seats.c, so that two independent mistakes must coincide for a wrong number; it never makes an act.
 */
#ifndef READING_RECOUNT_H
#define READING_RECOUNT_H

#include "reading/claims/claims.h"

/* What a count by itself makes of some clauses. */
struct recount {
	int low, high; /* so many by the people who are mentioned */
	bool open; /* a plural without a number among them */
	int totals[8]; /* numbers that say how many they are in all: one of these then */
	size_t total_count;
	bool both; /* `beide`: perhaps two people */
	bool more; /* somebody else behind a number of all */
	int loose; /* a number that nothing takes; 0 */
};

/* Of those clauses, by their places. */
struct recount recount_clauses(const struct study *s, const size_t *clauses, size_t count);
/* Whether so many seats fit. */
bool recount_fits(const struct recount *r, int seats);

/* Whether one of the requests has a number of seats that is not plausible, or somebody is mentioned whom nothing takes in. */
bool recount_doubts(
	const struct study *s, const struct claims *claims, const struct requests *made);

#endif
