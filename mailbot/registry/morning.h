/*
 * What staff are told by mail: each working morning what waits for them, and at once what cannot wait.
 * Never with personal data: a number, a reason, an event, since when; and how many are to be called, about which event.
 */
#ifndef REGISTRY_MORNING_H
#define REGISTRY_MORNING_H

#include "registry/registry.h"

/*
 * Queues the mail to `settings->staff_address` (NULL: nothing is done) where one is due: at
 * MORNING_HOUR of a working day, once a day, if anything waits or anybody is to be called; at once where an open item is about
 * an event within URGENT_SECONDS, a mail has failed or is in doubt, the robot holds everything, or an
 * alarm is open. Of one kind of these nobody is told again before it is resolved. `zone` and closed
 * days are those of the rules' first series and office. *queued is true where a mail was made.
 */
int registry_morning(struct registry *reg, const struct settings *settings,
	const struct rules *rules, int64_t now, bool *queued, struct err *e);

/*
 * Says that the robot lives; where it had not for STOPPED_SECONDS, raises the alarm "stopped". `once`: it only looks
 * in, and nobody expects it to go on. Where the clock has gone on by LEAP_SECONDS since the last time, it may be wrong, and
 * nothing is forgotten by it for a day (registry_retention).
 */
int registry_pulse(struct registry *reg, int64_t now, bool once, struct err *e);

#endif
