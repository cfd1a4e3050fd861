/* Whether mails leave: held by staff, held because of a loop, waiting for their turn. */
#include "registry/registry.h"

#include "base/limits.h"
#include "registry/poke.h"
#include "registry/rows.h"

enum { HOUR = 3600 };

static int note(struct registry *reg, const char *who, const char *what, const char *why,
	int64_t mail, int64_t now, struct err *e)
{
	return journal_add(reg, now,
		&(struct journal_line){.who = who, .what = what, .why = why, .outgoing = mail}, e);
}

static bool changed_one(struct registry *reg)
{
	return sqlite3_changes64(reg->db) == 1;
}

/* Ends what db_begin began: commits where all went well. */
static int end(struct registry *reg, int rc, struct err *e)
{
	if (rc == 0)
		rc = db_commit(reg, e);
	db_rollback(reg);
	return rc;
}

int registry_outflow(struct registry *reg, struct arena *a, struct outflow *out, struct err *e)
{
	sqlite3_stmt *s = db_bind(reg, SQL_OUTFLOW, e, "");

	if (db_row(reg, s, e) != 1)
		return -1;
	*out = (struct outflow){
		.held = sqlite3_column_int64(s, 0),
		.why = db_text(a, s, 1),
		.waits = sqlite3_column_int64(s, 2),
		.sending = sqlite3_column_int64(s, 3),
	};
	db_done(s);
	return 0;
}

/* ---- by staff ---- */

static int hold(struct registry *reg, const char *who, const char *why, int64_t now, bool *changed,
	struct err *e)
{
	if (db_run(reg, db_bind(reg, SQL_OUTFLOW_HOLD, e, "it", now, why), e) != 0)
		return -1;
	*changed = changed_one(reg);
	return *changed ? note(reg, who, "hold", why, 0, now, e) : 0;
}

int registry_hold(struct registry *reg, int64_t now, bool *changed, struct err *e)
{
	if (db_begin(reg, e) != 0)
		return -1;
	return end(reg, hold(reg, "staff", "staff", now, changed, e), e);
}

int registry_resume(struct registry *reg, int64_t now, bool *changed, struct err *e)
{
	int rc = -1;

	if (db_begin(reg, e) != 0)
		return -1;
	if (db_run(reg, db_bind(reg, SQL_OUTFLOW_RESUME, e, "i", now), e) == 0) {
		*changed = changed_one(reg);
		rc = *changed ? note(reg, "staff", "resume", NULL, 0, now, e) : 0;
	}
	rc = end(reg, rc, e);
	if (rc == 0)
		poke_send(reg->path);
	return rc;
}

/* What staff decided of a mail; the item that asked them to is done with it. */
static int decide_mail(struct registry *reg, sqlite3_stmt *s, const char *what, int64_t id,
	int64_t now, bool *done, struct err *e)
{
	int rc = db_run(reg, s, e);

	*done = rc == 0 && changed_one(reg);
	if (!*done)
		return rc;
	if (db_run(reg, db_bind(reg, SQL_REVIEW_MAIL_DONE, e, "i", id), e) != 0)
		return -1;
	return note(reg, "staff", what, NULL, id, now, e);
}

int registry_release(struct registry *reg, int64_t id, int64_t now, bool *done, struct err *e)
{
	if (db_begin(reg, e) != 0)
		return -1;
	sqlite3_stmt *s = db_bind(reg, SQL_MAIL_RELEASE, e, "ii", id, now);
	int rc = end(reg, decide_mail(reg, s, "release", id, now, done, e), e);
	if (rc == 0 && *done)
		poke_send(reg->path);
	return rc;
}

int registry_proposal(struct registry *reg, int64_t id, int64_t *item, struct err *e)
{
	sqlite3_stmt *s = db_bind(reg, SQL_MAIL_PROPOSAL, e, "i", id);
	int rc = db_row(reg, s, e);

	*item = rc == 1 ? sqlite3_column_int64(s, 0) : 0;
	if (rc == 1)
		db_done(s);
	return rc < 0 ? -1 : 0;
}

