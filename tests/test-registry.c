/*
 * The register: what it takes in stays, whole and once, whatever happens to the processes. Each test
 * has a folder of its own.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>

#include "base/file.h"
#include "rules/office.h"
#include "registry/db.h"
#include "registry/key.h"
#include "registry-help.h"

enum { NOW = 1295517600 /* 2011-01-20 10:00 UTC */, HOUR = 3600, DAY = 24 * HOUR };

static struct event events[] = {
	{.id = "bildung",
		.title = "Bildung",
		.begin_utc = 1297875600,
		.end_utc = 1297886400,
		.venue = "",
		.address = ""},
	{.id = "arbeit",
		.title = "Arbeit",
		.begin_utc = 1298041200,
		.end_utc = 1298052000,
		.venue = "",
		.address = "",
		.seats = 3},
};
static struct series series = {.id = "masterplan",
	.title = "Masterplan",
	.organiser = "Agentur",
	.inbox = "office@example.org",
	.events = events,
	.event_count = 2,
	.xml = {"<series/>", 9},
	.place = {"rules/series/masterplan.xml", 3}};
static const struct series *all_series[] = {&series, NULL};
static struct office office;
static struct rules rules = {.series = all_series, .series_count = 1, .office = &office};
static struct settings settings = {.sender_address = "office@example.org",
	.language = "de",
	.answers_per_address = 6,
	.answers_per_thread = 4,
	.receipts_per_address = 1};

struct room {
	struct arena *arena;
	char dir[HELP_DIR_MAX];
	const char *path, *key;
	struct registry *reg;
	struct err e;
	int64_t uid;
};

static void open_again(struct room *r)
{
	registry_close(&r->reg);
	if (registry_open(r->path, r->key, REGISTRY_WRITE, &r->reg, &r->e) != 0)
		fail_msg("%s", r->e.text);
}

static int setup(void **state)
{
	struct room *r = xcalloc(1, sizeof *r);

	r->arena = arena_new();
	help_folder(r->dir);
	r->path = arena_printf(r->arena, "%s/register.db", r->dir);
	r->key = arena_printf(r->arena, "%s/key", r->dir);
	series.zone = NULL;
	struct zone *zone;
	assert_int_equal(zone_load(r->arena, "Europe/Berlin", &zone, &r->e), 0);
	series.zone = zone;
	series.xml = slice_of("<series/>");
	rules.series_count = 1;
	open_again(r);
	assert_int_equal(registry_take_series(r->reg, &rules, NOW, &r->e), 0);
	*state = r;
	return 0;
}

static int teardown(void **state)
{
	struct room *r = *state;

	registry_close(&r->reg);
	help_folder_remove(r->arena, r->dir);
	arena_free(&r->arena);
	free(r);
	return 0;
}

/* ---- letters ---- */

struct given {
	const char *from, *id, *event, *second, *reply_to_mail, *reasons, *name, *organisation;
	enum request_action action;
	enum disposition disposition;
	enum reading_kind kind;
	int seats;
	bool aligned;
	const char *bounced_id;
	const char *body;
	int64_t uid, uidvalidity, now;
	size_t attachment_at, attachment_end;
};

static struct envelope *envelope_of(struct room *r, const struct given *g, struct slice letter)
{
	struct envelope *env = arena_alloc(r->arena, sizeof *env);

	envelope_read(r->arena, letter, env);
	if (g->reply_to_mail != NULL)
		env->in_reply_to = g->reply_to_mail;
	return env;
}

static struct reading *reading_of(struct room *r, const struct given *g, const struct envelope *env)
{
	struct reading *reading = arena_alloc(r->arena, sizeof *reading);
	const char *ids[] = {g->event, g->second};

	*reading = (struct reading){.file = "",
		.envelope = env,
		.language = "de",
		.kind = g->kind,
		.disposition = g->disposition,
		.concerns = true,
		.series = "masterplan",
		.writer = "Ada Erst",
		.phone = "",
		.rules = "",
		.own_words = slice_of("Guten Tag")};
	if (g->reasons != NULL)
		ARENA_PUSH(r->arena, reading->reasons, reading->reason_count, reading->reason_room,
			g->reasons);
	for (int i = 0; i < 2 && ids[i] != NULL; i++)
		ARENA_PUSH(r->arena, reading->requests.items, reading->requests.count,
			reading->requests.room,
			(struct request){.action = g->action,
				.event = ids[i],
				.seats = g->action == ACTION_REGISTER ? g->seats : 0,
				.stated = g->seats > 1 ? STATED_TOTAL : STATED_NONE});
	if (g->action == ACTION_REGISTER && g->event != NULL)
		ARENA_PUSH(r->arena, reading->attendees, reading->attendee_count,
			reading->attendee_room,
			(struct attendee){.name = g->name, .organisation = g->organisation});
	if (g->bounced_id != NULL) {
		struct bounce *bounce = arena_alloc(r->arena, sizeof *bounce);
		*bounce = (struct bounce){"", true, g->bounced_id};
		reading->bounce = bounce;
	}
	if (g->attachment_end > 0) {
		struct part *part = arena_alloc(r->arena, sizeof *part);
		*part = (struct part){
			"image/png", "", PART_ATTACHMENT, g->attachment_at, g->attachment_end};
		reading->parts = part;
		reading->part_count = 1;
	}
	return reading;
}

/* Takes a letter in, all the way that the receiver takes it. */
static int try_give(struct room *r, struct given g, struct outcome *out)
{
	g.from = g.from != NULL ? g.from : "ada@example.net";
	g.id = g.id != NULL ? g.id : arena_printf(r->arena, "letter-%d@x", (int)r->uid);
	g.name = g.name != NULL ? g.name : "Ada Erst";
	g.seats = g.seats != 0 ? g.seats : 1;
	const char *text = arena_printf(r->arena,
		"From: Ada Erst <%s>\r\nMessage-ID: <%s>\r\nSubject: Anmeldung\r\n"
		"Date: Thu, 20 Jan 2011 09:00:00 +0000\r\n\r\n%s\r\n",
		g.from, g.id, g.body != NULL ? g.body : "Guten Tag");
	struct slice letter = slice_of(text);
	struct envelope *env = envelope_of(r, &g, letter);
	struct thread thread;

	assert_int_equal(registry_thread(r->reg, r->arena, env, &thread, &r->e), 0);
	int64_t now = g.now != 0 ? g.now : NOW;
	struct incoming in = {.bytes = letter,
		.envelope = env,
		.reading = reading_of(r, &g, env),
		.thread = &thread,
		.uidvalidity = g.uidvalidity != 0 ? g.uidvalidity : 7,
		.uid = g.uid != 0 ? g.uid : ++r->uid,
		.received = now,
		.aligned = g.aligned};
	return registry_take_letter(r->reg, &settings, &rules, &in, now, out, &r->e);
}

static struct outcome give(struct room *r, struct given g)
{
	struct outcome out;

	if (try_give(r, g, &out) != 0)
		fail_msg("%s", r->e.text);
	return out;
}

/* ---- looking into it ---- */

static json_t *list(struct room *r, enum registry_list what)
{
	json_t *json;

	if (registry_list(r->reg, what, NULL, &json, &r->e) != 0)
		fail_msg("%s", r->e.text);
	return json;
}

/* One text of the first row of a query: counts and values, joined by '|'. */
static const char *ask(struct room *r, const char *sql)
{
	sqlite3_stmt *s = NULL;
	const char *text;

	if (sqlite3_prepare_v2(r->reg->db, sql, -1, &s, NULL) != SQLITE_OK ||
		sqlite3_step(s) != SQLITE_ROW)
		fail_msg("%s: %s", sql, sqlite3_errmsg(r->reg->db));
	text = arena_string(r->arena, slice_of((const char *)sqlite3_column_text(s, 0)));
	sqlite3_finalize(s);
	return text;
}

static unsigned mode_of(const char *path)
{
	struct stat st;

	assert_int_equal(stat(path, &st), 0);
	return st.st_mode & 0777;
}

static void assert_text(const struct room *r, const char *says)
{
	if (strstr(r->e.text, says) == NULL)
		fail_msg("'%s' does not say '%s'", r->e.text, says);
}

static void put_file(struct room *r, const char *path, const char *bytes, unsigned mode)
{
	assert_int_equal(file_write(path, slice_of(bytes), mode, &r->e), 0);
}

/* ---- opening ---- */

