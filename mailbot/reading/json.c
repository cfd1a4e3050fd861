#include "reading/json.h"

#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "base/zone.h"

static const char *const dispositions[] = {"act", "act+review", "review", "ignore"};
static const char *const kinds[] = {"request", "other", "automatic"};
static const char *const actions[] = {"register", "cancel"};
static const char *const stated[] = {"none", "total", "names"};
static const char *const places[] = {"text", "subject", "from", "calendar"};
static const char *const partstats[] = {"accepted", "declined", "tentative", "other"};

const char *disposition_name(enum disposition d)
{
	return dispositions[d];
}

const char *action_name(enum request_action a)
{
	return actions[a];
}

/* Text that is no valid UTF-8 would be refused as a whole; repaired it keeps its length, and so its
 * offsets. */
static json_t *text_json(struct slice text)
{
	json_t *json = json_stringn(text.p != NULL ? text.p : "", text.len);

	if (json != NULL)
		return json;
	struct arena *a = arena_new();
	struct slice sound = utf8_repair(a, text);
	json = json_stringn(sound.p, sound.len);
	arena_free(&a);
	return json;
}

static json_t *string_json(const char *text)
{
	return text_json(slice_of(text));
}

static json_t *strings_json(const char *const *items, size_t count)
{
	json_t *list = json_array();

	for (size_t i = 0; i < count; i++)
		json_array_append_new(list, string_json(items[i]));
	return list;
}

static json_t *mailbox_json(const struct mailbox *m)
{
	if (m->address == NULL || m->address[0] == '\0')
		return json_null();
	return json_pack(
		"{s:o, s:o}", "name", string_json(m->name), "address", string_json(m->address));
}

/* "2011-01-17T16:48:02+01:00": the writer's own clock and zone, as the Date field has them. */
static json_t *date_json(int64_t when, int east)
{
	char text[64];
	int64_t local = when + east;
	int64_t days = local >= 0 ? local / 86400 : -((-local + 86399) / 86400);
	int seconds = (int)(local - days * 86400), minutes = (east < 0 ? -east : east) / 60;
	struct civil c = civil_of_days((int32_t)days);

	if (when == 0)
		return json_null();
	snprintf(text, sizeof text, "%04d-%02d-%02dT%02d:%02d:%02d%c%02d:%02d", c.year, c.month,
		c.day, seconds / 3600, seconds / 60 % 60, seconds % 60, east < 0 ? '-' : '+',
		minutes / 60 % 24, minutes % 60);
	return json_string(text);
}

/* Adds a field to what a letter has many of, without the format that json_pack would read each time. */
static json_t *with(json_t *json, const char *key, json_t *value)
{
	json_object_set_new_nocheck(json, key, value);
	return json;
}

/* The same of one of our own words. */
static json_t *with_word(json_t *json, const char *key, const char *word)
{
	return with(json, key, json_string_nocheck(word));
}

static json_t *with_span(json_t *json, size_t start, size_t end)
{
	with(json, "start", json_integer((json_int_t)start));
	return with(json, "end", json_integer((json_int_t)end));
}

static json_t *evidence_json(const struct evidence *items, size_t count)
{
	json_t *list = json_array();

	for (size_t i = 0; i < count; i++)
		json_array_append_new(list,
			with_span(with_word(with(json_object(), "what", string_json(items[i].what)),
					  "in", places[items[i].in]),
				items[i].start, items[i].end));
	return list;
}

static json_t *request_json(const struct request *r)
{
	json_t *json = json_pack("{s:s, s:o, s:o, s:s, s:b, s:b}", "action", actions[r->action],
		"event", string_json(r->event), "seats",
		r->seats > 0 ? json_integer(r->seats) : json_null(), "stated", stated[r->stated],
		"change", r->change, "own", r->own);

	if (r->delta != 0)
		json_object_set_new(json, "delta", json_integer(r->delta));
	if (r->who != NULL)
		json_object_set_new(json, "who", string_json(r->who));
	json_object_set_new(json, "evidence", evidence_json(r->evidence, r->evidence_count));
	return json;
}

static json_t *requests_json(const struct requests *requests)
{
	json_t *list = json_array();

	for (size_t i = 0; i < requests->count; i++)
		json_array_append_new(list, request_json(&requests->items[i]));
	return list;
}

static json_t *attendees_json(const struct reading *r)
{
	json_t *list = json_array();

	for (size_t i = 0; i < r->attendee_count; i++) {
		const struct attendee *who = &r->attendees[i];
		json_t *json = json_pack("{s:o}", "name", string_json(who->name));
		if (who->organisation != NULL)
			json_object_set_new(json, "organisation", string_json(who->organisation));
		if (who->event_count > 0)
			json_object_set_new(
				json, "events", strings_json(who->events, who->event_count));
		json_array_append_new(list, json);
	}
	return list;
}

static json_t *dates_json(const struct reading *r)
{
	json_t *list = json_array();

	for (size_t i = 0; i < r->date_count; i++) {
		const struct date_mention *d = &r->dates[i];
		json_array_append_new(list,
			json_pack("{s:o, s:o, s:s, s:[I,I]}", "value", string_json(d->value),
				"text", string_json(d->text), "in", places[d->in], "span",
				(json_int_t)d->start, (json_int_t)d->end));
	}
	return list;
}

