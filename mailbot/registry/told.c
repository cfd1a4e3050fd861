#include "registry/told.h"

#include <string.h>

#include "registry/rows.h"

/* ---- what they know ---- */

static const char *text_of(struct arena *a, const json_t *event, const char *key)
{
	const char *text = json_string_value(json_object_get(event, key));

	return arena_string(a, slice_of(text != NULL ? text : ""));
}

static struct event event_of(struct arena *a, const struct zone *zone, const json_t *json)
{
	struct event event = {.id = text_of(a, json, "id"),
		.title = text_of(a, json, "title"),
		.begin_utc = json_integer_value(json_object_get(json, "begin_utc")),
		.end_utc = json_integer_value(json_object_get(json, "end_utc")),
		.venue = text_of(a, json, "place"),
		.address = text_of(a, json, "address")};

	event.begin = zone_civil(zone, event.begin_utc);
	event.end = zone_civil(zone, event.end_utc);
	return event;
}

static struct told *find(const struct told_list *list, const char *id)
{
	for (size_t i = 0; i < list->count; i++)
		if (strcmp(list->items[i].event.id, id) == 0)
			return &list->items[i];
	return NULL;
}

/* `json` is an event as a mail shows it. What has left counts, and of the rest the first. */
static struct told *learn(struct arena *a, struct told_list *list, const struct zone *zone,
	const json_t *json, bool left)
{
	struct event event = event_of(a, zone, json);
	struct told *t = find(list, event.id);

	if (t == NULL) {
		ARENA_PUSH(a, list->items, list->count, list->room,
			(struct told){.event = event, .left = left});
		return &list->items[list->count - 1];
	}
	if (left) {
		t->event = event;
		t->left = true;
	}
	return t;
}

static void learn_mail(struct arena *a, struct told_list *list, const struct zone *zone,
	const json_t *facts, bool left)
{
	const json_t *entry;
	size_t i;

	json_array_foreach(json_object_get(facts, "state"), i, entry)
		learn(a, list, zone, json_object_get(entry, "event"), left);
	json_array_foreach(json_object_get(facts, "notices"), i, entry)
	{
		const json_t *after = json_object_get(entry, "after");
		bool off = !json_is_object(after);
		struct told *t = learn(a, list, zone,
			off ? json_object_get(entry, "before") : after, left && !off);
		t->waits = !left;
		t->off = off && !left;
	}
}

int told_load(struct registry *reg, struct arena *a, int64_t party, const struct zone *zone,
	struct told_list *out, struct err *e)
{
	sqlite3_stmt *s = db_bind(reg, SQL_MAILS_TOLD, e, "i", party);
	int rc;

	*out = (struct told_list){0};
	while ((rc = db_row(reg, s, e)) == 1) {
		json_t *facts = json_loads(db_text(a, s, 1), JSON_ALLOW_NUL, NULL);
		learn_mail(a, out, zone, facts, sqlite3_column_int(s, 0) != 0);
		json_decref(facts);
	}
	return rc;
}

/* ---- what is news to them ---- */

static void add(struct arena *a, struct plan_party *to, const struct event *before,
	const struct event *after)
{
	ARENA_PUSH(
		a, to->notices, to->notice_count, to->notice_room, (struct notice){before, after});
}

/* The change of this plan that concerns the party; NULL: none. */
static const struct plan_event *planned_for(const struct plan_party *to, const char *id)
{
	for (size_t i = 0; i < to->count; i++)
		if (strcmp(to->events[i]->before->id, id) == 0)
			return to->events[i];
	return NULL;
}

/* The event as they know it; NULL: there is nothing to tell of it. */
static const struct event *known_of(
	const struct told_list *told, const struct plan_party *to, const char *id)
{
	const struct plan_event *change = planned_for(to, id);
	const struct told *t = find(told, id);

	if (t != NULL && (t->waits || change != NULL))
		return &t->event;
	return change != NULL ? change->before : NULL;
}

static bool comes_to(const struct party *party, const struct event *event)
{
	for (size_t i = 0; i < party->count; i++)
		if (party->items[i].event == event)
			return party->items[i].status == STATUS_CONFIRMED;
	return false;
}

void told_notices(struct arena *a, const struct told_list *told, const struct series *after,
	const struct party *party, int64_t now, struct plan_party *to)
{
	for (size_t i = 0; i < after->event_count; i++) {
		const struct event *event = &after->events[i];
		const struct event *before = known_of(told, to, event->id);
		if (before != NULL && comes_to(party, event) && now < before->end_utc &&
			(plan_differences(before, event) & PLAN_TOLD) != 0)
			add(a, to, before, event);
	}
	for (size_t i = 0; i < to->count; i++)
		if (to->events[i]->after == NULL)
			add(a, to, known_of(told, to, to->events[i]->before->id), NULL);
	for (size_t i = 0; i < told->count; i++) {
		const struct told *t = &told->items[i];
		if (t->off && now < t->event.end_utc && series_event(after, t->event.id) == NULL &&
			planned_for(to, t->event.id) == NULL)
			add(a, to, &t->event, NULL);
	}
}

/* ---- what a plan took from them ---- */

/* The events of a mail's list, as they are now. */
static void refresh(json_t *list, const struct series *series)
{
	json_t *entry;
	size_t i;

	json_array_foreach(list, i, entry)
	{
		const char *id =
			json_string_value(json_object_get(json_object_get(entry, "event"), "id"));
		const struct event *event = id != NULL ? series_event(series, id) : NULL;
		if (event != NULL)
			json_object_set_new(entry, "event", facts_event_json(event));
	}
}

int told_again(struct registry *reg, struct arena *a, int64_t party, const struct series *series,
	bool held, int64_t now, struct err *e)
{
	sqlite3_stmt *s = db_bind(reg, SQL_MAIL_LOST, e, "it", party, TOLD_WITHDRAWN);
	int rc = db_row(reg, s, e);

	if (rc != 1)
		return rc;
	int64_t id = sqlite3_column_int64(s, 0);
	json_t *facts = json_loads(db_text(a, s, 1), JSON_ALLOW_NUL, NULL);
	db_done(s);
	refresh(json_object_get(facts, "understood"), series);
	refresh(json_object_get(facts, "state"), series);
	char *text = json_dumps(facts, JSON_COMPACT);
	rc = db_run(reg,
		db_bind(reg, SQL_MAIL_BACK, e, "itit", id, text != NULL ? text : "null", now,
			held ? "held" : "queued"),
		e);
	free(text);
	json_decref(facts);
	if (rc != 0)
		return -1;
	return journal_add(reg, now,
		&(struct journal_line){
			.what = "queued", .why = TOLD_WITHDRAWN, .party = party, .outgoing = id},
		e);
}
