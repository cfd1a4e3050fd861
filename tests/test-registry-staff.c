/*
 * Staff's verbs, on real letters that the robot read by the shipped rules. Each test has a register of
 * its own; a table of cases says who does what, how it ends, and what stands in the register then.
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
#include "registry/staff.h"
#include "registry-help.h"

enum { NOW = 1295514000 /* 2011-01-20 10:00 in Berlin */, HOUR = 3600, DAY = 24 * HOUR };

static struct settings settings = {.sender_address = "office@example.org",
	.language = "de",
	.answers_per_address = 6,
	.answers_per_thread = 4,
	.receipts_per_address = 1};

struct room {
	struct arena *arena;
	char dir[HELP_DIR_MAX];
	const char *path;
	const struct rules *rules;
	const struct series *series;
	struct event *as_shipped; /* its events: a test may make one small, or set a deadline */
	struct registry *reg;
	struct staff staff;
	struct err e;
	int64_t uid;
};

/* The shipped rules, learned from once; what a test changes of an event is put back behind it. */
static struct arena *house;
static struct rules *rules;

static int learn(void **state)
{
	(void)state;
	return help_rules(&house, &rules);
}

static int forget(void **state)
{
	(void)state;
	return help_rules_free(&house, &rules);
}

static int setup(void **state)
{
	struct room *r = xcalloc(1, sizeof *r);

	r->arena = arena_new();
	help_folder(r->dir);
	r->path = arena_printf(r->arena, "%s/register.db", r->dir);
	r->rules = rules;
	r->series = r->rules->series[0];
	r->as_shipped = arena_array(r->arena, r->series->event_count, sizeof *r->as_shipped);
	memcpy(r->as_shipped, r->series->events, r->series->event_count * sizeof *r->as_shipped);
	if (registry_open(r->path, arena_printf(r->arena, "%s/key", r->dir), REGISTRY_WRITE,
		    &r->reg, &r->e) != 0)
		fail_msg("%s", r->e.text);
	assert_int_equal(registry_take_series(r->reg, r->rules, NOW, &r->e), 0);
	r->staff = (struct staff){.settings = &settings,
		.rules = r->rules,
		.who = "reyhan",
		.why = "am Telefon geklärt",
		.now = NOW + HOUR};
	*state = r;
	return 0;
}

static int teardown(void **state)
{
	struct room *r = *state;

	registry_close(&r->reg);
	memcpy(r->series->events, r->as_shipped, r->series->event_count * sizeof *r->as_shipped);
	help_folder_remove(r->arena, r->dir);
	arena_free(&r->arena);
	free(r);
	return 0;
}

/* ---- letters, read and decided as the receiver has it done ---- */

static struct outcome give_at(struct room *r, const char *from, const char *words, int64_t received)
{
	struct envelope *env = arena_alloc(r->arena, sizeof *env);
	const char *text = arena_printf(r->arena,
		"From: %s\r\nTo: anmeldung@mia-do.example\r\nMessage-ID: <%d@x>\r\n"
		"Subject: Anmeldung\r\nDate: Thu, 20 Jan 2011 09:00:00 +0000\r\n"
		"Content-Type: text/plain; charset=utf-8\r\n\r\n%s\r\n",
		from, (int)++r->uid, words);
	struct slice letter = slice_of(text);
	struct thread thread;
	struct outcome out;

	envelope_read(r->arena, letter, env);
	assert_int_equal(registry_thread(r->reg, r->arena, env, &thread, &r->e), 0);
	const struct message *m = message_read(r->arena, letter, env, r->rules);
	struct incoming in = {.bytes = letter,
		.envelope = env,
		.reading = reading_make(r->arena, m, r->rules, NULL, received),
		.thread = &thread,
		.uidvalidity = 7,
		.uid = r->uid,
		.received = received,
		.aligned = true};
	if (registry_take_letter(r->reg, &settings, r->rules, &in, received > NOW ? received : NOW,
		    &out, &r->e) != 0)
		fail_msg("%s", r->e.text);
	return out;
}

