/*
 * Letters in the robot's own folders that the register does not know. Whoever puts an older copy of
 * the register in place has a mailbox that is ahead of it: what came after the copy was answered and
 * filed, and nothing says so. The server's UIDs do: they only grow, and the register has those under
 * which it filed. Such letters are an alarm, "unknown-letters" (registry/alarm.h), until they are read
 * again or taken out of the folder. What somebody moved there by hand before the robot came to it is
 * another such letter.
 */
#ifndef DAEMON_UNKNOWN_H
#define DAEMON_UNKNOWN_H

#include "base/settings.h"
#include "registry/registry.h"
#include "transport/inbox.h"

/*
 * Looks, raises the alarm or ends it; *count is how many there are. It costs three SELECTs where the
 * register knows all that lies there, however much that is; else the heads of what it does not know.
 * Folders of its own are selected afterwards.
 */
int unknown_look(struct inbox *inbox, const struct folder_settings *folders, struct registry *reg,
	size_t *count, struct err *e);

#endif