int registry_withdraw(struct registry *reg, int64_t id, int64_t now, bool *done, struct err *e)
{
	if (db_begin(reg, e) != 0)
		return -1;
	sqlite3_stmt *s = db_bind(reg, SQL_MAIL_TAKE_BACK, e, "i", id);
	int rc = decide_mail(reg, s, "withdraw", id, now, done, e);
	if (rc == 0 && *done)
		rc = asked_unasked(reg, id, now, e);
	return end(reg, rc, e);
}

static int numbers(struct registry *reg, struct arena *a, sqlite3_stmt *s, int64_t **ids,
	size_t *count, struct err *e)
{
	size_t room = 0;
	int rc;

	*ids = NULL;
	*count = 0;
	while ((rc = db_row(reg, s, e)) == 1)
		ARENA_PUSH(a, *ids, *count, room, sqlite3_column_int64(s, 0));
	return rc;
}

int registry_held_mails(
	struct registry *reg, struct arena *a, int64_t **ids, size_t *count, struct err *e)
{
	return numbers(reg, a, db_bind(reg, SQL_MAIL_HELD, e, ""), ids, count, e);
}

int registry_mails_here(
	struct registry *reg, struct arena *a, int64_t **ids, size_t *count, struct err *e)
{
	return numbers(reg, a, db_bind(reg, SQL_MAIL_HERE, e, ""), ids, count, e);
}

/* ---- by itself ---- */

/* A row of one number; -1 where there is none. */
static int number(struct registry *reg, sqlite3_stmt *s, int64_t *out, struct err *e)
{
	if (db_row(reg, s, e) != 1)
		return -1;
	*out = sqlite3_column_int64(s, 0);
	db_done(s);
	return 0;
}

int registry_hold_loops(
	struct registry *reg, int64_t id, int most, int64_t now, bool *held, struct err *e)
{
	int64_t again = 0;
	int rc = 0;

	*held = false;
	/* Each that begins adds one at most: the last look says for how many the next can wait. */
	if (reg->sure > 0)
		return 0;
	if (number(reg, db_bind(reg, SQL_MAIL_AGAIN, e, "i", (int64_t)LOOP_ANSWERS), &again, e) !=
		0)
		return -1;
	if (again <= most) {
		reg->sure = most - (int)again + 1;
		return 0;
	}
	if (db_begin(reg, e) != 0)
		return -1;
	rc = hold(reg, NULL, "loop", now, held, e);
	if (rc == 0 && *held)
		rc = review_mail(reg, 0, id, 0, "answers-loop", now, e);
	return end(reg, rc, e);
}

/* Notes that answers wait, or need not any more; tells staff where that is new. */
static int set_waits(struct registry *reg, bool wait, int64_t now, struct err *e)
{
	struct arena *a = arena_new();
	struct due_mail mail = {0};
	bool found = false;
	int rc = -1;

	if (db_begin(reg, e) == 0 &&
		db_run(reg, db_bind(reg, SQL_OUTFLOW_WAITS, e, "i", wait ? now : 0), e) == 0) {
		rc = 0;
		if (changed_one(reg) && wait)
			rc = registry_due(reg, a, now, true, &mail, &found, e);
		if (rc == 0 && found)
			rc = review_mail(reg, 0, mail.id, 0, "answers-wait", now, e);
	}
	arena_free(&a);
	return end(reg, rc, e);
}

int registry_answers_left(
	struct registry *reg, int limit, int64_t now, int *left, int64_t *when, struct err *e)
{
	sqlite3_stmt *s = db_bind(reg, SQL_MAIL_HOUR, e, "i", now - HOUR);

	*left = limit;
	if (db_row(reg, s, e) != 1)
		return -1;
	int64_t gone = sqlite3_column_int64(s, 0);
	*when = sqlite3_column_int64(s, 1) + HOUR;
	db_done(s);
	*left = gone < limit ? limit - (int)gone : 0;
	return *left == 0 ? set_waits(reg, true, now, e) : 0;
}

int registry_answers_gone(struct registry *reg, struct err *e)
{
	return set_waits(reg, false, 0, e);
}
