/*
 * Takes clauses and claims; says whether everything that alarms was accounted for: every number of
 * people, person, exception, swap, `or`, negation, hedge and event of the own words was consumed by a
 * request, or stands in a construct that is known to ask for nothing (what is told, a question, a
 * need, thanks, a reason). What is left over is review, with its class as reason, but where its
 * sentence asks for nothing by all that it sounds like (unclaimed.h).
 */
#ifndef READING_LEDGER_H
#define READING_LEDGER_H

#include "reading/claims/claims.h"

enum { LEFT_OVER_MAX = 32 }; /* beyond that nothing is explained */

/* Something that nothing consumed: a reason's id, and where. */
struct left_over {
	const char *why;
	size_t atom;
};

struct ledger {
	struct left_over left[LEFT_OVER_MAX];
	size_t left_count;
	const char *why; /* the first that no talk explains; NULL */
	bool question, need; /* somebody must look beside the requests */
	bool proxy; /* so they must where the writer says no for somebody else */
	bool doubt; /* somebody wants something that was not understood */
	struct eset open; /* events on which they have not decided */
};

void ledger_balance(struct study *s, const struct claims *claims, struct ledger *out);

/* Notes one more thing that nothing consumed: a reason's id, and where. */
void ledger_leave(struct ledger *l, const char *why, size_t atom);

#endif