static struct outcome give(struct room *r, const char *from, const char *words)
{
	return give_at(r, from, words, NOW);
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

static const char *registered(struct room *r)
{
	return ask(r,
		"SELECT event, status, seats, (SELECT group_concat(name, '+') FROM (SELECT name FROM"
		" attendee WHERE registration = r.id ORDER BY position)) FROM registration r"
		" ORDER BY party, event");
}

static const char *mails(struct room *r)
{
	return ask(r, "SELECT kind, state, address FROM outgoing ORDER BY id");
}

/* ---- what staff say, as they write it: "register kongress 2 Anna+Jan, cancel arbeit" ---- */

static struct wish wish_of(struct room *r, char *text)
{
	char *rest = NULL, *verb = strtok_r(text, " ", &rest), *event = strtok_r(NULL, " ", &rest);
	char *seats = strtok_r(NULL, " ", &rest), *names = rest;
	struct wish w = {.action = verb[0] == 'r' ? ACTION_REGISTER : ACTION_CANCEL};
	const char **list = NULL;
	size_t room = 0;

	w.event = series_event(r->series, event);
	if (seats != NULL)
		w.seats = (int)strtol(seats, NULL, 10);
	for (char *name = strtok_r(names, "+", &rest); seats != NULL && name != NULL;
		name = strtok_r(NULL, "+", &rest))
		ARENA_PUSH(r->arena, list, w.name_count, room, name);
	w.names = list;
	return w;
}

static struct wish *wishes_of(struct room *r, const char *text, size_t *count)
{
	char *copy = arena_string(r->arena, slice_of(text)), *rest = NULL;
	struct wish *list = NULL;
	size_t room = 0;

	*count = 0;
	for (char *one = strtok_r(copy, ",", &rest); one != NULL; one = strtok_r(NULL, ",", &rest))
		ARENA_PUSH(r->arena, list, *count, room, wish_of(r, one));
	return list;
}

static struct person caller(const char *name, const char *address)
{
	return (struct person){.name = name,
		.address = address,
		.phone = "0231 4711",
		.organisation = "",
		.note = "",
		.language = "de"};
}

static struct done enter_for(struct room *r, const struct person *person, const char *wishes)
{
	struct done out;
	size_t count;
	struct wish *list = wishes_of(r, wishes, &count);

	if (registry_enter(
		    r->reg, r->arena, &r->staff, r->series, person, list, count, &out, &r->e) != 0)
		fail_msg("%s", r->e.text);
	return out;
}

static struct done enter(struct room *r, const char *name, const char *address, const char *wishes)
{
	struct person person = caller(name, address);

	return enter_for(r, &person, wishes);
}

static struct done accept(struct room *r, int64_t item)
{
	struct done out;

	if (registry_accept(r->reg, r->arena, &r->staff, item, NULL, 0, &out, &r->e) != 0)
		fail_msg("%s", r->e.text);
	return out;
}

static struct done correct(struct room *r, int64_t item, const char *wishes)
{
	struct done out;
	size_t count;
	struct wish *list = wishes_of(r, wishes, &count);

	if (registry_correct(r->reg, r->arena, &r->staff, item, NULL, list, count, &out, &r->e) !=
		0)
		fail_msg("%s", r->e.text);
	return out;
}

static struct done settle(struct room *r, int64_t item, enum verdict verdict)
{
	struct done out;

	if (registry_settle(r->reg, r->arena, &r->staff, item, verdict, &out, &r->e) != 0)
		fail_msg("%s", r->e.text);
	return out;
}

static struct done undo(struct room *r, int64_t act, int64_t item)
{
	struct done out;

