/* What we had asked of somebody: what their answer completes, and what waits for it. */
#include "registry/rows.h"

#include <string.h>

#include "base/limits.h"
#include "decide/change.h"
#include "rules/workday.h"

enum { DAY = 24 * 3600 };

static void load_choices(
	struct arena *a, const struct series *series, const json_t *facts, struct asking *out)
{
	const json_t *entry;
	size_t i, room = 0;

	json_array_foreach(json_object_get(facts, "choices"), i, entry)
	{
		const struct event *event = facts_event(series, entry);
		if (event != NULL)
			ARENA_PUSH(a, out->choices, out->choice_count, room, event);
		else
			out->choice_off = true;
	}
}

/* What "confirm-cancel" had said would be done. */
static void load_planned(
	struct arena *a, const struct series *series, const json_t *facts, struct asking *out)
{
	struct standing *planned = NULL;
	const json_t *entry;
	size_t i, room = 0;

	json_array_foreach(json_object_get(facts, "understood"), i, entry)
	{
		const char *action = json_string_value(json_object_get(entry, "action"));
		struct standing s = {.event = facts_event(series, json_object_get(entry, "event")),
			.status = STATUS_CANCELLED};
		if (s.event == NULL || action == NULL)
			continue;
		if (strcmp(action, "register") == 0) {
			s.status = STATUS_CONFIRMED;
			s.seats = (int)json_integer_value(json_object_get(entry, "seats"));
			s.names =
				facts_names(a, json_object_get(entry, "attendees"), &s.name_count);
		}
		ARENA_PUSH(a, planned, out->planned_count, room, s);
	}
	out->planned = planned;
}

/* Of the reading of the letter that lacked its events. */
static void load_wish(struct arena *a, const char *text, struct asking *out)
{
	json_t *reading = json_loads(text, 0, NULL), *entry;
	const json_t *json = json_object_get(reading, "wish");
	const char *stated = json_string_value(json_object_get(json, "stated"));
	struct request *wish = arena_alloc(a, sizeof *wish);
	struct attendee *people = NULL;
	size_t i, room = 0;

	if (stated != NULL) {
		*wish = (struct request){.action = ACTION_REGISTER,
			.event = "",
			.seats = (int)json_integer_value(json_object_get(json, "seats")),
			.stated = strcmp(stated, "total") == 0 ? STATED_TOTAL
				: strcmp(stated, "names") == 0 ? STATED_NAMES
							       : STATED_NONE,
			.instead = json_is_true(json_object_get(json, "instead")),
			.own = json_is_true(json_object_get(json, "own"))};
		out->wish = wish;
	}
	json_array_foreach(json_object_get(reading, "attendees"), i, entry)
	{
		const char *name = json_string_value(json_object_get(entry, "name"));
		const char *of = json_string_value(json_object_get(entry, "organisation"));
		ARENA_PUSH(a, people, out->people_count, room,
			(struct attendee){.name = arena_string(a, slice_of(name)),
				.organisation = of != NULL ? arena_string(a, slice_of(of)) : NULL});
	}
	out->people = people;
	json_decref(reading);
}

static int load_asking(struct taking *t, struct err *e)
{
	struct known *known = &t->facts.known;
	sqlite3_stmt *s = db_bind(t->reg, SQL_ASKING, e, "i", t->in->thread->outgoing);
	int rc = db_row(t->reg, s, e);

	if (rc != 1)
		return rc;
	json_t *facts = json_loads(db_text(t->arena, s, 1), JSON_ALLOW_NUL, NULL);
	known->asking.kind = db_text(t->arena, s, 0);
	known->asking.item = sqlite3_column_int64(s, 2);
	known->asking.changed = sqlite3_column_int(s, 4) != 0;
	load_wish(t->arena, db_text(t->arena, s, 3), &known->asking);
	load_choices(t->arena, known->series, facts, &known->asking);
	load_planned(t->arena, known->series, facts, &known->asking);
	json_decref(facts);
	db_done(s);
	return 0;
}

/* How often that address was asked of late, by kind. */
static int count_asked(struct taking *t, const char *address, int counts[MAIL_KINDS], struct err *e)
{
	sqlite3_stmt *s = db_bind(
		t->reg, SQL_ASKED, e, "ti", address, t->now - (int64_t)ASK_AGAIN_DAYS * DAY);
	int rc;

	while ((rc = db_row(t->reg, s, e)) == 1)
		for (int i = 0; i < MAIL_KINDS; i++)
			if (strcmp((const char *)sqlite3_column_text(s, 0), mail_kind_names[i]) ==
				0)
				counts[i] = sqlite3_column_int(s, 1);
	return rc;
}

