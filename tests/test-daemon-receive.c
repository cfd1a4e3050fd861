/*
 * The receiver and the filer against an inbox, a register and a reader that are arrays: what is
 * taken in which order, what a kill or a refusal leaves behind, and where copies end.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/log.h"
#include "daemon/copies.h"
#include "daemon/hand.h"
#include "daemon/erase.h"
#include "daemon/file.h"
#include "daemon/receive.h"
#include "daemon/stop.h"
#include "daemon/unknown.h"
#include "reader/reader.h"
#include "transport/inbox.h"

enum { NOW = 1295514000, SOME = 300, AGAIN = FOLDERS, PLACES };

/* ---- the inbox: letters in folders ---- */

struct inbox {
	int unused;
};

static struct stored {
	enum folder folder; /* FOLDER_GONE: nowhere */
	uint32_t uid;
	int64_t date;
	const char *id; /* Message-ID; NULL: "M<uid>" */
	bool huge;
	enum file_as as;
} letters[SOME];
static size_t letter_count;
static uint32_t uidvalidity[PLACES], next_uid[PLACES];
static unsigned selected, selections;
static int connects, connect_fails, file_fails, fetch_fails;
static uint32_t vanishes; /* a letter's UID, while it is fetched */

static const struct rules no_rules;
static const struct settings settings = {
	.folders = {"INBOX", "Erledigt", "Bitte prüfen", "Automatisch", "Noch einmal"},
};

static enum folder folder_of(const char *name)
{
	const char *const names[] = {settings.folders.inbox, settings.folders.done,
		settings.folders.review, settings.folders.automatic};

	for (int i = 0; i < 4; i++)
		if (strcmp(name, names[i]) == 0)
			return (enum folder)i;
	if (strcmp(name, settings.folders.again) == 0)
		return (enum folder)AGAIN;
	fail_msg("no such folder: %s", name);
	return FOLDER_GONE;
}

static struct stored *put(enum folder folder, int64_t date)
{
	struct stored *l = &letters[letter_count++];

	*l = (struct stored){.folder = folder, .uid = ++next_uid[folder], .date = date};
	return l;
}

static struct stored *at(enum folder folder, uint32_t uid)
{
	for (size_t i = 0; i < letter_count; i++)
		if (letters[i].folder == folder && letters[i].uid == uid)
			return &letters[i];
	return NULL;
}

static size_t count_in(enum folder folder)
{
	size_t n = 0;

	for (size_t i = 0; i < letter_count; i++)
		n += letters[i].folder == folder;
	return n;
}

struct inbox *inbox_new(const struct server_settings *server, const struct secret *password)
{
	(void)server;
	(void)password;
	return xcalloc(1, sizeof(struct inbox));
}

void inbox_free(struct inbox **i)
{
	free(*i);
	*i = NULL;
}

int inbox_connect(struct inbox *i, struct err *e)
{
	(void)i;
	connects++;
	return connect_fails-- > 0 ? err_set(e, "no connection") : 0;
}

int inbox_select(struct inbox *i, const char *folder, struct folder_state *out, struct err *e)
{
	(void)i;
	(void)e;
	selections++;
	selected = folder_of(folder);
	*out = (struct folder_state){.uidvalidity = uidvalidity[selected],
		.letters = (uint32_t)count_in((enum folder)selected)};
	return 0;
}

int inbox_count(struct inbox *i, const char *folder, uint32_t *there, struct err *e)
{
	(void)i;
	(void)e;
	*there = (uint32_t)count_in(folder_of(folder));
	return 0;
}

unsigned inbox_selections(const struct inbox *i)
{
	(void)i;
	return selections;
}

int inbox_make_folder(struct inbox *i, const char *folder, struct err *e)
{
	(void)i;
	(void)e;
	folder_of(folder);
	return 0;
}

int inbox_find_above(struct inbox *i, struct arena *a, uint32_t above, uint32_t **uids,
	size_t *count, struct err *e)
{
	(void)i;
	(void)e;
	*count = 0;
	*uids = arena_array(a, SOME, sizeof **uids);
	for (uint32_t uid = above + 1; uid <= next_uid[selected]; uid++)
		if (at(selected, uid) != NULL)
			(*uids)[(*count)++] = uid;
	return 0;
}

