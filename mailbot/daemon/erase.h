/*
 * The folders' part of forgetting: copies of what was erased from the register are erased from the
 * mailbox too, for good. A server without UIDPLUS cannot: then they are marked \Deleted, and an alarm
 * says so until staff have purged the folders.
 */
#ifndef DAEMON_ERASE_H
#define DAEMON_ERASE_H

#include "base/settings.h"
#include "registry/erase.h"
#include "transport/inbox.h"

struct erased_copies {
	size_t erased;
	size_t left; /* all that people have to erase */
};

/* Erases what is due. With `look`, too, looks whether what people have to erase is gone. */
int erase_copies(struct inbox *inbox, const struct folder_settings *folders, struct registry *reg,
	bool look, struct erased_copies *out, struct err *e);

#endif
