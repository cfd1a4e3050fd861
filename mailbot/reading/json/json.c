#include "reading/json/json.h"

#include <string.h>

#include "base/buf.h"
#include "base/limits.h"
#include "base/zone.h"
#include "reading/json/json-put.h"

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

/* ---- fields ---- */

/* Seats; null: none are said. */
static void seats_field(struct buf *b, int seats)
{
	json_put_name(b, "seats");
	if (seats > 0)
		json_put_number(b, seats);
	else
		json_put_word(b, "null");
}

static void mailbox_field(struct buf *b, const char *name, const struct mailbox *m)
{
	json_put_name(b, name);
	if (m->address == NULL || m->address[0] == '\0') {
		json_put_word(b, "null");
		return;
	}
	json_begin(b, '{');
	json_string_field(b, "name", m->name);
	json_string_field(b, "address", m->address);
	buf_putc(b, '}');
}

/* "2011-01-17T16:48:02+01:00": the writer's own clock and zone, as the Date field has them. */
static void date_field(struct buf *b, const char *name, int64_t when, int east)
{
	int64_t local = when + east;
	int64_t days = local >= 0 ? local / 86400 : -((-local + 86399) / 86400);
	int seconds = (int)(local - days * 86400), minutes = (east < 0 ? -east : east) / 60;
	struct civil c = civil_of_days((int32_t)days);

	json_put_name(b, name);
	if (when == 0)
		json_put_word(b, "null");
	else
		buf_printf(b, "\"%04d-%02d-%02dT%02d:%02d:%02d%c%02d:%02d\"", c.year, c.month,
			c.day, seconds / 3600, seconds / 60 % 60, seconds % 60,
			east < 0 ? '-' : '+', minutes / 60 % 24, minutes % 60);
}

static void offsets(struct buf *b, size_t start, size_t end)
{
	json_number_field(b, "start", (int64_t)start);
	json_number_field(b, "end", (int64_t)end);
}

static void span_field(struct buf *b, size_t start, size_t end)
{
	json_put_name(b, "span");
	json_begin(b, '[');
	json_put_number(b, (int64_t)start);
	json_put_number(b, (int64_t)end);
	buf_putc(b, ']');
}

/* ---- lists ---- */

static void evidence_field(
	struct buf *b, const char *name, const struct evidence *items, size_t count)
{
	json_put_name(b, name);
	json_begin(b, '[');
	for (size_t i = 0; i < count; i++) {
		json_begin(b, '{');
		json_string_field(b, "what", items[i].what);
		json_string_field(b, "in", places[items[i].in]);
		offsets(b, items[i].start, items[i].end);
		buf_putc(b, '}');
	}
	buf_putc(b, ']');
}

static void put_request(struct buf *b, const struct request *r)
{
	json_begin(b, '{');
	json_string_field(b, "action", actions[r->action]);
	json_string_field(b, "event", r->event);
	seats_field(b, r->seats);
	json_string_field(b, "stated", stated[r->stated]);
	json_bool_field(b, "change", r->change);
	json_bool_field(b, "own", r->own);
	if (r->instead)
		json_bool_field(b, "instead", true);
	if (r->alone)
		json_bool_field(b, "alone", true);
	if (r->delta != 0)
		json_number_field(b, "delta", r->delta);
	if (r->who != NULL)
		json_string_field(b, "who", r->who);
	evidence_field(b, "evidence", r->evidence, r->evidence_count);
	buf_putc(b, '}');
}

void requests_write(struct buf *b, const struct requests *requests)
{
	json_begin(b, '[');
	for (size_t i = 0; i < requests->count; i++)
		put_request(b, &requests->items[i]);
	buf_putc(b, ']');
}

static void attendees_field(struct buf *b, const struct reading *r)
{
	json_put_name(b, "attendees");
	json_begin(b, '[');
	for (size_t i = 0; i < r->attendee_count; i++) {
		const struct attendee *who = &r->attendees[i];
		json_begin(b, '{');
		json_string_field(b, "name", who->name);
		if (who->organisation != NULL)
			json_string_field(b, "organisation", who->organisation);
		if (who->event_count > 0)
			json_strings_field(b, "events", who->events, who->event_count);
		buf_putc(b, '}');
	}
	buf_putc(b, ']');
}

static void dates_field(struct buf *b, const struct reading *r)
{
	json_put_name(b, "dates");
	json_begin(b, '[');
	for (size_t i = 0; i < r->date_count; i++) {
		const struct date_mention *d = &r->dates[i];
		json_begin(b, '{');
		json_string_field(b, "value", d->value);
		json_string_field(b, "text", d->text);
		json_string_field(b, "in", places[d->in]);
		span_field(b, d->start, d->end);
		buf_putc(b, '}');
	}
	buf_putc(b, ']');
}

static void needs_field(struct buf *b, const struct reading *r)
{
	json_put_name(b, "needs");
	json_begin(b, '[');
	for (size_t i = 0; i < r->need_count; i++) {
		const struct need *n = &r->needs[i];
		json_begin(b, '{');
		json_string_field(b, "what", n->what);
		json_string_field(b, "in", places[n->in]);
		span_field(b, n->start, n->end);
		buf_putc(b, '}');
	}
	buf_putc(b, ']');
}

