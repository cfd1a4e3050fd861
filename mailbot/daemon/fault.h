/*
 * Faults that last: said once as what a person must act upon, and tried again after pauses that
 * grow; sooner where it was the network, seldom where a login was refused, since servers lock
 * accounts that keep trying.
 */
#ifndef DAEMON_FAULT_H
#define DAEMON_FAULT_H

#include "base/err.h"
#include "transport/fault.h"

struct trouble {
	const char *name; /* of the loop */
	int seconds; /* the last pause; 0 where all is well */
	char said[ERR_TEXT_MAX]; /* what was logged last */
};

/* Logs it, as an error where it is new, and returns the seconds to rest. */
int trouble_met(struct trouble *t, enum fault fault, const struct err *e);

/* All is well again; says so where it was not. */
void trouble_over(struct trouble *t);

#endif