	if (registry_undo(r->reg, r->arena, &r->staff, act, item, &out, &r->e) != 0)
		fail_msg("%s", r->e.text);
	return out;
}

/* What the shipped rules put before a person, with a guess: it hangs on something. */
static const char odd[] =
	"Guten Tag,\r\n\r\nzum Fachforum Bildung komme ich gern, wenn ich Zeit habe.\r\n"
	"\r\nMit freundlichen Grüßen\r\nAda Berg";
static const char yes[] =
	"Guten Tag,\r\n\r\nzum Fachforum Bildung am 16.02.2011 komme ich gern.\r\n"
	"\r\nMit freundlichen Grüßen\r\nAda Berg";

/* ---- what is entered for callers: how it stood, what was said, how it stands ---- */

static void test_enter(void **state)
{
	static const struct {
		const char *before, *wishes, *after, *why;
		enum done_how how;
	} cases[] = {
		{NULL, "register bildung", "bildung|confirmed|1|Ada Berg", NULL, DONE_OK},
		{NULL, "register bildung 3", "bildung|confirmed|3|Ada Berg", NULL, DONE_OK},
		{NULL, "register bildung 2 Bo Zwei+Cem Drei",
			"bildung|confirmed|2|Bo Zwei+Cem Drei", NULL, DONE_OK},
		{NULL, "register bildung 0 Bo Zwei+Cem Drei",
			"bildung|confirmed|2|Bo Zwei+Cem Drei", NULL, DONE_OK},
		{NULL, "register bildung,register kongress 2",
			"bildung|confirmed|1|Ada Berg kongress|confirmed|2|Ada Berg", NULL,
			DONE_OK},
		{NULL, "register bildung 1 Bo Zwei+Cem Drei", "", "seats-contradict",
			DONE_IMPOSSIBLE},
		{NULL, "register bildung,cancel bildung", "", "contradiction", DONE_IMPOSSIBLE},
		{NULL, "cancel bildung", "bildung|declined|0|-", NULL, DONE_OK},
		{NULL, "register bildung 51", "", NULL, DONE_OBJECTIONS},
		/* a total replaces what stood there */
		{"register bildung 3", "register bildung 2", "bildung|confirmed|2|Ada Berg", NULL,
			DONE_OK},
		{"register bildung 2 Ada Berg+Bo Zwei", "register bildung 3",
			"bildung|confirmed|3|Ada Berg+Bo Zwei", NULL, DONE_OK},
		{"register bildung 2 Ada Berg+Bo Zwei", "register bildung 1",
			"bildung|confirmed|1|Ada Berg", NULL, DONE_OK},
		{"register bildung 2 Ada Berg+Bo Zwei", "register bildung",
			"bildung|confirmed|2|Ada Berg+Bo Zwei", NULL, DONE_OK},
		{"register bildung 2 Ada Berg+Bo Zwei", "cancel bildung", "bildung|cancelled|0|-",
			NULL, DONE_OK},
		{"register bildung 2 Ada Berg+Bo Zwei", "cancel bildung 0 Bo Zwei",
			"bildung|confirmed|1|Ada Berg", NULL, DONE_OK},
		{"register bildung 2 Ada Berg+Bo Zwei", "cancel bildung 0 B. Zwei",
			"bildung|confirmed|1|Ada Berg", NULL, DONE_OK},
		{"register bildung 2 Ada Berg+Bo Zwei", "cancel bildung 0 Ada Berg+Bo Zwei",
			"bildung|cancelled|0|-", NULL, DONE_OK},
		{"register bildung 2 Ada Berg+Bo Zwei", "cancel bildung 0 Dora Vier",
			"bildung|confirmed|2|Ada Berg+Bo Zwei", "person-unknown", DONE_IMPOSSIBLE},
		{"register bildung 2 Bo Zwei+Jo Zwei", "cancel bildung 0 Zwei",
			"bildung|confirmed|2|Bo Zwei+Jo Zwei", "person-unknown", DONE_IMPOSSIBLE},
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		if (i > 0)
			setup(state);
		struct room *r = *state;
		if (cases[i].before != NULL)
			assert_int_equal(
				enter(r, "Ada Berg", "ada@example.net", cases[i].before).how,
				DONE_OK);
		struct done out = enter(r, "Ada Berg", "ada@example.net", cases[i].wishes);
		if (out.how != cases[i].how || strcmp(registered(r), cases[i].after) != 0)
			fail_msg("case %zu (%s): how %d why %s: %s", i, cases[i].wishes,
				(int)out.how, out.why != NULL ? out.why : "-", registered(r));
		if (cases[i].why != NULL)
			assert_string_equal(out.why, cases[i].why);
		if (i + 1 < sizeof cases / sizeof *cases)
			teardown(state);
	}
}

static void test_enter_tells(void **state)
{
	struct room *r = *state;
	struct done out = enter(r, "Ada Berg", "ada@example.net", "register bildung");

	assert_string_equal(mails(r), "confirmation|queued|ada@example.net");
	assert_string_equal(out.to, "ada@example.net");
	assert_string_equal(ask(r, "SELECT phone FROM party"), "0231 4711");
	assert_string_equal(
		ask(r, "SELECT who, what, why, event, seats FROM journal WHERE what <> 'queued'"),
		"reyhan|register|am Telefon geklärt|bildung|1");
	/* a change takes back what has not left; the mail says it was a call */
	enter(r, "Ada Berg", "ada@example.net", "cancel bildung");
	assert_string_equal(mails(r),
		"confirmation|withdrawn|ada@example.net cancelled|queued|ada@example.net");
	assert_string_equal(
		ask(r, "SELECT json_extract(facts, '$.occasion') FROM outgoing WHERE id = 2"),
		"call");
	r->staff.silent = true;
	out = enter(r, "Ada Berg", "ada@example.net", "register arbeit");
	assert_string_equal(out.no_mail, "silent");
	assert_string_equal(ask(r, "SELECT count(*) FROM outgoing"), "2");
}

/* Who has no address is called, and is known by the name. */
static void test_without_address(void **state)
{
	struct room *r = *state;
	struct done out = enter(r, "Kâzım Öztürk", "", "register bildung 2");
	bool done = false;

	assert_int_equal(out.how, DONE_OK);
	assert_string_equal(mails(r), "confirmation|call|");
	assert_string_equal(ask(r, "SELECT address IS NULL, name, phone FROM party"),
		"1|Kâzım Öztürk|0231 4711");
	out = enter(r, "Kazim Öztürk", "", "register arbeit");
	assert_int_equal(out.how, DONE_SIMILAR);
	assert_int_equal(out.similar_count, 1);
	struct person again = caller("", "");
	again.party = out.similar[0].id;
	assert_int_equal(enter_for(r, &again, "cancel bildung").how, DONE_OK);
	assert_string_equal(registered(r), "bildung|cancelled|0|-");
	assert_string_equal(mails(r), "confirmation|withdrawn| cancelled|call|");
	struct person other = caller("Kazim Öztürk", "");
	other.fresh = true;
	assert_int_equal(enter_for(r, &other, "register arbeit").how, DONE_OK);
	assert_string_equal(ask(r, "SELECT count(*) FROM party"), "2");
	again.party = 99;
	out = enter_for(r, &again, "register bildung");
	assert_int_equal(out.how, DONE_IMPOSSIBLE);
	assert_string_equal(out.why, "no-party");
	/* ticked off once */
	assert_int_equal(registry_call(r->reg, &r->staff, 2, false, &done, &r->e), 0);
	assert_true(done);
	assert_int_equal(registry_call(r->reg, &r->staff, 2, false, &done, &r->e), 0);
	assert_false(done);
	assert_string_equal(ask(r, "SELECT state, told_by, note FROM outgoing WHERE id = 2"),
		"told|reyhan|am Telefon geklärt");
	assert_int_equal(registry_call(r->reg, &r->staff, 2, true, &done, &r->e), 0);
	assert_true(done);
	/* nobody sends what is to be called */
	struct due_mail due;
	assert_int_equal(registry_due(r->reg, r->arena, NOW + DAY, true, &due, &done, &r->e), 0);
	assert_false(done);
}

static void test_cancel_all(void **state)
{
	struct room *r = *state;
	struct person ada = caller("Ada Berg", "ADA@example.net");
	struct wish all = {.action = ACTION_CANCEL};
	struct done out;

	enter(r, "Ada Berg", "ada@example.net", "register bildung,register kongress 2");
	assert_int_equal(
		registry_enter(r->reg, r->arena, &r->staff, r->series, &ada, &all, 1, &out, &r->e),
		0);
	assert_int_equal(out.how, DONE_OK);
	assert_string_equal(registered(r), "bildung|cancelled|0|- kongress|cancelled|0|-");
	assert_int_equal(
		registry_enter(r->reg, r->arena, &r->staff, r->series, &ada, &all, 1, &out, &r->e),
		0);
	assert_string_equal(out.why, "not-registered");
}

/* ---- what speaks against it ---- */

static void test_objections(void **state)
{
	struct room *r = *state;
	struct done out;

	r->staff.now = NOW + 60 * DAY; /* the end of March: all is over */
	out = enter(r, "Ada Berg", "ada@example.net", "register bildung");
	assert_int_equal(out.how, DONE_OBJECTIONS);
	assert_string_equal(out.objections.items[0], "event-over");
	assert_string_equal(registered(r), "");
	assert_string_equal(ask(r, "SELECT count(*) FROM party"), "0");
	r->staff.anyway = true;
	assert_int_equal(enter(r, "Ada Berg", "ada@example.net", "register bildung").how, DONE_OK);
	assert_string_equal(registered(r), "bildung|confirmed|1|Ada Berg");
	/* nobody is kept in */
	r->staff.anyway = false;
	assert_int_equal(enter(r, "Ada Berg", "ada@example.net", "cancel bildung").how, DONE_OK);
}

/* A room of which one place is left. */
static void make_small(struct room *r, const char *event, int seats)
{
	((struct event *)series_event(r->series, event))->seats = seats;
}

static void test_full(void **state)
{
	struct room *r = *state;
	struct done out;

	make_small(r, "bildung", 2);
	enter(r, "Bo Zwei", "bo@example.net", "register bildung");
	out = enter(r, "Ada Berg", "ada@example.net", "register bildung 2");
	assert_int_equal(out.how, DONE_OBJECTIONS);
	assert_string_equal(out.objections.items[0], "full");
	assert_int_equal(
		enter(r, "Ada Berg", "ada@example.net", "register bildung 1").how, DONE_OK);
	/* a letter that says so itself still takes nobody's seat without a word */
	give(r, "Ada Berg <berg@example.net>", yes);
	assert_string_equal(ask(r, "SELECT reasons FROM review_item"), "[\"full\"]");
	out = accept(r, 1);
	assert_int_equal(out.how, DONE_OBJECTIONS);
	r->staff.anyway = true;
	assert_int_equal(accept(r, 1).how, DONE_OK);
	assert_string_equal(
		ask(r, "SELECT sum(seats) FROM registration WHERE status = 'confirmed'"), "3");
}

/* ---- letters ---- */

static void test_accept(void **state)
{
	struct room *r = *state;
	struct done out;

	give_at(r, "Ada Berg <ada@example.net>", odd, NOW - 3 * HOUR);
	assert_string_equal(mails(r), "receipt|queued|ada@example.net");
	r->staff.dry = true;
	out = accept(r, 1);
	assert_int_equal(out.how, DONE_OK);
	assert_int_equal(out.change_count, 1);
	assert_string_equal(out.to, "ada@example.net");
	assert_string_equal(registered(r), "");
	assert_string_equal(ask(r, "SELECT state FROM review_item"), "open");
	r->staff.dry = false;
	out = accept(r, 1);
	assert_int_equal(out.how, DONE_OK);
	assert_string_equal(registered(r), "bildung|confirmed|1|Ada Berg");
	assert_string_equal(
		mails(r), "receipt|queued|ada@example.net confirmation|queued|ada@example.net");
	assert_string_equal(
		ask(r,
			"SELECT json_extract(facts, '$.occasion'),"
			" json_extract(facts, '$.in_reply_to') FROM outgoing WHERE id = 2"),
		"letter|1@x");
	assert_string_equal(ask(r, "SELECT state, decided_by, verdict, note FROM review_item"),
		"decided|reyhan|accept|am Telefon geklärt");
	assert_string_equal(ask(r, "SELECT wanted, acted FROM letter"), "done|1");
	/* it counts from its own receipt */
	assert_string_equal(ask(r, "SELECT since FROM registration"), "1295503200");
	/* and one after the other, the second is told who was first */
	r->staff.who = "petra";
	out = accept(r, 1);
	assert_int_equal(out.how, DONE_DECIDED);
	assert_string_equal(out.by, "reyhan");
	assert_string_equal(out.verdict, "accept");
	assert_int_equal(out.at, NOW + HOUR);
	assert_int_equal(settle(r, 1, VERDICT_SPAM).how, DONE_DECIDED);
	assert_int_equal(correct(r, 1, "cancel bildung").how, DONE_DECIDED);
	assert_string_equal(registered(r), "bildung|confirmed|1|Ada Berg");
	assert_int_equal(accept(r, 99).how, DONE_UNKNOWN);
}

/* A deadline that had not passed when the letter came is none when staff get to it. */
static void test_accept_counts_from_receipt(void **state)
{
	struct room *r = *state;

	((struct event *)series_event(r->series, "bildung"))->deadline = NOW + 2 * HOUR;
	give(r, "Ada Berg <ada@example.net>", odd);
	r->staff.now = NOW + DAY;
	assert_int_equal(
		enter(r, "Bo Zwei", "bo@example.net", "register bildung").how, DONE_OBJECTIONS);
	assert_int_equal(accept(r, 1).how, DONE_OK);
}

static void test_correct(void **state)
{
	struct room *r = *state;
	struct done out;

	give(r, "Ada Berg <ada@example.net>", odd);
	out = correct(r, 1, "register kongress 2 Ada Berg+Bo Zwei,cancel arbeit");
	assert_int_equal(out.how, DONE_OK);
	assert_int_equal(out.kind, MAIL_CONFIRMATION);
	assert_string_equal(
		registered(r), "arbeit|declined|0|- kongress|confirmed|2|Ada Berg+Bo Zwei");
	assert_string_equal(ask(r, "SELECT verdict FROM review_item"), "correct");
	assert_string_equal(
		ask(r, "SELECT json_array_length(facts, '$.state') FROM outgoing WHERE id = 2"),
		"1");
}

/* Somebody wrote for somebody else: the office says for whom. */
static void test_correct_for_another(void **state)
{
	struct room *r = *state;
	struct person bo = caller("Bo Zwei", "bo@example.net");
	struct done out;
	size_t count;

	give(r, "Ada Berg <ada@example.net>", odd);
	struct wish *list = wishes_of(r, "register arbeit", &count);
	assert_int_equal(
		registry_correct(r->reg, r->arena, &r->staff, 1, &bo, list, count, &out, &r->e), 0);
	assert_int_equal(out.how, DONE_OK);
	assert_string_equal(ask(r, "SELECT address, name FROM party"), "bo@example.net|Bo Zwei");
	assert_string_equal(
		mails(r), "receipt|queued|ada@example.net confirmation|queued|bo@example.net");
	/* with nothing of the other's letter in it */
	assert_string_equal(ask(r,
				    "SELECT json_extract(facts, '$.quote'),"
				    " json_extract(facts, '$.in_reply_to'),"
				    " json_extract(facts, '$.subject') FROM outgoing WHERE id = 2"),
		"||");
}

static void test_settle(void **state)
{
	static const struct {
		enum verdict verdict;
		const char *id, *wanted;
	} cases[] = {
		{VERDICT_ANSWERED, "answered", "done"},
		{VERDICT_NOT_FOR_US, "not-for-us", "inbox"},
		{VERDICT_SPAM, "spam", "automatic"},
	};
	struct room *r = *state;

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		give(r, arena_printf(r->arena, "a%zu@example.net", i), odd);
		assert_int_equal(settle(r, (int64_t)i + 1, cases[i].verdict).how, DONE_OK);
		assert_string_equal(
			ask(r,
				"SELECT i.verdict, l.wanted FROM review_item i JOIN letter l"
				" ON l.id = i.letter ORDER BY i.id DESC LIMIT 1"),
			arena_printf(r->arena, "%s|%s", cases[i].id, cases[i].wanted));
		assert_string_equal(
			ask(r, "SELECT who, what, why FROM journal ORDER BY id DESC LIMIT 1"),
			arena_printf(r->arena, "reyhan|%s|am Telefon geklärt", cases[i].id));
	}
	assert_string_equal(ask(r, "SELECT count(*) FROM outgoing WHERE kind <> 'receipt'"), "0");
	assert_string_equal(registered(r), "");
}