int inbox_find_message_id(struct inbox *i, struct arena *a, const char *message_id, uint32_t **uids,
	size_t *count, struct err *e)
{
	(void)i;
	(void)e;
	*count = 0;
	*uids = arena_array(a, SOME, sizeof **uids);
	for (size_t n = 0; n < letter_count; n++)
		if (letters[n].folder == selected && letters[n].id != NULL &&
			strcmp(letters[n].id, message_id) == 0)
			(*uids)[(*count)++] = letters[n].uid;
	return 0;
}

static struct fetched fetched_of(const struct stored *l)
{
	return (struct fetched){.uid = l->uid, .date = l->date, .size = l->huge ? UINT32_MAX : 40};
}

static void give_bytes(struct arena *a, struct fetched *letter)
{
	letter->bytes = slice_of(
		arena_printf(a, "From: a@web.example\r\nSubject: %u\r\n\r\nJa.\r\n", letter->uid));
	letter->head_only = letter->size == UINT32_MAX;
}

int inbox_fetch_marks(struct inbox *i, struct arena *a, const uint32_t *uids, size_t uid_count,
	struct fetched **out, size_t *count, struct err *e)
{
	(void)i;
	(void)e;
	*count = 0;
	*out = arena_array(a, uid_count, sizeof **out);
	for (size_t n = 0; n < uid_count; n++)
		if (at(selected, uids[n]) != NULL)
			(*out)[(*count)++] = fetched_of(at(selected, uids[n]));
	return 0;
}

int inbox_fetch_bytes(
	struct inbox *i, struct arena *a, struct fetched *out, size_t *count, struct err *e)
{
	size_t there = 0;

	(void)i;
	(void)e;
	assert_int_equal(selected, FOLDER_INBOX);
	for (size_t n = 0; n < *count; n++) {
		assert_true(n == 0 || out[n - 1].uid < out[n].uid);
		if (out[n].uid == vanishes)
			continue;
		out[there] = out[n];
		give_bytes(a, &out[there++]);
	}
	*count = there;
	return fetch_fails-- == 1 ? err_set(e, "the connection broke") : 0;
}

/* Five at a time, so that there are batches. */
int inbox_fetch_above(struct inbox *i, struct arena *a, uint32_t above, struct fetched **out,
	size_t *count, struct err *e)
{
	(void)i;
	(void)e;
	assert_int_equal(selected, AGAIN);
	*count = 0;
	*out = arena_array(a, 5, sizeof **out);
	for (uint32_t uid = above + 1; uid <= next_uid[selected] && *count < 5; uid++) {
		if (at(selected, uid) == NULL)
			continue;
		(*out)[*count] = fetched_of(at(selected, uid));
		give_bytes(a, &(*out)[(*count)++]);
	}
	return 0;
}

int inbox_file(struct inbox *i, const uint32_t *uids, size_t count, const char *folder,
	enum file_as as, struct filed *out, struct err *e)
{
	enum folder to = folder_of(folder);

	(void)i;
	for (size_t n = 0; n < count; n++) {
		struct stored *l = at(selected, uids[n]);
		assert_true(n == 0 || uids[n - 1] < uids[n]);
		out[n] = (struct filed){.how = FILED_VANISHED};
		if (l == NULL)
			continue;
		l->folder = to;
		l->uid = ++next_uid[to];
		l->as = as;
		out[n] = (struct filed){FILED_MOVED, uidvalidity[to], l->uid};
	}
	/* It moves them, and the answer is lost. */
	return file_fails-- > 0 ? err_set(e, "the connection broke") : 0;
}

int inbox_wait(struct inbox *i, int seconds, int wake_fd, bool *news, struct err *e)
{
	(void)i;
	(void)seconds;
	(void)wake_fd;
	*news = false;
	assert_int_equal(selected, FOLDER_INBOX);
	return err_set(e, "the connection broke");
}

enum fault inbox_fault(const struct inbox *i)
{
	(void)i;
	return FAULT_NONE;
}