static void parts_field(struct buf *b, const struct reading *r)
{
	json_put_name(b, "parts");
	json_begin(b, '[');
	for (size_t i = 0; i < r->part_count; i++) {
		const struct part *p = &r->parts[i];
		json_begin(b, '{');
		json_string_field(b, "type", p->type);
		json_string_field(b, "name", p->name);
		json_string_field(b, "role", p->role == PART_TEXT ? "text" : "attachment");
		offsets(b, p->start, p->end);
		buf_putc(b, '}');
	}
	buf_putc(b, ']');
}

static void lines_field(struct buf *b, const struct reading *r)
{
	json_put_name(b, "lines");
	json_begin(b, '[');
	for (size_t i = 0; i < r->line_count; i++) {
		const struct line *l = &r->lines[i];
		json_begin(b, '{');
		json_string_field(b, "sort", line_sort_names[l->sort]);
		offsets(b, l->start, l->end);
		if (l->answered)
			json_bool_field(b, "answered", true);
		buf_putc(b, '}');
	}
	buf_putc(b, ']');
}

/* ---- the whole ---- */

static void calendar_field(struct buf *b, const struct calendar_reply *c)
{
	json_put_name(b, "calendar");
	json_begin(b, '{');
	json_string_field(b, "method", c->method);
	json_string_field(b, "uid", c->uid);
	json_string_field(b, "attendee", c->attendee);
	json_string_field(b, "partstat", partstats[c->partstat]);
	json_string_field(b, "summary", c->summary);
	json_number_field(b, "begin", c->begin);
	json_string_field(b, "comment", c->comment);
	json_text_field(b, "text", c->text);
	buf_putc(b, '}');
}

static void bounce_field(struct buf *b, const struct bounce *bounce)
{
	json_put_name(b, "bounce");
	json_begin(b, '{');
	json_string_field(b, "address", bounce->address);
	json_bool_field(b, "permanent", bounce->permanent);
	json_string_field(b, "message_id", bounce->message_id);
	buf_putc(b, '}');
	if (bounce->address[0] != '\0')
		json_string_field(b, "bounce_of", bounce->address);
}

static void wish_field(struct buf *b, const struct request *wish)
{
	json_put_name(b, "wish");
	json_begin(b, '{');
	json_string_field(b, "action", actions[wish->action]);
	seats_field(b, wish->seats);
	json_string_field(b, "stated", stated[wish->stated]);
	if (wish->instead) {
		json_bool_field(b, "instead", true);
		json_bool_field(b, "own", wish->own);
	}
	if (wish->alone)
		json_bool_field(b, "alone", true);
	buf_putc(b, '}');
}

static void envelope_fields(struct buf *b, const struct reading *r)
{
	const struct envelope *env = r->envelope;

	json_string_field(b, "file", r->file);
	json_string_field(b, "message_id", env->message_id);
	date_field(b, "date", env->date, env->date_east);
	mailbox_field(b, "from", &env->from);
	mailbox_field(b, "reply_to", &env->reply_to);
	json_string_field(b, "in_reply_to", env->in_reply_to);
	json_strings_field(b, "references", env->references, env->reference_count);
	json_string_field(b, "subject", env->subject);
}

static void asked_fields(struct buf *b, const struct reading *r)
{
	static const char *const answers[] = {"null", "\"yes\"", "\"no\""};

	json_string_field(b, "language", r->language);
	if (r->language_bare)
		json_bool_field(b, "language_bare", true);
	json_string_field(b, "kind", kinds[r->kind]);
	json_string_field(b, "disposition", dispositions[r->disposition]);
	json_strings_field(b, "reasons", r->reasons, r->reason_count);
	json_bool_field(b, "concerns", r->concerns);
	json_string_field(b, "series", r->series);
	json_put_name(b, "requests");
	requests_write(b, &r->requests);
	json_put_name(b, "guess");
	requests_write(b, &r->guess);
	if (r->wish != NULL)
		wish_field(b, r->wish);
	json_string_field(b, "writer", r->writer);
	attendees_field(b, r);
	json_strings_field(b, "open", r->open, r->open_count);
	json_put_name(b, "answer");
	json_put_word(b, answers[r->answer]);
	dates_field(b, r);
	if (r->need_count > 0)
		needs_field(b, r);
	if (r->phone[0] != '\0')
		json_string_field(b, "phone", r->phone);
}

static void message_fields(struct buf *b, const struct reading *r)
{
	if (r->bounce != NULL)
		bounce_field(b, r->bounce);
	if (r->calendar != NULL)
		calendar_field(b, r->calendar);
	parts_field(b, r);
	json_text_field(b, "text", r->text);
	lines_field(b, r);
	json_text_field(b, "own_words", r->own_words);
	json_string_field(b, "rules", r->rules);
	evidence_field(b, "marks", r->marks, r->mark_count);
}

void reading_write(struct buf *b, const struct reading *r)
{
	json_begin(b, '{');
	envelope_fields(b, r);
	asked_fields(b, r);
	message_fields(b, r);
	buf_putc(b, '}');
}

json_t *reading_to_json(const struct reading *r)
{
	struct buf text = {.max = READING_WRITTEN_MAX};

	reading_write(&text, r);
	json_t *json = json_loadb(text.p, text.len, JSON_ALLOW_NUL, NULL);
	buf_free(&text);
	return json;
}