/* The office's own letters register nobody. */
static void test_own_letter(void **state)
{
	struct room *r = *state;

	give(r, "Office <office@example.org>", odd);
	struct done out = accept(r, 1);
	assert_int_equal(out.how, DONE_IMPOSSIBLE);
	assert_string_equal(out.why, "own-address");
	assert_string_equal(ask(r, "SELECT count(*) FROM party"), "0");
}

/* What was shown must still hold when it is done. */
static void test_seen(void **state)
{
	struct room *r = *state;
	struct done out;

	give(r, "Ada Berg <ada@example.net>", yes);
	give(r, "Ada Berg <ada@example.net>", odd);
	r->staff.dry = true;
	out = accept(r, 1);
	r->staff.dry = false;
	r->staff.seen = out.version;
	assert_true(out.version > 0);
	struct staff petra = r->staff;
	petra.who = "petra";
	petra.seen = 0;
	struct person ada = caller("Ada Berg", "ada@example.net");
	size_t count;
	struct wish *list = wishes_of(r, "cancel bildung", &count);
	assert_int_equal(
		registry_enter(r->reg, r->arena, &petra, r->series, &ada, list, count, &out, &r->e),
		0);
	assert_int_equal(out.how, DONE_OK);
	assert_int_equal(accept(r, 1).how, DONE_CHANGED);
	assert_string_equal(registered(r), "bildung|cancelled|0|-");
}