static json_t *needs_json(const struct reading *r)
{
	json_t *list = json_array();

	for (size_t i = 0; i < r->need_count; i++) {
		const struct need *n = &r->needs[i];
		json_array_append_new(list,
			json_pack("{s:o, s:s, s:[I,I]}", "what", string_json(n->what), "in",
				places[n->in], "span", (json_int_t)n->start, (json_int_t)n->end));
	}
	return list;
}

static json_t *calendar_json(const struct calendar_reply *c)
{
	return json_pack("{s:o, s:o, s:o, s:s, s:o, s:I, s:o, s:o}", "method",
		string_json(c->method), "uid", string_json(c->uid), "attendee",
		string_json(c->attendee), "partstat", partstats[c->partstat], "summary",
		string_json(c->summary), "begin", (json_int_t)c->begin, "comment",
		string_json(c->comment), "text", text_json(c->text));
}

static json_t *parts_json(const struct reading *r)
{
	json_t *list = json_array();

	for (size_t i = 0; i < r->part_count; i++) {
		const struct part *p = &r->parts[i];
		json_array_append_new(list,
			json_pack("{s:o, s:o, s:s, s:I, s:I}", "type", string_json(p->type), "name",
				string_json(p->name), "role",
				p->role == PART_TEXT ? "text" : "attachment", "start",
				(json_int_t)p->start, "end", (json_int_t)p->end));
	}
	return list;
}

static json_t *lines_json(const struct reading *r)
{
	json_t *list = json_array();

	for (size_t i = 0; i < r->line_count; i++) {
		const struct line *l = &r->lines[i];
		json_t *json = with_span(with_word(json_object(), "sort", line_sort_names[l->sort]),
			l->start, l->end);
		if (l->answered)
			with(json, "answered", json_true());
		json_array_append_new(list, json);
	}
	return list;
}

static void envelope_json(json_t *json, const struct reading *r)
{
	const struct envelope *env = r->envelope;

	json_object_set_new(json, "file", string_json(r->file != NULL ? r->file : ""));
	json_object_set_new(json, "message_id", string_json(env->message_id));
	json_object_set_new(json, "date", date_json(env->date, env->date_east));
	json_object_set_new(json, "from", mailbox_json(&env->from));
	json_object_set_new(json, "reply_to", mailbox_json(&env->reply_to));
	json_object_set_new(json, "in_reply_to", string_json(env->in_reply_to));
	json_object_set_new(
		json, "references", strings_json(env->references, env->reference_count));
	json_object_set_new(json, "subject", string_json(env->subject));
}

static void asked_json(json_t *json, const struct reading *r)
{
	static const char *const answers[] = {NULL, "yes", "no"};

	json_object_set_new(json, "language", string_json(r->language));
	json_object_set_new(json, "kind", json_string(kinds[r->kind]));
	json_object_set_new(json, "disposition", json_string(dispositions[r->disposition]));
	json_object_set_new(json, "reasons", strings_json(r->reasons, r->reason_count));
	json_object_set_new(json, "concerns", json_boolean(r->concerns));
	json_object_set_new(json, "series", string_json(r->series));
	json_object_set_new(json, "requests", requests_json(&r->requests));
	json_object_set_new(json, "guess", requests_json(&r->guess));
	if (r->wish != NULL)
		json_object_set_new(json, "wish",
			json_pack("{s:s, s:o, s:s}", "action", actions[r->wish->action], "seats",
				r->wish->seats > 0 ? json_integer(r->wish->seats) : json_null(),
				"stated", stated[r->wish->stated]));
	json_object_set_new(json, "writer", string_json(r->writer));
	json_object_set_new(json, "attendees", attendees_json(r));
	json_object_set_new(json, "open", strings_json(r->open, r->open_count));
	json_object_set_new(json, "answer",
		r->answer == ANSWER_NONE ? json_null() : json_string(answers[r->answer]));
	json_object_set_new(json, "dates", dates_json(r));
	if (r->need_count > 0)
		json_object_set_new(json, "needs", needs_json(r));
	if (r->phone[0] != '\0')
		json_object_set_new(json, "phone", string_json(r->phone));
}

static void message_json(json_t *json, const struct reading *r)
{
	if (r->bounce != NULL) {
		json_object_set_new(json, "bounce",
			json_pack("{s:o, s:b, s:o}", "address", string_json(r->bounce->address),
				"permanent", r->bounce->permanent, "message_id",
				string_json(r->bounce->message_id)));
		if (r->bounce->address[0] != '\0')
			json_object_set_new(json, "bounce_of", string_json(r->bounce->address));
	}
	if (r->calendar != NULL)
		json_object_set_new(json, "calendar", calendar_json(r->calendar));
	json_object_set_new(json, "parts", parts_json(r));
	json_object_set_new(json, "text", text_json(r->text));
	json_object_set_new(json, "lines", lines_json(r));
	json_object_set_new(json, "own_words", text_json(r->own_words));
	json_object_set_new(json, "rules", string_json(r->rules));
	json_object_set_new(json, "marks", evidence_json(r->marks, r->mark_count));
}

json_t *reading_to_json(const struct reading *r)
{
	json_t *json = json_object();

	envelope_json(json, r);
	asked_json(json, r);
	message_json(json, r);
	return json;
}
