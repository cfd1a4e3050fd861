/*
 * From JSON to a reading: the parent's side. The child may be in a stranger's hands, so nothing is
 * believed: every field is looked at before it is used, and the first odd one ends it.
 */
#include <string.h>

#include "base/limits.h"
#include "reading/json/json-get.h"
#include "reading/json/json.h"

static int get_request(struct source *s, const json_t *json, bool guess, struct request *out)
{
	static const char *const actions[] = {"register", "cancel"};
	static const char *const stated[] = {"none", "total", "names"};
	const json_t *seats = json_object_get(json, "seats"),
		     *delta = json_object_get(json, "delta");
	size_t n = 0;
	int choice;

	if (json_get_choice(s, json, "action", actions, 2, &choice) != 0)
		return -1;
	out->action = (enum request_action)choice;
	if (json_get_choice(s, json, "stated", stated, 3, &choice) != 0)
		return -1;
	out->stated = (enum seats_stated)choice;
	if (json_get_event(s, json_object_get(json, "event"), "event", &out->event) != 0)
		return -1;
	if (!json_is_null(seats) && json_get_size(s, seats, "seats", GUESS_SEATS_MAX, &n) != 0)
		return -1;
	out->seats = (int)n;
	if (!guess &&
		(out->action == ACTION_REGISTER ? out->seats < 1 || out->seats > SEATS_MAX
						: out->seats != 0))
		return json_odd(s, "seats");
	if (json_get_bool(s, json, "change", &out->change) != 0 ||
		json_get_bool(s, json, "own", &out->own) != 0 ||
		json_may_bool(s, json, "instead", &out->instead) != 0 ||
		json_may_bool(s, json, "alone", &out->alone) != 0)
		return -1;
	if (delta != NULL || json_object_get(json, "who") != NULL) {
		json_int_t d = json_integer_value(delta);
		if (!guess || d < -GUESS_SEATS_MAX || d > GUESS_SEATS_MAX)
			return json_odd(s, "delta");
		out->delta = (int)d;
		if (json_object_get(json, "who") != NULL &&
			json_get_string(s, json, "who", NAME_BYTES_MAX, &out->who) != 0)
			return -1;
	}
	return json_get_evidence(s, json, "evidence", &out->evidence, &out->evidence_count);
}

static int get_requests(
	struct source *s, const json_t *object, const char *field, bool guess, struct requests *out)
{
	const json_t *list;

	if (json_get_list(s, object, field, 2 * SERIES_EVENTS_MAX, false, &list, &out->count) != 0)
		return -1;
	out->items = arena_array(s->a, out->count, sizeof *out->items);
	for (size_t i = 0; i < out->count; i++)
		if (get_request(s, json_array_get(list, i), guess, &out->items[i]) != 0)
			return -1;
	return 0;
}

static int get_wish(struct source *s, const json_t *object, struct reading *r)
{
	static const char *const actions[] = {"register", "cancel"};
	static const char *const stated[] = {"none", "total", "names"};
	const json_t *json = json_object_get(object, "wish");
	int action = 0, from = 0;
	size_t seats = 0;

	if (json == NULL)
		return 0;
	const json_t *number = json_object_get(json, "seats");
	if (json_get_choice(s, json, "action", actions, 2, &action) != 0 ||
		json_get_choice(s, json, "stated", stated, 3, &from) != 0 ||
		(!json_is_null(number) &&
			json_get_size(s, number, "seats", SEATS_MAX, &seats) != 0))
		return -1;
	r->wish = arena_alloc(s->a, sizeof *r->wish);
	*r->wish = (struct request){.action = (enum request_action)action,
		.event = "",
		.seats = (int)seats,
		.stated = (enum seats_stated)from};
	if (json_object_get(json, "instead") != NULL &&
		(json_get_bool(s, json, "instead", &r->wish->instead) != 0 ||
			json_get_bool(s, json, "own", &r->wish->own) != 0))
		return -1;
	return json_may_bool(s, json, "alone", &r->wish->alone);
}

