/*
 * Faults that last: said once as what a person must act upon, and tried again after pauses that
 * grow; sooner where it was the network, seldom where a login was refused, since servers lock
 * accounts that keep trying. What a person must act upon is an alarm in the register too
 * (registry/alarm.h), and so is anything that has lasted ALARM_AFTER_SECONDS.
 */
#ifndef DAEMON_FAULT_H
#define DAEMON_FAULT_H

#include "base/err.h"
#include "registry/registry.h"
#include "transport/fault.h"

struct trouble {
	const char *name; /* of the loop */
	struct registry *reg; /* NULL where it cannot be opened: then there are no alarms */
	int seconds; /* the last pause; 0 where all is well */
	int64_t since_ms; /* monotonic: since when it is not */
	bool quiet; /* no alarm of this loop is open */
	char said[ERR_TEXT_MAX]; /* what was logged last */
};

/* Logs it, as an error where it is new, and returns the seconds to rest. */
int trouble_met(struct trouble *t, enum fault fault, const struct err *e);

/* It could not even begin: an alarm, which is logged elsewhere. */
void trouble_begin(struct trouble *t, const struct err *e);

/* All is well again; says so where it was not. `proven`: the server was asked, and took us in. */
void trouble_over(struct trouble *t, bool proven);

#endif
