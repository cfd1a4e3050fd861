#include "registry/erase.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/file.h"
#include "registry/erased.h"
#include "registry/erasing.h"

enum { SCRUB_PAUSE_MS = 2 * 60 * 1000 };

static int run_script(struct registry *reg, const char *sql, struct err *e)
{
	return sqlite3_exec(reg->db, sql, NULL, NULL, NULL) == SQLITE_OK ? 0 : db_fail(reg, e);
}

/* ---- the tables ---- */

int erasing_begin(struct registry *reg, struct err *e)
{
	if (run_script(reg, "PRAGMA foreign_keys = OFF", e) != 0 || db_begin(reg, e) != 0)
		return -1;
	return run_script(reg, sql_erase_begin, e);
}

int erasing_end(struct registry *reg, int rc, bool keep, struct err *e)
{
	if (rc == 0 && keep)
		rc = db_commit(reg, e);
	db_rollback(reg);
	if (sqlite3_get_autocommit(reg->db) != 0)
		run_script(reg, "PRAGMA foreign_keys = ON", NULL);
	return rc;
}

int erasing_letter(struct registry *reg, int64_t id, struct err *e)
{
	return db_run(reg, db_bind(reg, SQL_GONE_LETTER_ADD, e, "i", id), e);
}

int erasing_party(struct registry *reg, int64_t id, struct err *e)
{
	return db_run(reg, db_bind(reg, SQL_GONE_PARTY_ADD, e, "i", id), e);
}

int erasing_text(struct registry *reg, int64_t letter, struct err *e)
{
	return db_run(reg, db_bind(reg, SQL_DULL_LETTER_ADD, e, "i", letter), e);
}

int erasing_name(struct registry *reg, int64_t party, const char *name, struct err *e)
{
	return db_run(reg, db_bind(reg, SQL_STRUCK_ADD, e, "it", party, name), e);
}

int erasing_count(struct registry *reg, struct erase_counts *out, struct err *e)
{
	sqlite3_stmt *s = db_bind(reg, SQL_GONE_COUNTS, e, "");
	size_t *const into[] = {&out->parties, &out->letters, &out->others, &out->mails,
		&out->inbox, &out->moved, &out->names, &out->open};

	if (db_row(reg, s, e) != 1)
		return -1;
	for (int i = 0; i < (int)(sizeof into / sizeof *into); i++)
		*into[i] = (size_t)sqlite3_column_int64(s, i);
	db_done(s);
	return 0;
}

int erasing_version(struct registry *reg, int64_t *version, struct err *e)
{
	return db_number(reg, SQL_GONE_VERSION, version, e);
}

int erasing_busy(struct registry *reg, bool *busy, struct err *e)
{
	int64_t sending;

	if (db_number(reg, SQL_GONE_MAILS_SENDING, &sending, e) != 0)
		return -1;
	*busy = sending != 0;
	return 0;
}

/* ---- the list ---- */

struct identity_row {
	struct identity who;
	int64_t id;
	const char *name; /* of an attendee */
};

/* The next of a statement's parties (`names`: and of its attendees): 1, 0, -1. */
static int next_identity(struct registry *reg, struct arena *a, sqlite3_stmt *s, bool names,
	struct identity_row *out, struct err *e)
{
	int rc = db_row(reg, s, e);

	if (rc == 1)
		*out = (struct identity_row){
			.who = {db_text(a, s, 0), db_text(a, s, 1), db_text(a, s, 2),
				sqlite3_column_int64(s, 3)},
			.id = sqlite3_column_int64(s, 4),
			.name = names ? db_text(a, s, 5) : "",
		};
	return rc;
}

static void push(struct arena *a, struct erased_list *list, enum erased_kind kind, int64_t at,
	const void *hash)
{
	struct erased one = {.kind = kind, .at = at};

	memcpy(one.hash, hash, KEY_BYTES);
	ARENA_PUSH(a, list->items, list->count, list->room, one);
}

static int list_letters(struct registry *reg, struct arena *a, enum statement which, int64_t now,
	struct erased_list *out, struct err *e)
{
	sqlite3_stmt *s = db_bind(reg, which, e, "");
	int rc;

	while ((rc = db_row(reg, s, e)) == 1) {
		enum erased_kind kind = which == SQL_DULL_LETTERS ? ERASED_TEXT
			: sqlite3_column_int(s, 1) != 0           ? ERASED_INBOX
								  : ERASED_LETTER;
		if (sqlite3_column_bytes(s, 0) == KEY_BYTES)
			push(a, out, kind, now, sqlite3_column_blob(s, 0));
	}
	return rc;
}

