/*
 * Takes the tokens of a clause; gives who is mentioned in it, one by one, and the numbers that say how many they are, for recount.c:
 * titles, callings and relations, runs of capitals, pronouns, numbers. By rules of its own: it shares nothing with people.c,
 * persons.c and seats.c.
 */
#ifndef READING_RECOUNT_MENTIONS_H
#define READING_RECOUNT_MENTIONS_H

#include "reading/seats/recount.h"

enum { UNITS_MAX = 32 };

/* Somebody who is mentioned. */
struct unit {
	int low, high;
	bool named, me, open;
	bool comma, and; /* what stands between it and the one before */
	bool glued; /* and no other word */
	struct slice word; /* the last of the name, the noun */
};

struct tally {
	const struct study *s;
	bool *taken; /* tokens of events, days, times */
	struct unit units[UNITS_MAX];
	size_t count;
	bool full;
	bool comma, and, other; /* seen since the last unit */
	bool mine; /* a word of the first person */
	size_t summed; /* units before the last `both` or number of all, and one; 0: none */
	bool also; /* a word of more behind that */
	struct recount out;
};

/* A tally of nothing yet. */
struct tally mentions_begin(const struct study *s);
/* Adds what the tokens from `first` to `end` mention. */
void mentions_take(struct tally *t, size_t first, size_t end);

#endif
