#include "registry/mailing.h"

#include <gnutls/crypto.h>
#include <gnutls/gnutls.h>
#include <string.h>

#include "registry/poke.h"
#include "registry/rows.h"

/* ---- which mailing it is ---- */

static void add_hash(gnutls_hash_hd_t hash, struct slice s)
{
	uint64_t len = s.len;

	gnutls_hash(hash, &len, sizeof len);
	gnutls_hash(hash, s.p, s.len);
}

/* The same words, files and events are the same mailing. */
static int known_of(const struct mailing *m, unsigned char out[KEY_BYTES], struct err *e)
{
	gnutls_hash_hd_t hash;

	if (gnutls_hash_init(&hash, GNUTLS_DIG_SHA256) != 0)
		return err_set(e, "SHA-256 is not to be had");
	add_hash(hash, slice_of(m->series->id));
	add_hash(hash, slice_of(m->subject));
	add_hash(hash, slice_of(m->text));
	for (size_t i = 0; i < m->event_count; i++)
		add_hash(hash, slice_of(m->events[i]->id));
	for (size_t i = 0; i < m->file_count; i++) {
		add_hash(hash, slice_of(m->files[i].name));
		add_hash(hash, m->files[i].bytes);
	}
	gnutls_hash_deinit(hash, out);
	return 0;
}

/* Its number; 0 where it was never sent. */
static int find(
	struct registry *reg, const unsigned char known[KEY_BYTES], int64_t *id, struct err *e)
{
	sqlite3_stmt *s = db_bind(
		reg, SQL_MAILING_FIND, e, "b", (struct slice){(const char *)known, KEY_BYTES});
	int rc = db_row(reg, s, e);

	*id = rc == 1 ? sqlite3_column_int64(s, 0) : 0;
	if (rc == 1)
		db_done(s);
	return rc < 0 ? -1 : 0;
}

/* ---- its readers ---- */

static bool there(const struct mailing_readers *all, int64_t party)
{
	for (size_t i = 0; i < all->count; i++)
		if (all->items[i].party == party)
			return true;
	return false;
}

static int readers_of(struct registry *reg, struct arena *a, const struct mailing *m, int64_t id,
	struct mailing_readers *out, struct err *e)
{
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < m->event_count; i++) {
		sqlite3_stmt *s = db_bind(
			reg, SQL_MAILING_READERS, e, "tti", m->series->id, m->events[i]->id, id);
		while ((rc = db_row(reg, s, e)) == 1)
			if (!there(out, sqlite3_column_int64(s, 0)))
				ARENA_PUSH(a, out->items, out->count, out->room,
					(struct mailing_reader){.party = sqlite3_column_int64(s, 0),
						.name = db_text(a, s, 1),
						.address = db_text(a, s, 2),
						.phone = db_text(a, s, 3),
						.had = sqlite3_column_int(s, 4) != 0});
	}
	return rc;
}

int registry_mailing_readers(struct registry *reg, struct arena *a, const struct mailing *m,
	struct mailing_readers *out, struct err *e)
{
	unsigned char known[KEY_BYTES];
	int64_t id;

	*out = (struct mailing_readers){0};
	if (known_of(m, known, e) != 0 || find(reg, known, &id, e) != 0)
		return -1;
	return readers_of(reg, a, m, id, out, e);
}

/* ---- its mails ---- */

static struct facts facts_of(const struct mailing *m, int64_t id, int64_t now)
{
	return (struct facts){.kind = MAIL_MAILING,
		.language = "",
		.date = now,
		.subject = m->subject,
		.in_reply_to = "",
		.salutation = "",
		.series = m->series,
		.quote = {"", 0},
		.text = m->text,
		.greeted = m->greets,
		.closed = m->closes,
		.mailing = id};
}

/* What they are registered for of what it is about, so that a reply is about that. */
static void add_state(
	struct arena *a, const struct mailing *m, const struct party *party, struct facts *facts)
{
	size_t room = 0;

	for (size_t i = 0; i < m->event_count; i++)
		for (size_t k = 0; k < party->count; k++)
			if (party->items[k].event == m->events[i] &&
				party->items[k].status == STATUS_CONFIRMED)
				ARENA_PUSH(
					a, facts->state, facts->state_count, room, party->items[k]);
}

/* As that party reads it; lives in the arena. */
static int address_to(struct registry *reg, struct arena *a, const struct mailing *m,
	int64_t party_id, struct facts *facts, struct err *e)
{
	struct party party;

	if (party_by_id(reg, a, m->series, party_id, &party, e) != 0)
		return -1;
	facts->language = party.language;
	facts->to = (struct mailbox){party.name, party.address};
	facts->salutation = party.name;
	add_state(a, m, &party, facts);
	return 0;
}

static int mail_reader(struct registry *reg, struct arena *a, const struct settings *settings,
	const struct mailing *m, int64_t id, int64_t party_id, const char *who, int64_t now,
	struct err *e)
{
	struct facts facts = facts_of(m, id, now);
	struct new_mail mail = {.facts = &facts, .party = party_id, .who = who};
	int64_t outgoing;

	if (address_to(reg, a, m, party_id, &facts, e) != 0 ||
		mail_add(reg, a, settings, &mail, now, &outgoing, e) != 0)
		return -1;
	return db_run(reg, db_bind(reg, SQL_MAILED_ADD, e, "iii", id, party_id, outgoing), e);
}

