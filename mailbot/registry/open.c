/* Opens the register, makes it where there is none, and locks it. */
#include "registry/registry.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/file.h"
#include "base/limits.h"
#include "registry/key.h"
#include "registry/schema.h"

enum {
	BUSY_MS = 15 * 1000, /* the others' transactions take milliseconds */
	MAKE_MS = 15 * 1000, /* a `run` that begins reads its rules first */
};

static int run_sql(struct registry *reg, const char *sql, struct err *e)
{
	return sqlite3_exec(reg->db, sql, NULL, NULL, NULL) == SQLITE_OK ? 0 : db_fail(reg, e);
}

/* Of a register that cannot be seen (errno says why). */
static int look_missing(const char *path, enum registry_mode mode, struct err *e)
{
	if (errno != ENOENT)
		return err_errno(e, "register %s", path);
	if (db_look_folder("register", path, e) != 0)
		return -1;
	if (mode == REGISTRY_WRITE)
		return 0;
	return err_set(e,
		"register %s: there is none yet; `mailbot run --once` makes it (or name another in the "
		"settings: 'register')",
		path);
}

/* Makes an empty file with the right mode first: SQLite gives its own files the same. */
static int make_file(const char *path, struct err *e)
{
	int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);

	if (fd < 0)
		return err_errno(e, "register %s: cannot be made or written", path);
	close(fd);
	return 0;
}

/* Makes the tables where there are none. Another process may do the same at this moment. */
static int make_tables(struct registry *reg, struct err *e)
{
	bool empty = false;

	if (db_begin(reg, e) != 0)
		return -1;
	if (schema_check(reg, &empty, e) != 0)
		goto fail;
	if (empty && schema_make(reg, e) != 0)
		goto fail;
	return db_commit(reg, e);
fail:
	db_rollback(reg);
	return -1;
}

/* `alone`: nobody else may have it open meanwhile. */
static int connect_database(struct registry *reg, bool alone, struct err *e)
{
	if (sqlite3_open_v2(reg->path, &reg->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX,
		    NULL) != SQLITE_OK)
		return db_fail(reg, e);
	sqlite3_extended_result_codes(reg->db, 1);
	sqlite3_busy_timeout(reg->db, BUSY_MS);
	if (alone && run_sql(reg, "PRAGMA locking_mode = EXCLUSIVE", e) != 0)
		return -1;
	return run_sql(reg,
		"PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON; PRAGMA synchronous = FULL;"
		"PRAGMA temp_store = MEMORY; PRAGMA trusted_schema = OFF;"
		/* kB. As much as a batch of letters changes: what does not fit goes into the log before
		   the end, to be written again, and read for the sums of all behind it. */
		"PRAGMA cache_size = -1800;"
		"PRAGMA wal_autocheckpoint = 2000", /* pages; twice its own */
		e);
}

/*
 * The first look into a register that nobody has open makes the index of its log anew beside it: on a
 * full disk not even a list could be printed. Who alone has it open keeps that index in memory.
 */
static int connect_alone(struct registry *reg, struct err *e)
{
	int rc = sqlite3_errcode(reg->db) & 0xff;

	if (rc != SQLITE_FULL && rc != SQLITE_IOERR && rc != SQLITE_CANTOPEN)
		return -1;
	sqlite3_close(reg->db);
	reg->db = NULL;
	return connect_database(reg, true, e);
}

/* *empty: it has no tables, which is an error where they are not to be made. */
static int open_database(struct registry *reg, enum registry_mode mode, bool *empty, struct err *e)
{
	if (connect_database(reg, false, e) != 0 &&
		(mode == REGISTRY_WRITE || connect_alone(reg, e) != 0))
		return -1;
	if (mode != REGISTRY_WRITE) {
		if (schema_check(reg, empty, e) != 0)
			return -1;
		if (*empty)
			return err_set(
				e, "register %s: is empty; `mailbot run` fills it", reg->path);
		return mode == REGISTRY_STAFF ? 0 : run_sql(reg, "PRAGMA query_only = ON", e);
	}
	if (sqlite3_db_readonly(reg->db, "main") != 0)
		return err_set(e, "register %s: may not be written", reg->path);
	/* Asked once before anything is written: another's file keeps its journal mode too. */
	if (schema_check(reg, empty, e) != 0 || run_sql(reg, "PRAGMA journal_mode = WAL", e) != 0)
		return -1;
	return make_tables(reg, e);
}

void registry_small(struct registry *reg)
{
	/* A page has 4 kB: its indices' innermost ones, and those of a few mails. */
	sqlite3_exec(reg->db, "PRAGMA cache_size = -400", NULL, NULL, NULL);
}

