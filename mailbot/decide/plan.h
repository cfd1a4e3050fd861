/*
 * An edited series beside the one in force: what changes in it, event by event, and of what those who
 * are registered are told. Pure.
 */
#ifndef DECIDE_PLAN_H
#define DECIDE_PLAN_H

#include "decide/facts.h"

/* What of an event changes, as bits. */
enum plan_what {
	PLAN_ADDED = 1 << 0, /* it is new */
	PLAN_REMOVED = 1 << 1, /* it does not take place */
	PLAN_TITLE = 1 << 2,
	PLAN_DATE = 1 << 3, /* begin or end */
	PLAN_PLACE = 1 << 4, /* or its address */
	PLAN_SEATS = 1 << 5,
	PLAN_DEADLINE = 1 << 6,
	/* Of these people hear who are registered there; the others are the office's own affair. */
	PLAN_TOLD = PLAN_REMOVED | PLAN_TITLE | PLAN_DATE | PLAN_PLACE,
};

struct plan_event {
	unsigned what; /* never 0 */
	const struct event *before, *after; /* NULL where it is added, removed */
};

struct plan_events {
	struct plan_event *items; /* in order of begin; those that are removed last */
	size_t count, room;
};

/* What differs between an event and itself, as bits; 0 where nothing does. */
unsigned plan_differences(const struct event *before, const struct event *after);

/* `before` NULL: the whole series is new. */
void plan_make(struct arena *a, const struct series *before, const struct series *after,
	struct plan_events *out);

/* Whether who is registered there is told: of nothing that is over by `now`. */
bool plan_tells(const struct plan_event *p, int64_t now);

#endif
