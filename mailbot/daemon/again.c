#include "daemon/again.h"

#include <inttypes.h>

#include "base/clock.h"
#include "base/limits.h"
#include "base/log.h"
#include "daemon/process.h"

/* One that the register does not know is simply new. */
static int note(struct registry *reg, struct arena *a, const struct fetched *letter, struct err *e)
{
	struct envelope env;
	int64_t number = 0;

	envelope_read(a, letter->bytes, &env);
	if (registry_read_again(reg, &env, letter->bytes, clock_now(), &number, e) != 0)
		return -1;
	log_line(LOG_INFO, "again letter=%" PRId64 " uid=%" PRIu32, number, letter->uid);
	return 0;
}

/* Without MOVE and UIDPLUS a copy stays behind, which is \Deleted: it has been moved. */
static int move_batch(struct inbox *inbox, const struct folder_settings *folders,
	struct registry *reg, struct arena *a, const struct fetched *letters, size_t count,
	struct err *e)
{
	uint32_t uids[FETCH_LETTERS_MAX];
	struct filed filed[FETCH_LETTERS_MAX];
	size_t n = 0;

	for (size_t i = 0; i < count; i++) {
		if ((letters[i].flags & LETTER_DELETED) != 0)
			continue;
		if (note(reg, a, &letters[i], e) != 0)
			return -1;
		uids[n++] = letters[i].uid;
	}
	return n == 0 ? 0 : inbox_file(inbox, uids, n, folders->inbox, FILE_AS_IT_IS, filed, e);
}

int again_letters(struct inbox *inbox, const struct folder_settings *folders, struct registry *reg,
	struct err *e)
{
	struct folder_state state;
	size_t count = 1;
	uint32_t above = 0, waiting = 0;
	int rc = inbox_make_folder(inbox, folders->again, e);

	/* Hardly ever is there any, and another folder need not be left for that. */
	if (rc == 0)
		rc = inbox_count(inbox, folders->again, &waiting, e);
	if (rc == 0 && waiting > 0)
		rc = inbox_select(inbox, folders->again, &state, e);
	while (rc == 0 && waiting > 0 && count > 0) {
		struct arena *a = arena_new();
		struct fetched *letters = NULL;
		process_alive();
		rc = inbox_fetch_above(inbox, a, above, &letters, &count, e);
		if (rc == 0 && count > 0) {
			above = letters[count - 1].uid;
			rc = move_batch(inbox, folders, reg, a, letters, count, e);
		}
		arena_free(&a);
	}
	return rc == 0 ? 0 : err_wrap(e, "letters to be read again");
}
