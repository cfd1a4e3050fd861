#include "decide/facts.h"

#include <string.h>

const char *const mail_kind_names[MAIL_KINDS] = {
	[MAIL_CONFIRMATION] = "confirmation",
	[MAIL_CANCELLED] = "cancelled",
	[MAIL_DECLINE] = "decline",
	[MAIL_RECEIPT] = "receipt",
	[MAIL_CORRECTION] = "correction",
	[MAIL_WHICH_EVENTS] = "which-events",
	[MAIL_WHICH_CANCEL] = "which-cancel",
	[MAIL_CONFIRM_CANCEL] = "confirm-cancel",
	[MAIL_WITHDRAWN] = "withdrawn",
	[MAIL_REMINDER] = "reminder",
	[MAIL_MAILING] = "mailing",
	[MAIL_STAFF] = "staff",
	[MAIL_NOTICE] = "notice",
};

const char *const status_names[STATUSES] = {
	[STATUS_CONFIRMED] = "confirmed",
	[STATUS_CANCELLED] = "cancelled",
	[STATUS_DECLINED] = "declined",
};

bool standing_same(const struct standing *x, const struct standing *y)
{
	if (x->status != y->status || x->seats != y->seats || x->name_count != y->name_count)
		return false;
	for (size_t i = 0; i < x->name_count; i++)
		if (strcmp(x->names[i], y->names[i]) != 0)
			return false;
	return true;
}

/* jansson refuses what is not UTF-8; an outgoing mail then rather says nothing there. */
static json_t *text(struct slice s)
{
	json_t *json = json_stringn(s.p != NULL ? s.p : "", s.len);

	return json != NULL ? json : json_string("");
}

static void put(json_t *object, const char *key, const char *value)
{
	json_object_set_new(object, key, text(slice_of(value)));
}

static json_t *texts(const char *const *items, size_t count)
{
	json_t *list = json_array();

	for (size_t i = 0; i < count; i++)
		json_array_append_new(list, text(slice_of(items[i])));
	return list;
}

static void put_civil(json_t *object, const char *key, struct civil c)
{
	json_object_set_new(object, key,
		json_sprintf("%04d-%02d-%02dT%02d:%02d", c.year, c.month, c.day, c.hour, c.minute));
}

json_t *facts_event_json(const struct event *event)
{
	json_t *json = json_object();

	put(json, "id", event->id);
	put(json, "title", event->title);
	put_civil(json, "begin", event->begin);
	put_civil(json, "end", event->end);
	json_object_set_new(json, "begin_utc", json_integer(event->begin_utc));
	json_object_set_new(json, "end_utc", json_integer(event->end_utc));
	put(json, "place", event->venue);
	put(json, "address", event->address);
	return json;
}

static json_t *standing_json(const struct standing *s, const char *key, const char *value)
{
	json_t *json = json_object();

	put(json, key, value);
	json_object_set_new(json, "event", facts_event_json(s->event));
	json_object_set_new(json, "seats", json_integer(s->seats));
	json_object_set_new(json, "attendees", texts(s->names, s->name_count));
	return json;
}

static json_t *understood_json(const struct facts *f)
{
	json_t *list = json_array();

	for (size_t i = 0; i < f->understood_count; i++) {
		const struct standing *s = &f->understood[i];
		const char *action = s->status == STATUS_CONFIRMED ? "register" : "cancel";
		json_array_append_new(list, standing_json(s, "action", action));
	}
	return list;
}

static json_t *standings_json(const struct standing *items, size_t count)
{
	json_t *list = json_array();

	for (size_t i = 0; i < count; i++) {
		const struct standing *s = &items[i];
		json_array_append_new(list, standing_json(s, "status", status_names[s->status]));
	}
	return list;
}

static json_t *choices_json(const struct facts *f)
{
	json_t *list = json_array();

	for (size_t i = 0; i < f->choice_count; i++)
		json_array_append_new(list, facts_event_json(f->choices[i]));
	return list;
}

static json_t *series_json(const struct series *series)
{
	json_t *json = json_object();

	put(json, "id", series->id);
	put(json, "title", series->title);
	put(json, "organiser", series->organiser);
	put(json, "zone", zone_name(series->zone));
	return json;
}

static json_t *notices_json(const struct facts *f)
{
	json_t *list = json_array();

	for (size_t i = 0; i < f->notice_count; i++) {
		const struct notice *n = &f->notices[i];
		json_t *after = n->after != NULL ? facts_event_json(n->after) : json_null();
		json_array_append_new(list,
			json_pack("{s:o, s:o}", "before", facts_event_json(n->before), "after",
				after));
	}
	return list;
}

json_t *facts_to_json(const struct facts *f)
{
	json_t *json = json_object(), *to = json_object(), *salutation = json_object();

	put(to, "name", f->to.name);
	put(to, "address", f->to.address);
	put(salutation, "name", f->salutation);
	put(json, "kind", mail_kind_names[f->kind]);
	put(json, "occasion", f->called ? "call" : "letter");
	put(json, "language", f->language);
	put(json, "message_id", f->message_id);
	json_object_set_new(json, "date", json_integer(f->date));
	json_object_set_new(json, "to", to);
	put(json, "subject", f->subject);
	put(json, "in_reply_to", f->in_reply_to);
	json_object_set_new(json, "references", texts(f->references, f->reference_count));
	json_object_set_new(json, "salutation", salutation);
	json_object_set_new(json, "series", series_json(f->series));
	json_object_set_new(json, "understood", understood_json(f));
	json_object_set_new(json, "state", standings_json(f->state, f->state_count));
	json_object_set_new(json, "beside", standings_json(f->beside, f->beside_count));
	json_object_set_new(json, "choices", choices_json(f));
	json_object_set_new(json, "notices", notices_json(f));
	json_object_set_new(json, "changed", json_boolean(f->changed));
	json_object_set_new(json, "question", json_boolean(f->question));
	if (f->full_count > 0) {
		json_object_set_new(json, "full", standings_json(f->full, f->full_count));
		json_object_set_new(
			json, "possible", standings_json(f->possible, f->possible_count));
	}
	if (f->entered)
		json_object_set_new(json, "entered", json_true());
	if (f->pending)
		json_object_set_new(json, "pending", json_true());
	json_object_set_new(json, "reasons", texts(f->reasons, f->reason_count));
	json_object_set_new(json, "quote", text(f->quote));
	if (f->text != NULL) {
		put(json, "text", f->text);
		json_object_set_new(json, "mailing", json_integer(f->mailing));
		if (f->greeted)
			json_object_set_new(json, "greeted", json_true());
		if (f->closed)
			json_object_set_new(json, "closed", json_true());
	}
	if (f->staff != NULL)
		json_object_set(json, "staff", f->staff);
	return json;
}

const struct event *facts_event(const struct series *series, const json_t *event)
{
	const char *id = json_string_value(json_object_get(event, "id"));

	return id != NULL ? series_event(series, id) : NULL;
}

const char **facts_names(struct arena *a, const json_t *names, size_t *count)
{
	const char **list = NULL;
	size_t i, room = 0;
	const json_t *name;

	*count = 0;
	json_array_foreach(names, i, name) ARENA_PUSH(
		a, list, *count, room, arena_string(a, slice_of(json_string_value(name))));
	return list;
}
