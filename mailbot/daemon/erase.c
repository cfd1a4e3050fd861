#include "daemon/erase.h"

#include <inttypes.h>

#include "base/clock.h"
#include "base/limits.h"
#include "base/log.h"
#include "daemon/file.h"
#include "daemon/process.h"

struct eraser {
	struct inbox *inbox;
	const struct folder_settings *folders;
	struct registry *reg;
	struct arena *arena;
	struct erased_copies *out;
	bool found; /* the one that is looked for */
};

/* An erasure in FOLDER_GONE is one in the folder of sent mail. */
static const char *folder_name(void *with, enum folder folder)
{
	const struct folder_settings *folders = with;

	return folder == FOLDER_GONE ? folders->sent : file_folder_name(folders, folder);
}

/* *there is false where the mailbox has no such folder, or does not let us in. */
static int select_folder(struct eraser *x, enum folder folder, struct folder_state *state,
	bool *there, struct err *e)
{
	const char *name = folder_name((void *)x->folders, folder);

	*there = inbox_select(x->inbox, name, state, e) == 0;
	return *there || inbox_fault(x->inbox) == FAULT_REFUSED ? 0 : -1;
}

static int erase_uid(struct eraser *x, enum folder folder, const struct folder_state *state,
	uint32_t uid, struct err *e)
{
	bool erased;

	if (inbox_erase(x->inbox, &uid, 1, &erased, e) != 0)
		return -1;
	x->out->erased += erased;
	x->found = true;
	return erased ? 0 : registry_erasure_left(x->reg, folder, state->uidvalidity, uid, e);
}

/* Whether the letter there is the one that was erased: a Message-ID alone can be anybody's. */
static int is_it(
	struct eraser *x, const struct erasure *item, uint32_t uid, bool *it, struct err *e)
{
	struct fetched *letters = NULL;
	struct envelope env;
	size_t count = 0;

	*it = item->hash.len == 0;
	if (*it)
		return 0;
	if (inbox_fetch(x->inbox, x->arena, &uid, 1, &letters, &count, e) != 0)
		return -1;
	if (count == 0)
		return 0;
	envelope_read(x->arena, letters[0].bytes, &env);
	*it = registry_is_letter(x->reg, &env, letters[0].bytes, item->hash);
	return 0;
}

/* Erases it in that folder, wherever it lies there. */
static int seek_in(struct eraser *x, const struct erasure *item, enum folder folder, struct err *e)
{
	struct folder_state state;
	uint32_t *uids = NULL;
	size_t count = 0;
	bool there, it;

	if (select_folder(x, folder, &state, &there, e) != 0)
		return -1;
	if (there &&
		inbox_find_message_id(x->inbox, x->arena, item->message_id, &uids, &count, e) != 0)
		return -1;
	for (size_t i = 0; i < count; i++) {
		if (is_it(x, item, uids[i], &it, e) != 0 ||
			(it && erase_uid(x, folder, &state, uids[i], e) != 0))
			return -1;
	}
	return 0;
}

/* A copy whose place is not known, or that is not there: it was moved while it was forgotten. */
static int seek(struct eraser *x, const struct erasure *item, struct err *e)
{
	static const enum folder ours[] = {
		FOLDER_DONE, FOLDER_REVIEW, FOLDER_AUTOMATIC, FOLDER_INBOX};
	int rc = 0;

	x->found = false;
	if (item->folder == FOLDER_GONE)
		rc = seek_in(x, item, FOLDER_GONE, e);
	for (size_t i = 0; rc == 0 && item->folder != FOLDER_GONE && i < 4; i++)
		rc = seek_in(x, item, ours[i], e);
	if (rc != 0)
		return -1;
	if (!x->found)
		log_line(LOG_INFO, "receive erase copy=%" PRId64 " not found in the mailbox",
			item->id);
	return registry_erasure_done(x->reg, item->id, e);
}

/* Those that are there of the items (of one folder, with its UIDs), and those that are not. */
static int split(
	struct eraser *x, const struct erasure *items, size_t count, bool *there, struct err *e)
{
	uint32_t uids[FETCH_LETTERS_MAX] = {0};
	struct fetched *marks = NULL;
	size_t found = 0;

