#include "daemon/hand.h"

#include <inttypes.h>
#include <string.h>

#include "base/clock.h"
#include "base/limits.h"
#include "base/log.h"
#include "daemon/process.h"

/* ---- what they have sent ---- */

/* A mail of ours, or of any other robot, is no answer of a person's. */
static int note_sent(
	struct registry *reg, struct arena *a, const struct fetched *mail, struct err *e)
{
	struct envelope env;
	size_t letters = 0;

	envelope_read(a, mail->bytes, &env);
	if (env.in_reply_to[0] == '\0' || registry_is_ours(reg, env.message_id) ||
		(env.auto_submitted[0] != '\0' && strcmp(env.auto_submitted, "no") != 0))
		return 0;
	if (registry_staff_reply(reg, a, env.in_reply_to, clock_now(), &letters, e) != 0)
		return -1;
	if (letters > 0)
		log_line(LOG_INFO, "hand answered letters=%zu", letters);
	return 0;
}

static int note_some(struct inbox *inbox, struct registry *reg, const uint32_t *uids, size_t count,
	struct err *e)
{
	struct arena *a = arena_new();
	struct fetched *mails = NULL;
	size_t found = 0;
	int rc = inbox_fetch_heads(inbox, a, uids, count, &mails, &found, e);

	for (size_t i = 0; rc == 0 && i < found; i++)
		rc = note_sent(reg, a, &mails[i], e);
	arena_free(&a);
	return rc;
}

/* Those above `above`, at most the last SENT_LOOK_FIRST of them. */
static int note_new(struct inbox *inbox, struct registry *reg, const char *folder,
	const struct folder_state *state, uint32_t above, struct err *e)
{
	struct arena *a = arena_new();
	uint32_t *uids = NULL;
	size_t count = 0, first;
	int rc = inbox_find_above(inbox, a, above, &uids, &count, e);

	first = count > SENT_LOOK_FIRST ? count - SENT_LOOK_FIRST : 0;
	for (size_t n = first, some; rc == 0 && n < count; n += some) {
		process_alive();
		some = count - n < FETCH_LETTERS_MAX ? count - n : FETCH_LETTERS_MAX;
		rc = note_some(inbox, reg, uids + n, some, e);
		if (rc == 0)
			rc = registry_looked_at(
				reg, folder, state->uidvalidity, uids[n + some - 1], e);
	}
	arena_free(&a);
	return rc;
}

int hand_look_sent(struct inbox *inbox, const struct folder_settings *folders, struct registry *reg,
	bool *there, struct err *e)
{
	struct folder_state state;
	int64_t uidvalidity = 0, uid = 0;

	*there = inbox_select(inbox, folders->sent, &state, e) == 0;
	if (!*there)
		return inbox_fault(inbox) == FAULT_REFUSED ? 0 : -1;
	if (registry_looked(reg, folders->sent, &uidvalidity, &uid, e) != 0)
		return -1;
	if (uidvalidity != state.uidvalidity)
		uid = 0;
	if (state.letters == 0 || (state.uidnext != 0 && uid + 1 >= state.uidnext))
		return 0;
	if (note_new(inbox, reg, folders->sent, &state, (uint32_t)uid, e) != 0)
		return err_wrap(e, "looking at what staff have sent");
	return 0;
}

/* ---- what waits for them ---- */

/* What has become of one; `mark` NULL: it is not there. */
static int note_waiting(
	struct registry *reg, const struct waiting *w, const struct fetched *mark, struct err *e)
{
	bool taken = mark == NULL || (mark->flags & LETTER_DELETED) != 0;

	if (!taken && (mark->flags & LETTER_ANSWERED) == 0)
		return 0;
	if (registry_by_hand(reg, w->letter, taken ? w->arrival : 0, clock_now(), e) != 0)
		return -1;
	log_line(LOG_INFO, "hand letter=%" PRId64 " %s", w->letter, taken ? "taken" : "answered");
	return 0;
}

/* A server whose UIDs have changed, or that never told one: the letter is found by its Message-ID. */
static int find_again(struct inbox *inbox, struct registry *reg, struct arena *a,
	const struct waiting *w, const struct folder_state *state, struct err *e)
{
	uint32_t *uids = NULL;
	size_t count = 0;

	if (inbox_find_message_id(inbox, a, w->message_id, &uids, &count, e) != 0)
		return -1;
	/* One without an id cannot be told from others: it stays as it is. */
	if (count == 0 && w->message_id[0] == '\0')
		return 0;
	if (count == 0)
		return note_waiting(reg, w, NULL, e);
	return registry_filed(reg, w->arrival, FOLDER_REVIEW, state->uidvalidity, uids[0], e);
}

static int look_at(struct inbox *inbox, struct registry *reg, struct arena *a,
	const struct waitings *list, const struct folder_state *state, struct err *e)
{
	uint32_t *uids = arena_array(a, list->count, sizeof *uids);
	struct fetched *marks = NULL;
	size_t count = 0, found = 0;

	for (size_t i = 0; i < list->count; i++)
		if (list->items[i].uidvalidity == state->uidvalidity && list->items[i].uid != 0)
			uids[count++] = (uint32_t)list->items[i].uid;
	if (inbox_fetch_marks(inbox, a, uids, count, &marks, &found, e) != 0)
		return -1;
	for (size_t i = 0, m = 0; i < list->count; i++) {
		const struct waiting *w = &list->items[i];
		if (w->uidvalidity != state->uidvalidity || w->uid == 0) {
			if (find_again(inbox, reg, a, w, state, e) != 0)
				return -1;
			continue;
		}
		while (m < found && marks[m].uid < w->uid)
			m++;
		bool there = m < found && marks[m].uid == w->uid;
		if (note_waiting(reg, w, there ? &marks[m] : NULL, e) != 0)
			return -1;
	}
	return 0;
}

int hand_look_review(struct inbox *inbox, const struct folder_settings *folders,
	struct registry *reg, struct err *e)
{
	struct arena *a = arena_new();
	struct waitings list = {0};
	struct folder_state state;
	int rc = registry_waiting(reg, a, &list, e);

	if (rc == 0 && list.count > 0) {
		process_alive();
		if (inbox_make_folder(inbox, folders->review, e) != 0 ||
			inbox_select(inbox, folders->review, &state, e) != 0 ||
			look_at(inbox, reg, a, &list, &state, e) != 0)
			rc = err_wrap(e, "looking at what staff did in %s", folders->review);
	}
	arena_free(&a);
	return rc;
}
