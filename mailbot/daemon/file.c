#include "daemon/file.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/limits.h"
#include "base/log.h"
#include "daemon/process.h"

struct filer {
	struct inbox *inbox;
	const struct folder_settings *folders;
	struct registry *reg;
	struct arena *arena;
	size_t *filed;
};

const char *file_folder_name(const struct folder_settings *folders, enum folder folder)
{
	switch (folder) {
	case FOLDER_DONE: return folders->done;
	case FOLDER_REVIEW: return folders->review;
	case FOLDER_AUTOMATIC: return folders->automatic;
	default: return folders->inbox;
	}
}

static const char *folder_name(const struct filer *f, enum folder folder)
{
	return file_folder_name(f->folders, folder);
}

static enum file_as as_for(enum folder folder)
{
	switch (folder) {
	case FOLDER_REVIEW: return FILE_UNSEEN;
	case FOLDER_INBOX: return FILE_AS_IT_IS;
	default: return FILE_SEEN;
	}
}

/* The copy of that Message-ID in a folder that no other copy of the register is; 0: none is. */
static int find_copy(struct filer *f, const struct filing *item, enum folder folder,
	struct folder_state *state, uint32_t *uid, struct err *e)
{
	uint32_t *uids = NULL;
	size_t count = 0;
	bool taken = false;

	*uid = 0;
	if (item->message_id[0] == '\0')
		return 0;
	if (inbox_make_folder(f->inbox, folder_name(f, folder), e) != 0 ||
		inbox_select(f->inbox, folder_name(f, folder), state, e) != 0 ||
		inbox_find_message_id(f->inbox, f->arena, item->message_id, &uids, &count, e) != 0)
		return -1;
	for (size_t i = 0; i < count && *uid == 0; i++) {
		if (registry_lies(f->reg, folder, state->uidvalidity, uids[i], &taken, e) != 0)
			return -1;
		if (!taken)
			*uid = uids[i];
	}
	return 0;
}

/*
 * A copy that was not where the register believes it: we moved it and were killed before the note
 * of it, or its UID was never known, or somebody took it away. One that turns up where it was is
 * moved at the next pass. (The inbox itself needs no look: what lies there under a new UID comes in
 * as a new copy.)
 */
static int seek(struct filer *f, const struct filing *item, struct err *e)
{
	const enum folder places[] = {item->wanted, item->from};
	struct folder_state state;
	uint32_t uid;

	for (size_t i = 0; i < 2; i++) {
		if (places[i] == FOLDER_INBOX)
			continue;
		if (find_copy(f, item, places[i], &state, &uid, e) != 0)
			return -1;
		if (uid != 0)
			return registry_filed(
				f->reg, item->arrival, places[i], state.uidvalidity, uid, e);
	}
	log_line(LOG_WARNING, "file letter=%" PRId64 " gone from=%s wanted=%s", item->letter,
		folder_ids[item->from], folder_ids[item->wanted]);
	return registry_filed(f->reg, item->arrival, FOLDER_GONE, 0, 0, e);
}

/* Where those lie now that were not gone. */
static int note_filed(struct filer *f, const struct filing *const *here, const struct filed *filed,
	size_t count, enum folder wanted, struct err *e)
{
	size_t noted = 0;
	int rc = registry_batch_begin(f->reg, e);

	if (rc != 0)
		return -1;
	for (size_t i = 0; rc == 0 && i < count; i++) {
		if (filed[i].how == FILED_VANISHED)
			continue;
		rc = registry_filed(
			f->reg, here[i]->arrival, wanted, filed[i].uidvalidity, filed[i].uid, e);
		noted += rc == 0;
	}
	if (registry_batch_end(f->reg, rc == 0 ? e : NULL) != 0)
		return -1;
	*f->filed += noted;
	return rc;
}

/* Moves copies that lie in the same folder, and are wanted in the same; at most FETCH_LETTERS_MAX,
 * rising by UID. */
static int file_some(struct filer *f, const struct filing *items, size_t count, struct err *e)
{
	const struct filing *here[FETCH_LETTERS_MAX], *lost[FETCH_LETTERS_MAX];
	uint32_t uids[FETCH_LETTERS_MAX];
	struct filed filed[FETCH_LETTERS_MAX] = {0};
	size_t here_count = 0, lost_count = 0;
	enum folder wanted = items[0].wanted;
	struct folder_state state;

	if (inbox_select(f->inbox, folder_name(f, items[0].from), &state, e) != 0)
		return -1;
	for (size_t i = 0; i < count; i++) {
		if (items[i].uid == 0 || items[i].uidvalidity != state.uidvalidity) {
			lost[lost_count++] = &items[i];
			continue;
		}
		uids[here_count] = (uint32_t)items[i].uid;
		here[here_count++] = &items[i];
	}
	if (here_count > 0 &&
		inbox_file(f->inbox, uids, here_count, folder_name(f, wanted), as_for(wanted),
			filed, e) != 0)
		return -1;
	if (here_count > 0)
		log_line(LOG_DEBUG, "file moved=%zu wanted=%s", here_count, folder_ids[wanted]);
	if (note_filed(f, here, filed, here_count, wanted, e) != 0)
		return -1;
	for (size_t i = 0; i < here_count; i++)
		if (filed[i].how == FILED_VANISHED)
			lost[lost_count++] = here[i];
	for (size_t i = 0; i < lost_count; i++)
		if (seek(f, lost[i], e) != 0)
			return -1;
	return 0;
}

static int by_place(const void *left, const void *right)
{
	const struct filing *a = left, *b = right;

	if (a->from != b->from)
		return a->from < b->from ? -1 : 1;
	if (a->wanted != b->wanted)
		return a->wanted < b->wanted ? -1 : 1;
	if (a->uidvalidity != b->uidvalidity)
		return a->uidvalidity < b->uidvalidity ? -1 : 1;
	return (a->uid > b->uid) - (a->uid < b->uid);
}

static size_t run_length(const struct filing *items, size_t count)
{
	size_t n = 1;

	while (n < count && n < FETCH_LETTERS_MAX && items[n].from == items[0].from &&
		items[n].wanted == items[0].wanted)
		n++;
	return n;
}

int file_letters(struct inbox *inbox, const struct folder_settings *folders, struct registry *reg,
	size_t *filed, struct err *e)
{
	struct arena *a = arena_new();
	struct filer f = {inbox, folders, reg, a, filed};
	struct filings list = {0};
	int rc = registry_filings(reg, a, &list, e);

	*filed = 0;
	if (rc == 0 && list.count > 0)
		qsort(list.items, list.count, sizeof *list.items, by_place);
	for (size_t i = 0, n; rc == 0 && i < list.count; i += n) {
		process_alive();
		n = run_length(list.items + i, list.count - i);
		rc = file_some(&f, list.items + i, n, e);
		if (rc != 0)
			err_wrap(
				e, "filing letters into %s", folder_name(&f, list.items[i].wanted));
	}
	arena_free(&a);
	return rc;
}
