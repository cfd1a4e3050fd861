/*
 * Alarms: what keeps a loop from its work and needs a person (a login that is refused, a certificate
 * that is not the server's). One of a kind is open at a time, however often its loop has tried; it is
 * over once the loop works again. Whoever tells staff reads them here.
 */
#ifndef REGISTRY_ALARM_H
#define REGISTRY_ALARM_H

#include "registry/registry.h"

struct alarm {
	int64_t id;
	const char *what; /* a stable identifier: "receive-login", "send-settings", … */
	const char *why; /* one line for administrators, in English, without personal data */
	int64_t since;
	int64_t over; /* since when it is no more; 0: it is */
	int64_t told; /* when staff were told; 0: not yet */
};

struct alarms {
	struct alarm *items;
	size_t count, room;
};

/* Raises it. *raised is false where it is open already: then nothing changes but `why`. */
int registry_alarm_raise(struct registry *reg, const char *what, const char *why, int64_t now,
	bool *raised, struct err *e);

/* Ends all that are open and begin with `prefix` ("receive-"). */
int registry_alarm_end(struct registry *reg, const char *prefix, int64_t now, struct err *e);

/* All that are open, and those that staff have not been told of; the oldest first. */
int registry_alarms(struct registry *reg, struct arena *a, struct alarms *out, struct err *e);

/* Staff have been told of it. */
int registry_alarm_told(struct registry *reg, int64_t id, int64_t now, struct err *e);

#endif
