/*
 * Forgetting: a series whose day has come, and a person who asks for it, on real letters that the robot
 * read by the shipped rules; a register that was restored; a process that was killed. What is erased
 * is looked for in the bytes of every file.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

#include "base/file.h"
#include "reading/reading.h"
#include "registry/db.h"
#include "registry/forget.h"
#include "registry/morning.h"
#include "registry-help.h"

enum {
	NOW = 1295514000 /* 2011-01-20 10:00 in Berlin */,
	DAY = 24 * 3600,
	EVE = 1308088799 /* 2011-06-14 23:59:59 there: the day before */,
	THEN = EVE + 1, /* three months after the last event */
};

static struct settings settings = {.sender_address = "office@example.org",
	.language = "de",
	.answers_per_address = 6,
	.answers_per_thread = 4,
	.receipts_per_address = 1};

struct room {
	struct arena *arena;
	char dir[HELP_DIR_MAX];
	const char *path;
	struct registry *reg;
	struct staff staff;
	struct err e;
	int64_t uid;
};

static struct arena *house;
static struct rules *rules;

static int learn(void **state)
{
	(void)state;
	return help_rules(&house, &rules);
}

static int unlearn(void **state)
{
	(void)state;
	return help_rules_free(&house, &rules);
}

static void open_register(struct room *r)
{
	if (registry_open(r->path, arena_printf(r->arena, "%s/key", r->dir), REGISTRY_WRITE,
		    &r->reg, &r->e) != 0 ||
		registry_take_series(r->reg, rules, NOW, &r->e) != 0)
		fail_msg("%s", r->e.text);
}