static int keep(
	struct registry *reg, const struct mailing *m, int64_t now, int64_t *id, struct err *e)
{
	unsigned char known[KEY_BYTES];

	if (known_of(m, known, e) != 0 || find(reg, known, id, e) != 0)
		return -1;
	if (*id != 0)
		return 0;
	if (db_run(reg,
		    db_bind(reg, SQL_MAILING_ADD, e, "bti",
			    (struct slice){(const char *)known, KEY_BYTES}, m->subject, now),
		    e) != 0)
		return -1;
	*id = sqlite3_last_insert_rowid(reg->db);
	for (size_t i = 0; i < m->file_count; i++)
		if (db_run(reg,
			    db_bind(reg, SQL_MAILING_FILE_ADD, e, "iitb", *id, (int64_t)i,
				    m->files[i].name, m->files[i].bytes),
			    e) != 0)
			return -1;
	return 0;
}

static int queue(struct registry *reg, struct arena *a, const struct settings *settings,
	const struct mailing *m, const char *who, int64_t now, int64_t *id, size_t *queued,
	size_t *calls, struct err *e)
{
	struct mailing_readers readers = {0};

	if (keep(reg, m, now, id, e) != 0 || readers_of(reg, a, m, *id, &readers, e) != 0)
		return -1;
	for (size_t i = 0; i < readers.count; i++) {
		const struct mailing_reader *r = &readers.items[i];
		if (r->had)
			continue;
		if (mail_reader(reg, a, settings, m, *id, r->party, who, now, e) != 0)
			return -1;
		*(r->address[0] != '\0' ? queued : calls) += 1;
	}
	return 0;
}

int registry_mailing_queue(struct registry *reg, const struct settings *settings,
	const struct mailing *m, const char *who, int64_t now, int64_t *id, size_t *queued,
	size_t *calls, struct err *e)
{
	struct arena *a = arena_new();
	int rc = db_begin(reg, e);

	*queued = *calls = 0;
	if (rc == 0)
		rc = queue(reg, a, settings, m, who, now, id, queued, calls, e);
	if (rc == 0)
		rc = db_commit(reg, e);
	db_rollback(reg);
	if (rc == 0)
		poke_send(reg->path);
	arena_free(&a);
	return rc;
}

int registry_mailing_preview(struct registry *reg, struct arena *a, const struct settings *settings,
	const struct mailing *m, int64_t party, int64_t now, const char **facts, struct err *e)
{
	struct facts mail = facts_of(m, 0, now);

	if (address_to(reg, a, m, party, &mail, e) != 0)
		return -1;
	if (mail.language[0] == '\0')
		mail.language = settings->language;
	/* It never leaves: no name of its own is made for it. */
	mail.message_id = settings->sender_address;
	json_t *json = facts_to_json(&mail);
	char *text = json_dumps(json, JSON_COMPACT);
	*facts = arena_string(a, slice_of(text != NULL ? text : "null"));
	free(text);
	json_decref(json);
	return 0;
}

int registry_mailing_test(struct registry *reg, const struct settings *settings,
	const struct mailing *m, const char *address, const char *who, int64_t now, struct err *e)
{
	struct arena *a = arena_new();
	int64_t id = 0, outgoing;
	int rc = db_begin(reg, e);

	if (rc == 0)
		rc = keep(reg, m, now, &id, e);
	struct facts facts = facts_of(m, id, now);
	struct new_mail mail = {.facts = &facts, .who = who};
	facts.to = (struct mailbox){"", address};
	if (rc == 0)
		rc = mail_add(reg, a, settings, &mail, now, &outgoing, e);
	if (rc == 0)
		rc = db_commit(reg, e);
	db_rollback(reg);
	if (rc == 0)
		poke_send(reg->path);
	arena_free(&a);
	return rc;
}

int registry_mailing_progress(
	struct registry *reg, int64_t id, struct mailing_progress *out, struct err *e)
{
	sqlite3_stmt *s = db_bind(reg, SQL_MAILING_PROGRESS, e, "i", id);

	if (db_row(reg, s, e) != 1)
		return -1;
	*out = (struct mailing_progress){
		.all = (size_t)sqlite3_column_int64(s, 0),
		.sent = (size_t)sqlite3_column_int64(s, 1),
		.waiting = (size_t)sqlite3_column_int64(s, 2),
		.held = (size_t)sqlite3_column_int64(s, 3),
		.failed = (size_t)sqlite3_column_int64(s, 4),
		.calls = (size_t)sqlite3_column_int64(s, 5),
	};
	db_done(s);
	return 0;
}

int registry_mailing_files(struct registry *reg, struct arena *a, int64_t id,
	struct mailing_file **files, size_t *count, struct err *e)
{
	sqlite3_stmt *s = db_bind(reg, SQL_MAILING_FILES, e, "i", id);
	size_t room = 0;
	int rc;

	*files = NULL;
	*count = 0;
	while ((rc = db_row(reg, s, e)) == 1)
		ARENA_PUSH(a, *files, *count, room,
			(struct mailing_file){db_text(a, s, 0), db_blob(a, s, 1)});
	return rc;
}
