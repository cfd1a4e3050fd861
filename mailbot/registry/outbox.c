/* Which mail is to go next, and how those ended that went. */
#include "registry/registry.h"

#include <string.h>

#include "registry/rows.h"

enum {
	/* Pauses between tries, seconds: doubled from the first, never above the last, until a mail
	   has been tried for so long. Greylisting wants minutes, a full mailbox days. */
	PAUSE_FIRST = 60,
	PAUSE_LAST = 4 * 3600,
	TRY_SECONDS = 2 * 24 * 3600,
	WAIT_SECONDS = 60, /* for what is not the mail's fault */
};

struct mail_row {
	const char *state;
	int tries;
	int64_t first_try, letter, party;
};

int registry_due(struct registry *reg, struct arena *a, int64_t now, bool answers,
	struct due_mail *out, bool *found, struct err *e)
{
	sqlite3_stmt *s = db_bind(reg, SQL_MAIL_DUE, e, "ii", now, (int64_t)answers);
	int rc = db_row(reg, s, e);

	*found = rc == 1;
	if (rc != 1)
		return rc;
	*out = (struct due_mail){
		.id = sqlite3_column_int64(s, 0),
		.address = db_text(a, s, 1),
		.facts = db_text(a, s, 2),
		.bytes = db_blob(a, s, 3),
		.tries = sqlite3_column_int(s, 4),
		.claimed = sqlite3_column_int(s, 5) != 0,
		.answer = sqlite3_column_int(s, 6) != 0,
	};
	db_done(s);
	return 0;
}

size_t registry_count_due(struct registry *reg, int64_t now)
{
	sqlite3_stmt *s = db_bind(reg, SQL_MAIL_COUNT_DUE, NULL, "i", now);
	size_t count = 0;

	if (db_row(reg, s, NULL) == 1)
		count = (size_t)sqlite3_column_int64(s, 0);
	db_done(s);
	return count;
}

int registry_next_due(struct registry *reg, int64_t *when, struct err *e)
{
	return db_number(reg, SQL_MAIL_NEXT_DUE, when, e);
}

static int begin_sending(
	struct registry *reg, int64_t id, struct slice bytes, int64_t now, bool *go, struct err *e)
{
	sqlite3_stmt *s = db_bind(reg, SQL_MAIL_SENDING, e, "ii", id, now);
	int rc;

	*go = false;
	while ((rc = db_row(reg, s, e)) == 1)
		*go = true;
	if (rc != 0 || !*go || bytes.len == 0)
		return rc;
	return db_run(reg, db_bind(reg, SQL_MAIL_COMPOSED, e, "ib", id, bytes), e);
}

int registry_mail_sending(
	struct registry *reg, int64_t id, struct slice bytes, int64_t now, bool *go, struct err *e)
{
	int rc = -1;

	reg->sure -= reg->sure > 0;
	if (db_begin(reg, e) == 0 && begin_sending(reg, id, bytes, now, go, e) == 0)
		rc = db_commit(reg, e);
	db_rollback(reg);
	return rc;
}

static int get_mail(
	struct registry *reg, struct arena *a, int64_t id, struct mail_row *out, struct err *e)
{
	sqlite3_stmt *s = db_bind(reg, SQL_MAIL_GET, e, "i", id);
	int rc = db_row(reg, s, e);

	if (rc < 0)
		return -1;
	if (rc == 0)
		return err_set(
			e, "register %s: there is no outgoing mail %lld", reg->path, (long long)id);
	*out = (struct mail_row){
		.state = db_text(a, s, 0),
		.tries = sqlite3_column_int(s, 1),
		.first_try = sqlite3_column_int64(s, 2),
		.letter = sqlite3_column_int64(s, 3),
		.party = sqlite3_column_int64(s, 4),
	};
	db_done(s);
	return 0;
}

