/* What staff do in their own mail program, and the copies that they find there. */
#include "registry/registry.h"

#include "base/limits.h"
#include "registry/key.h"
#include "registry/rows.h"

int registry_waiting(struct registry *reg, struct arena *a, struct waitings *out, struct err *e)
{
	sqlite3_stmt *s = db_bind(reg, SQL_WAITING, e, "");
	int rc;

	*out = (struct waitings){0};
	while ((rc = db_row(reg, s, e)) == 1)
		ARENA_PUSH(a, out->items, out->count, out->room,
			(struct waiting){sqlite3_column_int64(s, 0), sqlite3_column_int64(s, 1),
				sqlite3_column_int64(s, 2), sqlite3_column_int64(s, 3),
				db_text(a, s, 4)});
	return rc;
}

/* Adds the reason to the letter's items. *noted is false where there was none to add it to. */
static int note_reason(struct registry *reg, int64_t letter, const char *reason, int64_t now,
	bool *noted, struct err *e)
{
	sqlite3_stmt *s = db_bind(reg, SQL_BY_HAND, e, "it", letter, reason);
	int rc;

	*noted = false;
	while ((rc = db_row(reg, s, e)) == 1)
		*noted = true;
	if (rc != 0 || !*noted)
		return rc;
	return journal_add(reg, now,
		&(struct journal_line){
			.who = "staff", .what = "by-hand", .why = reason, .letter = letter},
		e);
}

static int by_hand(
	struct registry *reg, int64_t letter, int64_t arrival, int64_t now, struct err *e)
{
	bool noted;

	if (arrival != 0 &&
		(registry_filed(reg, arrival, FOLDER_GONE, 0, 0, e) != 0 ||
			db_run(reg, db_bind(reg, SQL_TAKEN_BY_HAND, e, "i", letter), e) != 0))
		return -1;
	return note_reason(
		reg, letter, arrival == 0 ? "answered-by-staff" : "taken-by-staff", now, &noted, e);
}

int registry_by_hand(
	struct registry *reg, int64_t letter, int64_t arrival, int64_t now, struct err *e)
{
	int rc = -1;

	if (db_begin(reg, e) == 0 && by_hand(reg, letter, arrival, now, e) == 0)
		rc = db_commit(reg, e);
	db_rollback(reg);
	return rc == 0 ? 0 : err_wrap(e, "what staff decided by hand");
}

static int reply(struct registry *reg, struct arena *a, const char *message_id, int64_t now,
	size_t *letters, struct err *e)
{
	sqlite3_stmt *s;
	int64_t *ids = NULL;
	size_t count = 0, room = 0;
	bool noted;
	int rc;

	if (db_run(reg, db_bind(reg, SQL_STAFF_REPLY_ADD, e, "ti", message_id, now), e) != 0 ||
		db_run(reg,
			db_bind(reg, SQL_STAFF_REPLY_OLD, e, "i",
				now - (int64_t)STAFF_REPLY_DAYS * 24 * 3600),
			e) != 0)
		return -1;
	s = db_bind(reg, SQL_LETTERS_OF_MESSAGE_ID, e, "t", message_id);
	while ((rc = db_row(reg, s, e)) == 1)
		ARENA_PUSH(a, ids, count, room, sqlite3_column_int64(s, 0));
	for (size_t i = 0; rc == 0 && i < count; i++) {
		rc = note_reason(reg, ids[i], "answered-by-staff", now, &noted, e);
		*letters += rc == 0 && noted;
	}
	return rc;
}

int registry_staff_reply(struct registry *reg, struct arena *a, const char *message_id, int64_t now,
	size_t *letters, struct err *e)
{
	int rc = -1;

	*letters = 0;
	if (db_begin(reg, e) == 0 && reply(reg, a, message_id, now, letters, e) == 0)
		rc = db_commit(reg, e);
	db_rollback(reg);
	return rc == 0 ? 0 : err_wrap(e, "what staff answered by hand");
}

/* Whether a statement that was just bound gives a row. */
static int there(struct registry *reg, sqlite3_stmt *s, bool *out, struct err *e)
{
	int rc = db_row(reg, s, e);

	*out = rc == 1;
	if (rc == 1)
		db_done(s);
	return rc < 0 ? -1 : 0;
}

int registry_staff_replied(
	struct registry *reg, const char *message_id, bool *replied, struct err *e)
{
	*replied = false;
	if (message_id[0] == '\0')
		return 0;
	return there(reg, db_bind(reg, SQL_STAFF_REPLY, e, "t", message_id), replied, e);
}

bool registry_is_ours(const struct registry *reg, const char *message_id)
{
	return token_sound(reg, message_id);
}

int registry_looked(
	struct registry *reg, const char *folder, int64_t *uidvalidity, int64_t *uid, struct err *e)
{
	sqlite3_stmt *s = db_bind(reg, SQL_LOOKED, e, "t", folder);
	int rc = db_row(reg, s, e);

	*uidvalidity = rc == 1 ? sqlite3_column_int64(s, 0) : 0;
	*uid = rc == 1 ? sqlite3_column_int64(s, 1) : 0;
	if (rc == 1)
		db_done(s);
	return rc < 0 ? -1 : 0;
}

int registry_looked_at(
	struct registry *reg, const char *folder, int64_t uidvalidity, int64_t uid, struct err *e)
{
	return db_run(reg, db_bind(reg, SQL_LOOKED_SET, e, "tii", folder, uidvalidity, uid), e);
}

int registry_uncopied(struct registry *reg, struct arena *a, int64_t after, int64_t *id,
	const char **message_id, struct slice *bytes, bool *found, struct err *e)
{
	sqlite3_stmt *s = db_bind(reg, SQL_MAIL_UNCOPIED, e, "i", after);
	int rc = db_row(reg, s, e);

	*found = rc == 1;
	if (rc != 1)
		return rc;
	*id = sqlite3_column_int64(s, 0);
	*message_id = db_text(a, s, 1);
	*bytes = db_blob(a, s, 2);
	db_done(s);
	return 0;
}

int registry_copied(struct registry *reg, int64_t id, int64_t now, struct err *e)
{
	return db_run(reg, db_bind(reg, SQL_MAIL_COPIED, e, "ii", id, now), e);
}
