#include "registry/db.h"

#include <errno.h>
#include <stdarg.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"

int db_look_writable(const char *path, bool there, struct err *e)
{
	struct arena *a = arena_new();
	const char *dir = file_folder(a, path);
	int rc = 0;

	if (there && access(path, R_OK | W_OK) != 0)
		rc = err_errno(e, "register %s: cannot be read and written", path);
	else if (access(dir, W_OK | X_OK) != 0)
		rc = err_errno(e, "register %s: its folder %s cannot be written", path, dir);
	arena_free(&a);
	return rc;
}

int db_look_folder(const char *what, const char *path, struct err *e)
{
	struct arena *a = arena_new();
	const char *dir = file_folder(a, path);
	struct stat st;
	int rc = 0;

	if (stat(dir, &st) != 0 && errno == ENOENT)
		rc = err_set(e,
			"%s %s: there is no folder %s; make it, or name another in the settings "
			"('%s')",
			what, path, dir, what);
	arena_free(&a);
	return rc;
}

int db_fail(struct registry *reg, struct err *e)
{
	int system = 0, code = sqlite3_errcode(reg->db) & 0xff;

	/* SQLite's word for these two does not say what the system said of the file. */
	switch (code) {
	case SQLITE_CANTOPEN:
	case SQLITE_IOERR: system = sqlite3_system_errno(reg->db); break;
	default: break;
	}
	/* Its log and the index of that lie in the same folder. */
	if ((code == SQLITE_CANTOPEN || code == SQLITE_IOERR || code == SQLITE_READONLY) &&
		db_look_writable(reg->path, true, e) != 0)
		return -1;
	if (code == SQLITE_CORRUPT || code == SQLITE_NOTADB)
		return err_set(e,
			"register %s: is %s (%s); stop mailbot, keep this file, and put the newest copy of the "
			"register in its place (README, Backup)%s",
			reg->path, code == SQLITE_CORRUPT ? "damaged" : "no register, or damaged",
			sqlite3_errmsg(reg->db),
			code == SQLITE_CORRUPT
				? "; no letter is lost: all lie in the mailbox"
				: ", or name the right file in the settings ('register')");
	bool full = code == SQLITE_FULL || system == ENOSPC || system == EDQUOT;
	return err_set(e, "register %s: %s%s%s%s", reg->path, sqlite3_errmsg(reg->db),
		system != 0 ? ": " : "", system != 0 ? strerror(system) : "",
		full ? "; make room on its disk, then it goes on by itself" : "");
}

static int bind_one(sqlite3_stmt *s, int at, char kind, va_list *ap)
{
	struct slice bytes;
	const char *text;

	switch (kind) {
	case 'i': return sqlite3_bind_int64(s, at, va_arg(*ap, int64_t));
	case 't':
		text = va_arg(*ap, const char *);
		return sqlite3_bind_text(s, at, text, -1, SQLITE_STATIC);
	case 's':
		bytes = va_arg(*ap, struct slice);
		return sqlite3_bind_text64(s, at, bytes.p != NULL ? bytes.p : "", bytes.len,
			SQLITE_STATIC, SQLITE_UTF8);
	case 'b':
		bytes = va_arg(*ap, struct slice);
		return sqlite3_bind_blob64(
			s, at, bytes.p != NULL ? bytes.p : "", bytes.len, SQLITE_STATIC);
	default: return sqlite3_bind_null(s, at);
	}
}

sqlite3_stmt *db_bind(
	struct registry *reg, enum statement which, struct err *e, const char *fmt, ...)
{
	sqlite3_stmt **s = &reg->statements[which];
	int rc = SQLITE_OK;
	va_list ap;

	if (*s == NULL)
		rc = sqlite3_prepare_v3(
			reg->db, sql_text[which], -1, SQLITE_PREPARE_PERSISTENT, s, NULL);
	va_start(ap, fmt);
	for (int i = 0; rc == SQLITE_OK && fmt[i] != '\0'; i++)
		rc = bind_one(*s, i + 1, fmt[i], &ap);
	va_end(ap);
	if (rc == SQLITE_OK)
		return *s;
	db_fail(reg, e);
	db_done(*s);
	return NULL;
}

int db_row(struct registry *reg, sqlite3_stmt *s, struct err *e)
{
	if (s == NULL)
		return -1;
	int rc = sqlite3_step(s);
	if (rc == SQLITE_ROW)
		return 1;
	if (rc != SQLITE_DONE)
		db_fail(reg, e);
	db_done(s);
	return rc == SQLITE_DONE ? 0 : -1;
}

void db_done(sqlite3_stmt *s)
{
	if (s == NULL)
		return;
	sqlite3_reset(s);
	sqlite3_clear_bindings(s);
}

int db_run(struct registry *reg, sqlite3_stmt *s, struct err *e)
{
	int rc = db_row(reg, s, e);

	if (rc == 1)
		db_done(s);
	return rc < 0 ? -1 : 0;
}

int db_number(struct registry *reg, enum statement which, int64_t *out, struct err *e)
{
	sqlite3_stmt *s = db_bind(reg, which, e, "");

	if (db_row(reg, s, e) != 1)
		return -1;
	*out = sqlite3_column_int64(s, 0);
	db_done(s);
	return 0;
}

const char *db_text(struct arena *a, sqlite3_stmt *s, int column)
{
	return db_blob(a, s, column).p;
}

struct slice db_blob(struct arena *a, sqlite3_stmt *s, int column)
{
	const char *p = sqlite3_column_blob(s, column);

	return arena_copy(a, (struct slice){p, (size_t)sqlite3_column_bytes(s, column)});
}

int db_begin(struct registry *reg, struct err *e)
{
	if (!reg->batch)
		return db_run(reg, db_bind(reg, SQL_BEGIN, e, ""), e);
	if (sqlite3_get_autocommit(reg->db) != 0)
		return err_set(e, "register %s: an earlier fault has undone the batch", reg->path);
	if (db_run(reg, db_bind(reg, SQL_SAVEPOINT, e, ""), e) != 0)
		return -1;
	reg->inside = true;
	return 0;
}

int db_commit(struct registry *reg, struct err *e)
{
	if (!reg->batch)
		return db_run(reg, db_bind(reg, SQL_COMMIT, e, ""), e);
	if (db_run(reg, db_bind(reg, SQL_RELEASE, e, ""), e) != 0)
		return -1;
	reg->inside = false;
	return 0;
}

void db_rollback(struct registry *reg)
{
	bool open = sqlite3_get_autocommit(reg->db) == 0;

	if (open && !reg->batch)
		db_run(reg, db_bind(reg, SQL_ROLLBACK, NULL, ""), NULL);
	if (open && reg->inside) {
		db_run(reg, db_bind(reg, SQL_ROLLBACK_TO, NULL, ""), NULL);
		db_run(reg, db_bind(reg, SQL_RELEASE, NULL, ""), NULL);
	}
	reg->inside = false;
}