static int get_attendees(struct source *s, const json_t *object, struct reading *r)
{
	const json_t *list;

	if (json_get_list(
		    s, object, "attendees", ATTENDEES_MAX, false, &list, &r->attendee_count) != 0)
		return -1;
	r->attendees = arena_array(s->a, r->attendee_count, sizeof *r->attendees);
	for (size_t i = 0; i < r->attendee_count; i++) {
		const json_t *item = json_array_get(list, i);
		struct attendee *who = &r->attendees[i];
		if (json_get_string(s, item, "name", NAME_BYTES_MAX, &who->name) != 0)
			return -1;
		if (json_object_get(item, "organisation") != NULL &&
			json_get_string(
				s, item, "organisation", NAME_BYTES_MAX, &who->organisation) != 0)
			return -1;
		if (json_get_ids(s, item, "events", true, &who->events, &who->event_count) != 0)
			return -1;
	}
	return 0;
}

static int get_dates(struct source *s, const json_t *object, struct reading *r)
{
	const json_t *list;

	if (json_get_list(s, object, "dates", READING_MARKS_MAX, false, &list, &r->date_count) != 0)
		return -1;
	r->dates = arena_array(s->a, r->date_count, sizeof *r->dates);
	for (size_t i = 0; i < r->date_count; i++) {
		const json_t *item = json_array_get(list, i), *span = json_object_get(item, "span");
		struct date_mention *d = &r->dates[i];
		if (json_get_string(s, item, "value", 32, &d->value) != 0 ||
			json_get_string(s, item, "text", SUBJECT_BYTES_MAX, &d->text) != 0 ||
			json_get_span(s, item, json_array_get(span, 0), json_array_get(span, 1),
				&d->in, &d->start, &d->end) != 0)
			return -1;
	}
	return 0;
}

static int get_needs(struct source *s, const json_t *object, struct reading *r)
{
	const json_t *list;

	if (json_get_list(s, object, "needs", READING_MARKS_MAX, true, &list, &r->need_count) != 0)
		return -1;
	r->needs = arena_array(s->a, r->need_count, sizeof *r->needs);
	for (size_t i = 0; i < r->need_count; i++) {
		const json_t *item = json_array_get(list, i), *span = json_object_get(item, "span");
		struct need *n = &r->needs[i];
		if (json_get_id(s, item, "what", &n->what) != 0 ||
			json_get_span(s, item, json_array_get(span, 0), json_array_get(span, 1),
				&n->in, &n->start, &n->end) != 0)
			return -1;
	}
	return 0;
}

static int get_bounce(struct source *s, const json_t *object, struct reading *r)
{
	const json_t *json = json_object_get(object, "bounce");
	struct bounce *b;

	if (json == NULL)
		return 0;
	b = arena_alloc(s->a, sizeof *b);
	if (json_get_string(s, json, "address", ADDRESS_BYTES_MAX, &b->address) != 0 ||
		json_get_bool(s, json, "permanent", &b->permanent) != 0 ||
		json_get_string(s, json, "message_id", SUBJECT_BYTES_MAX, &b->message_id) != 0)
		return -1;
	r->bounce = b;
	return 0;
}

static int get_calendar(struct source *s, const json_t *object, struct reading *r)
{
	static const char *const partstats[] = {"accepted", "declined", "tentative", "other"};
	const json_t *json = json_object_get(object, "calendar");
	struct calendar_reply *c;
	int partstat;

	if (json == NULL)
		return 0;
	c = arena_alloc(s->a, sizeof *c);
	if (json_get_string(s, json, "method", 64, &c->method) != 0 ||
		json_get_string(s, json, "uid", SUBJECT_BYTES_MAX, &c->uid) != 0 ||
		json_get_string(s, json, "attendee", ADDRESS_BYTES_MAX, &c->attendee) != 0 ||
		json_get_string(s, json, "summary", HEADER_BYTES_MAX, &c->summary) != 0 ||
		json_get_string(s, json, "comment", HEADER_BYTES_MAX, &c->comment) != 0 ||
		json_get_choice(s, json, "partstat", partstats, 4, &partstat) != 0 ||
		json_get_text(s, json, "text", TEXT_BYTES_MAX, &c->text) != 0)
		return -1;
	if (!json_is_integer(json_object_get(json, "begin")))
		return json_odd(s, "begin");
	c->partstat = (enum partstat)partstat;
	c->start = ""; /* what it says has been decided */
	c->begin = json_integer_value(json_object_get(json, "begin"));
	r->calendar = c;
	return 0;
}

