/*
 * The sender against a register, a composer and a server that are arrays: what is sent, what waits,
 * and what is never sent twice.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/log.h"
#include "compose/compose.h"
#include "daemon/send.h"
#include "daemon/stop.h"
#include "registry/mailing.h"
#include "transport/outbox.h"

enum { NOW = 1295514000, SOME = 50, MINUTE = 60 };

/* ---- the register: mails in their states ---- */

enum state { QUEUED, SENDING, SENT, LATER, FAILED, DOUBT, WITHDRAWN };

static struct kept {
	enum state state;
	int64_t next;
	const char *facts;
	char bytes[64];
	char why[32];
	int composed, sent;
} mails[SOME];
static size_t mail_count;

static struct kept *queue(const char *facts)
{
	struct kept *m = &mails[mail_count++];

	*m = (struct kept){.facts = facts, .next = NOW};
	return m;
}

int registry_due(struct registry *reg, struct arena *a, int64_t now, bool answers,
	struct due_mail *out, bool *found, struct err *e)
{
	(void)reg;

	(void)e;
	*found = false;
	for (size_t i = 0; i < mail_count && !*found; i++) {
		struct kept *m = &mails[i];
		bool answer = strstr(m->facts, "reminder") == NULL;
		if ((answer && !answers) || (m->state != QUEUED && m->state != LATER) ||
			m->next > now)
			continue;
		*found = true;
		*out = (struct due_mail){.id = (int64_t)i,
			.address = arena_printf(a, "gast%zu@web.example", i),
			.facts = m->facts,
			.answer = answer,
			.bytes = slice_of(m->bytes[0] != '\0' ? m->bytes : NULL)};
	}
	return 0;
}

int registry_next_due(struct registry *reg, int64_t *when, struct err *e)
{
	(void)reg;
	(void)e;
	*when = 0;
	for (size_t i = 0; i < mail_count; i++)
		if ((mails[i].state == QUEUED || mails[i].state == LATER) &&
			(*when == 0 || mails[i].next < *when))
			*when = mails[i].next;
	return 0;
}

size_t registry_count_due(struct registry *reg, int64_t now)
{
	(void)reg;
	(void)now;
	return mail_count;
}

static int claims;

int registry_claim(struct registry *reg, int64_t id, int64_t now, struct err *e)
{
	(void)reg;
	(void)id;
	(void)now;
	(void)e;
	claims++;
	return 0;
}

int registry_unclaim(struct registry *reg, struct err *e)
{
	(void)reg;
	(void)e;
	return 0;
}

int registry_batch_begin(struct registry *reg, struct err *e)
{
	(void)reg;
	(void)e;
	return 0;
}

int registry_batch_end(struct registry *reg, struct err *e)
{
	(void)reg;
	(void)e;
	return 0;
}

/* Limits are the register's to count (test-registry, test_limits.py). */
static bool loops;
static int hours_asked;

int registry_hold_loops(
	struct registry *reg, int64_t id, int most, int64_t now, bool *held, struct err *e)
{
	(void)reg;
	(void)id;
	(void)now;
	(void)e;
	assert_int_equal(most, 20);
	*held = loops;
	return 0;
}

int registry_answers_left(
	struct registry *reg, int limit, int64_t now, int *left, int64_t *when, struct err *e)
{
	(void)reg;
	(void)e;
	assert_int_equal(limit, 5);
	*left = hours_asked++ == 0 ? 5 : 0;
	*when = now + 30 * MINUTE;
	return 0;
}

int registry_answers_gone(struct registry *reg, struct err *e)
{
	(void)reg;
	(void)e;
	return 0;
}

int registry_mail_sending(
	struct registry *reg, int64_t id, struct slice bytes, int64_t now, bool *go, struct err *e)
{
	(void)reg;
	(void)now;
	(void)e;
	if (bytes.len > 0) {
		snprintf(mails[id].bytes, sizeof mails[id].bytes, "%.*s", SLICE_ARGS(bytes));
		mails[id].composed++;
	}
	*go = strstr(mails[id].facts, "withdrawn") == NULL;
	mails[id].state = *go ? SENDING : WITHDRAWN;
	return 0;
}