	for (size_t i = 0; i < count; i++)
		uids[i] = (uint32_t)items[i].uid;
	if (inbox_fetch_marks(x->inbox, x->arena, uids, count, &marks, &found, e) != 0)
		return -1;
	for (size_t i = 0; i < count; i++) {
		there[i] = false;
		for (size_t m = 0; m < found; m++)
			there[i] |= marks[m].uid == uids[i];
	}
	return 0;
}

/* Erases items of one folder that lie where the register believes them, rising by UID. */
static int erase_there(struct eraser *x, const struct erasure *items, size_t count,
	const struct folder_state *state, bool *there, struct err *e)
{
	uint32_t uids[FETCH_LETTERS_MAX] = {0};
	size_t n = 0;
	bool erased = false;

	if (split(x, items, count, there, e) != 0)
		return -1;
	for (size_t i = 0; i < count; i++)
		if (there[i] && (n == 0 || uids[n - 1] != items[i].uid))
			uids[n++] = (uint32_t)items[i].uid;
	if (n > 0 && inbox_erase(x->inbox, uids, n, &erased, e) != 0)
		return -1;
	x->out->erased += erased ? n : 0;
	for (size_t i = 0; i < count; i++)
		if (there[i] &&
			((!erased &&
				 registry_erasure_left(x->reg, items[i].folder, state->uidvalidity,
					 items[i].uid, e) != 0) ||
				registry_erasure_done(x->reg, items[i].id, e) != 0))
			return -1;
	return 0;
}

/* Items of one folder and one UIDVALIDITY. */
static int erase_some(struct eraser *x, const struct erasure *items, size_t count, struct err *e)
{
	bool there[FETCH_LETTERS_MAX] = {false}, open;
	struct folder_state state;

	if (select_folder(x, items[0].folder, &state, &open, e) != 0)
		return -1;
	if (open && items[0].uid != 0 && items[0].uidvalidity == state.uidvalidity &&
		erase_there(x, items, count, &state, there, e) != 0)
		return -1;
	for (size_t i = 0; i < count; i++)
		if (!there[i] && seek(x, &items[i], e) != 0)
			return -1;
	return 0;
}

/* Of what people have to erase, what they have. */
static int look_some(struct eraser *x, const struct erasure *items, size_t count, struct err *e)
{
	bool there[FETCH_LETTERS_MAX] = {false}, open;
	struct folder_state state;

	if (select_folder(x, items[0].folder, &state, &open, e) != 0)
		return -1;
	if (open && items[0].uidvalidity == state.uidvalidity &&
		split(x, items, count, there, e) != 0)
		return -1;
	for (size_t i = 0; i < count; i++)
		if (!there[i] && registry_erasure_done(x->reg, items[i].id, e) != 0)
			return -1;
	return 0;
}

static size_t run_length(const struct erasure *items, size_t count)
{
	size_t n = 1;

	while (n < count && n < FETCH_LETTERS_MAX && items[n].folder == items[0].folder &&
		items[n].uidvalidity == items[0].uidvalidity &&
		(items[n].uid == 0) == (items[0].uid == 0))
		n++;
	return n;
}

static int each_run(struct eraser *x, bool left,
	int (*some)(struct eraser *, const struct erasure *, size_t, struct err *), size_t *count,
	struct err *e)
{
	struct erasures list;
	int rc = registry_erasures(x->reg, x->arena, left, &list, e);

	*count = rc == 0 ? list.count : 0;
	for (size_t i = 0, n; rc == 0 && i < list.count; i += n) {
		process_alive();
		n = run_length(list.items + i, list.count - i);
		rc = some(x, list.items + i, n, e);
	}
	return rc;
}

int erase_copies(struct inbox *inbox, const struct folder_settings *folders, struct registry *reg,
	bool look, struct erased_copies *out, struct err *e)
{
	struct arena *a = arena_new();
	struct eraser x = {inbox, folders, reg, a, out, false};
	size_t due = 0, left = 0;
	int rc;

	*out = (struct erased_copies){0};
	rc = each_run(&x, false, erase_some, &due, e);
	if (rc == 0 && look)
		rc = each_run(&x, true, look_some, &left, e);
	if (rc == 0 && due + left > 0)
		rc = registry_erasures_end(
			reg, folder_name, (void *)folders, clock_now(), &out->left, e);
	arena_free(&a);
	return rc == 0 ? 0 : err_wrap(e, "erasing what was forgotten");
}
