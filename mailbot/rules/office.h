/*
 * rules/office.xml compiled: what is the office's own. The manual is rules/office.xsd.
 */
#ifndef RULES_OFFICE_H
#define RULES_OFFICE_H

#include "rules/pattern.h"
#include "rules/rules.h"
#include "rules/switches.h"

/* A fax or form gateway: it is a machine, and carries a person's letter. */
struct gateway {
	const char *address; /* its From */
	bool reply_to; /* the person's address stands in Reply-To */
	struct place place;
};

struct closed_day {
	int32_t from, to; /* days since 1970-01-01, both included */
	struct place place;
};

struct office {
	struct patterns tags; /* that our own server puts into subjects: "[EXTERN]" */
	struct patterns banners; /* ... and above texts: lines */
	struct gateway *gateways;
	size_t gateway_count, gateway_room;
	const char **addresses; /* of the office, all its inboxes and lists */
	size_t address_count, address_room;
	const char **people; /* addresses that only people answer: never answered by the robot */
	size_t people_count, people_room;
	struct closed_day *closed;
	size_t closed_count, closed_room;
};

int office_compile(struct arena *a, const struct rule_file *file, const struct rule_file *schema,
	struct switches *switches, struct office **into, struct problems *problems);

/* Whether that day (days since 1970-01-01) is no working day of the office. */
bool office_closed(const struct office *o, int32_t day);
/* NULL where the address is none. */
const struct gateway *office_gateway(const struct office *o, const char *address);

#endif