static int get_parts(struct source *s, const json_t *object, struct reading *r)
{
	static const char *const roles[] = {"text", "attachment"};
	const json_t *list;
	struct part *parts;

	if (json_get_list(s, object, "parts", PARTS_MAX, false, &list, &r->part_count) != 0)
		return -1;
	r->parts = parts = arena_array(s->a, r->part_count, sizeof *parts);
	for (size_t i = 0; i < r->part_count; i++) {
		const json_t *item = json_array_get(list, i);
		struct part *p = &parts[i];
		int role;
		if (json_get_string(s, item, "type", SUBJECT_BYTES_MAX, &p->type) != 0 ||
			json_get_string(s, item, "name", SUBJECT_BYTES_MAX, &p->name) != 0 ||
			json_get_choice(s, item, "role", roles, 2, &role) != 0 ||
			json_get_size(s, json_object_get(item, "start"), "start", s->letter_len,
				&p->start) != 0 ||
			json_get_size(s, json_object_get(item, "end"), "end", s->letter_len,
				&p->end) != 0)
			return -1;
		if (p->start > p->end)
			return json_odd(s, "end");
		p->role = (enum part_role)role;
	}
	return 0;
}

static int get_lines(struct source *s, const json_t *object, struct reading *r)
{
	const json_t *list;
	struct line *lines;
	size_t before = 0;

	if (json_get_list(s, object, "lines", READING_LINES_MAX, false, &list, &r->line_count) != 0)
		return -1;
	r->lines = lines = arena_array(s->a, r->line_count, sizeof *lines);
	for (size_t i = 0; i < r->line_count; i++) {
		const json_t *item = json_array_get(list, i);
		struct line *l = &lines[i];
		int sort;
		if (json_get_choice(s, item, "sort", line_sort_names, LINE_SORTS, &sort) != 0 ||
			json_get_size(s, json_object_get(item, "start"), "start", r->text.len,
				&l->start) != 0 ||
			json_get_size(
				s, json_object_get(item, "end"), "end", r->text.len, &l->end) != 0)
			return -1;
		if (l->start < before || l->start > l->end)
			return json_odd(s, "lines");
		before = l->end;
		l->sort = (enum line_sort)sort;
		l->answered = json_is_true(json_object_get(item, "answered"));
	}
	return 0;
}

static int get_series(struct source *s, const json_t *json, struct reading *r)
{
	if (json_get_string(s, json, "series", 64, &r->series) != 0)
		return -1;
	s->series = rules_series(s->rules, r->series);
	return r->series[0] == '\0' || s->series != NULL ? 0 : json_odd(s, "series");
}

static int get_verdict(struct source *s, const json_t *json, struct reading *r)
{
	static const char *const dispositions[] = {"act", "act+review", "review", "ignore"};
	static const char *const kinds[] = {"request", "other", "automatic"};
	static const char *const answers[] = {"yes", "no"};
	int disposition, kind, answer = -1;

	if (json_get_choice(s, json, "disposition", dispositions, 4, &disposition) != 0 ||
		json_get_choice(s, json, "kind", kinds, 3, &kind) != 0 ||
		json_get_id(s, json, "language", &r->language) != 0 ||
		json_may_bool(s, json, "language_bare", &r->language_bare) != 0 ||
		json_get_ids(s, json, "reasons", false, &r->reasons, &r->reason_count) != 0 ||
		json_get_bool(s, json, "concerns", &r->concerns) != 0)
		return -1;
	if (!json_is_null(json_object_get(json, "answer")) &&
		json_get_choice(s, json, "answer", answers, 2, &answer) != 0)
		return -1;
	r->disposition = (enum disposition)disposition;
	r->kind = (enum reading_kind)kind;
	r->answer = (enum answer)(answer + 1);
	return 0;
}