int registry_mail_result(struct registry *reg, int64_t id, enum mail_result result, const char *why,
	int64_t now, struct err *e)
{
	static const enum state states[] = {
		[RESULT_SENT] = SENT,
		[RESULT_LATER] = LATER,
		[RESULT_NEVER] = FAILED,
		[RESULT_DOUBT] = DOUBT,
		[RESULT_WAITS] = QUEUED,
	};
	struct kept *m = &mails[id];

	(void)reg;
	(void)e;
	assert_true(m->state == SENDING || result == RESULT_WAITS);
	m->state = states[result];
	m->next = now + MINUTE;
	snprintf(m->why, sizeof m->why, "%s", why);
	return 0;
}

int registry_mail_recover(struct registry *reg, int64_t now, size_t *doubtful, struct err *e)
{
	(void)reg;
	(void)now;
	(void)e;
	*doubtful = 0;
	for (size_t i = 0; i < mail_count; i++)
		if (mails[i].state == SENDING) {
			mails[i].state = DOUBT;
			++*doubtful;
		}
	return 0;
}

/* ---- the composer ---- */

int registry_mailing_files(struct registry *reg, struct arena *a, int64_t id,
	struct mailing_file **files, size_t *count, struct err *e)
{
	(void)reg;
	(void)a;
	(void)id;
	(void)files;
	(void)count;
	(void)e;
	return 0;
}

int compose_mail_with(struct arena *a, const json_t *facts, const struct identity *who,
	const struct templates *templates, const struct attachment *files, size_t file_count,
	struct slice *bytes, struct err *e)
{
	(void)files;
	(void)file_count;
	const char *kind = json_string_value(json_object_get(facts, "kind"));

	(void)templates;
	assert_string_equal(who->address, "office@stadt.example");
	if (strcmp(kind, "broken") == 0)
		return err_set(e, "templates/de/broken.txt:3: no field 'x'");
	*bytes = slice_of(arena_printf(a, "Subject: %s\r\n\r\n", kind));
	return 0;
}

/* ---- the server ---- */

struct outbox {
	int unused;
};

static struct sent answer;
static int down_after; /* so many letters; -1: never */
static int submissions, renewed;
static enum fault down_as = FAULT_LATER;

int outbox_new(const struct server_settings *server, const struct secret *password,
	struct outbox **out, struct err *e)
{
	(void)server;
	(void)password;
	(void)e;
	*out = xcalloc(1, sizeof **out);
	return 0;
}

void outbox_free(struct outbox **o)
{
	free(*o);
	*o = NULL;
}

void outbox_stop_when(struct outbox *o, bool (*asked)(void))
{
	(void)o;
	assert_ptr_equal(asked, stop_asked);
}

/* Letters that were started and have not ended: at most two. */
static struct flying {
	int64_t id;
	struct sent sent;
} flying[2];
static size_t flying_count;

bool outbox_may_start(const struct outbox *o)
{
	(void)o;
	return flying_count < 2;
}

bool outbox_has_ended(const struct outbox *o)
{
	(void)o;
	return flying_count > 0;
}

void outbox_start(
	struct outbox *o, int64_t id, const char *from, const char *to, struct slice letter)
{
	(void)o;
	assert_int_equal(id, strtoul(to + 4, NULL, 10));
	assert_string_equal(from, "office@stadt.example");
	assert_int_equal(mails[id].state, SENDING);
	assert_true(claims > 0);
	assert_true(slice_is(letter, mails[id].bytes));
	submissions++;
	flying[flying_count++] = (struct flying){id,
		down_after >= 0 && submissions > down_after
			? (struct sent){.end = SEND_SERVER, .fault = down_as}
			: answer};
}

bool outbox_next(struct outbox *o, int64_t *id, struct sent *out, struct err *why)
{
	(void)o;
	if (flying_count == 0)
		return false;
	*id = flying[0].id;
	*out = flying[0].sent;
	flying[0] = flying[--flying_count];
	if (out->end == SEND_SENT)
		mails[*id].sent++;
	else
		err_set(why, "mail.example:465: it did not work");
	return true;
}

const char *send_end_name(enum send_end end)
{
	static const char *const names[] = {"sent", "later", "never", "in-doubt", "server"};

	return names[end];
}

void outbox_set_password(struct outbox *o, const struct secret *password)
{
	(void)o;
	(void)password;
	renewed++;
}

void outbox_renew_by(struct outbox *o, const struct secret *(*renew)(void *data), void *data)
{
	(void)o;
	(void)renew;
	(void)data;
	fail_msg("there are no tokens here");
}

static bool no_password;

int keeper_ask(struct keeper *k, struct secret **out, struct err *e)
{
	(void)k;
	*out = NULL;
	return no_password ? err_set(e, "cannot read /nowhere") : 0;
}