void inbox_set_password(struct inbox *i, const struct secret *password)
{
	(void)i;
	(void)password;
}

int keeper_ask(struct keeper *k, struct secret **out, struct err *e)
{
	(void)k;
	(void)e;
	*out = NULL;
	return 0;
}

/* What staff do in their own mail program, and copies, are tests/test_mailbox.py's. */
int hand_look_sent(struct inbox *inbox, const struct folder_settings *folders, struct registry *reg,
	bool *there, struct err *e)
{
	*there = true;
	(void)inbox;
	(void)folders;
	(void)reg;
	(void)e;
	return 0;
}

int hand_look_review(struct inbox *inbox, const struct folder_settings *folders,
	struct registry *reg, struct err *e)
{
	(void)inbox;
	(void)folders;
	(void)reg;
	(void)e;
	return 0;
}

/* Letters that the register does not know are tests/test_again.py's. */
int unknown_look(struct inbox *inbox, const struct folder_settings *folders, struct registry *reg,
	size_t *count, struct err *e)
{
	(void)inbox;
	(void)folders;
	(void)reg;
	(void)e;
	*count = 0;
	return 0;
}

int copy_sent(struct inbox *inbox, const struct folder_settings *folders, struct registry *reg,
	size_t *copied, struct err *e)
{
	(void)inbox;
	(void)folders;
	(void)reg;
	(void)copied;
	(void)e;
	return 0;
}

/* Forgetting is tests/test_forget.py's. */
int erase_copies(struct inbox *inbox, const struct folder_settings *folders, struct registry *reg,
	bool look, struct erased_copies *out, struct err *e)
{
	(void)inbox;
	(void)folders;
	(void)reg;
	(void)look;
	(void)e;
	*out = (struct erased_copies){0};
	return 0;
}

int registry_staff_replied(
	struct registry *reg, const char *message_id, bool *replied, struct err *e)
{
	(void)reg;
	(void)message_id;
	(void)e;
	*replied = false;
	return 0;
}

void secret_free(struct secret **s)
{
	(void)s;
}

/* ---- the register: which letters it took, and where each copy lies ---- */

static struct arrival {
	int64_t came_uidvalidity, came_uid; /* into the inbox */
	enum folder at, wanted;
	int64_t uidvalidity, uid; /* there, now */
	const char *id;
	const char *reason;
} arrivals[SOME];
static size_t arrival_count;
static uint32_t refuses; /* a letter's UID */
static size_t stops_after; /* so many letters */
static bool refuses_all;
static int tries, marked;

int registry_knows(struct registry *reg, int64_t validity, int64_t uid, bool *known, struct err *e)
{
	(void)reg;
	(void)e;
	*known = false;
	for (size_t i = 0; i < arrival_count; i++)
		if (arrivals[i].came_uidvalidity == validity && arrivals[i].came_uid == uid)
			*known = true;
	return 0;
}

int registry_lies(struct registry *reg, enum folder folder, int64_t validity, int64_t uid,
	bool *lies, struct err *e)
{
	(void)reg;
	(void)e;
	*lies = false;
	for (size_t i = 0; i < arrival_count; i++)
		if (arrivals[i].at == folder && arrivals[i].uidvalidity == validity &&
			arrivals[i].uid == uid)
			*lies = true;
	return 0;
}

int registry_thread(struct registry *reg, struct arena *a, const struct envelope *env,
	struct thread *out, struct err *e)
{
	(void)reg;
	(void)a;
	(void)env;
	(void)e;
	*out = (struct thread){.address = ""};
	return 0;
}

/* Odd UIDs are done, even ones review. */
int registry_take_letter(struct registry *reg, const struct settings *s, const struct rules *rules,
	const struct incoming *in, int64_t now, struct outcome *out, struct err *e)
{
	(void)reg;
	(void)s;
	(void)rules;
	tries++;
	assert_true(in->received <= now);
	if (refuses_all || in->uid == refuses)
		return err_set(e, "disk full");
	*out = (struct outcome){
		.letter = 1, .wanted = in->uid % 2 != 0 ? FOLDER_DONE : FOLDER_REVIEW};
	arrivals[arrival_count++] = (struct arrival){in->uidvalidity, in->uid, FOLDER_INBOX,
		out->wanted, in->uidvalidity, in->uid, at(FOLDER_INBOX, (uint32_t)in->uid)->id,
		in->reading->reason_count > 0 ? in->reading->reasons[0] : NULL};
	if (arrival_count == stops_after)
		raise(SIGTERM);
	return 0;
}