int asked_load(struct taking *t, struct err *e)
{
	struct known *known = &t->facts.known;
	int other[MAIL_KINDS] = {0};

	if (known->series == NULL)
		return 0;
	if (count_asked(t, known->party.address, known->asked_of_late, e) != 0)
		return -1;
	if (!known->answers)
		return 0;
	if (count_asked(t, known->asked_address, other, e) != 0)
		return -1;
	known->asked_other = other[MAIL_CONFIRM_CANCEL];
	return load_asking(t, e);
}

int asked_hide(struct taking *t, int64_t item, struct err *e)
{
	const struct series *series = t->facts.known.series;
	int64_t until = workday_later(t->rules->office, series->zone, t->now, ASKED_WORKDAYS);

	return db_run(t->reg, db_bind(t->reg, SQL_REVIEW_HIDE, e, "ii", item, until), e);
}

static int want(struct registry *reg, int64_t letter, const char *folder, struct err *e)
{
	return letter == 0 ? 0
			   : db_run(reg, db_bind(reg, SQL_ASKED_WANT, e, "it", letter, folder), e);
}

/* Shows an item, or ends it; with its letter's folder and its line in the journal. */
static int settle(struct registry *reg, int64_t item, bool done, const char *why, int64_t letter,
	int64_t now, struct err *e)
{
	sqlite3_stmt *s = done ? db_bind(reg, SQL_REVIEW_SETTLE, e, "ii", item, now)
			       : db_bind(reg, SQL_REVIEW_SHOW, e, "i", item);
	int64_t asked = 0;
	int rc;

	while ((rc = db_row(reg, s, e)) == 1)
		asked = sqlite3_column_int64(s, 0);
	if (rc != 0 || asked == 0)
		return rc;
	if (want(reg, asked, done ? "done" : "review", e) != 0)
		return -1;
	return journal_add(reg, now,
		&(struct journal_line){
			.what = done ? "answered" : "shown", .why = why, .letter = letter},
		e);
}

int asked_settle(struct taking *t, int64_t item, bool done, struct err *e)
{
	return settle(t->reg, item, done, "asked-back", t->letter, t->now, e);
}

int asked_unasked(struct registry *reg, int64_t outgoing, int64_t now, struct err *e)
{
	sqlite3_stmt *s = db_bind(reg, SQL_ASKING, e, "i", outgoing);
	int rc = db_row(reg, s, e);

	if (rc != 1)
		return rc;
	int64_t item = sqlite3_column_int64(s, 2);
	db_done(s);
	return settle(reg, item, false, "not-asked", 0, now, e);
}

/* ---- what is answered by another way ---- */

/* A question of ours to that address that nobody has decided. */
struct question {
	int64_t outgoing, item;
	const char *kind;
	bool plain; /* nothing else of the letter waits for a person */
	struct asking asking;
};

/* Whether what is asked back is all that kept the letter. */
static bool plain_reasons(const char *text)
{
	static const char *const plain[] = {
		"ask-back", "no-event", "ambiguous-event", "confirm-cancel"};
	json_t *reasons = json_loads(text, 0, NULL), *reason;
	bool all = json_array_size(reasons) > 0;
	size_t i;

	json_array_foreach(reasons, i, reason)
	{
		const char *id = json_string_value(reason);
		bool known = false;
		for (size_t k = 0; id != NULL && k < sizeof plain / sizeof *plain; k++)
			known = known || strcmp(id, plain[k]) == 0;
		all = all && known;
	}
	json_decref(reasons);
	return all;
}

static bool is_kind(const struct question *q, enum mail_kind kind)
{
	return strcmp(q->kind, mail_kind_names[kind]) == 0;
}

/* A registration of as many as they had said says to which event they come. */
static bool says_which(const struct question *q, const struct standing *now)
{
	const struct request *wish = q->asking.wish;

	return wish != NULL && !wish->instead && wish->seats > 0 &&
		now->status == STATUS_CONFIRMED && now->seats >= wish->seats;
}

static bool says_which_not(const struct question *q, const struct standing *now)
{
	for (size_t i = 0; i < q->asking.choice_count; i++)
		if (q->asking.choices[i] == now->event)
			return now->status == STATUS_CANCELLED;
	return false;
}