void secret_free(struct secret **s)
{
	(void)s;
}

/* ---- the tests ---- */

static const struct settings settings = {.sender_address = "office@stadt.example",
	.sender_name = "Büro",
	.contact_person = "Frau Muster",
	.contact_phone = "0231",
	.answers_again_percent = 10};
static struct sender *sender;

static void start(void)
{
	struct err e;

	assert_int_equal(sender_new(&settings, NULL, NULL, NULL, &sender, &e), 0);
}

static int setup(void **state)
{
	(void)state;
	mail_count = 0;
	submissions = 0;
	down_after = -1;
	answer = (struct sent){.end = SEND_SENT, .code = 250, .status = "2.0.0"};
	clock_set(NOW);
	log_level(LOG_CRIT);
	start();
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	sender_free(&sender);
	return 0;
}

static void pass(int expected)
{
	struct err e = {0};

	assert_int_equal(sender_pass(sender, &e), expected);
	assert_int_equal(e.text[0] != '\0', expected != 0);
}

static void sends_all_that_is_due_once(void **state)
{
	(void)state;
	for (int i = 0; i < 10; i++)
		queue("{\"kind\": \"confirmation\"}");
	mails[9].next = NOW + 2 * MINUTE;
	pass(0);
	pass(0);
	for (int i = 0; i < 9; i++)
		assert_true(mails[i].state == SENT && mails[i].sent == 1 && mails[i].composed == 1);
	assert_int_equal(mails[9].state, QUEUED);
	clock_set(NOW + 2 * MINUTE);
	pass(0);
	assert_int_equal(mails[9].state, SENT);
}