static void test_open(void **state)
{
	struct room *r = *state;

	assert_int_equal(mode_of(r->path), 0600);
	assert_int_equal(mode_of(r->key), 0600);
	assert_int_equal(mode_of(arena_printf(r->arena, "%s-wal", r->path)), 0600);
	assert_string_equal(ask(r, "PRAGMA journal_mode"), "wal");
	assert_string_equal(ask(r, "PRAGMA synchronous"), "2");
	assert_string_equal(ask(r, "PRAGMA foreign_keys"), "1");
	assert_string_equal(ask(r, "PRAGMA secure_delete"), "1");
	assert_string_equal(ask(r, "PRAGMA user_version"), "1");
	unsigned char key[KEY_BYTES];
	memcpy(key, r->reg->token_key, KEY_BYTES);
	assert_memory_not_equal(key, r->reg->hash_key, KEY_BYTES);
	open_again(r);
	assert_memory_equal(key, r->reg->token_key, KEY_BYTES);
}

static void fails(struct room *r, enum registry_mode mode, const char *text)
{
	struct registry *reg = NULL;

	assert_int_equal(registry_open(r->path, r->key, mode, &reg, &r->e), -1);
	assert_null(reg);
	assert_text(r, text);
	assert_null(strchr(r->e.text, '\n'));
}

static void test_key(void **state)
{
	struct room *r = *state;
	const char *away = arena_printf(r->arena, "%s.away", r->key);

	registry_close(&r->reg);
	assert_int_equal(rename(r->key, away), 0);
	fails(r, REGISTRY_WRITE, "missing");
	assert_int_equal(access(r->key, F_OK), -1); /* none is made beside an existing register */
	put_file(r, r->key, "short", 0600);
	fails(r, REGISTRY_WRITE, "5 bytes are too few");
	unlink(r->key);
	assert_int_equal(rename(away, r->key), 0);
	assert_int_equal(chmod(r->key, 0640), 0);
	fails(r, REGISTRY_WRITE, "0640");
	assert_int_equal(chmod(r->key, 0604), 0);
	fails(r, REGISTRY_WRITE, "0604");
	assert_int_equal(chmod(r->key, 0400), 0);
	open_again(r);
	/* another's, once a mail of ours bears its token */
	give(r, (struct given){.event = "bildung"});
	registry_close(&r->reg);
	assert_int_equal(rename(r->key, away), 0);
	put_file(r, r->key, arena_printf(r->arena, "%0*d", 2 * KEY_BYTES, 7), 0600);
	fails(r, REGISTRY_WRITE, "is not the one of register");
	fails(r, REGISTRY_STAFF, "is not the one of register");
	assert_int_equal(rename(away, r->key), 0);
	open_again(r);
	/* for reading none is needed */
	registry_close(&r->reg);
	unlink(r->key);
	assert_int_equal(registry_open(r->path, NULL, REGISTRY_READ, &r->reg, &r->e), 0);
}

static void test_no_register(void **state)
{
	struct room *r = *state;
	const char *path = r->path;

	registry_close(&r->reg);
	r->path = arena_printf(r->arena, "%s/none/register.db", r->dir);
	fails(r, REGISTRY_WRITE, "there is no folder ");
	fails(r, REGISTRY_READ, "none; make it, or name another in the settings ('register')");
	r->path = r->dir;
	fails(r, REGISTRY_WRITE, "is no file");
	r->path = arena_printf(r->arena, "%s/other.db", r->dir);
	fails(r, REGISTRY_READ, "there is none yet; `mailbot run --once` makes it");
	assert_int_equal(access(r->path, F_OK), -1);
	put_file(r, r->path, "no database at all, but rather long, longer than any header of one",
		0600);
	fails(r, REGISTRY_WRITE,
		"is no register, or damaged (file is not a database); stop mailbot, keep this file, and put");
	fails(r, REGISTRY_READ, "not a database");
	unlink(r->path);
	/* a folder for the key that is not there: no register is left behind */
	const char *key = r->key;
	r->key = arena_printf(r->arena, "%s/none/key", r->dir);
	fails(r, REGISTRY_WRITE, "none/key");
	assert_int_equal(access(r->path, F_OK), -1);
	r->key = key;
	r->path = path;
	open_again(r);
	ask(r, "SELECT count(*) FROM letter");
	assert_int_equal(sqlite3_exec(r->reg->db, "PRAGMA user_version = 9", NULL, NULL, NULL), 0);
	fails(r, REGISTRY_WRITE, "version 9");
	fails(r, REGISTRY_READ, "version 9");
}

/* A register of a mailbot whose tables were others is told from ours before anything is done with it. */
static void test_other_tables(void **state)
{
	static const struct {
		const char *sql, *says;
	} rows[] = {
		{"DROP TABLE erasure", "'erasure' is missing or not the same; nothing was changed"},
		{"ALTER TABLE party DROP COLUMN note",
			"its table 'party' is missing or not the same"},
		{"ALTER TABLE mailed ADD COLUMN x INTEGER",
			"its table 'mailed' is missing or not the same"},
		{"DROP INDEX party_name; PRAGMA application_id = 0", "(older, this one is "},
		{"PRAGMA application_id = 11259375; DROP INDEX party_name",
			"(0abcdef, this one is "},
	};
	struct room *r = *state;

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		assert_int_equal(sqlite3_exec(r->reg->db, rows[i].sql, NULL, NULL, NULL), 0);
		fails(r, REGISTRY_READ, rows[i].says);
		fails(r, REGISTRY_STAFF, rows[i].says);
		fails(r, REGISTRY_WRITE, "make the register anew as README says (A new version)");
		registry_close(&r->reg);
		unlink(r->path);
		open_again(r);
	}
	/* what an administrator adds hurts nobody */
	assert_int_equal(
		sqlite3_exec(r->reg->db, "CREATE INDEX mine ON party (phone)", NULL, NULL, NULL),
		0);
	open_again(r);
}

/* Who looks while a `run` that has just begun makes it gets it, and no word of a file that is empty or not there. */
static void test_being_made(void **state)
{
	struct room *r = *state;
	int started[2], status, lock = -1;
	char one;

	registry_close(&r->reg);
	r->path = arena_printf(r->arena, "%s/made.db", r->dir);
	assert_int_equal(registry_open_made(r->path, NULL, REGISTRY_READ, &r->reg, &r->e), -1);
	assert_text(r, "there is none yet");
	assert_int_equal(pipe(started), 0);
	pid_t child = fork();
	if (child == 0) {
		if (registry_lock(r->path, &lock, &r->e) != 0 || write(started[1], "", 1) != 1)
			_exit(1);
		usleep(200 * 1000);
		put_file(r, r->path, "", 0600);
		usleep(200 * 1000);
		_exit(registry_open(r->path, r->key, REGISTRY_WRITE, &r->reg, &r->e) != 0);
	}
	assert_int_equal(read(started[0], &one, 1), 1);
	assert_int_equal(registry_open_made(r->path, NULL, REGISTRY_READ, &r->reg, &r->e), 0);
	assert_string_equal(ask(r, "SELECT count(*) FROM letter"), "0");
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
	registry_close(&r->reg);
	close(started[0]);
	close(started[1]);
	unlink(arena_printf(r->arena, "%s.lock", r->path));
	unlink(r->path);
	/* nobody makes it */
	put_file(r, r->path, "", 0600);
	assert_int_equal(registry_open_made(r->path, NULL, REGISTRY_READ, &r->reg, &r->e), -1);
	assert_text(r, "is empty");
	unlink(r->path);
}

