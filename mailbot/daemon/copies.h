/*
 * Copies of what was sent, where staff look for it: in the folder of sent mail of the office's mailbox
 * (settings `copies`, `folders.sent`). Each once, after a crash too: before one is put there, it is
 * looked for by its Message-ID.
 */
#ifndef DAEMON_COPIES_H
#define DAEMON_COPIES_H

#include "base/settings.h"
#include "registry/registry.h"
#include "transport/inbox.h"

/* One pass over all that was sent. Selects the folder. -1: what remains is tried at the next pass. */
int copy_sent(struct inbox *inbox, const struct folder_settings *folders, struct registry *reg,
	size_t *copied, struct err *e);

#endif