/* Two who enter the same new caller: the second is told, and overwrites nothing. */
static void test_seen_nobody(void **state)
{
	struct room *r = *state;

	r->staff.dry = true;
	struct done first = enter(r, "Ada Berg", "ada@example.net", "register bildung 2");
	assert_true(first.version > 0);
	r->staff.dry = false;
	assert_int_equal(
		enter(r, "Ada Berg", "ada@example.net", "register bildung 3").how, DONE_OK);
	r->staff.seen = first.version;
	assert_int_equal(
		enter(r, "Ada Berg", "ada@example.net", "register bildung 2").how, DONE_CHANGED);
	assert_string_equal(registered(r), "bildung|confirmed|3|Ada Berg");
}

/* ---- taking back ---- */

static void sent(struct room *r, int64_t id)
{
	bool go = false;

	assert_int_equal(
		registry_mail_sending(r->reg, id, (struct slice){0}, NOW + 2 * HOUR, &go, &r->e),
		0);
	assert_true(go);
	assert_int_equal(
		registry_mail_result(r->reg, id, RESULT_SENT, NULL, NOW + 2 * HOUR, &r->e), 0);
}

static void test_undo(void **state)
{
	struct room *r = *state;
	struct done out;

	give(r, "Ada Berg <ada@example.net>", odd);
	accept(r, 1);
	/* it has not left: nobody needs to hear of it */
	out = undo(r, 0, 1);
	assert_int_equal(out.how, DONE_OK);
	assert_string_equal(out.no_mail, "withdrawn");
	assert_string_equal(registered(r), "");
	assert_string_equal(
		mails(r), "receipt|queued|ada@example.net confirmation|withdrawn|ada@example.net");
	assert_string_equal(ask(r, "SELECT state, verdict FROM review_item"), "open|-");
	assert_string_equal(ask(r, "SELECT wanted, acted FROM letter"), "review|0");
	/* again, and this time it has left */
	accept(r, 1);
	sent(r, 3);
	out = undo(r, 0, 1);
	assert_int_equal(out.how, DONE_OK);
	assert_int_equal(out.kind, MAIL_CORRECTION);
	assert_string_equal(registered(r), "");
	assert_string_equal(ask(r, "SELECT kind, state, address FROM outgoing WHERE id = 4"),
		"correction|queued|ada@example.net");
	assert_string_equal(ask(r,
				    "SELECT json_extract(c.facts, '$.in_reply_to') = s.message_id,"
				    " c.root = s.root FROM outgoing c, outgoing s"
				    " WHERE c.id = 4 AND s.id = 3"),
		"1|1");
	out = undo(r, 0, 1);
	assert_int_equal(out.how, DONE_IMPOSSIBLE);
	assert_string_equal(out.why, "not-decided");
	assert_int_equal(undo(r, 0, 7).how, DONE_UNKNOWN);
	assert_int_equal(undo(r, 7, 0).how, DONE_UNKNOWN);
}