static int setup(void **state)
{
	struct room *r = xcalloc(1, sizeof *r);

	r->arena = arena_new();
	help_folder(r->dir);
	r->path = arena_printf(r->arena, "%s/register.db", r->dir);
	/* Always the same: by a key of chance the hashes that stay could happen to spell a name. */
	assert_int_equal(
		file_write(arena_printf(r->arena, "%s/key", r->dir),
			SLICE("the same key in every run of it, for tokens and for what is erased"),
			0600, &r->e),
		0);
	open_register(r);
	r->staff = (struct staff){.settings = &settings,
		.rules = rules,
		.who = "reyhan",
		.why = "",
		.now = NOW + 3600};
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

/* The same id and words are the same letter. */
static struct outcome give_as(struct room *r, int id, const char *from, const char *words,
	int64_t uidvalidity, int64_t now)
{
	struct envelope *env = arena_alloc(r->arena, sizeof *env);
	const char *text = arena_printf(r->arena,
		"From: %s\r\nTo: anmeldung@mia-do.example\r\nMessage-ID: <%d.%s\r\n"
		"Subject: Anmeldung\r\nDate: Thu, 20 Jan 2011 09:00:00 +0000\r\n"
		"Content-Type: text/plain; charset=utf-8\r\n\r\n%s\r\n",
		from, id, strchr(from, '<') + 1, words);
	struct slice letter = slice_of(text);
	struct thread thread;
	struct outcome out;

	envelope_read(r->arena, letter, env);
	assert_int_equal(registry_thread(r->reg, r->arena, env, &thread, &r->e), 0);
	const struct message *m = message_read(r->arena, letter, env, rules);
	struct incoming in = {.bytes = letter,
		.envelope = env,
		.reading = reading_make(r->arena, m, rules, NULL, now),
		.thread = &thread,
		.uidvalidity = uidvalidity,
		.uid = ++r->uid,
		.received = now,
		.aligned = true};
	if (registry_take_letter(r->reg, &settings, rules, &in, now, &out, &r->e) != 0)
		fail_msg("%s", r->e.text);
	return out;
}

#define ANNA "Anna Berg <anna@web.example>"
#define ANNA_COMES "Ich komme gern zum Integrationskongress.\r\n\r\nAnna Berg"
#define OTTO "Otto Ott <otto@web.example>"
#define OTTO_BRINGS \
	"Zum Integrationskongress komme ich gern und bringe Frau Anna Berg mit.\r\n\r\nOtto Ott"

static struct outcome give(struct room *r, int id, const char *from, const char *words)
{
	return give_as(r, id, from, words, 7, NOW);
}

/* The columns of all rows, '|' between columns, ' ' between rows. */
static const char *ask(struct room *r, const char *sql)
{
	sqlite3_stmt *s = NULL;
	const char *text = "";

	if (sqlite3_prepare_v2(r->reg->db, sql, -1, &s, NULL) != SQLITE_OK)
		fail_msg("%s: %s", sql, sqlite3_errmsg(r->reg->db));
	for (int row = 0; sqlite3_step(s) == SQLITE_ROW; row++)
		for (int i = 0; i < sqlite3_column_count(s); i++) {
			const char *cell = (const char *)sqlite3_column_text(s, i);
			text = arena_printf(r->arena, "%s%s%s", text,
				i > 0             ? "|"
					: row > 0 ? " "
						  : "",
				cell != NULL ? cell : "-");
		}
	sqlite3_finalize(s);
	return text;
}

static void tell(struct room *r, const char *sql)
{
	if (sqlite3_exec(r->reg->db, sql, NULL, NULL, NULL) != SQLITE_OK)
		fail_msg("%s: %s", sql, sqlite3_errmsg(r->reg->db));
}

static const char *counts(struct room *r)
{
	return ask(r,
		"SELECT (SELECT count(*) FROM party), (SELECT count(*) FROM letter),"
		" (SELECT count(*) FROM outgoing), (SELECT count(*) FROM review_item),"
		" (SELECT count(*) FROM arrival), (SELECT count(*) FROM act)");
}

static void assert_whole(struct room *r)
{
	assert_string_equal(ask(r, "PRAGMA foreign_key_check"), "");
	assert_string_equal(ask(r, "PRAGMA foreign_keys"), "1");
	assert_string_equal(ask(r, "PRAGMA integrity_check"), "ok");
}

/* ---- what is erased ---- */

static void scrub(struct room *r)
{
	struct err why = {0};
	bool done = false;

	assert_int_equal(registry_scrub(r->reg, &done, &why, &r->e), 0);
	if (!done)
		fail_msg("%s", why.text);
}

/* Looks for a word in the bytes of every file of the register's folder. */
static bool found_in_files(struct room *r, const char *word)
{
	const char **names;
	size_t count;
	bool found = false;

	assert_int_equal(file_list(r->arena, r->dir, "", true, &names, &count, &r->e), 0);
	for (size_t i = 0; i < count; i++) {
		struct slice bytes;
		assert_int_equal(file_read(r->arena, names[i], 1 << 30, &bytes, &r->e), 0);
		found = found || slice_find_ci(bytes, word) >= 0;
	}
	return found;
}

static void assert_nowhere(struct room *r, const char *const *words)
{
	for (size_t i = 0; words[i] != NULL; i++)
		if (found_in_files(r, words[i]))
			fail_msg("'%s' is still there", words[i]);
}

static struct erase_counts retention_doubts(
	struct room *r, const struct rules *by, int64_t now, bool *doubted)
{
	struct erase_counts out;

	if (registry_retention(r->reg, by, now, &out, doubted, &r->e) != 0)
		fail_msg("%s", r->e.text);
	return out;
}

static struct erase_counts retention(struct room *r, const struct rules *by, int64_t now)
{
	bool doubted;

	return retention_doubts(r, by, now, &doubted);
}

/* The mailbox's part: as if all of it had been done. */
static void erase_copies(struct room *r)
{
	tell(r, "DELETE FROM to_erase WHERE state = 'due'; UPDATE erasure SET scrub = 1");
}

static struct forgetting forget(struct room *r, const char *address, const char *name, bool dry)
{
	struct forget_who who = {.address = address, .name = name};
	struct forgetting out;

	r->staff.dry = dry;
	if (registry_forget(r->reg, r->arena, &r->staff, &who, &out, NULL, &r->e) != 0)
		fail_msg("%s", r->e.text);
	return out;
}

static bool sync_list(struct room *r)
{
	bool erased;

	if (registry_erased_sync(r->reg, &erased, &r->e) != 0)
		fail_msg("%s", r->e.text);
	return erased;
}

/* ---- a series ---- */

static void test_retention(void **state)
{
	struct room *r = *state;
	static const char *const words[] = {
		"anna", "berg", "otto", "integrationskongress komme", "caterer", NULL};

	give(r, 1, ANNA, ANNA_COMES);
	give(r, 2, OTTO, OTTO_BRINGS);
	give(r, 3, "Otto Ott <otto@web.example>", "Der Caterer kostet 47 Euro.");
	assert_true(found_in_files(r, "anna@web.example"));
	retention(r, rules, EVE);
	assert_string_equal(counts(r), "2|3|3|1|3|0");
	struct erase_counts gone = retention(r, rules, THEN);
	assert_int_equal(gone.parties, 2);
	assert_int_equal(gone.letters, 3);
	assert_int_equal(gone.mails, 3);
	assert_string_equal(counts(r), "0|0|0|0|0|0");
	assert_string_equal(ask(r, "SELECT what, event, seats, why FROM journal"),
		"forgot-event|kongress|3|series=masterplan-2011 parties=2"
		" forgot|-|0|retention parties=2 letters=3 mails=3");
	assert_whole(r);
	erase_copies(r);
	scrub(r);
	assert_nowhere(r, words);
}

/* What comes when its series is over is not gone the next moment. */
static void test_late(void **state)
{
	struct room *r = *state;

	give(r, 1, ANNA, ANNA_COMES);
	retention(r, rules, THEN);
	give_as(r, 2, OTTO, "Wann kommt die Dokumentation zum Integrationskongress?", 7,
		THEN + DAY);
	retention(r, rules, THEN + 2 * DAY);
	assert_string_equal(ask(r, "SELECT count(*) FROM letter"), "1");
	retention(r, rules, THEN + 100 * (int64_t)DAY);
	assert_string_equal(counts(r), "0|0|0|0|0|0");
	assert_whole(r);
}

static void pulse(struct room *r, int64_t now, bool once)
{
	assert_int_equal(registry_pulse(r->reg, now, once, &r->e), 0);
}

/* A clock that leaps may be wrong: nothing is lost by it within a day, whether the robot is kept running or not. */
static void test_leap(void **state)
{
	struct room *r = *state;
	bool doubted;

	give(r, 1, ANNA, ANNA_COMES);
	for (int once = 0; once < 2; once++) {
		pulse(r, NOW, once);
		pulse(r, THEN, once);
		assert_int_equal(retention_doubts(r, rules, THEN + 60, &doubted).parties, 0);
		assert_true(doubted);
		pulse(r, NOW + 600, once);
		assert_int_equal(retention_doubts(r, rules, NOW + 600, &doubted).parties, 0);
		assert_false(doubted);
	}
	pulse(r, NOW + 1200, true);
	pulse(r, THEN, true);
	pulse(r, THEN + DAY / 2, true);
	retention_doubts(r, rules, THEN + DAY - 1, &doubted);
	assert_true(doubted);
	assert_int_equal(retention_doubts(r, rules, THEN + DAY, &doubted).parties, 1);
	assert_false(doubted);
}

/* The leap before the retention day counts as well; a robot that looks in each few days leaps never, and one that only looks in
 * had not stopped. */
static void test_no_leap(void **state)
{
	struct room *r = *state;
	bool doubted;

	give(r, 1, ANNA, ANNA_COMES);
	pulse(r, NOW, false);
	pulse(r, THEN - 3600, false);
	assert_int_equal(retention_doubts(r, rules, THEN - 60, &doubted).parties, 0);
	assert_false(doubted);
	retention_doubts(r, rules, THEN, &doubted);
	assert_true(doubted);
	assert_string_equal(ask(r, "SELECT count(*) FROM alarm WHERE what = 'stopped'"), "1");
	tell(r, "DELETE FROM alarm; UPDATE clockwork SET pulse = 0; UPDATE erasure SET day = 0");
	for (int64_t now = NOW; now < THEN; now += 6 * (int64_t)DAY)
		pulse(r, now, true);
	pulse(r, THEN, false);
	assert_int_equal(retention_doubts(r, rules, THEN, &doubted).parties, 1);
	assert_string_equal(ask(r, "SELECT count(*) FROM alarm WHERE what = 'stopped'"), "0");
}

/* A letter that concerns two series goes with the later one. */
static void test_two_series(void **state)
{
	struct room *r = *state;
	struct series later = *rules->series[0];
	const struct series *list[] = {rules->series[0], &later};
	struct rules both = *rules;

	later.id = "later";
	later.retention.year++;
	both.series = list;
	both.series_count = 2;
	give(r, 1, ANNA, ANNA_COMES);
	give(r, 2, OTTO, OTTO_BRINGS);
	tell(r,
		"INSERT INTO series (id, file, xml, taken, since)"
		"  SELECT 'later', file, xml, taken, since FROM series;"
		"INSERT INTO party (series, address, name, language, created)"
		"  SELECT 'later', address, name, language, created FROM party WHERE id = 1;"
		"INSERT INTO journal (at, who, what, letter, party) VALUES (1, 'robot', 'register', 1, 3)");
	retention(r, &both, THEN);
	assert_string_equal(ask(r, "SELECT id FROM letter"), "1");
	assert_string_equal(ask(r, "SELECT id FROM party"), "3");
	assert_whole(r);
	retention(r, &both, THEN + 400 * (int64_t)DAY);
	assert_string_equal(counts(r), "0|0|0|0|0|0");
	assert_whole(r);
}

/* ---- a person ---- */

static void test_person(void **state)
{
	struct room *r = *state;
	static const char *const words[] = {"anna", "berg", NULL};
	struct forgetting f;

	give(r, 1, ANNA, ANNA_COMES);
	give(r, 2, OTTO, OTTO_BRINGS);
	for (int i = 3; i < 40; i++)
		give(r, i, arena_printf(r->arena, "Gast %d <gast%d@web.example>", i, i),
			"Ich komme gern zum Integrationskongress.");
	f = forget(r, "", "Anna Berg", true);
	assert_int_equal(f.how, FORGET_OK);
	assert_string_equal(f.address, "anna@web.example");
	assert_int_equal(f.counts.parties, 1);
	assert_int_equal(f.counts.letters, 1);
	assert_int_equal(f.counts.mails, 1);
	assert_int_equal(f.counts.others, 1);
	assert_int_equal(f.struck_count, 1);
	assert_string_equal(f.struck[0].of, "Otto Ott");
	assert_string_equal(ask(r, "SELECT count(*) FROM party WHERE id = 1"), "1");

	f = forget(r, "ANNA@web.example", "", false);
	assert_int_equal(f.how, FORGET_OK);
	assert_whole(r);
	assert_string_equal(ask(r, "SELECT name FROM attendee WHERE registration = 2"), "Otto Ott");
	assert_string_equal(ask(r, "SELECT seats FROM registration WHERE party = 2"), "2");
	assert_string_equal(
		ask(r,
			"SELECT length(bytes), json_extract(reading, '$.requests[0].event')"
			" FROM letter WHERE id = 2"),
		"0|kongress");
	assert_string_equal(ask(r, "SELECT who, what, why FROM journal ORDER BY id DESC LIMIT 1"),
		"reyhan|forgot-person|parties=1 letters=1 mails=1 others=1");
	assert_string_equal(ask(r, "SELECT folder, uid, state FROM to_erase"), "inbox|1|due");
	erase_copies(r);
	scrub(r);
	assert_nowhere(r, words);
	assert_int_equal(forget(r, "anna@web.example", "", true).how, FORGET_NOBODY);
}

/* Named in another letter, however written; in what is kept of others besides. */
static void test_person_named(void **state)
{
	struct room *r = *state;
	static const char *const words[] = {"anna", "berg", NULL};
	static const struct {
		const char *words;
		bool named;
	} cases[] = {
		{"Grüße von Anna Berg!", true},
		{"Wann kommt Frau ANNA\r\nBERG?", true},
		{"Berg, Anna hat es mir gesagt.", true},
		{"Schreiben Sie an Anna@Web.Example.", true},
		{"Anna kommt nicht, und Frau Berg auch nicht.", false},
		{"Annas Bergtour", false},
	};

	give(r, 1, ANNA, ANNA_COMES);
	give(r, 2, OTTO, "Ich komme gern zum Integrationskongress.");
	for (int i = 0; i < (int)(sizeof cases / sizeof *cases); i++)
		give(r, i + 10, "Emil Frage <emil@post.example>", cases[i].words);
	forget(r, "anna@web.example", "", false);
	for (int i = 0; i < (int)(sizeof cases / sizeof *cases); i++) {
		const char *kept = ask(r,
			arena_printf(
				r->arena, "SELECT length(bytes) FROM letter WHERE id = %d", i + 3));
		if ((strcmp(kept, "0") == 0) != cases[i].named)
			fail_msg("%s", cases[i].words);
	}
	tell(r,
		"DELETE FROM review_item; DELETE FROM arrival WHERE letter > 2;"
		"DELETE FROM outgoing WHERE letter > 2; DELETE FROM journal WHERE letter > 2;"
		"DELETE FROM letter WHERE id > 2");

	give(r, 3, ANNA, ANNA_COMES);
	give(r, 4, OTTO, OTTO_BRINGS);
	tell(r,
		"UPDATE party SET note = 'sitzt neben ANNA BERG', organisation = 'Anna Berg GmbH'"
		" WHERE id = 2;"
		"INSERT INTO need (party, what, text) VALUES (2, 'access', 'Rampe für Anna Berg');"
		"UPDATE journal SET why = 'Anna Berg rief an' WHERE party = 2;"
		"UPDATE outgoing SET note = 'mit Anna Berg gesprochen' WHERE party = 2;"
		"INSERT INTO act (at, who, verb, why, party, changes, details) VALUES (1, 'x', 'y',"
		" 'Anna Berg', 2, '[{\"after\":{\"names\":[\"Berg, Anna\",\"Otto Ott\"]}}]', '[]')");
	forget(r, "anna@web.example", "", false);
	assert_string_equal(ask(r, "SELECT note, organisation FROM party WHERE id = 2"),
		"sitzt neben …|… GmbH");
	assert_string_equal(ask(r, "SELECT text FROM need"), "Rampe für …");
	assert_string_equal(ask(r, "SELECT why, changes FROM act"),
		"…|[{\"after\":{\"names\":[\"Otto Ott\"]}}]");
	erase_copies(r);
	scrub(r);
	assert_nowhere(r, words);
}

/* Only who is called exactly so, and alone, is taken by the name. */
static void test_person_by_name(void **state)
{
	struct room *r = *state;
	static const struct {
		const char *name;
		enum forget_how how;
		size_t rows;
	} cases[] = {
		{"Anna Berg", FORGET_SEVERAL, 2},
		{"Berg", FORGET_SEVERAL, 3},
		{"Otto Ott", FORGET_OK, 1},
		{"Emil Frage", FORGET_OK, 0}, /* has only written */
		{"Niemand Nirgends", FORGET_NOBODY, 0},
	};

	give(r, 1, ANNA, ANNA_COMES);
	give(r, 2, OTTO, "Ich komme gern zum Integrationskongress.");
	give(r, 3, "Anna Berg <berg@post.example>", ANNA_COMES);
	give(r, 4, "Udo Berg <udo@post.example>", "Ich komme gern zum Integrationskongress.");
	give(r, 5, "Emil Frage <emil@post.example>", "Was kostet der Integrationskongress?");
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct forgetting f = forget(r, "", cases[i].name, true);
		if (f.how != cases[i].how || f.row_count != cases[i].rows)
			fail_msg("%s: %d, %zu rows", cases[i].name, (int)f.how, f.row_count);
	}
}

