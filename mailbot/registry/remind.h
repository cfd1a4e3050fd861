/*
 * The clock's part of the register: reminders that are due, and mails that came too late to be of use.
 */
#ifndef REGISTRY_REMIND_H
#define REGISTRY_REMIND_H

#include "registry/registry.h"

struct reminded {
	size_t mails; /* queued, held, or to be called */
	size_t late; /* reminders that were of no use any more: skipped, with a line in the journal */
};

/*
 * Queues the reminders of all series that are due at `now`: one mail for a party, about all events
 * whose reminders are due now or until the end of the next day. Each party is reminded once for each
 * reminder of each event where it is confirmed and was so when the reminder was due; one that a later
 * decision took back before it left is made anew. One transaction a party, so that it may be killed
 * anywhere. Withdraws reminders that have not left when their event begins.
 */
int registry_remind(struct registry *reg, const struct settings *settings,
	const struct rules *rules, int64_t now, struct reminded *out, struct err *e);

#endif
