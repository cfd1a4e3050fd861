/* Copies in the mailbox of what was erased. */
#include "registry/erase.h"

#include <string.h>

#include "registry/alarm.h"
#include "registry/key.h"
#include "registry/rows.h"

/* "sent" is none of the folders in which a letter can be wanted. */
static const char *folder_id(enum folder folder)
{
	return folder == FOLDER_GONE ? "sent" : folder_ids[folder];
}

static enum folder folder_of(const char *id)
{
	for (int i = 0; i < FOLDER_GONE; i++)
		if (strcmp(folder_ids[i], id) == 0)
			return (enum folder)i;
	return FOLDER_GONE;
}

int registry_erasures(
	struct registry *reg, struct arena *a, bool left, struct erasures *out, struct err *e)
{
	sqlite3_stmt *s = db_bind(reg, SQL_TO_ERASE, e, "t", left ? "left" : "due");
	int rc;

	*out = (struct erasures){0};
	while ((rc = db_row(reg, s, e)) == 1)
		ARENA_PUSH(a, out->items, out->count, out->room,
			(struct erasure){
				.id = sqlite3_column_int64(s, 0),
				.folder = folder_of(db_text(a, s, 1)),
				.uidvalidity = sqlite3_column_int64(s, 2),
				.uid = sqlite3_column_int64(s, 3),
				.message_id = db_text(a, s, 4),
				.hash = db_blob(a, s, 5),
			});
	return rc;
}

bool registry_is_letter(const struct registry *reg, const struct envelope *env, struct slice bytes,
	struct slice hash)
{
	unsigned char known[KEY_BYTES];

	known_hash(reg, env, bytes, known);
	return slice_eq((struct slice){(const char *)known, KEY_BYTES}, hash);
}

int registry_erasure_done(struct registry *reg, int64_t id, struct err *e)
{
	return db_run(reg, db_bind(reg, SQL_TO_ERASE_DONE, e, "i", id), e);
}

int registry_erasure_left(
	struct registry *reg, enum folder folder, int64_t uidvalidity, int64_t uid, struct err *e)
{
	return db_run(reg,
		db_bind(reg, SQL_TO_ERASE_LEFT, e, "tii", folder_id(folder), uidvalidity, uid), e);
}

int registry_erasures_end(struct registry *reg, const char *(*name)(void *with, enum folder folder),
	void *with, int64_t now, size_t *left, struct err *e)
{
	struct arena *a = arena_new();
	sqlite3_stmt *s = db_bind(reg, SQL_LEFT_COUNTS, e, "");
	const char *why = "";
	bool raised;
	int rc;

	*left = 0;
	while ((rc = db_row(reg, s, e)) == 1) {
		size_t count = (size_t)sqlite3_column_int64(s, 1);
		why = arena_printf(a, "%s%s%zu in \"%s\"", why, *left > 0 ? ", " : "", count,
			name(with, folder_of(db_text(a, s, 0))));
		*left += count;
	}
	why = arena_printf(a,
		"the server has no UIDPLUS: mails of forgotten people are only marked as deleted; "
		"purge the folders by hand: %s",
		why);
	if (rc == 0)
		rc = db_run(reg, db_bind(reg, SQL_ERASURE_SCRUB, e, "i", (int64_t)1), e);
	if (rc == 0)
		rc = *left > 0 ? registry_alarm_raise(reg, "erase-by-hand", why, now, &raised, e)
			       : registry_alarm_end(reg, "erase-by-hand", now, e);
	arena_free(&a);
	return rc;
}