static void test_person_on_its_way(void **state)
{
	struct room *r = *state;

	give(r, 1, ANNA, ANNA_COMES);
	tell(r, "UPDATE outgoing SET state = 'sending'");
	assert_int_equal(forget(r, "anna@web.example", "", false).how, FORGET_BUSY);
	assert_string_equal(counts(r), "1|1|1|0|1|0");
	tell(r, "UPDATE outgoing SET state = 'sent', copied = 1");
	assert_int_equal(forget(r, "anna@web.example", "", false).how, FORGET_OK);
	assert_string_equal(
		ask(r, "SELECT folder, state FROM to_erase ORDER BY id"), "inbox|due sent|due");
}

/* Who wrote what stays as it was, but for what others wrote of them. */
static void test_own_only(void **state)
{
	struct room *r = *state;
	struct forget_who who = {.address = "anna@web.example", .name = "", .own_only = true};
	struct forgetting f;

	give(r, 1, ANNA, ANNA_COMES);
	give(r, 2, OTTO, OTTO_BRINGS);
	assert_int_equal(registry_forget(r->reg, r->arena, &r->staff, &who, &f, NULL, &r->e), 0);
	assert_string_equal(ask(r, "SELECT name FROM attendee ORDER BY id"), "Otto Ott Anna Berg");
	assert_string_equal(ask(r, "SELECT count(*) FROM letter WHERE length(bytes) > 0"), "1");
}