static int get_rest(struct source *s, const json_t *json, struct reading *r)
{
	if (get_requests(s, json, "requests", false, &r->requests) != 0 ||
		get_requests(s, json, "guess", true, &r->guess) != 0 || get_wish(s, json, r) != 0 ||
		json_get_string(s, json, "writer", NAME_BYTES_MAX, &r->writer) != 0 ||
		get_attendees(s, json, r) != 0 ||
		json_get_ids(s, json, "open", true, &r->open, &r->open_count) != 0 ||
		get_dates(s, json, r) != 0 || get_needs(s, json, r) != 0 ||
		get_parts(s, json, r) != 0 ||
		json_get_text(s, json, "own_words", 2 * TEXT_BYTES_MAX, &r->own_words) != 0 ||
		json_get_id(s, json, "rules", &r->rules) != 0 ||
		json_get_evidence(s, json, "marks", &r->marks, &r->mark_count) != 0)
		return -1;
	r->phone = "";
	return json_object_get(json, "phone") == NULL
		? 0
		: json_get_string(s, json, "phone", 64, &r->phone);
}

int reading_from_json(struct arena *a, const json_t *json, size_t letter_len,
	const struct envelope *env, const char *file, const struct rules *rules,
	struct reading **out, struct err *e)
{
	struct reading *r = arena_alloc(a, sizeof *r);
	struct source s = {.a = a, .rules = rules, .r = r, .letter_len = letter_len, .e = e};

	r->file = file;
	r->envelope = env;
	if (!json_is_object(json))
		return err_set(e, "the reading is no object");
	if (json_get_text(&s, json, "text", TEXT_BYTES_MAX, &r->text) != 0 ||
		get_calendar(&s, json, r) != 0 || get_bounce(&s, json, r) != 0 ||
		get_lines(&s, json, r) != 0 || get_series(&s, json, r) != 0 ||
		get_verdict(&s, json, r) != 0 || get_rest(&s, json, r) != 0)
		return -1;
	bool acts = r->disposition == DISPOSITION_ACT || r->disposition == DISPOSITION_ACT_REVIEW;
	if (acts != (r->requests.count > 0))
		return json_odd(&s, "requests");
	if ((r->kind == KIND_AUTOMATIC) != (r->disposition == DISPOSITION_IGNORE))
		return json_odd(&s, "kind");
	*out = r;
	return 0;
}

json_t *context_to_json(const struct context *ctx)
{
	json_t *events = json_array();

	for (size_t i = 0; i < ctx->event_count; i++)
		json_array_append_new(events, json_string(ctx->events[i]));
	return json_pack(
		"{s:s, s:s, s:o}", "kind", ctx->kind, "series", ctx->series, "events", events);
}

int context_from_json(struct arena *a, const json_t *json, const struct rules *rules,
	struct context **out, struct err *e)
{
	struct source s = {.a = a, .rules = rules, .e = e};
	struct context *ctx = arena_alloc(a, sizeof *ctx);
	const char *key;
	json_t *value;

	if (!json_is_object(json))
		return err_set(
			e, "expected an object {\"kind\": …, \"series\": …, \"events\": […]}");
	json_object_foreach((json_t *)json, key, value) if (strcmp(key, "kind") != 0 &&
		strcmp(key, "series") != 0 && strcmp(key, "events") != 0) return err_set(e,
		"unknown key '%s'; expected kind, series, events", key);
	const char *kind = json_string_value(json_object_get(json, "kind"));
	const char *series = json_string_value(json_object_get(json, "series"));
	if (kind == NULL || kind[0] == '\0' || !json_is_id(kind))
		return err_set(e, "'kind' is missing; expected for example \"confirmation\"");
	s.series = series != NULL ? rules_series(rules, series) : NULL;
	if (s.series == NULL)
		return err_set(e, "'series' is missing or names none of the series in the rules");
	if (json_get_ids(&s, json, "events", true, &ctx->events, &ctx->event_count) != 0)
		return err_set(
			e, "'events' must be a list of ids of events of series %s", s.series->id);
	ctx->kind = arena_string(a, slice_of(kind));
	ctx->series = s.series->id;
	*out = ctx;
	return 0;
}