static int64_t pause_after(int tries)
{
	int64_t pause = PAUSE_FIRST;

	for (int i = 1; i < tries && pause < PAUSE_LAST; i++)
		pause *= 2;
	return pause < PAUSE_LAST ? pause : PAUSE_LAST;
}

/* Enters how a try ended; where a person has to know, with a review item. */
static int end_try(struct registry *reg, int64_t id, const struct mail_row *mail,
	enum mail_result result, const char *why, int64_t now, struct err *e)
{
	int64_t next = now + pause_after(mail->tries);
	const char *state = "sent", *reason = NULL;

	if (result == RESULT_LATER && next > mail->first_try + TRY_SECONDS)
		result = RESULT_NEVER;
	if (result == RESULT_LATER)
		state = "later";
	if (result == RESULT_NEVER) {
		state = "failed";
		reason = "mail-failed";
	}
	if (result == RESULT_DOUBT) {
		state = "doubt";
		reason = "mail-doubt";
	}
	if (db_run(reg, db_bind(reg, SQL_MAIL_RESULT, e, "ittii", id, state, why, next, now), e) !=
		0)
		return -1;
	if (journal_add(reg, now,
		    &(struct journal_line){.what = state,
			    .why = why,
			    .letter = mail->letter,
			    .party = mail->party,
			    .outgoing = id},
		    e) != 0)
		return -1;
	return reason == NULL ? 0 : review_mail(reg, mail->letter, id, mail->party, reason, now, e);
}

static int enter_result(struct registry *reg, struct arena *a, int64_t id, enum mail_result result,
	const char *why, int64_t now, struct err *e)
{
	struct mail_row mail = {0};

	/* One that has not gone no longer counts, and an older one may in its place. */
	if (result != RESULT_SENT && reg->sure > 0)
		reg->sure--;
	if (result == RESULT_WAITS)
		return db_run(reg,
			db_bind(reg, SQL_MAIL_WAITS, e, "iti", id, why, now + WAIT_SECONDS), e);
	if (get_mail(reg, a, id, &mail, e) != 0)
		return -1;
	if (strcmp(mail.state, "sending") != 0)
		return err_set(e, "register %s: outgoing mail %lld is not being sent, but %s",
			reg->path, (long long)id, mail.state);
	return end_try(reg, id, &mail, result, why, now, e);
}

int registry_mail_result(struct registry *reg, int64_t id, enum mail_result result, const char *why,
	int64_t now, struct err *e)
{
	int rc = -1;
	struct arena *a = arena_new();

	if (db_begin(reg, e) == 0 && enter_result(reg, a, id, result, why, now, e) == 0)
		rc = db_commit(reg, e);
	db_rollback(reg);
	arena_free(&a);
	return rc;
}

static int recover(
	struct registry *reg, struct arena *a, int64_t now, size_t *doubtful, struct err *e)
{
	int64_t *ids = NULL;
	size_t room = 0;
	sqlite3_stmt *s;
	int rc;

	/* What was claimed before the machine's last start may have left, whatever stands there. */
	if (reg->boot[0] != '\0' &&
		db_run(reg, db_bind(reg, SQL_MAIL_UNSURE, e, "t", reg->boot), e) != 0)
		return -1;
	s = db_bind(reg, SQL_MAIL_STUCK, e, "");
	while ((rc = db_row(reg, s, e)) == 1)
		ARENA_PUSH(a, ids, *doubtful, room, sqlite3_column_int64(s, 0));
	for (size_t i = 0; rc == 0 && i < *doubtful; i++)
		rc = enter_result(reg, a, ids[i], RESULT_DOUBT, "interrupted", now, e);
	return rc;
}

int registry_mail_recover(struct registry *reg, int64_t now, size_t *doubtful, struct err *e)
{
	int rc = -1;
	struct arena *a = arena_new();

	*doubtful = 0;
	if (db_begin(reg, e) == 0 && recover(reg, a, now, doubtful, e) == 0)
		rc = db_commit(reg, e);
	db_rollback(reg);
	arena_free(&a);
	return rc;
}