/* ---- nothing forgotten comes back ---- */

static void test_again(void **state)
{
	struct room *r = *state;
	struct outcome out;
	bool known;

	give(r, 1, ANNA, ANNA_COMES);
	forget(r, "anna@web.example", "", false);
	erase_copies(r);
	out = give_as(r, 1, ANNA, ANNA_COMES, 8, NOW + DAY);
	assert_true(out.again);
	assert_int_equal(out.letter, 0);
	assert_int_equal(out.mails, 0);
	assert_string_equal(counts(r), "0|0|0|0|0|0");
	assert_string_equal(
		ask(r, "SELECT folder, uidvalidity, uid, state FROM to_erase"), "inbox|8|2|due");
	assert_int_equal(registry_knows(r->reg, 8, 2, &known, &r->e), 0);
	assert_true(known);
	/* Another letter of theirs is a new one. */
	out = give_as(r, 9, ANNA, ANNA_COMES, 8, NOW + DAY);
	assert_true(out.acted);
}

/* What lies in the inbox and is none of ours is forgotten, and left there. */
static void test_inbox(void **state)
{
	struct room *r = *state;
	struct outcome out;

	give(r, 1, "Udo <udo@post.example>", "Der Vertrag mit dem Caterer liegt auf Ihrem Tisch.");
	tell(r, "UPDATE letter SET wanted = 'inbox'; DELETE FROM review_item");
	assert_int_equal(forget(r, "udo@post.example", "", false).counts.inbox, 1);
	assert_string_equal(ask(r, "SELECT state, message_id FROM to_erase"), "stays|");
	out = give_as(r, 1, "Udo <udo@post.example>",
		"Der Vertrag mit dem Caterer liegt auf Ihrem Tisch.", 8, NOW);
	assert_int_equal(out.wanted, FOLDER_INBOX);
	assert_string_equal(ask(r, "SELECT state FROM to_erase"), "stays stays");
	assert_string_equal(ask(r, "SELECT count(*) FROM letter"), "0");
}

