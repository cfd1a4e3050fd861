#include "registry/morning.h"

#include <string.h>

#include "base/limits.h"
#include "registry/alarm.h"
#include "registry/rows.h"
#include "registry/today.h"
#include "rules/workday.h"

/* An open item. */
struct open_item {
	int64_t id, since, told; /* told: when staff heard of it at once; 0 */
	const char *reason;
	const struct event
		*event; /* the next one that it is about, or that who wrote comes to soon; NULL */
	const char *kind; /* why it cannot wait: one mail for each until it is resolved; NULL */
};

struct open_items {
	struct open_item *items;
	size_t count, room;
};

static const struct event *event_of(const struct rules *rules, const char *id)
{
	for (size_t i = 0; i < rules->series_count; i++) {
		const struct event *event = series_event(rules->series[i], id);
		if (event != NULL)
			return event;
	}
	return NULL;
}

/* Of the events that a guess names, the next one that is not over. */
static const struct event *next_event(const struct rules *rules, const json_t *guess, int64_t now)
{
	const json_t *entry;
	const struct event *next = NULL;
	size_t i;

	json_array_foreach(guess, i, entry)
	{
		const char *id = json_string_value(json_object_get(entry, "event"));
		const struct event *event = id != NULL ? event_of(rules, id) : NULL;
		if (event != NULL && event->end_utc > now &&
			(next == NULL || event->begin_utc < next->begin_utc))
			next = event;
	}
	return next;
}

static bool is_soon(const struct event *event, int64_t now)
{
	return event->end_utc > now && event->begin_utc - now <= URGENT_SECONDS;
}

/* Who comes to it wrote what nobody could read: perhaps that they do not. *event stays where there is none so soon. */
static int own_event(struct registry *reg, struct arena *a, const struct rules *rules,
	const char *address, int64_t now, const struct event **event, struct err *e)
{
	for (size_t i = 0; address[0] != '\0' && i < rules->series_count; i++) {
		const struct series *series = rules->series[i];
		struct party party;
		size_t k = 0;
		while (k < series->event_count && !is_soon(&series->events[k], now))
			k++;
		if (k == series->event_count)
			continue;
		if (party_by_address(reg, a, series, address, &party, e) != 0)
			return -1;
		for (k = 0; k < party.count; k++)
			if (party.items[k].status == STATUS_CONFIRMED &&
				is_soon(party.items[k].event, now))
				*event = party.items[k].event;
	}
	return 0;
}

/* The first; but that staff did something by hand says what is left to do. */
static const char *chief_reason(struct arena *a, const json_t *list)
{
	const json_t *entry;
	const char *reason = json_string_value(json_array_get(list, 0));
	size_t i;

	json_array_foreach(list, i, entry)
	{
		const char *text = json_string_value(entry);
		if (text != NULL && slice_ends_ci(slice_of(text), "-by-staff"))
			reason = text;
	}
	return arena_string(a, slice_of(reason != NULL ? reason : ""));
}

/* NULL where it can wait until the morning. */
static const char *urgent_kind(struct arena *a, const struct open_item *w, int64_t now)
{
	static const char *const kinds[] = {"mail-failed", "mail-doubt", "answers-loop"};

	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (strcmp(w->reason, kinds[i]) == 0)
			return kinds[i];
	if (w->event != NULL && is_soon(w->event, now))
		return arena_printf(a, "event-%s", w->event->id);
	return NULL;
}

static int load_one(struct registry *reg, struct arena *a, const struct rules *rules,
	sqlite3_stmt *s, int64_t now, struct open_item *out, struct err *e)
{
	json_t *reasons = json_loads(db_text(a, s, 3), 0, NULL);
	json_t *guess = json_loads(db_text(a, s, 4), 0, NULL);
	int rc = today_reasons(reg, a, rules, reasons, guess, db_text(a, s, 5), e);

	*out = (struct open_item){.id = sqlite3_column_int64(s, 0),
		.since = sqlite3_column_int64(s, 1),
		.told = sqlite3_column_int64(s, 2),
		.reason = chief_reason(a, reasons),
		.event = next_event(rules, guess, now)};
	if (rc == 0 && out->event == NULL)
		rc = own_event(reg, a, rules, db_text(a, s, 5), now, &out->event, e);
	out->kind = urgent_kind(a, out, now);
	json_decref(reasons);
	json_decref(guess);
	return rc;
}

static int load_waiting(struct registry *reg, struct arena *a, const struct rules *rules,
	int64_t now, struct open_items *out, struct err *e)
{
	sqlite3_stmt *s = db_bind(reg, SQL_STAFF_WAITING, e, "");
	int rc;

	while ((rc = db_row(reg, s, e)) == 1) {
		struct open_item w;
		if (load_one(reg, a, rules, s, now, &w, e) != 0) {
			db_done(s);
			return -1;
		}
		ARENA_PUSH(a, out->items, out->count, out->room, w);
	}
	return rc;
}

