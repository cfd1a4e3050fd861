/*
 * Takes the words that the events of one series can be called, as they are made; joins those that nobody keeps apart,
 * and leaves out those that name no event.
 */
#ifndef RULES_CALLINGS_KEPT_H
#define RULES_CALLINGS_KEPT_H

#include "rules/callings.h"

/* What making them needs: one language's, of one series. */
struct making {
	struct arena *arena; /* until all are known */
	const struct series *series;
	const struct languages *languages;
	const struct language *language; /* NULL: one that we do not know */
	struct callings *out;
	struct index sorts; /* the words for all sorts of events */
	struct index keys; /* numbers of calls */
};

/* `bees` and `bee` of two titles: either may mean both. */
void callings_join_alike(struct making *m);

/* Leaves out what stands for no event, or for all. */
void callings_leave_empty(struct making *m);

#endif