static void copy_file(struct room *r, const char *from, const char *to)
{
	struct slice bytes;

	if (file_read(r->arena, from, 1 << 30, &bytes, &r->e) != 0 ||
		file_write(to, bytes, 0600, &r->e) != 0)
		fail_msg("%s", r->e.text);
}

static void restore(struct room *r, const char *backup)
{
	registry_close(&r->reg);
	unlink(arena_printf(r->arena, "%s-wal", r->path));
	unlink(arena_printf(r->arena, "%s-shm", r->path));
	copy_file(r, backup, r->path);
	unlink(backup);
	open_register(r);
}

static void test_backup(void **state)
{
	struct room *r = *state;
	const char *backup = arena_printf(r->arena, "%s/backup", r->dir);
	static const char *const words[] = {"anna", "berg", NULL};

	give(r, 1, ANNA, ANNA_COMES);
	give(r, 2, OTTO, OTTO_BRINGS);
	tell(r, arena_printf(r->arena, "VACUUM INTO '%s'", backup));
	forget(r, "anna@web.example", "", false);
	assert_false(sync_list(r));
	restore(r, backup);
	assert_string_equal(counts(r), "2|2|2|0|2|0");
	assert_true(sync_list(r));
	assert_string_equal(counts(r), "1|1|1|0|1|0");
	assert_string_equal(ask(r, "SELECT name FROM attendee"), "Otto Ott");
	assert_false(sync_list(r));
	assert_whole(r);
	erase_copies(r);
	scrub(r);
	assert_nowhere(r, words);
	assert_true(give_as(r, 1, ANNA, ANNA_COMES, 8, NOW + DAY).again);
}

