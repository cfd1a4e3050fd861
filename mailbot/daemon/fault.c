#include "daemon/fault.h"

#include <string.h>

#include "base/log.h"

/* Seconds of rest after a fault: the first, and the longest that it grows to. */
static const struct {
	int first, most;
} rests[] = {
	[FAULT_NONE] = {5, 300},
	[FAULT_LATER] = {5, 300},
	[FAULT_LOGIN] = {60, 3600},
	[FAULT_TLS] = {60, 3600},
	[FAULT_SETTINGS] = {60, 3600},
	[FAULT_REFUSED] = {30, 600},
	[FAULT_PROTOCOL] = {30, 3600},
};

int trouble_met(struct trouble *t, enum fault fault, const struct err *e)
{
	int next = t->seconds * 2;

	if (next < rests[fault].first)
		next = rests[fault].first;
	t->seconds = next < rests[fault].most ? next : rests[fault].most;
	if (strcmp(t->said, e->text) != 0) {
		log_line(LOG_ERR, "%s failed: %s", t->name, e->text);
		memcpy(t->said, e->text, sizeof t->said);
	} else {
		log_line(LOG_INFO, "%s still fails, again-in=%ds", t->name, t->seconds);
	}
	return t->seconds;
}

void trouble_over(struct trouble *t)
{
	if (t->seconds > 0)
		log_line(LOG_INFO, "%s works again", t->name);
	t->seconds = 0;
	t->said[0] = '\0';
}