/* Whether staff have heard of another open one of that kind. */
static bool told_of(const struct open_items *all, const char *kind)
{
	for (size_t i = 0; i < all->count; i++)
		if (all->items[i].told != 0 && all->items[i].kind != NULL &&
			strcmp(all->items[i].kind, kind) == 0)
			return true;
	return false;
}

static bool any_urgent(const struct open_items *all)
{
	for (size_t i = 0; i < all->count; i++)
		if (all->items[i].kind != NULL && !told_of(all, all->items[i].kind))
			return true;
	return false;
}

static bool any_untold(const struct alarms *alarms)
{
	for (size_t i = 0; i < alarms->count; i++)
		if (alarms->items[i].told == 0)
			return true;
	return false;
}

/* ---- who is to be called ---- */

/* Whether a call is about that event: what was asked for, else what stands; or what has changed in it. */
static bool is_about(const json_t *call, const struct event *event)
{
	const json_t *said = json_object_get(call, "understood"), *one;
	size_t i;

	if (json_array_size(said) == 0)
		said = json_object_get(call, "registered");
	json_array_foreach(said, i, one)
	{
		const json_t *id = json_object_get(json_object_get(one, "event"), "id");
		if (json_is_string(id) && strcmp(json_string_value(id), event->id) == 0)
			return true;
	}
	json_array_foreach(json_object_get(call, "notices"), i, one)
	{
		const json_t *id = json_object_get(json_object_get(one, "before"), "id");
		if (json_is_string(id) && strcmp(json_string_value(id), event->id) == 0)
			return true;
	}
	return false;
}

/* [{"event": title, "calls": how many}], in the order of the series. */
static json_t *calls_json(const struct rules *rules, const json_t *calls)
{
	json_t *list = json_array();

	for (size_t i = 0; i < rules->series_count; i++)
		for (size_t k = 0; k < rules->series[i]->event_count; k++) {
			const struct event *event = &rules->series[i]->events[k];
			json_int_t count = 0;
			for (size_t n = 0; n < json_array_size(calls); n++)
				count += is_about(json_array_get(calls, n), event);
			if (count > 0)
				json_array_append_new(list,
					json_pack("{s:s, s:I}", "event", event->title, "calls",
						count));
		}
	return list;
}

/* ---- the morning ---- */

static int32_t day_of(struct civil c)
{
	return civil_days(c.year, c.month, c.day);
}

/* Whether the day's mail is due, and was not thought of today. */
static int is_morning(
	struct registry *reg, const struct rules *rules, int64_t now, bool *due, struct err *e)
{
	struct civil c = zone_civil(rules->series[0]->zone, now);
	sqlite3_stmt *s = db_bind(reg, SQL_MORNING, e, "");

	*due = false;
	if (db_row(reg, s, e) != 1)
		return -1;
	int64_t last = sqlite3_column_int64(s, 0);
	db_done(s);
	/* One of a day to come was thought of by a clock that ran ahead: it must not silence the days till
	 * then. */
	*due = c.hour >= MORNING_HOUR && c.hour <= CIVIL_HOUR_LAST &&
		!office_closed(rules->office, day_of(c)) && last != day_of(c);
	return *due ? db_run(reg, db_bind(reg, SQL_MORNING_SET, e, "i", (int64_t)day_of(c)), e) : 0;
}

/* ---- the mail ---- */

static json_t *civil_json(const struct zone *zone, int64_t when)
{
	struct civil c = zone_civil(zone, when);

	return json_sprintf("%04d-%02d-%02dT%02d:%02d", c.year, c.month, c.day, c.hour, c.minute);
}

static json_t *waiting_json(
	const struct zone *zone, const struct open_item *w, const struct open_items *all)
{
	return json_pack("{s:I, s:s, s:o, s:s, s:b}", "number", (json_int_t)w->id, "reason",
		w->reason, "since", civil_json(zone, w->since), "event",
		w->event != NULL ? w->event->title : "", "urgent",
		w->kind != NULL && !told_of(all, w->kind));
}

static json_t *alarms_json(const struct zone *zone, const struct alarms *alarms)
{
	json_t *list = json_array();

	for (size_t i = 0; i < alarms->count; i++) {
		const struct alarm *alarm = &alarms->items[i];
		json_t *json =
			json_pack("{s:s, s:s, s:o, s:b}", "what", alarm->what, "why", alarm->why,
				"since", civil_json(zone, alarm->since), "over", alarm->over != 0);
		if (alarm->over != 0)
			json_object_set_new(json, "until", civil_json(zone, alarm->over));
		json_array_append_new(list, json);
	}
	return list;
}