/* Killed behind the list, before the end of the transaction: it is done at the next look. */
static void test_killed(void **state)
{
	struct room *r = *state;
	struct forget_who who = {.address = "anna@web.example", .name = ""};
	struct forgetting f;

	give(r, 1, ANNA, ANNA_COMES);
	tell(r, "CREATE TRIGGER kill BEFORE DELETE ON party BEGIN SELECT raise(ABORT, 'killed'); END");
	assert_int_equal(registry_forget(r->reg, r->arena, &r->staff, &who, &f, NULL, &r->e), -1);
	assert_string_equal(counts(r), "1|1|1|0|1|0");
	assert_string_equal(ask(r, "PRAGMA foreign_keys"), "1");
	tell(r, "DROP TRIGGER kill");
	assert_true(sync_list(r));
	assert_string_equal(counts(r), "0|0|0|0|0|0");
	assert_whole(r);
}

/* The list is made anew where it was lost, and a line that is cut off harms none. */
static void test_list_lost(void **state)
{
	struct room *r = *state;
	const char *list = arena_printf(r->arena, "%s.erased", r->path);
	struct slice before, after;

	give(r, 1, ANNA, ANNA_COMES);
	forget(r, "anna@web.example", "", false);
	assert_int_equal(file_read(r->arena, list, 1 << 20, &before, &r->e), 0);
	assert_int_equal(unlink(list), 0);
	assert_false(sync_list(r));
	assert_int_equal(file_read(r->arena, list, 1 << 20, &after, &r->e), 0);
	assert_int_equal(before.len, after.len);
	assert_int_equal(file_write(list, slice_head(before, before.len - 9), 0600, &r->e), 0);
	assert_false(sync_list(r));
	give(r, 2, OTTO, OTTO_BRINGS);
	forget(r, "otto@web.example", "", false);
	assert_int_equal(file_read(r->arena, list, 1 << 20, &after, &r->e), 0);
	size_t lines = 0;
	for (size_t i = 0; i < after.len; i++)
		lines += after.p[i] == '\n';
	assert_int_equal(lines, 5); /* two, of which one is cut off, that one again, two */
	assert_string_equal(
		ask(r, "SELECT kind, count(*) FROM erased GROUP BY kind"), "letter|2 party|2");
}

