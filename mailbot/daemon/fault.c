#include "daemon/fault.h"

#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/limits.h"
#include "base/log.h"
#include "registry/alarm.h"

/* Seconds of rest after a fault: the first, and the longest that it grows to. And the alarm's kind,
 * where it is one at once; what lasts is "fails". */
static const struct {
	int first, most;
	const char *alarm;
} faults[] = {
	[FAULT_NONE] = {5, 300, NULL},
	[FAULT_LATER] = {5, 300, NULL},
	[FAULT_LOGIN] = {60, 3600, "login"},
	[FAULT_TLS] = {60, 3600, "tls"},
	[FAULT_SETTINGS] = {60, 3600, "settings"},
	[FAULT_REFUSED] = {30, 600, NULL},
	[FAULT_PROTOCOL] = {30, 3600, "protocol"},
};

static void raise_alarm(struct trouble *t, const char *kind, const struct err *why)
{
	char what[64];
	bool raised = false;
	struct err e = {0};

	if (t->reg == NULL)
		return;
	snprintf(what, sizeof what, "%s-%s", t->name, kind);
	t->quiet = false;
	if (registry_alarm_raise(t->reg, what, why->text, clock_now(), &raised, &e) != 0)
		log_line(LOG_WARNING, "%s alarm not noted: %s", t->name, e.text);
	else if (raised)
		log_line(LOG_INFO, "%s alarm=%s", t->name, what);
}

void trouble_begin(struct trouble *t, const struct err *e)
{
	raise_alarm(t, "begin", e);
}

int trouble_met(struct trouble *t, enum fault fault, const struct err *e)
{
	int next = t->seconds * 2;

	if (t->seconds == 0)
		t->since_ms = clock_monotonic_ms();
	if (next < faults[fault].first)
		next = faults[fault].first;
	t->seconds = next < faults[fault].most ? next : faults[fault].most;
	if (strcmp(t->said, e->text) != 0) {
		log_line(LOG_ERR, "%s failed: %s", t->name, e->text);
		memcpy(t->said, e->text, sizeof t->said);
	} else {
		log_line(LOG_INFO, "%s still fails, again-in=%ds", t->name, t->seconds);
	}
	if (faults[fault].alarm != NULL)
		raise_alarm(t, faults[fault].alarm, e);
	else if (clock_monotonic_ms() - t->since_ms >= ALARM_AFTER_SECONDS * 1000LL)
		raise_alarm(t, "fails", e);
	return t->seconds;
}

void trouble_over(struct trouble *t, bool proven)
{
	char prefix[64];
	struct err e = {0};

	if (t->seconds > 0)
		log_line(LOG_INFO, "%s works again", t->name);
	t->seconds = 0;
	t->said[0] = '\0';
	if (t->quiet || !proven || t->reg == NULL)
		return;
	snprintf(prefix, sizeof prefix, "%s-", t->name);
	t->quiet = registry_alarm_end(t->reg, prefix, clock_now(), &e) == 0;
	if (!t->quiet)
		log_line(LOG_WARNING, "%s alarm not ended: %s", t->name, e.text);
}
