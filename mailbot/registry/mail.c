/* A mail of ours, from the moment that it is to be: queued, held, or a call where nobody has an address. */
#include "registry/rows.h"

#include "registry/key.h"
#include "registry/staff.h"

/* As text in the arena. Takes the reference. */
static const char *dump(struct arena *a, json_t *json)
{
	char *text = json_dumps(json, JSON_COMPACT);
	const char *copy = arena_string(a, slice_of(text != NULL ? text : "null"));

	free(text);
	json_decref(json);
	return copy;
}

/* Whoever was promised an answer to one letter must not take that to another for it. */
static int look_pending(struct registry *reg, struct facts *facts, int64_t letter, struct err *e)
{
	bool says = facts->kind == MAIL_CONFIRMATION || facts->kind == MAIL_CANCELLED ||
		facts->kind == MAIL_DECLINE;
	sqlite3_stmt *s;

	if (!says || facts->to.address[0] == '\0')
		return 0;
	s = db_bind(reg, SQL_MAIL_PENDING, e, "ti", facts->to.address, letter);
	if (db_row(reg, s, e) != 1)
		return -1;
	facts->pending = sqlite3_column_int(s, 0) != 0;
	db_done(s);
	return 0;
}

int mail_add(struct registry *reg, struct arena *a, const struct settings *settings,
	const struct new_mail *mail, int64_t now, int64_t *id, struct err *e)
{
	struct facts *facts = mail->facts;
	const char *state = facts->to.address[0] == '\0' ? "call" : mail->held ? "held" : "queued";
	struct journal_line line = {.who = mail->who,
		.what = state,
		.why = mail_kind_names[facts->kind],
		.letter = mail->letter,
		.party = mail->party};

	if (token_make(reg, a, settings->sender_address, &facts->message_id, e) != 0)
		return -1;
	if (look_pending(reg, facts, mail->letter, e) != 0)
		return -1;
	if (facts->language[0] == '\0')
		facts->language = settings->language;
	if (db_run(reg,
		    db_bind(reg, SQL_MAIL_ADD, e, "iiiittttit", mail->letter, mail->party,
			    mail->root, mail->act, mail_kind_names[facts->kind], facts->to.address,
			    facts->message_id, dump(a, facts_to_json(facts)), now, state),
		    e) != 0)
		return -1;
	line.outgoing = *id = sqlite3_last_insert_rowid(reg->db);
	return journal_add(reg, now, &line, e);
}

int mails_withdraw(struct registry *reg, struct arena *a, int64_t party, const char *who,
	const char *why, int64_t now, struct err *e)
{
	sqlite3_stmt *s =
		db_bind(reg, SQL_MAIL_WITHDRAW, e, "it", party, why != NULL ? why : MAIL_OUTDATED);
	int64_t *ids = NULL;
	size_t count = 0, room = 0;
	int rc;

	while ((rc = db_row(reg, s, e)) == 1)
		ARENA_PUSH(a, ids, count, room, sqlite3_column_int64(s, 0));
	for (size_t i = 0; rc == 0 && i < count; i++) {
		/* What still holds of a reminder is said anew. */
		rc = db_run(reg, db_bind(reg, SQL_REMINDER_AGAIN, e, "i", ids[i]), e);
		if (rc == 0)
			rc = asked_unasked(reg, ids[i], now, e);
		if (rc == 0)
			rc = journal_add(reg, now,
				&(struct journal_line){.who = who,
					.what = "withdraw",
					.party = party,
					.outgoing = ids[i]},
				e);
	}
	return rc;
}

int language_load(
	struct registry *reg, struct arena *a, int64_t answered, struct known *known, struct err *e)
{
	const char *address = known->party.address != NULL ? known->party.address : "";
	sqlite3_stmt *s = db_bind(reg, SQL_MAIL_LANGUAGE, e, "it", answered, address);
	int rc = db_row(reg, s, e);

	known->language = known->party.language;
	if (rc != 1)
		return rc;
	known->language = db_text(a, s, 0);
	db_done(s);
	return 0;
}

int registry_mail_show(struct registry *reg, struct arena *a, int64_t id, struct shown_mail *out,
	bool *found, struct err *e)
{
	sqlite3_stmt *s = db_bind(reg, SQL_MAIL_SHOW, e, "i", id);
	int rc = db_row(reg, s, e);

	*found = rc == 1;
	if (rc != 1)
		return rc;
	*out = (struct shown_mail){
		.id = id,
		.kind = db_text(a, s, 0),
		.state = db_text(a, s, 1),
		.address = db_text(a, s, 2),
		.created = sqlite3_column_int64(s, 3),
		.sent = sqlite3_column_int64(s, 4),
		.why = db_text(a, s, 5),
		.facts = db_text(a, s, 6),
		.bytes = db_blob(a, s, 7),
	};
	db_done(s);
	return 0;
}