static void test_undo_restores(void **state)
{
	struct room *r = *state;
	struct done out;

	enter(r, "Ada Berg", "ada@example.net", "register bildung 2 Ada Berg+Bo Zwei");
	out = enter(r, "Ada Berg", "ada@example.net", "cancel bildung,register arbeit 3");
	assert_int_equal(undo(r, out.act, 0).how, DONE_OK);
	assert_string_equal(registered(r), "bildung|confirmed|2|Ada Berg+Bo Zwei");
	out = undo(r, out.act, 0);
	assert_int_equal(out.how, DONE_DECIDED);
	assert_string_equal(out.by, "reyhan");
	/* what changed since is not overwritten */
	out = enter(r, "Ada Berg", "ada@example.net", "register arbeit 3");
	enter(r, "Ada Berg", "ada@example.net", "register arbeit 1");
	assert_int_equal(undo(r, out.act, 0).how, DONE_CHANGED);
	assert_string_equal(
		registered(r), "arbeit|confirmed|1|Ada Berg bildung|confirmed|2|Ada Berg+Bo Zwei");
}

/* A seat that was given away meanwhile does not come back by itself. */
static void test_undo_full(void **state)
{
	struct room *r = *state;

	make_small(r, "bildung", 1);
	enter(r, "Ada Berg", "ada@example.net", "register bildung");
	struct done out = enter(r, "Ada Berg", "ada@example.net", "cancel bildung");
	enter(r, "Bo Zwei", "bo@example.net", "register bildung");
	struct done back = undo(r, out.act, 0);
	assert_int_equal(back.how, DONE_OBJECTIONS);
	assert_string_equal(back.objections.items[0], "full");
	r->staff.anyway = true;
	assert_int_equal(undo(r, out.act, 0).how, DONE_OK);
}

