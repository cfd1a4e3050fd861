#include "registry/schema.h"

#include <stdlib.h>
#include <string.h>

#include "base/version.h"

enum {
	COMMIT_DIGITS = 7
}; /* hexadecimal, so that they fit into the 31 bits of an application_id */

static int run_sql(struct registry *reg, const char *sql, struct err *e)
{
	return sqlite3_exec(reg->db, sql, NULL, NULL, NULL) == SQLITE_OK ? 0 : db_fail(reg, e);
}

/* The one number that a statement gives. */
static int number_of(struct registry *reg, const char *sql, int *number, struct err *e)
{
	sqlite3_stmt *s = NULL;
	int rc = -1;

	if (sqlite3_prepare_v2(reg->db, sql, -1, &s, NULL) == SQLITE_OK &&
		sqlite3_step(s) == SQLITE_ROW) {
		*number = sqlite3_column_int(s, 0);
		rc = 0;
	} else {
		db_fail(reg, e);
	}
	sqlite3_finalize(s);
	return rc;
}

/* The commit as a number; 0: unknown. */
static int this_commit(void)
{
	char digits[COMMIT_DIGITS + 1] = "";

	memcpy(digits, version_commit, strnlen(version_commit, COMMIT_DIGITS));
	return strspn(digits, "0123456789abcdef") == COMMIT_DIGITS ? (int)strtol(digits, NULL, 16)
								   : 0;
}

int schema_make(struct registry *reg, struct err *e)
{
	char mark[64];

	snprintf(mark, sizeof mark, "PRAGMA application_id = %d", this_commit());
	if (run_sql(reg, sql_schema, e) != 0 || run_sql(reg, "PRAGMA user_version = 1", e) != 0)
		return -1;
	return run_sql(reg, mark, e);
}

/* ---- a register of another mailbot ---- */

/* Until the first release the version stays the same: what it is made of tells. */
static int refuse_other(struct registry *reg, const char *type, const char *name, struct err *e)
{
	char maker[16] = "older";
	int commit = 0;

	if (number_of(reg, "PRAGMA application_id", &commit, e) != 0)
		return -1;
	if (commit != 0)
		snprintf(maker, sizeof maker, "%0*x", COMMIT_DIGITS, (unsigned)commit);
	return err_set(e,
		"register %s: was made by another mailbot (%s, this one is %s), its %s '%s' is missing "
		"or not the same; nothing was changed. Go back to that mailbot, or make the register "
		"anew as README says (A new version)",
		reg->path, maker, version_commit, type, name);
}

/* Looks for each table and index of ours in the register, as they were made. What else is in it is somebody's own. */
static int compare(struct registry *reg, sqlite3_stmt *ours, sqlite3_stmt *theirs, struct err *e)
{
	while (sqlite3_step(ours) == SQLITE_ROW) {
		for (int i = 0; i < 3; i++)
			sqlite3_bind_text(theirs, i + 1, (const char *)sqlite3_column_text(ours, i),
				-1, SQLITE_TRANSIENT);
		int rc = sqlite3_step(theirs);
		if (rc == SQLITE_DONE)
			return refuse_other(reg, (const char *)sqlite3_column_text(ours, 0),
				(const char *)sqlite3_column_text(ours, 1), e);
		if (rc != SQLITE_ROW)
			return db_fail(reg, e);
		sqlite3_reset(theirs);
	}
	return 0;
}

static int check_tables(struct registry *reg, struct err *e)
{
	sqlite3 *fresh = NULL;
	sqlite3_stmt *ours = NULL, *theirs = NULL;
	int rc = -1;

	if (sqlite3_open_v2(":memory:", &fresh, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX,
		    NULL) != SQLITE_OK ||
		sqlite3_exec(fresh, sql_schema, NULL, NULL, NULL) != SQLITE_OK ||
		sqlite3_prepare_v2(fresh,
			"SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL"
			" ORDER BY type DESC, rowid",
			-1, &ours, NULL) != SQLITE_OK)
		err_set(e, "register %s: %s", reg->path, sqlite3_errmsg(fresh));
	else if (sqlite3_prepare_v2(reg->db,
			 "SELECT 1 FROM sqlite_schema WHERE type = ?1 AND name = ?2 AND sql = ?3",
			 -1, &theirs, NULL) != SQLITE_OK)
		db_fail(reg, e);
	else
		rc = compare(reg, ours, theirs, e);
	sqlite3_finalize(ours);
	sqlite3_finalize(theirs);
	sqlite3_close(fresh);
	return rc;
}

int schema_check(struct registry *reg, bool *empty, struct err *e)
{
	int version = 0, tables = 0;

	/* In this order: both are made in one transaction, perhaps between the two questions. */
	if (number_of(reg, "SELECT count(*) FROM sqlite_schema", &tables, e) != 0 ||
		number_of(reg, "PRAGMA user_version", &version, e) != 0)
		return -1;
	*empty = version == 0 && tables == 0;
	if (*empty)
		return 0;
	if (version == SCHEMA_VERSION)
		return check_tables(reg, e);
	if (version == 0)
		return err_set(e,
			"register %s: is another program's database; name a file of its own in the "
			"settings",
			reg->path);
	return err_set(e,
		"register %s: has version %d, this mailbot knows version %d; run the mailbot that made "
		"it, or name another file in the settings",
		reg->path, version, SCHEMA_VERSION);
}
