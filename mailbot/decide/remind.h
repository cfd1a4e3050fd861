/*
 * Reminders: when one is due, and which are one mail. Pure; each case of it stands in
 * tests/test-decide-remind.c.
 */
#ifndef DECIDE_REMIND_H
#define DECIDE_REMIND_H

#include "rules/workday.h"

/* The moment of a reminder of an event: at its time of day in the series' zone, so many working days
 * before the event's day. */
int64_t remind_at(const struct series *series, const struct event *event,
	const struct reminder *reminder, const struct office *office);

enum remind_when {
	REMIND_NOT_YET, /* not due; or late, and it is night */
	REMIND_NOW,
	REMIND_TOO_LATE, /* of no use any more, or the event has begun */
};

/* What is to be done at `now` about one that is due at `at`. */
enum remind_when remind_when(
	const struct series *series, const struct event *event, int64_t at, int64_t now);

/* Until when reminders that are due go into the same mail as one of `now`: the end of the next day
 * in the series' zone. */
int64_t remind_together(const struct series *series, int64_t now);

#endif