int registry_filings(struct registry *reg, struct arena *a, struct filings *out, struct err *e)
{
	(void)reg;
	(void)e;
	for (size_t i = 0; i < arrival_count; i++) {
		struct arrival *r = &arrivals[i];
		if (r->at != r->wanted && r->at != FOLDER_GONE)
			ARENA_PUSH(a, out->items, out->count, out->room,
				(struct filing){(int64_t)i, 1, r->at, r->uidvalidity, r->uid,
					r->id != NULL ? r->id : "", r->wanted});
	}
	return 0;
}

static bool batch;

int registry_batch_begin(struct registry *reg, struct err *e)
{
	(void)reg;
	(void)e;
	assert_false(batch);
	batch = true;
	return 0;
}

int registry_batch_end(struct registry *reg, struct err *e)
{
	(void)reg;
	(void)e;
	assert_true(batch);
	batch = false;
	return 0;
}

int registry_filed(struct registry *reg, int64_t arrival, enum folder folder, int64_t validity,
	int64_t uid, struct err *e)
{
	struct arrival *r = &arrivals[arrival];

	(void)reg;
	(void)e;
	r->at = folder;
	r->uidvalidity = validity;
	r->uid = uid;
	return 0;
}

int registry_read_again(struct registry *reg, const struct envelope *env, struct slice bytes,
	int64_t now, int64_t *letter, struct err *e)
{
	(void)reg;
	(void)now;
	(void)e;
	assert_true(bytes.len > 0 && env->subject[0] != '\0');
	*letter = 1;
	marked++;
	return 0;
}

/* ---- the reader ---- */

static struct reading *reading_of(struct arena *a, const struct letter *letter)
{
	struct reading *r = arena_alloc(a, sizeof *r);

	r->envelope = letter->envelope;
	r->disposition = DISPOSITION_REVIEW;
	if (letter->head_only)
		ARENA_PUSH(a, r->reasons, r->reason_count, r->reason_room, "too-large");
	return r;
}

struct reader *reader_new(const struct rule_files *files, const struct reader_options *options)
{
	(void)files;
	(void)options;
	return NULL;
}

void reader_free(struct reader **r)
{
	(void)r;
}

/* What it was given ahead: nothing else may be asked for then. */
static const struct letter *ahead;
static int begun;

void reader_begin(struct reader *r, const struct letter *in, size_t count)
{
	(void)r;
	assert_null(ahead);
	assert_int_not_equal(count, 0);
	ahead = in;
	begun++;
}

void reader_drop(struct reader *r)
{
	(void)r;
	ahead = NULL;
}

int reader_read(struct reader *r, struct arena *a, const struct rules *rules,
	const struct letter *in, size_t count, struct reading **out, size_t *done, struct err *e)
{
	assert_true(ahead == NULL || ahead == in);
	ahead = NULL;
	(void)r;
	(void)rules;
	(void)e;
	/* Forty at most, so that some lots take two. */
	*done = count < 40 ? count : 40;
	for (size_t i = 0; i < *done; i++)
		out[i] = reading_of(a, &in[i]);
	return 0;
}

/* ---- the tests ---- */

static struct receiver *receiver;

static int setup(void **state)
{
	struct err e;

	(void)state;
	letter_count = arrival_count = stops_after = 0;
	marked = 0;
	connects = connect_fails = file_fails = fetch_fails = tries = 0;
	vanishes = 0;
	ahead = NULL;
	refuses = 0;
	refuses_all = false;
	for (int f = 0; f < PLACES; f++) {
		uidvalidity[f] = 1000; /* as some servers have it: the same in all folders */
		next_uid[f] = 0;
	}
	clock_set(NOW);
	log_level(LOG_CRIT);
	return receiver_new(&settings, &no_rules, NULL, NULL, &receiver, &e);
}

