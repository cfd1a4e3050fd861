#include "registry/today.h"

#include <string.h>

#include "registry/rows.h"

static const char *text_of(const json_t *object, const char *key)
{
	const char *text = json_string_value(json_object_get(object, key));

	return text != NULL ? text : "";
}

/* Ids of events are unique over all series. */
static const struct event *event_of(
	const struct rules *rules, const char *id, const struct series **series)
{
	for (size_t i = 0; i < rules->series_count; i++) {
		const struct event *event = series_event(rules->series[i], id);
		*series = rules->series[i];
		if (event != NULL)
			return event;
	}
	return NULL;
}

/* ---- the reading ---- */

/* Each entry of the list is an event's id, or says it as `event`. */
static void keep_events(json_t *list, const struct series *series)
{
	for (size_t i = json_array_size(list); i-- > 0;) {
		const json_t *entry = json_array_get(list, i);
		const char *id =
			json_is_string(entry) ? json_string_value(entry) : text_of(entry, "event");
		if (series == NULL || series_event(series, id) == NULL)
			json_array_remove(list, i);
	}
}

void today_reading(json_t *reading, const struct rules *rules)
{
	const struct series *series = rules_series(rules, text_of(reading, "series"));
	json_t *requests = json_object_get(reading, "requests"), *who;
	size_t asked = json_array_size(requests), i;

	if (series == NULL)
		json_object_set_new(reading, "series", json_string(""));
	keep_events(requests, series);
	keep_events(json_object_get(reading, "guess"), series);
	keep_events(json_object_get(reading, "open"), series);
	json_array_foreach(json_object_get(reading, "attendees"), i, who)
		keep_events(json_object_get(who, "events"), series);
	if (asked > 0 && json_array_size(requests) == 0)
		json_object_set_new(reading, "disposition", json_string("review"));
}

/* ---- the reasons ---- */

static size_t reason_at(const json_t *reasons, const char *id)
{
	size_t at = 0;

	while (at < json_array_size(reasons) &&
		strcmp(json_string_value(json_array_get(reasons, at)), id) != 0)
		at++;
	return at;
}

static bool any_off(const struct rules *rules, const json_t *guess)
{
	const struct series *series;
	const json_t *entry;
	size_t i;

	json_array_foreach(guess, i,
		entry) if (event_of(rules, text_of(entry, "event"), &series) == NULL) return true;
	return false;
}

static int own_seats(const struct party *party, const struct event *event)
{
	for (size_t i = 0; i < party->count; i++)
		if (party->items[i].event == event && party->items[i].status == STATUS_CONFIRMED)
			return party->items[i].seats;
	return 0;
}

/* Whether there are as many seats as this entry of the guess wants. */
static int entry_fits(struct registry *reg, struct arena *a, const struct rules *rules,
	const json_t *entry, const char *address, bool *fits, struct err *e)
{
	const struct series *series;
	const struct event *event = event_of(rules, text_of(entry, "event"), &series);
	struct party party = {0};
	sqlite3_stmt *s;

	*fits = true;
	if (event == NULL || event->seats == 0 || strcmp(text_of(entry, "action"), "register") != 0)
		return 0;
	if (address[0] != '\0' && party_by_address(reg, a, series, address, &party, e) != 0)
		return -1;
	s = db_bind(reg, SQL_TAKEN, e, "tt", event->id, series->id);
	if (db_row(reg, s, e) != 1)
		return -1;
	int64_t own = own_seats(&party, event), others = sqlite3_column_int64(s, 0) - own;
	int64_t delta = json_integer_value(json_object_get(entry, "delta"));
	int64_t seats = json_integer_value(json_object_get(entry, "seats"));
	db_done(s);
	*fits = others + (delta != 0 ? own + delta : seats) <= event->seats;
	return 0;
}

int today_full(struct registry *reg, struct arena *a, const struct rules *rules,
	const json_t *guess, const char *address, const struct event ***out, size_t *count,
	struct err *e)
{
	size_t i, room = 0;
	const json_t *entry;
	const struct series *series;

	*out = NULL;
	*count = 0;
	json_array_foreach(guess, i, entry)
	{
		bool fits;
		if (entry_fits(reg, a, rules, entry, address, &fits, e) != 0)
			return -1;
		if (!fits)
			ARENA_PUSH(a, *out, *count, room,
				event_of(rules, text_of(entry, "event"), &series));
	}
	return 0;
}

int today_reasons(struct registry *reg, struct arena *a, const struct rules *rules, json_t *reasons,
	const json_t *guess, const char *address, struct err *e)
{
	bool off = any_off(rules, guess), fits = false;
	const struct event **full;
	size_t count;
	size_t at = reason_at(reasons, "full");

	if (at < json_array_size(reasons)) {
		if (today_full(reg, a, rules, guess, address, &full, &count, e) != 0)
			return -1;
		fits = json_array_size(guess) > 0 && count == 0;
	}
	if (fits && off)
		json_array_remove(reasons, at);
	else if (fits)
		json_array_set_new(reasons, at, json_string("free-again"));
	if (off && reason_at(reasons, "event-off") == json_array_size(reasons))
		json_array_insert_new(reasons, 0, json_string("event-off"));
	return 0;
}