/* Linux names each start of the machine. */
static void read_boot(struct registry *reg)
{
	struct arena *a = arena_new();
	struct slice name = {0}, line = {0};

	if (file_read(a, "/proc/sys/kernel/random/boot_id", 256, &name, NULL) == 0 &&
		slice_line(&name, &line) && line.len < sizeof reg->boot)
		memcpy(reg->boot, line.p, line.len);
	arena_free(&a);
}

/* *unmade: it is not there, or has no tables yet. */
static int try_open(const char *path, const char *key_file, enum registry_mode mode,
	struct registry **out, bool *unmade, struct err *e)
{
	struct registry *reg = xcalloc(1, sizeof *reg);
	struct stat st;
	bool there = stat(path, &st) == 0;

	*unmade = !there && errno == ENOENT;
	reg->path = xstrdup(path);
	if (there && !S_ISREG(st.st_mode)) {
		err_set(e, "register %s: is no file", path);
		goto fail;
	}
	if (!there && look_missing(path, mode, e) != 0)
		goto fail;
	if (mode == REGISTRY_WRITE) {
		/* The key first: a register without its key is never left behind, nor anything by a start that must fail. */
		bool may_make = !there || st.st_size == 0;
		if (db_look_writable(path, there, e) != 0 ||
			key_load(reg, key_file, may_make, e) != 0 || make_file(path, e) != 0)
			goto fail;
	}
	bool keyed = mode == REGISTRY_WRITE || (mode == REGISTRY_STAFF && key_file != NULL);
	if (mode == REGISTRY_STAFF && keyed && key_load(reg, key_file, false, e) != 0)
		goto fail;
	if (open_database(reg, mode, unmade, e) != 0 || (keyed && key_check(reg, key_file, e) != 0))
		goto fail;
	read_boot(reg);
	*out = reg;
	return 0;
fail:
	registry_close(&reg);
	return -1;
}

int registry_open(const char *path, const char *key_file, enum registry_mode mode,
	struct registry **out, struct err *e)
{
	bool unmade;

	return try_open(path, key_file, mode, out, &unmade, e);
}

/* Whether somebody holds its lock. */
static bool is_locked(const char *path)
{
	struct arena *a = arena_new();
	int file = open(arena_printf(a, "%s.lock", path), O_RDONLY | O_CLOEXEC);
	bool locked = file >= 0 && flock(file, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK;

	arena_free(&a);
	if (file >= 0)
		close(file);
	return locked;
}

int registry_open_made(const char *path, const char *key_file, enum registry_mode mode,
	struct registry **out, struct err *e)
{
	int64_t end = clock_monotonic_ms() + MAKE_MS;
	bool unmade;
	int rc;

	while ((rc = try_open(path, key_file, mode, out, &unmade, e)) != 0 &&
		mode != REGISTRY_WRITE && unmade && is_locked(path) && clock_monotonic_ms() < end)
		poll(NULL, 0, 20);
	return rc;
}

void registry_close(struct registry **reg)
{
	if (*reg == NULL)
		return;
	for (size_t i = 0; i < STATEMENTS; i++)
		sqlite3_finalize((*reg)->statements[i]);
	sqlite3_close((*reg)->db);
	explicit_bzero((*reg)->token_key, KEY_BYTES);
	explicit_bzero((*reg)->hash_key, KEY_BYTES);
	free((*reg)->path);
	free(*reg);
	*reg = NULL;
}

/* The processes of a `run` that was killed end a moment later than it. */
static int lock_soon(int file)
{
	int64_t end = clock_monotonic_ms() + LOCK_WAIT_MS;
	int rc;

	while ((rc = flock(file, LOCK_EX | LOCK_NB)) != 0 && errno == EWOULDBLOCK &&
		clock_monotonic_ms() < end)
		poll(NULL, 0, 10);
	return rc;
}

int registry_lock(const char *path, int *fd, struct err *e)
{
	if (db_look_folder("register", path, e) != 0)
		return -1;
	struct arena *a = arena_new();
	const char *lock = arena_printf(a, "%s.lock", path);
	int rc = -1, file = open(lock, O_RDWR | O_CREAT | O_CLOEXEC, 0600);

	if (file < 0) {
		err_errno(e, "register %s: its lock %s cannot be made", path, lock);
	} else if (lock_soon(file) != 0) {
		if (errno == EWOULDBLOCK)
			err_set(e, "register %s: another `mailbot run` works on it (it holds %s)",
				path, lock);
		else
			err_errno(e, "lock %s", lock);
		close(file);
	} else {
		*fd = file;
		rc = 0;
	}
	arena_free(&a);
	return rc;
}

void registry_unlock(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}