static int teardown(void **state)
{
	(void)state;
	receiver_free(&receiver);
	return 0;
}

/* As after a kill: the register and the mailbox are all that is left. */
static void restart(void)
{
	struct err e;

	receiver_free(&receiver);
	assert_int_equal(receiver_new(&settings, &no_rules, NULL, NULL, &receiver, &e), 0);
}

static void pass(int expected)
{
	struct err e = {0};

	assert_int_equal(receiver_pass(receiver, &e), expected);
	assert_int_equal(e.text[0] != '\0', expected != 0);
}

static void takes_all_in_batches_and_files_them(void **state)
{
	(void)state;
	for (int i = 0; i < 250; i++)
		put(FOLDER_INBOX, NOW - 1000 + i);
	pass(0);
	assert_int_equal(arrival_count, 250);
	assert_int_equal(count_in(FOLDER_DONE), 125);
	assert_int_equal(count_in(FOLDER_REVIEW), 125);
	for (size_t i = 0; i < letter_count; i++)
		assert_int_equal(letters[i].as,
			letters[i].folder == FOLDER_REVIEW ? FILE_UNSEEN : FILE_SEEN);
	pass(0);
	assert_int_equal(arrival_count, 250);
	assert_int_equal(connects, 1);
}

static void takes_in_order_of_receipt_then_uid(void **state)
{
	static const int64_t dates[] = {NOW - 10, NOW + 999, NOW - 20, 0, NOW - 20};
	static const int64_t order[] = {3, 5, 1, 2, 4}; /* unknown and to come count as now */

	(void)state;
	for (int i = 0; i < 5; i++)
		put(FOLDER_INBOX, dates[i]);
	refuses_all = false;
	file_fails = 1; /* so that the copies stay as they came in */
	pass(-1);
	for (int i = 0; i < 5; i++)
		assert_int_equal(arrivals[i].came_uid, order[i]);
}

static void the_order_of_receipt_holds_beyond_one_lot(void **state)
{
	(void)state;
	for (int i = 0; i < 200; i++)
		put(FOLDER_INBOX, NOW - 10 - i);
	begun = 0;
	file_fails = 1;
	pass(-1);
	assert_int_equal(arrival_count, 200);
	for (int i = 0; i < 200; i++)
		assert_int_equal(arrivals[i].came_uid, 200 - i);
	assert_int_equal(begun, 4); /* each while the one before was recorded */
}

static void what_was_fetched_is_taken_in_though_the_next_cannot_be(void **state)
{
	(void)state;
	for (int i = 0; i < 100; i++)
		put(FOLDER_INBOX, NOW - 1000 + i);
	fetch_fails = 2;
	pass(-1);
	assert_int_equal(arrival_count, 64);
	pass(0);
	assert_int_equal(arrival_count, 100);
	assert_int_equal(count_in(FOLDER_INBOX), 0);
}

static void what_vanishes_while_it_is_fetched_is_left_out(void **state)
{
	(void)state;
	for (int i = 0; i < 3; i++)
		put(FOLDER_INBOX, NOW - 1000 + i);
	vanishes = 2;
	pass(0);
	assert_int_equal(arrival_count, 2);
	at(FOLDER_INBOX, 2)->folder = FOLDER_GONE;
	put(FOLDER_INBOX, NOW);
	pass(0);
	assert_int_equal(arrival_count, 3);
}

static void a_kill_between_two_letters_leaves_none_behind(void **state)
{
	(void)state;
	put(FOLDER_INBOX, NOW - 10);
	put(FOLDER_INBOX, NOW - 20);
	put(FOLDER_INBOX, NOW - 5);
	/* Only UID 2, the first by receipt, had been taken when it was killed. */
	arrivals[arrival_count++] = (struct arrival){uidvalidity[FOLDER_INBOX], 2, FOLDER_INBOX,
		FOLDER_DONE, uidvalidity[FOLDER_INBOX], 2, NULL, NULL};
	pass(0);
	assert_int_equal(arrival_count, 3);
	assert_int_equal(count_in(FOLDER_INBOX), 0);
}

