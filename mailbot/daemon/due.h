/*
 * The clock of the sender: queues what is due. Reminders, what was asked back and not
 * answered, the mail to staff.
 */
#ifndef DAEMON_DUE_H
#define DAEMON_DUE_H

#include "registry/registry.h"

/* Looks once, at the robot's clock; what it did is logged. Cheap where nothing is due. */
int due_queue(struct registry *reg, const struct settings *settings, const struct rules *rules,
	struct err *e);

#endif
