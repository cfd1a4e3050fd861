#include "registry/remind.h"

#include "base/limits.h"
#include "decide/remind.h"
#include "registry/rows.h"

/* A reminder of one event that is looked at. */
struct slot {
	const struct event *event;
	int days; /* which of the series' reminders it is */
	int64_t at;
	enum remind_when when;
};

struct slots {
	struct slot *items;
	size_t count, room;
};

/* All reminders of a series that are due, or will be until the end of tomorrow. */
static struct slots slots_of(
	struct arena *a, const struct series *series, const struct office *office, int64_t now)
{
	int64_t until = remind_together(series, now);
	struct slots out = {0};

	for (size_t i = 0; i < series->event_count; i++)
		for (size_t k = 0; k < series->reminder_count; k++) {
			const struct event *event = &series->events[i];
			struct slot slot = {.event = event, .days = series->reminders[k].days};
			slot.at = remind_at(series, event, &series->reminders[k], office);
			slot.when = remind_when(series, event, slot.at, now);
			if (slot.at <= until)
				ARENA_PUSH(a, out.items, out.count, out.room, slot);
		}
	return out;
}

struct parties {
	int64_t *ids;
	size_t count, room;
};

/* Parties that have not had that one and were confirmed when it was due. */
static int parties_of(struct registry *reg, struct arena *a, const struct series *series,
	const struct slot *slot, struct parties *out, struct err *e)
{
	sqlite3_stmt *s = db_bind(reg, SQL_REMINDER_PARTIES, e, "ttiii", series->id,
		slot->event->id, slot->at, (int64_t)slot->days, slot->event->begin_utc);
	int rc;

	while ((rc = db_row(reg, s, e)) == 1) {
		int64_t id = sqlite3_column_int64(s, 0);
		size_t at = 0;
		while (at < out->count && out->ids[at] != id)
			at++;
		if (at == out->count)
			ARENA_PUSH(a, out->ids, out->count, out->room, id);
	}
	return rc;
}

static int add(struct registry *reg, int64_t party, const struct slot *slot, int64_t outgoing,
	int64_t now, struct err *e)
{
	return db_run(reg,
		db_bind(reg, SQL_REMINDER_ADD, e, "itiiii", party, slot->event->id,
			(int64_t)slot->days, slot->event->begin_utc, outgoing, now),
		e);
}

/* Whether that party is still to get that one: 1, 0, -1. */
static int waits(struct registry *reg, int64_t party, const struct slot *slot, struct err *e)
{
	sqlite3_stmt *s = db_bind(reg, SQL_REMINDER_WAITS, e, "itiii", party, slot->event->id,
		slot->at, (int64_t)slot->days, slot->event->begin_utc);
	int rc = db_row(reg, s, e);

	if (rc == 1)
		db_done(s);
	return rc;
}

static bool has_event(const struct facts *mail, const struct event *event)
{
	for (size_t i = 0; i < mail->state_count; i++)
		if (mail->state[i].event == event)
			return true;
	return false;
}

static void show(
	struct arena *a, struct facts *mail, const struct party *party, const struct event *event)
{
	size_t room = mail->state_count;

	for (size_t i = 0; i < party->count; i++)
		if (party->items[i].event == event && !has_event(mail, event))
			ARENA_PUSH(a, mail->state, mail->state_count, room, party->items[i]);
}

/* A mail of our own accord: it begins a conversation. */
static struct facts remind_facts(
	const struct series *series, const struct party *party, int64_t now)
{
	return (struct facts){.kind = MAIL_REMINDER,
		.language = party->language,
		.date = now,
		.to = {party->name, party->address},
		.subject = "",
		.in_reply_to = "",
		.salutation = party->name,
		.series = series,
		.quote = {"", 0}};
}

static int queue(struct registry *reg, struct arena *a, const struct settings *settings,
	struct facts *facts, int64_t party, int64_t now, int64_t *id, struct err *e)
{
	struct new_mail mail = {.facts = facts, .party = party, .held = settings->trial};

	if (mail_add(reg, a, settings, &mail, now, id, e) != 0)
		return -1;
	return db_run(reg,
		db_bind(reg, SQL_MAIL_EXPIRES, e, "ii", *id, facts->state[0].event->begin_utc), e);
}