/* The urgent ones first, then the oldest; as many as one reads. */
static json_t *staff_json(const struct rules *rules, const struct open_items *all,
	const struct alarms *alarms, const json_t *calls)
{
	const struct zone *zone = rules->series[0]->zone;
	json_t *list = json_array();

	for (int urgent = 1; urgent >= 0; urgent--)
		for (size_t i = 0; i < all->count; i++)
			if ((all->items[i].kind != NULL) == urgent &&
				json_array_size(list) < MORNING_ITEMS_MAX)
				json_array_append_new(
					list, waiting_json(zone, &all->items[i], all));
	return json_pack("{s:I, s:o, s:o, s:I, s:o}", "count", (json_int_t)all->count, "waiting",
		list, "alarms", alarms_json(zone, alarms), "calls",
		(json_int_t)json_array_size(calls), "call_events", calls_json(rules, calls));
}

static int mark_told(struct registry *reg, const struct open_items *all,
	const struct alarms *alarms, int64_t now, struct err *e)
{
	for (size_t i = 0; i < all->count; i++)
		if (all->items[i].kind != NULL && all->items[i].told == 0 &&
			db_run(reg, db_bind(reg, SQL_STAFF_TOLD, e, "ii", all->items[i].id, now),
				e) != 0)
			return -1;
	for (size_t i = 0; i < alarms->count; i++)
		if (alarms->items[i].told == 0 &&
			registry_alarm_told(reg, alarms->items[i].id, now, e) != 0)
			return -1;
	return 0;
}

static int queue(struct registry *reg, struct arena *a, const struct settings *settings,
	const struct rules *rules, const struct open_items *all, const struct alarms *alarms,
	const json_t *calls, int64_t now, struct err *e)
{
	json_t *staff = staff_json(rules, all, alarms, calls);
	struct facts facts = {.kind = MAIL_STAFF,
		.language = settings->language,
		.date = now,
		.to = {"", settings->staff_address},
		.subject = "",
		.in_reply_to = "",
		.salutation = "",
		.series = rules->series[0],
		.quote = {"", 0},
		.staff = staff};
	struct new_mail mail = {.facts = &facts};
	int64_t id;
	int rc = mail_add(reg, a, settings, &mail, now, &id, e);

	json_decref(staff);
	return rc;
}

static int look(struct registry *reg, struct arena *a, const struct settings *settings,
	const struct rules *rules, int64_t now, bool *queued, struct err *e)
{
	struct open_items all = {0};
	struct alarms alarms = {0};
	bool morning = false;
	json_t *calls = NULL;
	int rc = -1;

	*queued = false;
	if (load_waiting(reg, a, rules, now, &all, e) != 0 ||
		registry_alarms(reg, a, &alarms, e) != 0 ||
		registry_list(reg, LIST_CALLS, NULL, &calls, e) != 0 ||
		is_morning(reg, rules, now, &morning, e) != 0)
		goto out;
	*queued = any_urgent(&all) || any_untold(&alarms) ||
		(morning && all.count + alarms.count + json_array_size(calls) > 0);
	rc = 0;
	if (*queued &&
		(queue(reg, a, settings, rules, &all, &alarms, calls, now, e) != 0 ||
			mark_told(reg, &all, &alarms, now, e) != 0))
		rc = -1;
out:
	json_decref(calls);
	return rc;
}

int registry_morning(struct registry *reg, const struct settings *settings,
	const struct rules *rules, int64_t now, bool *queued, struct err *e)
{
	struct arena *a;
	int rc;

	*queued = false;
	if (settings->staff_address == NULL)
		return 0;
	a = arena_new();
	rc = db_begin(reg, e);
	if (rc == 0)
		rc = look(reg, a, settings, rules, now, queued, e);
	if (rc == 0)
		rc = db_commit(reg, e);
	db_rollback(reg);
	arena_free(&a);
	return rc != 0 ? err_wrap(e, "the mail to staff") : 0;
}

int registry_pulse(struct registry *reg, int64_t now, bool once, struct err *e)
{
	sqlite3_stmt *s = db_bind(reg, SQL_PULSE, e, "");
	bool raised;

	if (db_row(reg, s, e) != 1)
		return -1;
	/* Below 0 it is one that only looked in. */
	int64_t pulse = sqlite3_column_int64(s, 0), last = pulse < 0 ? -pulse : pulse;
	db_done(s);
	if (last != 0 && now - last < PULSE_SECONDS && now >= last)
		return 0;
	if (last != 0 && now - last > LEAP_SECONDS &&
		db_run(reg, db_bind(reg, SQL_ERASURE_DAY, e, "ii", -now, (int64_t)0), e) != 0)
		return -1;
	if (pulse > 0 && !once && now - last > STOPPED_SECONDS) {
		const char *why = "the robot did not run, or its machine";
		if (registry_alarm_raise(reg, "stopped", why, last, &raised, e) != 0 ||
			registry_alarm_end(reg, "stopped", now, e) != 0)
			return -1;
	}
	return db_run(reg, db_bind(reg, SQL_PULSE_SET, e, "i", once ? -now : now), e);
}
