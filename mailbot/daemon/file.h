/*
 * Makes the mailbox's folders so: moves every copy of a letter from where it lies to where the
 * register wants it. In `review` letters stay unseen (their count is the work), elsewhere they are
 * marked as seen.
 *
 * It may be killed between the move and the note of it: a letter that is no longer where the
 * register believes it is looked for by its Message-ID where it is wanted, and only then taken to
 * be gone.
 */
#ifndef DAEMON_FILE_H
#define DAEMON_FILE_H

#include "registry/registry.h"
#include "transport/inbox.h"

/* The mailbox's name of a folder; of FOLDER_GONE, which is none, the inbox's. */
const char *file_folder_name(const struct folder_settings *folders, enum folder folder);

/*
 * One pass over all that is not yet as wanted. Selects folders of its own: the inbox must be
 * selected again afterwards. `filed` counts what was moved, before an error too. -1: what remains
 * is tried at the next pass.
 */
int file_letters(struct inbox *inbox, const struct folder_settings *folders, struct registry *reg,
	size_t *filed, struct err *e);

#endif