static void test_undo_settled(void **state)
{
	struct room *r = *state;

	give(r, "Ada Berg <ada@example.net>", odd);
	settle(r, 1, VERDICT_SPAM);
	struct done out = undo(r, 0, 1);
	assert_int_equal(out.how, DONE_OK);
	assert_string_equal(ask(r, "SELECT state FROM review_item"), "open");
	assert_string_equal(ask(r, "SELECT wanted FROM letter"), "review");
	assert_string_equal(mails(r), "receipt|queued|ada@example.net");
}

/* A told call is told again that it was a mistake. */
static void test_undo_call(void **state)
{
	struct room *r = *state;
	bool done;
	struct done out = enter(r, "Kâzım Öztürk", "", "register bildung");

	assert_int_equal(registry_call(r->reg, &r->staff, 1, false, &done, &r->e), 0);
	assert_int_equal(undo(r, out.act, 0).how, DONE_OK);
	assert_string_equal(mails(r), "confirmation|told| correction|call|");
}

/* What a letter says of needs is kept with who registered. */
static void test_needs(void **state)
{
	struct room *r = *state;

	give(r, "Ada Berg <ada@example.net>",
		"Guten Tag,\r\n\r\nzum Fachforum Bildung am 16.02.2011 komme ich gern. Ich sitze im "
		"Rollstuhl.\r\n\r\nMit freundlichen Grüßen\r\nAda Berg");
	assert_string_equal(registered(r), "bildung|confirmed|1|Ada Berg");
	assert_string_equal(ask(r, "SELECT what FROM need"), "access");
	struct person bo = caller("Bo Zwei", "bo@example.net");
	const char *needs[] = {"food", "vegan"};
	bo.needs = needs;
	bo.need_count = 1;
	enter_for(r, &bo, "register bildung");
	enter_for(r, &bo, "register bildung 2");
	assert_string_equal(ask(r, "SELECT what, text FROM need WHERE party = 2"), "food|vegan");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
	const struct CMUnitTest tests[] = {
		TEST(test_enter),
		TEST(test_enter_tells),
		TEST(test_without_address),
		TEST(test_cancel_all),
		TEST(test_objections),
		TEST(test_full),
		TEST(test_accept),
		TEST(test_accept_counts_from_receipt),
		TEST(test_correct),
		TEST(test_correct_for_another),
		TEST(test_settle),
		TEST(test_own_letter),
		TEST(test_seen),
		TEST(test_seen_nobody),
		TEST(test_undo),
		TEST(test_undo_restores),
		TEST(test_undo_full),
		TEST(test_undo_settled),
		TEST(test_undo_call),
		TEST(test_needs),
	};

	return cmocka_run_group_tests_name("registry staff", tests, learn, forget);
}