/* The number of what is gone is never another's. */
static void test_numbers(void **state)
{
	struct room *r = *state;

	give(r, 1, ANNA, ANNA_COMES);
	forget(r, "anna@web.example", "", false);
	assert_int_equal(give(r, 2, OTTO, OTTO_BRINGS).letter, 2);
	assert_string_equal(ask(r, "SELECT id FROM party"), "2");
	assert_string_equal(ask(r, "SELECT id FROM outgoing"), "2");
}

/* Only what the server leaves to people is told them. */
static const char *folder_name(void *with, enum folder folder)
{
	(void)with;
	return folder == FOLDER_GONE ? "Sent" : folder_ids[folder];
}

static void test_by_hand(void **state)
{
	struct room *r = *state;
	struct erasures list;
	size_t left;

	give(r, 1, ANNA, ANNA_COMES);
	forget(r, "anna@web.example", "", false);
	assert_int_equal(registry_erasures(r->reg, r->arena, false, &list, &r->e), 0);
	assert_int_equal(list.count, 1);
	assert_string_equal(list.items[0].message_id, "1.anna@web.example");
	assert_int_equal(registry_erasure_left(r->reg, FOLDER_INBOX, 7, 1, &r->e), 0);
	assert_int_equal(registry_erasure_left(r->reg, FOLDER_INBOX, 7, 1, &r->e), 0);
	assert_int_equal(registry_erasure_done(r->reg, list.items[0].id, &r->e), 0);
	assert_int_equal(registry_erasures_end(r->reg, folder_name, NULL, NOW, &left, &r->e), 0);
	assert_int_equal(left, 1);
	assert_string_equal(
		ask(r, "SELECT what, over, instr(why, '1 in \"inbox\"') > 0 FROM alarm"),
		"erase-by-hand|-|1");
	assert_int_equal(registry_erasures(r->reg, r->arena, true, &list, &r->e), 0);
	assert_string_equal(list.items[0].message_id, "");
	assert_int_equal(registry_erasure_done(r->reg, list.items[0].id, &r->e), 0);
	assert_int_equal(registry_erasures_end(r->reg, folder_name, NULL, NOW, &left, &r->e), 0);
	assert_string_equal(ask(r, "SELECT over IS NULL FROM alarm"), "0");
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
		TEST(test_retention),
		TEST(test_late),
		TEST(test_leap),
		TEST(test_no_leap),
		TEST(test_two_series),
		TEST(test_person),
		TEST(test_person_named),
		TEST(test_person_by_name),
		TEST(test_person_on_its_way),
		TEST(test_own_only),
		TEST(test_again),
		TEST(test_inbox),
		TEST(test_backup),
		TEST(test_killed),
		TEST(test_list_lost),
		TEST(test_numbers),
		TEST(test_by_hand),
	};

	return cmocka_run_group_tests_name("registry forget", tests, learn, unlearn);
}