static void what_the_server_says_becomes_the_result(void **state)
{
	static const struct {
		struct sent sent;
		enum state state;
		const char *why;
	} table[] = {
		{{SEND_LATER, FAULT_NONE, 451, "4.7.1"}, LATER, "451 4.7.1"},
		{{SEND_LATER, FAULT_LATER, 0, ""}, LATER, "later"},
		{{SEND_NEVER, FAULT_NONE, 550, "5.1.1"}, FAILED, "550 5.1.1"},
		{{SEND_NEVER, FAULT_NONE, 554, ""}, FAILED, "554"},
		{{SEND_IN_DOUBT, FAULT_NONE, 0, ""}, DOUBT, "in-doubt"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		struct kept *m = queue("{\"kind\": \"confirmation\"}");
		answer = table[i].sent;
		pass(0);
		assert_int_equal(m->state, table[i].state);
		assert_string_equal(m->why, table[i].why);
	}
}

static void a_mail_tried_again_keeps_its_bytes(void **state)
{
	struct kept *m = queue("{\"kind\": \"confirmation\"}");

	(void)state;
	answer = (struct sent){SEND_LATER, FAULT_NONE, 451, ""};
	pass(0);
	answer = (struct sent){SEND_SENT, FAULT_NONE, 250, ""};
	clock_set(NOW + MINUTE);
	pass(0);
	assert_true(m->state == SENT && m->composed == 1);
}

static void a_server_that_is_down_makes_all_wait(void **state)
{
	(void)state;
	for (int i = 0; i < 10; i++)
		queue("{\"kind\": \"confirmation\"}");
	down_after = 3;
	pass(-1);
	assert_in_range(submissions, 4, 5); /* two are on their way at once */
	for (int i = 0; i < 10; i++)
		assert_int_equal(mails[i].state, i < 3 ? SENT : QUEUED);
	down_after = -1;
	clock_set(NOW + MINUTE);
	pass(0);
	for (int i = 0; i < 10; i++)
		assert_true(mails[i].state == SENT && mails[i].sent == 1);
}

static void a_login_that_was_refused_gets_a_new_password(void **state)
{
	(void)state;
	queue("{\"kind\": \"confirmation\"}");
	down_after = 0;
	down_as = FAULT_LOGIN;
	pass(-1);
	assert_int_equal(sender_fault(sender), FAULT_LOGIN);
	assert_int_equal(renewed, 0);
	down_after = -1;
	down_as = FAULT_LATER;
	clock_set(NOW + MINUTE);
	pass(0);
	pass(0);
	assert_int_equal(renewed, 1);
	assert_int_equal(mails[0].state, SENT);
}

static void a_broken_template_delays_its_mail_alone(void **state)
{
	struct kept *broken = queue("{\"kind\": \"broken\"}"), *no_json = queue("{"),
		    *sound = queue("{\"kind\": \"confirmation\"}");

	(void)state;
	pass(-1);
	assert_int_equal(sound->state, SENT);
	assert_true(broken->state == QUEUED && no_json->state == QUEUED);
	assert_string_equal(broken->why, "not-composed");
	broken->facts = "{\"kind\": \"confirmation\"}"; /* the office mends it */
	no_json->state = WITHDRAWN;
	clock_set(NOW + MINUTE);
	pass(0);
	assert_int_equal(broken->state, SENT);
}

static void a_withdrawn_mail_is_not_sent(void **state)
{
	struct kept *m = queue("{\"kind\": \"withdrawn\"}");

	(void)state;
	pass(0);
	assert_true(m->state == WITHDRAWN && submissions == 0);
}

static void what_was_under_way_when_it_was_killed_is_in_doubt(void **state)
{
	struct kept *m = queue("{\"kind\": \"confirmation\"}");

	(void)state;
	m->state = SENDING;
	sender_free(&sender);
	start();
	pass(0);
	assert_true(m->state == DOUBT && submissions == 0);
}

static void it_says_when_it_has_work_again(void **state)
{
	(void)state;
	assert_int_equal(sender_seconds(sender, 60), 60);
	queue("{\"kind\": \"confirmation\"}")->next = NOW + 30;
	assert_in_range(sender_seconds(sender, 60), 29, 30);
	queue("{\"kind\": \"confirmation\"}")->next = NOW - 30;
	assert_int_equal(sender_seconds(sender, 60), 0);
}

static void a_password_that_is_not_there_is_an_error(void **state)
{
	struct sender *none = NULL;
	struct err e;

	(void)state;
	no_password = true;
	assert_int_equal(sender_new(&settings, NULL, NULL, NULL, &none, &e), -1);
	no_password = false;
	assert_string_equal(e.text, "the outbox's login: cannot read /nowhere");
	assert_null(none);
}

static void what_exceeds_an_hour_waits_and_a_loop_holds_all(void **state)
{
	struct settings limited = settings;
	struct sender *s = NULL;
	struct err e = {0};

	(void)state;
	limited.answers_per_hour = 5;
	for (int i = 0; i < 10; i++)
		queue("{\"kind\": \"confirmation\"}");
	struct kept *own = queue("{\"kind\": \"reminder\"}");
	assert_int_equal(sender_new(&limited, NULL, NULL, NULL, &s, &e), 0);
	assert_int_equal(sender_pass(s, &e), 0);
	for (int i = 0; i < 10; i++)
		assert_int_equal(mails[i].state, i < 5 ? SENT : QUEUED);
	assert_int_equal(own->state, SENT); /* it waits for nobody's answer */
	assert_int_equal(hours_asked, 2);
	assert_int_equal(sender_seconds(s, 24 * 3600), 30 * MINUTE);
	hours_asked = 0;
	clock_set(NOW + 31 * MINUTE);
	loops = true;
	assert_int_equal(sender_pass(s, &e), 0);
	assert_int_equal(mails[5].state, QUEUED);
	loops = false;
	assert_int_equal(sender_pass(s, &e), 0);
	assert_int_equal(mails[9].state, SENT);
	sender_free(&s);
}

static void told_to_stop_it_sends_no_more(void **state)
{
	struct err e;

	(void)state;
	assert_int_equal(stop_watch(&e), 0);
	queue("{\"kind\": \"confirmation\"}");
	raise(SIGTERM);
	pass(0);
	assert_int_equal(submissions, 0);
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
	const struct CMUnitTest tests[] = {
		TEST(sends_all_that_is_due_once), TEST(what_the_server_says_becomes_the_result),
		TEST(a_mail_tried_again_keeps_its_bytes),
		TEST(a_server_that_is_down_makes_all_wait),
		TEST(a_broken_template_delays_its_mail_alone), TEST(a_withdrawn_mail_is_not_sent),
		TEST(what_was_under_way_when_it_was_killed_is_in_doubt),
		TEST(it_says_when_it_has_work_again),
		TEST(a_password_that_is_not_there_is_an_error),
		TEST(a_login_that_was_refused_gets_a_new_password),
		TEST(what_exceeds_an_hour_waits_and_a_loop_holds_all),
		TEST(told_to_stop_it_sends_no_more), /* last: it stays stopped */
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