/* It stands as we had asked whether it shall. */
static bool stands_planned(const struct question *q, const struct party *party)
{
	for (size_t i = 0; i < q->asking.planned_count; i++) {
		const struct standing *want = &q->asking.planned[i];
		const struct standing *at = party_at(party, want->event->id);
		bool comes = at != NULL && at->status == STATUS_CONFIRMED;
		if (comes != (want->status == STATUS_CONFIRMED) ||
			(comes && at->seats != want->seats))
			return false;
	}
	return q->asking.planned_count > 0;
}

static bool is_answered(
	const struct question *q, const struct party *party, const struct standing *now)
{
	if (!q->plain)
		return false;
	if (is_kind(q, MAIL_WHICH_EVENTS))
		return says_which(q, now);
	if (is_kind(q, MAIL_WHICH_CANCEL))
		return says_which_not(q, now);
	return stands_planned(q, party);
}

static int load_questions(struct registry *reg, struct arena *a, const struct series *series,
	const char *address, int64_t letter, struct question **out, size_t *count, struct err *e)
{
	sqlite3_stmt *s = db_bind(reg, SQL_QUESTIONS, e, "tit", address, letter, series->id);
	size_t room = 0;
	int rc;

	while ((rc = db_row(reg, s, e)) == 1) {
		struct question q = {.outgoing = sqlite3_column_int64(s, 0),
			.kind = db_text(a, s, 1),
			.item = sqlite3_column_int64(s, 3),
			.plain = plain_reasons(db_text(a, s, 4))};
		json_t *facts = json_loads(db_text(a, s, 2), JSON_ALLOW_NUL, NULL);
		load_wish(a, db_text(a, s, 5), &q.asking);
		load_choices(a, series, facts, &q.asking);
		load_planned(a, series, facts, &q.asking);
		json_decref(facts);
		ARENA_PUSH(a, *out, *count, room, q);
	}
	return rc;
}

/* It need not be answered any more; where it has not left, it is not asked either. */
static int end_question(struct registry *reg, const struct question *q, const char *who,
	int64_t letter, int64_t now, struct err *e)
{
	if (settle(reg, q->item, true, "answered-otherwise", letter, now, e) != 0 ||
		db_run(reg, db_bind(reg, SQL_MAIL_TAKE_BACK, e, "i", q->outgoing), e) != 0)
		return -1;
	if (sqlite3_changes64(reg->db) == 0)
		return 0;
	return journal_add(reg, now,
		&(struct journal_line){.who = who, .what = "withdraw", .outgoing = q->outgoing}, e);
}

int asked_otherwise(struct registry *reg, struct arena *a, const struct series *series,
	int64_t party, const struct standing *change, const struct asked_by *by, struct err *e)
{
	struct question *questions = NULL;
	struct party now;
	size_t count = 0;

	if (party_by_id(reg, a, series, party, &now, e) != 0)
		return -1;
	if (now.address[0] == '\0')
		return 0;
	if (load_questions(reg, a, series, now.address, by->letter, &questions, &count, e) != 0)
		return -1;
	for (size_t i = 0; i < count; i++)
		if (questions[i].item != by->item && is_answered(&questions[i], &now, change) &&
			end_question(reg, &questions[i], by->who, by->letter, by->now, e) != 0)
			return -1;
	return 0;
}

int registry_show_asked(struct registry *reg, int64_t now, size_t *shown, struct err *e)
{
	struct arena *a = arena_new();
	int64_t *items = NULL, *letters = NULL;
	size_t count = 0, room = 0, more = 0, letters_room = 0;
	int rc = db_begin(reg, e);

	*shown = 0;
	if (rc == 0) {
		sqlite3_stmt *s = db_bind(reg, SQL_ASKED_OVERDUE, e, "i", now);
		while ((rc = db_row(reg, s, e)) == 1) {
			ARENA_PUSH(a, items, count, room, sqlite3_column_int64(s, 0));
			ARENA_PUSH(a, letters, more, letters_room, sqlite3_column_int64(s, 1));
		}
	}
	for (size_t i = 0; rc == 0 && i < count; i++)
		rc = settle(reg, items[i], false, "not-answered", letters[i], now, e);
	if (rc == 0)
		rc = db_commit(reg, e);
	db_rollback(reg);
	if (rc == 0)
		*shown = count;
	arena_free(&a);
	return rc;
}