/* A path in the settings may be wrong: nothing is ever added to what is not ours. */
static void test_alien(void **state)
{
	struct room *r = *state;
	const char *path = r->path;
	struct slice before, after;
	sqlite3 *db = NULL;

	registry_close(&r->reg);
	r->path = arena_printf(r->arena, "%s/alien.db", r->dir);
	put_file(r, r->path, "", 0600);
	fails(r, REGISTRY_READ, "is empty");
	assert_int_equal(sqlite3_open(r->path, &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, "CREATE TABLE t (x)", NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(db);
	assert_int_equal(file_read(r->arena, r->path, 1 << 20, &before, &r->e), 0);
	fails(r, REGISTRY_WRITE, "another program's");
	fails(r, REGISTRY_READ, "another program's");
	assert_int_equal(file_read(r->arena, r->path, 1 << 20, &after, &r->e), 0);
	assert_true(slice_eq(before, after));
	unlink(r->path);
	r->path = path;
}

/* As an ordinary user, whom modes stop, even where the tests run as root. */
static void open_as_nobody(struct room *r, enum registry_mode mode, const char *says)
{
	enum { NOBODY = 65534 };
	pid_t child = fork();

	if (child == 0) {
		struct registry *reg = NULL;
		if (geteuid() == 0 && (chown(r->key, NOBODY, NOBODY) != 0 || setuid(NOBODY) != 0))
			_exit(2);
		int rc = registry_open(r->path, r->key, mode, &reg, &r->e);
		if (rc != -1 || strstr(r->e.text, says) == NULL)
			fprintf(stderr, "'%s' does not say '%s'\n", r->e.text, says);
		_exit(rc != -1 || strstr(r->e.text, says) == NULL);
	}
	int status;
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
}

static void test_unwritable(void **state)
{
	struct room *r = *state;

	registry_close(&r->reg);
	assert_int_equal(chmod(r->dir, 0755), 0);
	assert_int_equal(chmod(r->path, 0444), 0);
	open_as_nobody(r, REGISTRY_WRITE, "cannot be read and written: Permission denied");
	assert_int_equal(chmod(r->path, 0200), 0);
	open_as_nobody(r, REGISTRY_READ, "cannot be read and written: Permission denied");
	assert_int_equal(chmod(r->path, 0666), 0);
	assert_int_equal(chmod(r->dir, 0555), 0);
	open_as_nobody(r, REGISTRY_WRITE, " cannot be written: Permission denied");
	assert_int_equal(chmod(r->dir, 0755), 0);
	/* a register whose folder is missing: no key is left behind */
	r->path = arena_printf(r->arena, "%s/none/register.db", r->dir);
	r->key = arena_printf(r->arena, "%s/other-key", r->dir);
	fails(r, REGISTRY_WRITE, "there is no folder ");
	assert_int_equal(access(r->key, F_OK), -1);
}

static void test_read_only(void **state)
{
	struct room *r = *state;
	struct registry *reader;
	json_t *json;

	give(r, (struct given){.event = "bildung"});
	assert_int_equal(registry_open(r->path, NULL, REGISTRY_READ, &reader, &r->e), 0);
	assert_int_equal(registry_list(reader, LIST_REGISTRATIONS, NULL, &json, &r->e), 0);
	assert_int_equal(json_array_size(json), 1);
	json_decref(json);
	assert_int_equal(registry_filed(reader, 1, FOLDER_DONE, 1, 1, &r->e), -1);
	registry_close(&reader);
	registry_close(&reader); /* NULL is allowed */
}

static void test_lock(void **state)
{
	struct room *r = *state;
	int one = -1, two = -1;

	assert_int_equal(registry_lock(r->path, &one, &r->e), 0);
	assert_int_equal(registry_lock(r->path, &two, &r->e), -1);
	assert_text(r, "another `mailbot run`");
	registry_unlock(&one);
	assert_int_equal(one, -1);
	assert_int_equal(registry_lock(r->path, &two, &r->e), 0);
	assert_int_equal(mode_of(arena_printf(r->arena, "%s.lock", r->path)), 0600);
	registry_unlock(&two);
}

/* ---- series ---- */

static void test_series(void **state)
{
	struct room *r = *state;
	static struct series other = {
		.id = "other", .xml = {"<other/>", 8}, .place = {"rules/series/other.xml", 1}};

	assert_int_equal(registry_take_series(r->reg, &rules, NOW, &r->e), 0);
	open_again(r);
	assert_int_equal(registry_take_series(r->reg, &rules, NOW, &r->e), 0);
	assert_string_equal(ask(r, "SELECT id || ' ' || xml FROM series"), "masterplan <series/>");

	series.xml = slice_of("<series changed=''/>");
	assert_int_equal(registry_take_series(r->reg, &rules, NOW, &r->e), -1);
	assert_text(r, "rules/series/masterplan.xml: series 'masterplan' differs");
	assert_text(r, r->path);
	series.xml = slice_of("<series/>");

	all_series[1] = &other;
	rules.series_count = 2;
	assert_int_equal(registry_take_series(r->reg, &rules, NOW, &r->e), -1);
	assert_text(r, "rules/series/other.xml: series 'other'");
	assert_text(r, r->path);

	all_series[0] = &other;
	rules.series_count = 1;
	assert_int_equal(registry_take_series(r->reg, &rules, NOW, &r->e), -1);
	assert_text(r, "series 'masterplan'");
	all_series[0] = &series;
	assert_string_equal(ask(r, "SELECT count(*) FROM series"), "1");
}

/* ---- letters ---- */

static void test_take(void **state)
{
	struct room *r = *state;
	struct outcome out = give(r,
		(struct given){.event = "bildung", .second = "arbeit", .organisation = "Verein"});

	assert_true(out.acted && !out.review && !out.again);
	assert_int_equal(out.mails, 1);
	assert_int_equal(out.wanted, FOLDER_DONE);
	assert_string_equal(ask(r,
				    "SELECT group_concat(event || ' ' || status || ' ' || seats)"
				    " FROM registration"),
		"bildung confirmed 1,arbeit confirmed 1");
	assert_string_equal(
		ask(r, "SELECT name || ' ' || organisation FROM attendee"), "Ada Erst Verein");
	assert_string_equal(ask(r, "SELECT address || ' ' || name || ' ' || language FROM party"),
		"ada@example.net Ada Erst de");
	assert_string_equal(
		ask(r, "SELECT group_concat(who || ' ' || what || ' ' || letter) FROM journal"),
		"robot register 1,robot register 1,robot queued 1");
	assert_string_equal(ask(r, "SELECT wanted || ' ' || acted || ' ' || subject FROM letter"),
		"done 1 Anmeldung");
	assert_string_equal(
		ask(r, "SELECT json_extract(reading, '$.requests[1].event') FROM letter"),
		"arbeit");
	json_t *mails = list(r, LIST_OUTGOING), *mail = json_array_get(mails, 0);
	assert_string_equal(json_string_value(json_object_get(mail, "state")), "queued");
	assert_string_equal(json_string_value(json_object_get(mail, "kind")), "confirmation");
	assert_string_equal(json_string_value(json_object_get(mail, "address")), "ada@example.net");
	json_decref(mails);
	/* the facts carry the Message-ID that the register knows */
	assert_string_equal(
		ask(r, "SELECT json_extract(facts, '$.message_id') = message_id FROM outgoing"),
		"1");
}

/* Adding a companion keeps who is there, and what is known of them. */
static void test_attendees_stay(void **state)
{
	struct room *r = *state;

	give(r, (struct given){.event = "bildung", .organisation = "Verein"});
	give(r, (struct given){.event = "bildung", .name = "Bo Zwei", .from = "ADA@example.net"});
	assert_string_equal(ask(r, "SELECT count(*) FROM party"), "1");
	assert_string_equal(
		ask(r,
			"SELECT group_concat(name || '/' || coalesce(organisation, '-'))"
			" FROM (SELECT * FROM attendee ORDER BY position)"),
		"Ada Erst/Verein,Bo Zwei/-");
	assert_string_equal(ask(r, "SELECT seats FROM registration"), "2");
	give(r, (struct given){.event = "bildung", .action = ACTION_CANCEL, .aligned = true});
	assert_string_equal(ask(r, "SELECT status || seats FROM registration"), "cancelled0");
	assert_string_equal(ask(r, "SELECT count(*) FROM attendee"), "0");
}

static void test_known_again(void **state)
{
	struct room *r = *state;
	struct given g = {.event = "bildung", .id = "same@x", .uid = 5};
	struct outcome first = give(r, g), out;

	out = give(r, g);
	assert_true(out.again && !out.acted && out.mails == 0);
	assert_int_equal(out.letter, first.letter);
	assert_int_equal(out.wanted, FOLDER_DONE);
	/* the mailbox was made anew, or the letter came twice */
	g.uidvalidity = 8;
	out = give(r, g);
	assert_true(out.again);
	g.uid = 6;
	out = give(r, g);
	assert_true(out.again);
	assert_string_equal(ask(r, "SELECT count(*) FROM letter"), "1");
	assert_string_equal(ask(r, "SELECT count(*) FROM outgoing"), "1");
	assert_string_equal(ask(r, "SELECT count(*) FROM arrival"), "3");
	/* the same Message-ID with other words is another letter */
	g.uid = 7;
	g.body = "Und noch etwas";
	out = give(r, g);
	assert_false(out.again);
	/* and so it is from somebody else */
	g.uid = 8;
	g.from = "bo@example.net";
	out = give(r, g);
	assert_false(out.again);
	assert_string_equal(ask(r, "SELECT count(*) FROM letter"), "3");
}

static void test_knows(void **state)
{
	struct room *r = *state;
	static const struct {
		int64_t uidvalidity, uid;
		bool known;
	} cases[] = {{7, 12, true}, {7, 11, true}, {7, 10, false}, {7, 99, false}, {8, 99, true},
		{8, 12, false}};

	give(r, (struct given){.uid = 12, .event = "bildung"});
	give(r, (struct given){.uid = 11, .event = "bildung", .id = "b@x"});
	give(r, (struct given){.uid = 99, .uidvalidity = 8, .event = "bildung", .id = "c@x"});
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		bool known = !cases[i].known;
		assert_int_equal(
			registry_knows(r->reg, cases[i].uidvalidity, cases[i].uid, &known, &r->e),
			0);
		assert_int_equal(known, cases[i].known);
	}
}

/* Seats go in the order in which letters are taken in, to the last one and not beyond. */
static void test_seats(void **state)
{
	struct room *r = *state;
	struct outcome out;

	give(r, (struct given){.event = "arbeit", .seats = 2});
	out = give(r, (struct given){.event = "arbeit", .seats = 2, .from = "bo@x.net"});
	assert_true(out.review && !out.acted);
	assert_string_equal(ask(r, "SELECT reasons FROM review_item"), "[\"full\"]");
	out = give(r, (struct given){.event = "arbeit", .from = "cem@x.net"});
	assert_true(out.acted);
	assert_string_equal(ask(r, "SELECT sum(seats) FROM registration"), "3");
}

static void test_attachments(void **state)
{
	struct room *r = *state;
	const char *body = "AAAA[picture]BBBB";
	struct given g = {.event = "bildung", .body = body, .id = "a@x"};
	size_t head = strlen("From: Ada Erst <ada@example.net>\r\nMessage-ID: <a@x>\r\n"
			     "Subject: Anmeldung\r\nDate: Thu, 20 Jan 2011 09:00:00 +0000\r\n\r\n");

	g.attachment_at = head + 4;
	g.attachment_end = head + 13;
	give(r, g);
	assert_string_equal(
		ask(r, "SELECT substr(CAST(bytes AS TEXT), -10) FROM letter"), "AAAABBBB\r\n");
	assert_string_equal(ask(r, "SELECT size - length(bytes) FROM letter"), "9");
	/* offsets that do not fit take nothing away */
	g.id = "b@x";
	g.attachment_end = 1000000;
	give(r, g);
	assert_string_equal(ask(r, "SELECT size - length(bytes) FROM letter WHERE id = 2"), "0");
}

/* ---- threads ---- */

static const char *mail_id(struct room *r, int number)
{
	return ask(
		r, arena_printf(r->arena, "SELECT message_id FROM outgoing WHERE id = %d", number));
}

static struct thread thread_of(
	struct room *r, const char *in_reply_to, const char **references, size_t count)
{
	struct envelope env = {
		.in_reply_to = in_reply_to, .references = references, .reference_count = count};
	struct thread out;

	assert_int_equal(registry_thread(r->reg, r->arena, &env, &out, &r->e), 0);
	return out;
}

static void test_thread(void **state)
{
	struct room *r = *state;

	give(r, (struct given){.event = "arbeit", .second = "bildung"});
	give(r, (struct given){.event = "bildung", .from = "bo@x.net", .name = "Bo Zwei"});
	const char *one = mail_id(r, 1), *two = mail_id(r, 2);
	assert_string_not_equal(one, two);
	assert_non_null(strstr(one, "@example.org"));

	struct thread t = thread_of(r, one, NULL, 0);
	assert_int_equal(t.outgoing, 1);
	assert_int_equal(t.root, 1);
	assert_string_equal(t.address, "ada@example.net");
	assert_string_equal(t.context.kind, "confirmation");
	assert_string_equal(t.context.series, "masterplan");
	assert_int_equal(t.context.event_count, 2);
	assert_string_equal(t.context.events[0], "bildung"); /* as the mail lists them: by begin */
	assert_string_equal(t.context.events[1], "arbeit");

	const char *references[] = {two, one, "stranger@x"};
	assert_int_equal(thread_of(r, "stranger@x", references, 3).outgoing, 1);
	assert_int_equal(thread_of(r, two, references, 3).outgoing, 2);
	t = thread_of(r, "", NULL, 0);
	assert_int_equal(t.outgoing, 0);
	assert_null(t.context.kind);
	assert_string_equal(t.address, "");
}

static void test_forged_token(void **state)
{
	struct room *r = *state;

	give(r, (struct given){.event = "bildung"});
	const char *sound = mail_id(r, 1);
	assert_true(token_sound(r->reg, sound));
	size_t len = strlen(sound);
	/* one bit anywhere in token, point, random or before the domain */
	for (size_t i = 0; i <= strcspn(sound, "@"); i++) {
		char *forged = arena_string(r->arena, slice_of(sound));
		forged[i] ^= 1;
		assert_false(token_sound(r->reg, forged));
		assert_int_equal(thread_of(r, forged, NULL, 0).outgoing, 0);
	}
	for (size_t n = 0; n < len; n++) {
		char *cut = xmalloc(n + 1); /* the sanitizer sees the very end */
		memcpy(cut, sound, n);
		cut[n] = '\0';
		if (n <= strcspn(sound, "@"))
			assert_false(token_sound(r->reg, cut));
		assert_int_equal(thread_of(r, cut, NULL, 0).outgoing, 0);
		free(cut);
	}
	/* one that is sound under another register's key */
	struct registry other = {.path = r->reg->path};
	const char *foreign;
	memset(other.token_key, 7, KEY_BYTES);
	assert_int_equal(token_make(&other, r->arena, "office@example.org", &foreign, &r->e), 0);
	assert_true(token_sound(&other, foreign));
	assert_false(token_sound(r->reg, foreign));
	/* sound, but of a mail that the register does not know */
	const char *unknown;
	assert_int_equal(token_make(r->reg, r->arena, "office@example.org", &unknown, &r->e), 0);
	assert_true(token_sound(r->reg, unknown));
	assert_int_equal(thread_of(r, unknown, NULL, 0).outgoing, 0);
}

/* Cancelling by replying to our confirmation; without it, nothing changes. */
static void test_cancel_by_reply(void **state)
{
	struct room *r = *state;
	struct outcome out;

	give(r, (struct given){.event = "bildung"});
	out = give(r, (struct given){.event = "bildung", .action = ACTION_CANCEL});
	assert_true(!out.review && !out.acted && out.wanted == FOLDER_DONE);
	assert_string_equal(
		ask(r, "SELECT reasons || state FROM review_item"), "[\"confirm-cancel\"]asked");
	assert_string_equal(ask(r, "SELECT status FROM registration"), "confirmed");
	out = give(r,
		(struct given){.event = "bildung",
			.action = ACTION_CANCEL,
			.reply_to_mail = mail_id(r, 1)});
	assert_true(out.acted && !out.review);
	assert_string_equal(ask(r, "SELECT status FROM registration"), "cancelled");
	assert_string_equal(ask(r, "SELECT answers FROM letter WHERE id = 3"), "1");
	/* the confirmation had not gone out yet: it says what no longer holds; the receipt may go */
	assert_string_equal(
		ask(r, "SELECT group_concat(kind || ' ' || state) FROM (SELECT * FROM outgoing ORDER BY id)"),
		"confirmation withdrawn,confirm-cancel withdrawn,cancelled queued");
	assert_string_equal(ask(r, "SELECT root FROM outgoing WHERE id = 3"), "1");
	/* somebody else with that token is not the party */
	give(r, (struct given){.event = "bildung", .from = "bo@x.net", .name = "Bo Zwei"});
	out = give(r,
		(struct given){.event = "bildung",
			.action = ACTION_CANCEL,
			.from = "bo@x.net",
			.reply_to_mail = mail_id(r, 3)});
	assert_true(!out.acted);
	assert_string_equal(ask(r, "SELECT status FROM registration WHERE party = 2"), "confirmed");
}

/* ---- the sender ---- */

static struct due_mail due(struct room *r, int64_t now)
{
	struct due_mail mail = {0};
	bool found;

	assert_int_equal(registry_due(r->reg, r->arena, now, true, &mail, &found, &r->e), 0);
	if (!found)
		mail.id = 0;
	return mail;
}

static bool sending_as(struct room *r, int64_t id, const char *bytes, int64_t now)
{
	bool go;

	assert_int_equal(registry_mail_sending(r->reg, id, slice_of(bytes), now, &go, &r->e), 0);
	return go;
}

static bool sending(struct room *r, int64_t id, int64_t now)
{
	return sending_as(r, id, NULL, now);
}

static void result(struct room *r, int64_t id, enum mail_result what, int64_t now)
{
	if (registry_mail_result(r->reg, id, what, "451 4.3.0", now, &r->e) != 0)
		fail_msg("%s", r->e.text);
}

static void test_send(void **state)
{
	struct room *r = *state;
	int64_t when;

	assert_int_equal(due(r, NOW).id, 0);
	assert_int_equal(registry_next_due(r->reg, &when, &r->e), 0);
	assert_int_equal(when, 0);
	give(r, (struct given){.event = "bildung"});
	give(r, (struct given){.event = "bildung", .from = "bo@x.net", .name = "Bo Zwei"});
	assert_int_equal(registry_next_due(r->reg, &when, &r->e), 0);
	assert_int_equal(when, NOW);
	assert_int_equal(due(r, NOW - 1).id, 0);
	struct due_mail mail = due(r, NOW);
	assert_int_equal(mail.id, 1);
	assert_string_equal(mail.address, "ada@example.net");
	assert_int_equal(mail.bytes.len, 0);
	json_t *facts = json_loads(mail.facts, 0, NULL);
	assert_string_equal(json_string_value(json_object_get(facts, "kind")), "confirmation");
	json_decref(facts);
	assert_true(sending_as(r, 1, "bytes", NOW));
	assert_false(sending_as(r, 1, "others", NOW)); /* nobody else may send it now */
	assert_string_equal(
		ask(r, "SELECT CAST(bytes AS TEXT) FROM composed WHERE outgoing = 1"), "bytes");
	assert_int_equal(due(r, NOW).id, 2);
	assert_true(sending_as(r, 2, "its own", NOW));
	result(r, 2, RESULT_LATER, NOW);
	assert_true(slice_is(due(r, NOW + 60).bytes, "its own"));
	assert_true(sending(r, 2, NOW + 60)); /* as before */
	result(r, 2, RESULT_LATER, NOW + 60);
	assert_true(slice_is(due(r, NOW + 180).bytes, "its own"));
	result(r, 1, RESULT_SENT, NOW + 1);
	assert_string_equal(ask(r, "SELECT state || ' ' || sent FROM outgoing WHERE id = 1"),
		arena_printf(r->arena, "sent %d", NOW + 1));
	assert_false(sending(r, 1, NOW));
	assert_int_equal(registry_mail_result(r->reg, 1, RESULT_LATER, "", NOW, &r->e), -1);
	assert_text(r, "not being sent");
	assert_int_equal(registry_mail_result(r->reg, 77, RESULT_SENT, "", NOW, &r->e), -1);
	assert_text(r, "no outgoing mail 77");
}

/* 1 min, doubled up to 4 h, for two days; then it has failed, and staff see it. */
static void test_later(void **state)
{
	struct room *r = *state;
	int64_t now = NOW, when, first = 0, last = 0;
	int tries = 0;

	give(r, (struct given){.event = "bildung"});
	for (;;) {
		assert_true(sending(r, 1, now));
		tries++;
		result(r, 1, RESULT_LATER, now);
		if (strcmp(ask(r, "SELECT state FROM outgoing"), "later") != 0)
			break;
		assert_int_equal(registry_next_due(r->reg, &when, &r->e), 0);
		assert_int_equal(due(r, when - 1).id, 0);
		assert_false(sending(r, 1, when - 1));
		last = when - now;
		first = first == 0 ? last : first;
		now = when;
		assert_true(tries < 100);
	}
	assert_int_equal(first, 60);
	assert_int_equal(last, 4 * HOUR);
	assert_true(now - NOW <= 2 * DAY && now - NOW > 2 * DAY - 4 * HOUR);
	assert_string_equal(ask(r, "SELECT state || ' ' || tries FROM outgoing"),
		arena_printf(r->arena, "failed %d", tries));
	assert_string_equal(ask(r, "SELECT reasons || letter || outgoing FROM review_item"),
		"[\"mail-failed\"]11");
	assert_int_equal(due(r, now + 30 * DAY).id, 0);
}

/* A server that is away costs no try, however long. */
static void test_waits(void **state)
{
	struct room *r = *state;

	give(r, (struct given){.event = "bildung"});
	result(r, 1, RESULT_WAITS, NOW); /* never said to be sending: a broken template */
	assert_int_equal(due(r, NOW).id, 0);
	for (int64_t now = NOW + 60; now < NOW + 3 * DAY; now += HOUR) {
		assert_int_equal(due(r, now).id, 1);
		assert_true(sending(r, 1, now));
		result(r, 1, RESULT_WAITS, now);
	}
	assert_string_equal(ask(r, "SELECT state || ' ' || tries FROM outgoing"), "queued 0");
	/* and the two days begin with the first real try */
	assert_true(sending(r, 1, NOW + 4 * DAY));
	result(r, 1, RESULT_LATER, NOW + 4 * DAY);
	assert_string_equal(ask(r, "SELECT state || ' ' || tries FROM outgoing"), "later 1");
	assert_true(sending(r, 1, NOW + 4 * DAY + 60));
	result(r, 1, RESULT_WAITS, NOW + 4 * DAY + 60);
	assert_string_equal(ask(r, "SELECT state || ' ' || tries FROM outgoing"), "later 1");
	/* what was never to be sent does not come back */
	assert_true(sending(r, 1, NOW + 5 * DAY));
	result(r, 1, RESULT_NEVER, NOW + 5 * DAY);
	result(r, 1, RESULT_WAITS, NOW + 5 * DAY);
	assert_string_equal(ask(r, "SELECT state FROM outgoing"), "failed");
}

static void test_doubt(void **state)
{
	struct room *r = *state;
	size_t doubtful;

	give(r, (struct given){.event = "bildung"});
	give(r, (struct given){.event = "bildung", .from = "bo@x.net", .name = "Bo Zwei"});
	assert_true(sending(r, 1, NOW));
	open_again(r); /* it died while it was sending */
	assert_int_equal(registry_mail_recover(r->reg, NOW, &doubtful, &r->e), 0);
	assert_int_equal(doubtful, 1);
	assert_string_equal(
		ask(r, "SELECT group_concat(state) FROM (SELECT * FROM outgoing ORDER BY id)"),
		"doubt,queued");
	assert_string_equal(ask(r, "SELECT reasons FROM review_item"), "[\"mail-doubt\"]");
	assert_int_equal(registry_mail_recover(r->reg, NOW, &doubtful, &r->e), 0);
	assert_int_equal(doubtful, 0);
	assert_int_equal(due(r, NOW + 9 * DAY).id, 2); /* never blindly sent again */
	assert_true(sending(r, 2, NOW));
	result(r, 2, RESULT_DOUBT, NOW);
	assert_int_equal(due(r, NOW + 9 * DAY).id, 0);
	assert_string_equal(ask(r, "SELECT count(*) FROM review_item"), "2");
}

/*
 * What is claimed may leave any moment. A kill leaves it as it stands; after a power cut nobody knows,
 * since what followed the claim did not wait for the disk.
 */
static void test_claims(void **state)
{
	static const char states[] =
		"SELECT group_concat(state) FROM (SELECT * FROM outgoing ORDER BY id)";
	struct room *r = *state;
	size_t doubtful;

	for (int i = 0; i < CLAIM_MAX + 2; i++)
		give(r,
			(struct given){.event = "bildung",
				.from = arena_printf(r->arena, "gast%d@x.net", i)});
	assert_false(due(r, NOW).claimed);
	assert_int_equal(registry_claim(r->reg, 1, NOW, &r->e), 0);
	assert_true(due(r, NOW).claimed);
	assert_string_equal(ask(r, "SELECT count(claim) FROM outgoing"), "32");
	assert_true(sending(r, 1, NOW));
	result(r, 1, RESULT_SENT, NOW);
	assert_true(sending(r, 2, NOW));
	result(r, 2, RESULT_LATER, NOW);
	assert_string_equal(ask(r, "SELECT count(claim) FROM outgoing"), "30");
	/* one further behind comes first: it takes some more with it */
	assert_int_equal(registry_claim(r->reg, 34, NOW, &r->e), 0);
	assert_string_equal(ask(r, "SELECT count(claim) FROM outgoing"), "32");
	assert_string_equal(ask(r, "SELECT count(claim) FROM outgoing WHERE id = 2"), "0");

	open_again(r); /* killed: all that was not being sent is as it was */
	assert_int_equal(registry_mail_recover(r->reg, NOW, &doubtful, &r->e), 0);
	assert_int_equal(doubtful, 0);
	assert_true(due(r, NOW).claimed);

	/* and withdrawn while it was claimed */
	sqlite3_exec(r->reg->db, "UPDATE outgoing SET state = 'withdrawn' WHERE id = 3", 0, 0, 0);
	assert_int_equal(registry_unclaim(r->reg, &r->e), 0);
	assert_int_equal(registry_claim(r->reg, 4, NOW, &r->e), 0);
	sqlite3_exec(r->reg->db, "UPDATE outgoing SET claim = NULL WHERE id > 5", 0, 0, 0);
	snprintf(r->reg->boot, sizeof r->reg->boot, "the next start of the machine");
	assert_int_equal(registry_mail_recover(r->reg, NOW, &doubtful, &r->e), 0);
	assert_int_equal(doubtful, 2);
	assert_true(
		slice_starts(slice_of(ask(r, states)), "sent,later,withdrawn,doubt,doubt,queued"));
	assert_string_equal(
		ask(r, "SELECT group_concat(tries) FROM outgoing WHERE state = 'doubt'"), "1,1");
	assert_int_equal(registry_mail_recover(r->reg, NOW, &doubtful, &r->e), 0);
	assert_int_equal(doubtful, 0);
}

/* A mail that is being sent cannot be withdrawn; one that waits is, and is not sent then. */
static void test_withdrawn(void **state)
{
	struct room *r = *state;

	give(r, (struct given){.event = "bildung"});
	assert_int_equal(due(r, NOW).id, 1);
	give(r, (struct given){.event = "arbeit"});
	assert_false(sending(r, 1, NOW));
	assert_int_equal(due(r, NOW).id, 2);
	assert_true(sending(r, 2, NOW));
	give(r, (struct given){.event = "arbeit", .seats = 2});
	assert_string_equal(
		ask(r, "SELECT group_concat(state) FROM (SELECT * FROM outgoing ORDER BY id)"),
		"withdrawn,sending,queued");
	/* the same once more changes nothing, and withdraws nothing */
	give(r, (struct given){.event = "arbeit", .seats = 2});
	assert_string_equal(
		ask(r, "SELECT group_concat(state) FROM (SELECT * FROM outgoing ORDER BY id)"),
		"withdrawn,sending,queued,queued");
}

static void test_bounce(void **state)
{
	struct room *r = *state;
	struct given g = {.kind = KIND_AUTOMATIC,
		.disposition = DISPOSITION_IGNORE,
		.from = "MAILER-DAEMON@example.net",
		.bounced_id = "unknown@x"};
	struct outcome out;

	give(r, (struct given){.event = "bildung"});
	out = give(r, g);
	assert_true(!out.review && out.wanted == FOLDER_AUTOMATIC && out.mails == 0);
	g.bounced_id = mail_id(r, 1);
	out = give(r, g);
	assert_true(out.review && out.wanted == FOLDER_AUTOMATIC && out.mails == 0);
	assert_string_equal(
		ask(r, "SELECT bounced FROM outgoing"), arena_printf(r->arena, "%d", NOW));
	assert_string_equal(
		ask(r, "SELECT reasons || outgoing FROM review_item"), "[\"bounced\"]1");
}

/* ---- whether mails leave ---- */

/* That many confirmations, each to an address of its own; numbers 1, 2, … */
static void queue_mails(struct room *r, int count)
{
	for (int i = 0; i < count; i++)
		give(r,
			(struct given){.event = "bildung",
				.from = arena_printf(r->arena, "gast%d@x.net", i)});
}

static void leaves(struct room *r, int64_t id, int64_t now)
{
	assert_true(sending(r, id, now));
	assert_int_equal(registry_mail_result(r->reg, id, RESULT_SENT, "250", now, &r->e), 0);
}

static void test_held_by_staff(void **state)
{
	struct room *r = *state;
	struct outflow flow;
	int64_t when;
	bool changed;

	queue_mails(r, 2);
	assert_true(sending(r, 1, NOW));
	assert_int_equal(registry_hold(r->reg, NOW + 5, &changed, &r->e), 0);
	assert_true(changed);
	assert_int_equal(registry_hold(r->reg, NOW + 6, &changed, &r->e), 0);
	assert_false(changed);
	assert_int_equal(registry_outflow(r->reg, r->arena, &flow, &r->e), 0);
	assert_int_equal(flow.held, NOW + 5);
	assert_string_equal(flow.why, "staff");
	assert_int_equal(flow.sending, 1);
	/* What is on its way comes to its end; nothing else is begun, found or waited for. */
	assert_int_equal(registry_mail_result(r->reg, 1, RESULT_SENT, "250", NOW, &r->e), 0);
	assert_false(sending(r, 2, NOW + DAY));
	assert_int_equal(due(r, NOW + DAY).id, 0);
	assert_int_equal(registry_next_due(r->reg, &when, &r->e), 0);
	assert_int_equal(when, 0);
	assert_int_equal(registry_resume(r->reg, NOW + 9, &changed, &r->e), 0);
	assert_true(changed);
	assert_int_equal(due(r, NOW + 9).id, 2);
	leaves(r, 2, NOW + 9);
	assert_string_equal(ask(r,
				    "SELECT group_concat(who || ' ' || what) FROM journal"
				    " WHERE who <> 'robot'"),
		"staff hold,staff resume");
}

static void test_release_and_withdraw(void **state)
{
	struct room *r = *state;
	int64_t *ids;
	size_t count;
	bool done;

	for (int i = 0; i < 8; i++) /* beyond the sixth they are held */
		give(r, (struct given){.event = "bildung"});
	assert_int_equal(registry_held_mails(r->reg, r->arena, &ids, &count, &r->e), 0);
	assert_int_equal(count, 2);
	assert_string_equal(ask(r, "SELECT count(*) FROM review_item WHERE state = 'open'"), "2");
	assert_int_equal(registry_release(r->reg, ids[0], NOW + 7, &done, &r->e), 0);
	assert_true(done);
	assert_int_equal(registry_release(r->reg, ids[0], NOW + 7, &done, &r->e), 0);
	assert_false(done);
	assert_int_equal(registry_withdraw(r->reg, ids[1], NOW + 7, &done, &r->e), 0);
	assert_true(done);
	assert_int_equal(registry_withdraw(r->reg, 99, NOW + 7, &done, &r->e), 0);
	assert_false(done);
	assert_string_equal(ask(r,
				    "SELECT group_concat(state) FROM (SELECT state FROM outgoing"
				    " ORDER BY id DESC LIMIT 2)"),
		"withdrawn,queued");
	assert_string_equal(ask(r, "SELECT count(*) FROM review_item WHERE state = 'open'"), "0");
}

static void test_answers_of_an_hour(void **state)
{
	struct room *r = *state;
	int64_t when;
	int left;

	queue_mails(r, 4);
	leaves(r, 1, NOW);
	leaves(r, 2, NOW + 60);
	assert_int_equal(registry_answers_left(r->reg, 3, NOW + 61, &left, &when, &r->e), 0);
	assert_int_equal(left, 1);
	for (int i = 0; i < 2; i++) { /* staff are told once */
		assert_int_equal(
			registry_answers_left(r->reg, 2, NOW + 61, &left, &when, &r->e), 0);
		assert_int_equal(left, 0);
		assert_int_equal(when, NOW + HOUR);
	}
	assert_string_equal(
		ask(r, "SELECT reasons || outgoing FROM review_item"), "[\"answers-wait\"]3");
	assert_int_equal(registry_answers_left(r->reg, 2, NOW + HOUR, &left, &when, &r->e), 0);
	assert_int_equal(left, 1);
	assert_int_equal(registry_answers_gone(r->reg, &r->e), 0);
	assert_int_equal(registry_answers_left(r->reg, 1, NOW + HOUR, &left, &when, &r->e), 0);
	assert_string_equal(ask(r, "SELECT count(*) FROM review_item"), "2");
}

static void test_loops(void **state)
{
	struct room *r = *state;
	struct outflow flow;
	bool held, changed;

	for (int i = 0; i < 4; i++) {
		give(r, (struct given){.event = "bildung"});
		leaves(r, i + 1, NOW + i * 60);
	}
	/* The first was the first, three came again; a day later it is no longer again. */
	give(r, (struct given){.event = "bildung", .now = NOW + DAY});
	leaves(r, 5, NOW + DAY);
	assert_int_equal(registry_hold_loops(r->reg, 5, 3, NOW + DAY, &held, &r->e), 0);
	assert_false(held);
	/* One more may begin before that can be otherwise. */
	give(r, (struct given){.event = "bildung", .now = NOW + DAY});
	leaves(r, 6, NOW + DAY);
	assert_int_equal(registry_hold_loops(r->reg, 5, 2, NOW + DAY, &held, &r->e), 0);
	assert_true(held);
	assert_int_equal(registry_outflow(r->reg, r->arena, &flow, &r->e), 0);
	assert_string_equal(flow.why, "loop");
	assert_string_equal(
		ask(r, "SELECT reasons || outgoing FROM review_item"), "[\"answers-loop\"]5");
	/* Once it is understood, what was before no longer counts. */
	assert_int_equal(registry_resume(r->reg, NOW + DAY + 1, &changed, &r->e), 0);
	assert_int_equal(registry_hold_loops(r->reg, 5, 2, NOW + DAY + 2, &held, &r->e), 0);
	assert_false(held);
}

/* ---- limits ---- */

static void test_receipts(void **state)
{
	struct room *r = *state;
	struct given g = {.disposition = DISPOSITION_REVIEW, .reasons = "sceptic"};

	assert_int_equal(give(r, g).mails, 1);
	assert_int_equal(give(r, g).mails, 0);
	g.from = "ADA@EXAMPLE.NET";
	assert_int_equal(give(r, g).mails, 0);
	g.from = "bo@x.net";
	assert_int_equal(give(r, g).mails, 1);
	g.from = NULL;
	g.now = NOW + 13 * HOUR - 1; /* 22:59:59 UTC: a second before midnight in Berlin */
	assert_int_equal(give(r, g).mails, 0);
	g.now = NOW + 13 * HOUR;
	assert_int_equal(give(r, g).mails, 1);
	assert_string_equal(ask(r, "SELECT count(*) FROM review_item"), "6");
}

static void test_held(void **state)
{
	struct room *r = *state;

	for (int i = 0; i < 6; i++)
		give(r, (struct given){.event = "bildung"});
	assert_string_equal(ask(r, "SELECT count(*) FROM outgoing WHERE state = 'queued'"), "6");
	struct outcome out = give(r, (struct given){.event = "bildung"});
	assert_true(out.review == false && out.mails == 1);
	assert_string_equal(ask(r, "SELECT state FROM outgoing WHERE id = 7"), "held");
	assert_string_equal(
		ask(r, "SELECT reasons || outgoing FROM review_item"), "[\"mail-held\"]7");
	give(r, (struct given){.event = "bildung", .now = NOW + DAY});
	assert_string_equal(ask(r, "SELECT state FROM outgoing WHERE id = 8"), "queued");
	/* four in one thread */
	for (int i = 0; i < 5; i++)
		give(r,
			(struct given){.event = "bildung",
				.now = NOW + 2 * DAY,
				.from = "cem@x.net",
				.name = "Cem Drei",
				.reply_to_mail = i == 0 ? NULL : mail_id(r, 8 + i)});
	assert_string_equal(
		ask(r, "SELECT group_concat(state) FROM (SELECT * FROM outgoing ORDER BY id) WHERE address = 'cem@x.net'"),
		"queued,queued,queued,queued,held");
}

/* What was withdrawn before it went out, or is held, has annoyed nobody. */
static void test_held_counts_what_goes(void **state)
{
	struct room *r = *state;

	for (int i = 1; i <= 8; i++)
		give(r, (struct given){.event = "bildung", .seats = i});
	assert_string_equal(ask(r, "SELECT count(*) FROM outgoing WHERE state = 'withdrawn'"), "7");
	assert_string_equal(ask(r, "SELECT state FROM outgoing WHERE id = 8"), "queued");
	for (int i = 0; i < 5; i++)
		give(r, (struct given){.event = "bildung"});
	assert_string_equal(ask(r, "SELECT count(*) FROM outgoing WHERE state = 'queued'"), "6");
	give(r, (struct given){.event = "bildung"});
	assert_string_equal(ask(r, "SELECT state FROM outgoing WHERE id = 14"), "held");
	/* What takes back all of them is the first that goes. */
	give(r, (struct given){.event = "bildung", .seats = 9});
	assert_string_equal(ask(r, "SELECT state FROM outgoing WHERE id = 15"), "queued");
	assert_string_equal(
		ask(r, "SELECT group_concat(id) FROM outgoing WHERE state <> 'withdrawn'"), "15");
}

/* ---- folders ---- */

/* What is asked at each poll and for each letter looks through no table that only grows. */
static void test_no_scans(void **state)
{
	static const enum statement asked[] = {SQL_FILINGS, SQL_ARRIVAL_LIES, SQL_LETTER_BY_UID,
		SQL_LETTER_BY_DEDUPE, SQL_PARTY_BY_ADDRESS, SQL_MAIL_BY_MESSAGE_ID, SQL_MAIL_COUNTS,
		SQL_MAIL_DUE, SQL_MAIL_NEXT_DUE, SQL_MAIL_COUNT_DUE, SQL_MAIL_CLAIM,
		SQL_MAIL_UNCLAIM, SQL_MAIL_SENDING, SQL_MAIL_AGAIN, SQL_MAIL_HOUR};
	static const char *const grow[] = {
		"SCAN a", "SCAN l", "SCAN o", "SCAN arrival", "SCAN letter", "SCAN outgoing"};
	struct room *r = *state;

	for (size_t i = 0; i < sizeof asked / sizeof *asked; i++) {
		const char *sql =
			arena_printf(r->arena, "EXPLAIN QUERY PLAN %s", sql_text[asked[i]]);
		sqlite3_stmt *s = NULL;
		assert_int_equal(sqlite3_prepare_v2(r->reg->db, sql, -1, &s, NULL), SQLITE_OK);
		while (sqlite3_step(s) == SQLITE_ROW) {
			const char *step = (const char *)sqlite3_column_text(s, 3);
			for (size_t g = 0; g < sizeof grow / sizeof *grow; g++)
				if (strcmp(step, grow[g]) == 0)
					fail_msg("%s: %s", sql_text[asked[i]], step);
		}
		sqlite3_finalize(s);
	}
}

/* Letters in one transaction: each is whole or nothing, and all of them last or none. */
static void test_batch(void **state)
{
	static const char all[] = "SELECT (SELECT count(*) FROM letter) || (SELECT count(*) FROM "
				  "outgoing) || (SELECT count(*) FROM to_file)";
	struct room *r = *state;
	struct outcome out;
	sqlite3_stmt *s = NULL;
	sqlite3 *other;

	assert_int_equal(registry_batch_begin(r->reg, &r->e), 0);
	give(r, (struct given){.event = "bildung", .from = "a@x.net"});
	sqlite3_exec(r->reg->db,
		"CREATE TEMP TRIGGER refuse BEFORE INSERT ON outgoing BEGIN SELECT raise(ABORT, "
		"'no'); END",
		0, 0, 0);
	assert_int_equal(
		try_give(r, (struct given){.event = "bildung", .from = "b@x.net"}, &out), -1);
	sqlite3_exec(r->reg->db, "DROP TRIGGER refuse", 0, 0, 0);
	assert_string_equal(ask(r, all), "111");
	give(r, (struct given){.event = "bildung", .from = "c@x.net"});
	assert_int_equal(sqlite3_open(r->path, &other), SQLITE_OK);
	assert_int_equal(
		sqlite3_prepare_v2(other, "SELECT count(*) FROM letter", -1, &s, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_step(s), SQLITE_ROW);
	assert_int_equal(sqlite3_column_int(s, 0), 0); /* nobody sees them yet */
	sqlite3_finalize(s);
	assert_int_equal(registry_batch_end(r->reg, &r->e), 0);
	assert_string_equal(ask(r, all), "222");

	/* SQLite gives up the whole, as after a fault of the disk */
	assert_int_equal(registry_batch_begin(r->reg, &r->e), 0);
	give(r, (struct given){.event = "bildung", .from = "d@x.net"});
	sqlite3_exec(r->reg->db, "ROLLBACK", 0, 0, 0);
	assert_int_equal(
		try_give(r, (struct given){.event = "bildung", .from = "e@x.net"}, &out), -1);
	assert_int_equal(registry_batch_end(r->reg, &r->e), -1);
	assert_text(r, "nothing of these could be written");
	assert_string_equal(ask(r, all), "222");
	give(r, (struct given){.event = "bildung", .from = "f@x.net"}); /* and by itself again */
	assert_string_equal(ask(r, all), "333");
	open_again(r);
	assert_string_equal(ask(r, all), "333");
	sqlite3_close(other);
}

static void test_filings(void **state)
{
	struct room *r = *state;
	struct filings f;

	give(r, (struct given){.event = "bildung", .uid = 3, .id = "one@x"});
	give(r, (struct given){.disposition = DISPOSITION_REVIEW, .uid = 4, .id = "two@x"});
	give(r, (struct given){.event = "bildung", .uid = 5, .id = "one@x"}); /* came twice */
	assert_int_equal(registry_filings(r->reg, r->arena, &f, &r->e), 0);
	assert_int_equal(f.count, 3);
	assert_int_equal(f.items[0].from, FOLDER_INBOX);
	assert_int_equal(f.items[0].wanted, FOLDER_DONE);
	assert_int_equal(f.items[0].uidvalidity, 7);
	assert_int_equal(f.items[0].uid, 3);
	assert_string_equal(f.items[0].message_id, "one@x");
	assert_int_equal(f.items[1].wanted, FOLDER_REVIEW);
	assert_int_equal(f.items[2].letter, f.items[0].letter);
	assert_int_equal(registry_filed(r->reg, f.items[0].arrival, FOLDER_DONE, 20, 1, &r->e), 0);
	assert_int_equal(registry_filed(r->reg, f.items[1].arrival, FOLDER_GONE, 0, 0, &r->e), 0);
	open_again(r);
	assert_int_equal(registry_filings(r->reg, r->arena, &f, &r->e), 0);
	assert_int_equal(f.count, 1);
	assert_int_equal(f.items[0].uid, 5);
	bool lies;
	assert_int_equal(registry_lies(r->reg, FOLDER_DONE, 20, 1, &lies, &r->e), 0);
	assert_true(lies);
	assert_int_equal(registry_lies(r->reg, FOLDER_DONE, 20, 2, &lies, &r->e), 0);
	assert_false(lies);
	/* after a person's decision a letter is wanted elsewhere */
	sqlite3_exec(r->reg->db, "UPDATE letter SET wanted = 'review' WHERE id = 1", 0, 0, 0);
	assert_int_equal(registry_filings(r->reg, r->arena, &f, &r->e), 0);
	assert_int_equal(f.count, 2);
	assert_int_equal(f.items[0].from, FOLDER_DONE);
	assert_int_equal(f.items[0].uidvalidity, 20);
	assert_int_equal(f.items[0].uid, 1);
	struct registry_counts counts;
	assert_int_equal(registry_count(r->reg, &counts, &r->e), 0);
	assert_int_equal(counts.letters, 2);
	assert_int_equal(counts.acted, 1);
	assert_int_equal(counts.to_file, 2);
	assert_int_equal(counts.queued, 2);
}

static void test_lists(void **state)
{
	struct room *r = *state;

	give(r, (struct given){.event = "bildung"});
	give(r, (struct given){.event = "arbeit", .action = ACTION_CANCEL, .from = "bo@x.net"});
	give(r,
		(struct given){.disposition = DISPOSITION_REVIEW,
			.reasons = "sceptic",
			.from = "cem@x.net"});
	json_t *all = list(r, LIST_REGISTRATIONS), *row = json_array_get(all, 1);
	assert_int_equal(json_array_size(all), 2);
	assert_string_equal(json_string_value(json_object_get(row, "event")), "bildung");
	assert_string_equal(json_string_value(json_object_get(row, "status")), "confirmed");
	assert_string_equal(json_string_value(json_array_get(json_object_get(row, "attendees"), 0)),
		"Ada Erst");
	json_decref(all);
	assert_int_equal(registry_list(r->reg, LIST_REGISTRATIONS, "arbeit", &all, &r->e), 0);
	assert_int_equal(json_array_size(all), 1);
	assert_string_equal(
		json_string_value(json_object_get(json_array_get(all, 0), "status")), "declined");
	json_decref(all);
	all = list(r, LIST_REVIEW);
	row = json_array_get(all, 0);
	assert_int_equal(json_array_size(all), 1);
	assert_string_equal(json_string_value(json_object_get(row, "from_address")), "cem@x.net");
	assert_string_equal(json_string_value(json_object_get(row, "own_words")), "Guten Tag");
	assert_string_equal(
		json_string_value(json_array_get(json_object_get(row, "reasons"), 0)), "sceptic");
	assert_true(json_is_array(json_object_get(row, "guess")));
	json_decref(all);
}

/* ---- killed at any instant ---- */

/* A byte through the pipe for each letter that it took. */
static void take_for_ever(struct room *r, int from, int tell)
{
	for (int i = from;; i++) {
		struct outcome out;
		struct given g = {.event = "bildung",
			.uid = i + 1,
			.id = arena_printf(r->arena, "kill-%d@x", i),
			.from = arena_printf(r->arena, "k%d@x.net", i)};
		if (try_give(r, g, &out) != 0 || write(tell, "", 1) != 1)
			_exit(1);
	}
}

static void test_killed(void **state)
{
	struct room *r = *state;
	int64_t uid = 0;

	registry_close(&r->reg);
	for (int round = 0; round < 8; round++) {
		int told[2];
		char one;
		assert_int_equal(pipe(told), 0);
		pid_t child = fork();
		if (child == 0) {
			open_again(r);
			take_for_ever(r, (int)uid, told[1]);
		}
		assert_true(child > 0);
		close(told[1]);
		/* counted from the start, or, however slow the machine is, from the first letter */
		if (round % 2 == 1)
			assert_int_equal(read(told[0], &one, 1), 1);
		usleep((useconds_t)(20000 + 7919 * round));
		kill(child, SIGKILL);
		int status;
		assert_int_equal(waitpid(child, &status, 0), child);
		assert_true(WIFSIGNALED(status));
		close(told[0]);
		open_again(r);
		/* every letter whole: its copy, its registration, its mail, its journal */
		assert_string_equal(ask(r, "PRAGMA integrity_check"), "ok");
		assert_string_equal(ask(r,
					    "SELECT (SELECT count(*) FROM letter) ="
					    " (SELECT count(*) FROM arrival) AND"
					    " (SELECT count(*) FROM letter) ="
					    " (SELECT count(*) FROM registration) AND"
					    " (SELECT count(*) FROM letter) ="
					    " (SELECT count(*) FROM outgoing) AND"
					    " 2 * (SELECT count(*) FROM letter) ="
					    " (SELECT count(*) FROM journal)"),
			"1");
		uid = strtoll(ask(r, "SELECT coalesce(max(uid), 0) FROM arrival"), NULL, 10);
		registry_close(&r->reg);
	}
	assert_true(uid > 0);
}

/* Where the last step of a transaction fails, nothing of it has happened. */
static void test_all_or_nothing(void **state)
{
	struct room *r = *state;
	struct outcome out;

	assert_int_equal(sqlite3_exec(r->reg->db,
				 "CREATE TRIGGER stop BEFORE INSERT ON outgoing BEGIN"
				 " SELECT raise(ABORT, 'disk full'); END",
				 0, 0, 0),
		SQLITE_OK);
	assert_int_equal(try_give(r, (struct given){.event = "bildung"}, &out), -1);
	assert_text(r, "recording a letter");
	assert_text(r, "disk full");
	assert_string_equal(
		ask(r,
			"SELECT (SELECT count(*) FROM letter) +"
			" (SELECT count(*) FROM arrival) + (SELECT count(*) FROM party) +"
			" (SELECT count(*) FROM registration) +"
			" (SELECT count(*) FROM journal)"),
		"0");
	assert_int_equal(sqlite3_exec(r->reg->db, "DROP TRIGGER stop", 0, 0, 0), SQLITE_OK);
	give(r, (struct given){.event = "bildung"});
	assert_string_equal(ask(r, "SELECT count(*) FROM registration"), "1");
}

/* Two processes at once: the seats are counted and taken in one. */
static void test_two_writers(void **state)
{
	struct room *r = *state;
	pid_t children[2];

	registry_close(&r->reg);
	for (int c = 0; c < 2; c++) {
		children[c] = fork();
		if (children[c] != 0)
			continue;
		open_again(r);
		for (int i = 0; i < 10; i++) {
			struct outcome out;
			struct given g = {.event = "arbeit",
				.uid = 100 * c + i + 1,
				.id = arena_printf(r->arena, "w%d-%d@x", c, i),
				.from = arena_printf(r->arena, "w%d-%d@x.net", c, i)};
			if (try_give(r, g, &out) != 0)
				_exit(1);
		}
		_exit(0);
	}
	for (int c = 0; c < 2; c++) {
		int status;
		assert_int_equal(waitpid(children[c], &status, 0), children[c]);
		assert_int_equal(status, 0);
	}
	open_again(r);
	assert_string_equal(ask(r, "SELECT sum(seats) FROM registration"), "3");
	assert_string_equal(ask(r, "SELECT count(*) FROM letter"), "20");
	assert_string_equal(ask(r, "SELECT count(*) FROM review_item"), "17");
}

#define ROOM_TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		ROOM_TEST(test_open),
		ROOM_TEST(test_key),
		ROOM_TEST(test_no_register),
		ROOM_TEST(test_other_tables),
		ROOM_TEST(test_being_made),
		ROOM_TEST(test_alien),
		ROOM_TEST(test_unwritable),
		ROOM_TEST(test_read_only),
		ROOM_TEST(test_lock),
		ROOM_TEST(test_series),
		ROOM_TEST(test_take),
		ROOM_TEST(test_attendees_stay),
		ROOM_TEST(test_known_again),
		ROOM_TEST(test_knows),
		ROOM_TEST(test_seats),
		ROOM_TEST(test_attachments),
		ROOM_TEST(test_thread),
		ROOM_TEST(test_forged_token),
		ROOM_TEST(test_cancel_by_reply),
		ROOM_TEST(test_send),
		ROOM_TEST(test_later),
		ROOM_TEST(test_waits),
		ROOM_TEST(test_doubt),
		ROOM_TEST(test_claims),
		ROOM_TEST(test_withdrawn),
		ROOM_TEST(test_bounce),
		ROOM_TEST(test_held_by_staff),
		ROOM_TEST(test_release_and_withdraw),
		ROOM_TEST(test_answers_of_an_hour),
		ROOM_TEST(test_loops),
		ROOM_TEST(test_receipts),
		ROOM_TEST(test_held),
		ROOM_TEST(test_held_counts_what_goes),
		ROOM_TEST(test_no_scans),
		ROOM_TEST(test_batch),
		ROOM_TEST(test_filings),
		ROOM_TEST(test_lists),
		ROOM_TEST(test_killed),
		ROOM_TEST(test_all_or_nothing),
		ROOM_TEST(test_two_writers),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