/* What is in the tables, as it is listed. */
static int list_all(
	struct registry *reg, struct arena *a, int64_t now, struct erased_list *out, struct err *e)
{
	struct identity_row row;
	unsigned char hash[KEY_BYTES];
	sqlite3_stmt *s;
	int rc;

	if (list_letters(reg, a, SQL_GONE_LETTERS, now, out, e) != 0 ||
		list_letters(reg, a, SQL_DULL_LETTERS, now, out, e) != 0)
		return -1;
	s = db_bind(reg, SQL_GONE_PARTIES, e, "");
	while ((rc = next_identity(reg, a, s, false, &row, e)) == 1) {
		identity_hash(reg, &row.who, hash);
		push(a, out, ERASED_PARTY, now, hash);
	}
	if (rc != 0)
		return -1;
	s = db_bind(reg, SQL_STRUCK, e, "");
	while ((rc = next_identity(reg, a, s, true, &row, e)) == 1) {
		identity_name_hash(reg, &row.who, row.name, hash);
		push(a, out, ERASED_NAME, now, hash);
	}
	return rc;
}

/* ---- carrying it out ---- */

static int strike_all(struct registry *reg, struct arena *a, struct err *e)
{
	sqlite3_stmt *s = db_bind(reg, SQL_STRUCK, e, "");
	struct identity_row row, *rows = NULL;
	size_t count = 0, room = 0;
	int rc;

	while ((rc = next_identity(reg, a, s, true, &row, e)) == 1)
		ARENA_PUSH(a, rows, count, room, row);
	for (size_t i = 0; rc == 0 && i < count; i++)
		rc = strike_name(reg, a, rows[i].id, rows[i].name, e);
	return rc;
}

static int erase_rows(struct registry *reg, struct arena *a, struct err *e)
{
	return strike_all(reg, a, e) != 0 ? -1 : run_script(reg, sql_erase_rows, e);
}

int erasing_carry_out(struct registry *reg, int64_t now, struct err *e)
{
	struct arena *a = arena_new();
	struct erased_list list = {0};
	int64_t size = 0;
	int rc = list_all(reg, a, now, &list, e);

	if (rc == 0 && list.count > 0) {
		/* In this order: once it is listed it is decided, whatever happens to this. */
		rc = erased_append(reg, &list, &size, e);
		if (rc == 0)
			rc = erased_note(reg, &list, e);
		if (rc == 0)
			rc = erase_rows(reg, a, e);
		if (rc == 0)
			rc = db_run(reg, db_bind(reg, SQL_ERASURE_LISTED, e, "i", size), e);
	}
	arena_free(&a);
	return rc;
}

/* ---- a register that the list knows more than ---- */

static int is_erased(
	struct registry *reg, enum erased_kind kind, const void *hash, bool *out, struct err *e)
{
	sqlite3_stmt *s = db_bind(
		reg, SQL_ERASED_HAS, e, "tb", erased_ids[kind], (struct slice){hash, KEY_BYTES});
	int rc = db_row(reg, s, e);

	*out = rc == 1;
	if (rc == 1)
		db_done(s);
	return rc < 0 ? -1 : 0;
}

/* Parties (or names of attendees) whose hash is listed. */
static int find_identities(struct registry *reg, struct arena *a, bool names, struct err *e)
{
	sqlite3_stmt *s = db_bind(reg, names ? SQL_ALL_ATTENDEES : SQL_ALL_PARTIES, e, "");
	unsigned char hash[KEY_BYTES];
	struct identity_row row;
	bool erased;
	int rc;

	while ((rc = next_identity(reg, a, s, names, &row, e)) == 1) {
		if (names)
			identity_name_hash(reg, &row.who, row.name, hash);
		else
			identity_hash(reg, &row.who, hash);
		rc = is_erased(reg, names ? ERASED_NAME : ERASED_PARTY, hash, &erased, e);
		if (rc == 0 && erased)
			rc = names ? erasing_name(reg, row.id, row.name, e)
				   : erasing_party(reg, row.id, e);
		if (rc != 0) {
			db_done(s);
			return -1;
		}
	}
	return rc;
}

static int by_entry(const void *left, const void *right)
{
	const struct erased *a = left, *b = right;

	return a->kind != b->kind ? (int)a->kind - (int)b->kind
				  : memcmp(a->hash, b->hash, KEY_BYTES);
}

/* What the register knows and the file does not: it was lost, or is an older one. */
static int find_unlisted(struct registry *reg, struct arena *a, const struct erased_list *file,
	struct erased_list *out, struct err *e)
{
	sqlite3_stmt *s = db_bind(reg, SQL_ERASED_ALL, e, "");
	int rc;