static void what_is_to_be_read_again_comes_in_again(void **state)
{
	(void)state;
	for (int i = 0; i < 7; i++)
		put((enum folder)AGAIN, NOW - 10 - i);
	put(FOLDER_INBOX, NOW - 1);
	pass(0);
	assert_int_equal(marked, 7);
	assert_int_equal(arrival_count, 8);
	for (size_t i = 0; i < letter_count; i++)
		assert_true(letters[i].folder == FOLDER_DONE || letters[i].folder == FOLDER_REVIEW);
	pass(0);
	assert_int_equal(marked, 7);
}

static void told_to_stop_it_stops_between_two_letters(void **state)
{
	struct err e;

	(void)state;
	assert_int_equal(stop_watch(&e), 0);
	for (int i = 0; i < 5; i++)
		put(FOLDER_INBOX, NOW - i);
	stops_after = 2;
	pass(0);
	assert_true(stop_asked());
	assert_int_equal(arrival_count, 2);
}

static void a_letter_that_is_not_taken_stays_and_the_others_go_on(void **state)
{
	(void)state;
	for (int i = 0; i < 12; i++)
		put(FOLDER_INBOX, NOW - 100 + i);
	refuses = 3;
	pass(-1);
	assert_int_equal(arrival_count, 11);
	assert_int_equal(count_in(FOLDER_INBOX), 1);
	assert_non_null(at(FOLDER_INBOX, 3));
	pass(-1);
	refuses = 0;
	pass(0);
	assert_int_equal(arrival_count, 12);
	assert_int_equal(count_in(FOLDER_INBOX), 0);
}

static void a_register_that_takes_nothing_is_not_asked_for_each(void **state)
{
	(void)state;
	for (int i = 0; i < 200; i++)
		put(FOLDER_INBOX, NOW - 1000 + i);
	refuses_all = true;
	pass(-1);
	assert_int_equal(tries, 3);
	refuses_all = false;
	pass(0);
	assert_int_equal(arrival_count, 200);
}

static void another_uidvalidity_is_another_inbox(void **state)
{
	(void)state;
	put(FOLDER_INBOX, NOW - 2);
	put(FOLDER_INBOX, NOW - 1);
	pass(0);
	uidvalidity[FOLDER_INBOX]++;
	next_uid[FOLDER_INBOX] = 0;
	put(FOLDER_INBOX, NOW);
	pass(0);
	assert_int_equal(arrival_count, 3);
	assert_int_equal(count_in(FOLDER_INBOX), 0);
}

static void a_huge_letter_is_set_aside(void **state)
{
	(void)state;
	put(FOLDER_INBOX, NOW - 3);
	put(FOLDER_INBOX, NOW - 2)->huge = true;
	put(FOLDER_INBOX, NOW - 1);
	pass(0);
	assert_null(arrivals[0].reason);
	assert_string_equal(arrivals[1].reason, "too-large");
	assert_null(arrivals[2].reason);
}

static void a_move_whose_answer_was_lost_is_found_again(void **state)
{
	(void)state;
	put(FOLDER_INBOX, NOW - 2)->id = "eins";
	put(FOLDER_INBOX, NOW - 1)->id = "zwei";
	file_fails = 1;
	pass(-1);
	assert_int_equal(arrivals[0].at, FOLDER_INBOX);
	restart();
	pass(0);
	assert_int_equal(arrivals[0].at, FOLDER_DONE);
	assert_int_equal(arrivals[0].uidvalidity, uidvalidity[FOLDER_DONE]);
	assert_int_equal(arrivals[0].uid, 1);
	assert_int_equal(arrivals[1].at, FOLDER_REVIEW);
}

static void two_copies_are_not_taken_for_one(void **state)
{
	(void)state;
	put(FOLDER_INBOX, NOW - 3)->id = "gleich";
	pass(0);
	next_uid[FOLDER_INBOX] = 2;
	put(FOLDER_INBOX, NOW - 1)->id = "gleich"; /* UID 3 */
	file_fails = 1;
	pass(-1);
	pass(0);
	assert_int_equal(arrivals[0].at, FOLDER_DONE);
	assert_int_equal(arrivals[1].at, FOLDER_DONE);
	assert_int_not_equal(arrivals[0].uid, arrivals[1].uid);
}

