#include "daemon/copies.h"

#include "base/clock.h"
#include "daemon/process.h"
#include "daemon/stop.h"

/* Copies the next one after *last. */
static int copy_next(struct inbox *inbox, const char *folder, struct registry *reg, bool *selected,
	int64_t *last, bool *found, struct err *e)
{
	struct arena *a = arena_new();
	const char *message_id;
	struct slice bytes;
	struct folder_state state;
	uint32_t *uids = NULL;
	size_t count = 0;
	int rc = registry_uncopied(reg, a, *last, last, &message_id, &bytes, found, e);

	if (rc == 0 && *found && !*selected &&
		(inbox_make_folder(inbox, folder, e) != 0 ||
			inbox_select(inbox, folder, &state, e) != 0))
		rc = -1;
	*selected |= *found;
	if (rc == 0 && *found)
		rc = inbox_find_message_id(inbox, a, message_id, &uids, &count, e);
	if (rc == 0 && *found && count == 0)
		rc = inbox_append(inbox, folder, bytes, FILE_SEEN, NULL, e);
	if (rc == 0 && *found)
		rc = registry_copied(reg, *last, clock_now(), e);
	arena_free(&a);
	return rc;
}

int copy_sent(struct inbox *inbox, const struct folder_settings *folders, struct registry *reg,
	size_t *copied, struct err *e)
{
	bool found = true, selected = false;
	int64_t last = 0;

	*copied = 0;
	while (found && !stop_asked()) {
		process_alive();
		if (copy_next(inbox, folders->sent, reg, &selected, &last, &found, e) != 0)
			return err_wrap(e, "copies of what was sent");
		*copied += found;
	}
	return 0;
}