	while ((rc = db_row(reg, s, e)) == 1) {
		struct erased one = {.kind = ERASED_KINDS, .at = sqlite3_column_int64(s, 2)};
		const char *kind = db_text(a, s, 0);
		for (int i = 0; i < ERASED_KINDS; i++)
			if (strcmp(kind, erased_ids[i]) == 0)
				one.kind = (enum erased_kind)i;
		if (one.kind == ERASED_KINDS || sqlite3_column_bytes(s, 1) != KEY_BYTES)
			continue;
		memcpy(one.hash, sqlite3_column_blob(s, 1), KEY_BYTES);
		if (file->count == 0 ||
			bsearch(&one, file->items, file->count, sizeof one, by_entry) == NULL)
			ARENA_PUSH(a, out->items, out->count, out->room, one);
	}
	return rc;
}

/* Both know all that either of them did; *size is how long the file is. */
static int merge(struct registry *reg, struct arena *a, int64_t *size, struct err *e)
{
	struct erased_list file, missing = {0};

	if (erased_read(reg, a, &file, size, e) != 0)
		return -1;
	if (file.count > 0)
		qsort(file.items, file.count, sizeof *file.items, by_entry);
	if (find_unlisted(reg, a, &file, &missing, e) != 0 ||
		(missing.count > 0 && erased_append(reg, &missing, size, e) != 0))
		return -1;
	return erased_note(reg, &file, e);
}

/* How much of the file the register has carried out. */
static int listed(struct registry *reg, int64_t *size, struct err *e)
{
	sqlite3_stmt *s = db_bind(reg, SQL_ERASURE, e, "");

	if (db_row(reg, s, e) != 1)
		return -1;
	*size = sqlite3_column_int64(s, 0);
	db_done(s);
	return 0;
}

static int sync_list(struct registry *reg, struct arena *a, bool *erased, struct err *e)
{
	struct erase_counts counts = {0};
	int64_t size = 0;

	if (merge(reg, a, &size, e) != 0 || run_script(reg, sql_erase_listed, e) != 0 ||
		find_identities(reg, a, false, e) != 0 || find_identities(reg, a, true, e) != 0 ||
		erasing_count(reg, &counts, e) != 0)
		return -1;
	*erased = counts.letters + counts.parties + counts.others + counts.names > 0;
	if (*erased && erase_rows(reg, a, e) != 0)
		return -1;
	return db_run(reg, db_bind(reg, SQL_ERASURE_LISTED, e, "i", size), e);
}

int registry_erased_sync(struct registry *reg, bool *erased, struct err *e)
{
	int64_t file, known;
	bool any = false;
	int rc = 0;

	if (erased_size(reg, &file, e) != 0 || listed(reg, &known, e) != 0)
		return err_wrap(e, "the list of what was erased");
	if (file != known) {
		struct arena *a = arena_new();
		rc = erasing_begin(reg, e);
		if (rc == 0)
			rc = sync_list(reg, a, &any, e);
		rc = erasing_end(reg, rc, true, e);
		arena_free(&a);
	}
	if (erased != NULL)
		*erased = any && rc == 0;
	return rc != 0 ? err_wrap(e, "erasing what the list names") : 0;
}

/* ---- scrubbing ---- */

/* Into the file, and the log emptied; *done is false where somebody still reads in it. */
static int empty_log(struct registry *reg, bool *done, struct err *e)
{
	sqlite3_stmt *s = NULL;
	int rc = sqlite3_prepare_v2(reg->db, "PRAGMA wal_checkpoint(TRUNCATE)", -1, &s, NULL);

	if (rc == SQLITE_OK)
		rc = sqlite3_step(s);
	*done = rc == SQLITE_ROW && sqlite3_column_int(s, 0) == 0;
	if (rc != SQLITE_ROW)
		db_fail(reg, e);
	sqlite3_finalize(s);
	return rc == SQLITE_ROW ? 0 : -1;
}

int registry_scrub(struct registry *reg, bool *done, struct err *why, struct err *e)
{
	sqlite3_stmt *s = db_bind(reg, SQL_ERASURE, e, "");

	*done = true;
	if (db_row(reg, s, e) != 1)
		return -1;
	bool due = sqlite3_column_int(s, 1) != 0;
	db_done(s);
	/* Whoever reads is waited for. */
	if (!due || clock_monotonic_ms() < reg->scrub_ms)
		return 0;
	if (empty_log(reg, done, why) != 0)
		*done = false;
	else if (!*done)
		err_set(why, "somebody is reading in it");
	reg->scrub_ms = *done ? 0 : clock_monotonic_ms() + SCRUB_PAUSE_MS;
	return *done ? db_run(reg, db_bind(reg, SQL_ERASURE_SCRUB, e, "i", (int64_t)0), e) : 0;
}