static void a_copy_that_is_nowhere_is_gone(void **state)
{
	(void)state;
	put(FOLDER_INBOX, NOW - 2)->id = "weg";
	put(FOLDER_INBOX, NOW - 1);
	file_fails = 1;
	pass(-1);
	for (size_t i = 0; i < letter_count; i++)
		letters[i].folder = FOLDER_GONE;
	pass(0);
	assert_int_equal(arrivals[0].at, FOLDER_GONE);
	assert_int_equal(arrivals[1].at, FOLDER_GONE);
}

static void a_copy_is_refiled_when_it_is_wanted_elsewhere(void **state)
{
	(void)state;
	put(FOLDER_INBOX, NOW - 2)->id = "eins";
	put(FOLDER_INBOX, NOW - 1)->id = "zwei";
	pass(0);
	/* Staff decide the one in review; and of the other the server never told the UID. */
	arrivals[1].wanted = FOLDER_DONE;
	arrivals[0].wanted = FOLDER_REVIEW;
	arrivals[0].uid = 0;
	pass(0); /* finds it */
	pass(0); /* moves it */
	assert_int_equal(arrivals[0].at, FOLDER_REVIEW);
	assert_int_equal(arrivals[1].at, FOLDER_DONE);
	assert_int_equal(count_in(FOLDER_REVIEW), 1);
	assert_int_equal(count_in(FOLDER_DONE), 1);
}

static void it_connects_anew_after_a_fault(void **state)
{
	struct err e = {0};

	(void)state;
	put(FOLDER_INBOX, NOW);
	connect_fails = 1;
	pass(-1);
	assert_int_equal(arrival_count, 0);
	pass(0);
	assert_int_equal(connects, 2);
	assert_int_equal(receiver_wait(receiver, 1, &e), -1);
	pass(0);
	assert_int_equal(connects, 3);
}

static void what_came_since_the_pass_is_not_waited_for(void **state)
{
	struct err e = {0};

	(void)state;
	put(FOLDER_INBOX, NOW - 2);
	put(FOLDER_INBOX, NOW - 1);
	pass(0);
	put(FOLDER_INBOX, NOW);
	assert_int_equal(receiver_wait(receiver, 60, &e), 0); /* else the connection breaks */
	pass(0);
	assert_int_equal(arrival_count, 3);
	assert_int_equal(receiver_wait(receiver, 60, &e), -1);
}

static void where_nothing_came_and_nothing_was_filed_it_waits_at_once(void **state)
{
	struct err e = {0};
	unsigned before;

	(void)state;
	put(FOLDER_INBOX, NOW - 2);
	pass(0);
	pass(0);
	before = selections;
	assert_int_equal(receiver_wait(receiver, 60, &e), -1);
	assert_int_equal(selections, before);
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
	const struct CMUnitTest tests[] = {
		TEST(takes_all_in_batches_and_files_them), TEST(takes_in_order_of_receipt_then_uid),
		TEST(the_order_of_receipt_holds_beyond_one_lot),
		TEST(what_was_fetched_is_taken_in_though_the_next_cannot_be),
		TEST(what_vanishes_while_it_is_fetched_is_left_out),
		TEST(a_kill_between_two_letters_leaves_none_behind),
		TEST(a_letter_that_is_not_taken_stays_and_the_others_go_on),
		TEST(a_register_that_takes_nothing_is_not_asked_for_each),
		TEST(another_uidvalidity_is_another_inbox), TEST(a_huge_letter_is_set_aside),
		TEST(a_move_whose_answer_was_lost_is_found_again),
		TEST(two_copies_are_not_taken_for_one), TEST(a_copy_that_is_nowhere_is_gone),
		TEST(a_copy_is_refiled_when_it_is_wanted_elsewhere),
		TEST(it_connects_anew_after_a_fault), TEST(what_is_to_be_read_again_comes_in_again),
		TEST(what_came_since_the_pass_is_not_waited_for),
		TEST(where_nothing_came_and_nothing_was_filed_it_waits_at_once),
		TEST(told_to_stop_it_stops_between_two_letters), /* last: it stays stopped */
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