/* It helps nobody any more, but that it did not go is written down. */
static int skip(struct registry *reg, int64_t party, const struct slot *slot, int64_t now,
	struct reminded *out, struct err *e)
{
	if (add(reg, party, slot, 0, now, e) != 0)
		return -1;
	out->late++;
	return journal_add(reg, now,
		&(struct journal_line){.what = "skip",
			.why = "reminder-late",
			.party = party,
			.event = slot->event->id},
		e);
}

/* All that one party is to be reminded of now. */
static int remind_party(struct registry *reg, struct arena *a, const struct settings *settings,
	const struct series *series, const struct slots *slots, int64_t id, int64_t now,
	struct reminded *out, struct err *e)
{
	struct party party;
	struct slots due = {0};
	int64_t mail = 0;

	if (party_by_id(reg, a, series, id, &party, e) != 0)
		return -1;
	struct facts facts = remind_facts(series, &party, now);
	for (size_t i = 0; i < slots->count; i++) {
		const struct slot *slot = &slots->items[i];
		int rc = waits(reg, id, slot, e);
		if (rc < 0)
			return -1;
		if (rc == 0)
			continue;
		if (slot->when == REMIND_TOO_LATE) {
			if (skip(reg, id, slot, now, out, e) != 0)
				return -1;
			continue;
		}
		ARENA_PUSH(a, due.items, due.count, due.room, *slot);
		show(a, &facts, &party, slot->event);
	}
	if (due.count == 0)
		return 0;
	if (queue(reg, a, settings, &facts, id, now, &mail, e) != 0)
		return -1;
	out->mails++;
	for (size_t i = 0; i < due.count; i++)
		if (add(reg, id, &due.items[i], mail, now, e) != 0)
			return -1;
	return 0;
}

static int remind_series(struct registry *reg, struct arena *a, const struct settings *settings,
	const struct rules *rules, const struct series *series, int64_t now, struct reminded *out,
	struct err *e)
{
	struct slots slots = slots_of(a, series, rules->office, now);
	struct parties parties = {0};
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < slots.count; i++)
		if (slots.items[i].when != REMIND_NOT_YET)
			rc = parties_of(reg, a, series, &slots.items[i], &parties, e);
	for (size_t i = 0; rc == 0 && i < parties.count; i++) {
		rc = db_begin(reg, e);
		if (rc == 0)
			rc = remind_party(
				reg, a, settings, series, &slots, parties.ids[i], now, out, e);
		if (rc == 0)
			rc = db_commit(reg, e);
		db_rollback(reg);
	}
	return rc;
}

/* Mails that say what is coming, when it has come. */
static int withdraw_expired(struct registry *reg, struct arena *a, int64_t now, struct err *e)
{
	int64_t *ids = NULL, *parties = NULL;
	size_t count = 0, room = 0, more = 0, party_room = 0;
	int rc = db_begin(reg, e);

	if (rc == 0) {
		sqlite3_stmt *s = db_bind(reg, SQL_MAIL_EXPIRED, e, "i", now);
		while ((rc = db_row(reg, s, e)) == 1) {
			ARENA_PUSH(a, ids, count, room, sqlite3_column_int64(s, 0));
			ARENA_PUSH(a, parties, more, party_room, sqlite3_column_int64(s, 1));
		}
	}
	for (size_t i = 0; rc == 0 && i < count; i++) {
		/* What else it spoke of is looked at anew. */
		rc = db_run(reg, db_bind(reg, SQL_REMINDER_AGAIN, e, "i", ids[i]), e);
		if (rc == 0)
			rc = journal_add(reg, now,
				&(struct journal_line){.what = "withdraw",
					.why = "too-late",
					.party = parties[i],
					.outgoing = ids[i]},
				e);
	}
	if (rc == 0)
		rc = db_commit(reg, e);
	db_rollback(reg);
	return rc;
}

int registry_remind(struct registry *reg, const struct settings *settings,
	const struct rules *rules, int64_t now, struct reminded *out, struct err *e)
{
	struct arena *a = arena_new();
	int rc;

	*out = (struct reminded){0};
	rc = withdraw_expired(reg, a, now, e);
	for (size_t i = 0; rc == 0 && i < rules->series_count; i++)
		rc = remind_series(reg, a, settings, rules, rules->series[i], now, out, e);
	arena_free(&a);
	return rc != 0 ? err_wrap(e, "reminders") : 0;
}
