/*
 * From JSON to a reading: the parent's side. The child may be in a stranger's hands, so nothing is
 * believed: every field is looked at before it is used, and the first odd one ends it.
 */
#include <string.h>

#include "base/limits.h"
#include "base/utf8.h"
#include "reading/json.h"

struct source {
	struct arena *a;
	const struct rules *rules;
	const struct series *series; /* the one that the reading names; NULL */
	const struct reading *r; /* as far as it stands */
	size_t letter_len;
	struct err *e;
};

static int odd(struct source *s, const char *field)
{
	return err_set(s->e, "the reading's field '%s' is missing or not as it must be", field);
}

/* An id, a keyword: short, ASCII, nothing that a terminal or a log would take for more. */
static bool is_id(const char *text)
{
	size_t n = strlen(text);

	return n <= 64 && strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789-") == n;
}

static int get_string(
	struct source *s, const json_t *object, const char *field, size_t max, const char **out)
{
	const json_t *json = json_object_get(object, field);

	if (!json_is_string(json) || json_string_length(json) > max ||
		strlen(json_string_value(json)) != json_string_length(json))
		return odd(s, field);
	*out = arena_string(
		s->a, (struct slice){json_string_value(json), json_string_length(json)});
	return 0;
}

static int get_text(
	struct source *s, const json_t *object, const char *field, size_t max, struct slice *out)
{
	const json_t *json = json_object_get(object, field);

	if (!json_is_string(json) || json_string_length(json) > max)
		return odd(s, field);
	*out = arena_copy(s->a, (struct slice){json_string_value(json), json_string_length(json)});
	return 0;
}

static int get_id(struct source *s, const json_t *object, const char *field, const char **out)
{
	if (get_string(s, object, field, 64, out) != 0)
		return -1;
	return is_id(*out) ? 0 : odd(s, field);
}

static int get_size(
	struct source *s, const json_t *json, const char *field, size_t max, size_t *out)
{
	json_int_t n = json_integer_value(json);

	if (!json_is_integer(json) || n < 0 || (uint64_t)n > max)
		return odd(s, field);
	*out = (size_t)n;
	return 0;
}

static int get_bool(struct source *s, const json_t *object, const char *field, bool *out)
{
	const json_t *json = json_object_get(object, field);

	if (!json_is_boolean(json))
		return odd(s, field);
	*out = json_is_true(json);
	return 0;
}

/* Which of `names` it says. */
static int get_choice(struct source *s, const json_t *object, const char *field,
	const char *const *names, int count, int *out)
{
	const char *text = json_string_value(json_object_get(object, field));

	for (int i = 0; text != NULL && i < count; i++)
		if (strcmp(text, names[i]) == 0) {
			*out = i;
			return 0;
		}
	return odd(s, field);
}

/* An array of at most `max`; absent counts as empty where `optional`. */
static int get_list(struct source *s, const json_t *object, const char *field, size_t max,
	bool optional, const json_t **list, size_t *count)
{
	*list = json_object_get(object, field);
	*count = json_array_size(*list);
	if (optional && *list == NULL)
		return 0;
	return json_is_array(*list) && *count <= max ? 0 : odd(s, field);
}

static int get_event(struct source *s, const json_t *json, const char *field, const char **out)
{
	const char *id = json_string_value(json);
	const struct event *event =
		id != NULL && s->series != NULL ? series_event(s->series, id) : NULL;

	if (event == NULL)
		return odd(s, field);
	*out = event->id;
	return 0;
}

static int get_ids(struct source *s, const json_t *object, const char *field, bool events,
	const char ***out, size_t *count)
{
	const json_t *list;

	if (get_list(s, object, field, SERIES_EVENTS_MAX, events, &list, count) != 0)
		return -1;
	*out = arena_array(s->a, *count, sizeof **out);
	for (size_t i = 0; i < *count; i++) {
		const json_t *item = json_array_get(list, i);
		if (events) {
			if (get_event(s, item, field, &(*out)[i]) != 0)
				return -1;
		} else {
			if (!json_is_string(item) || !is_id(json_string_value(item)))
				return odd(s, field);
			(*out)[i] = arena_string(s->a, slice_of(json_string_value(item)));
		}
	}
	return 0;
}

/* How long the text is that evidence points into. */
static size_t length_of(const struct source *s, enum evidence_in in)
{
	switch (in) {
	case IN_TEXT: return s->r->text.len;
	case IN_SUBJECT: return strlen(s->r->envelope->subject);
	case IN_FROM:
		return strlen(s->r->envelope->from.name) + strlen(s->r->envelope->from.address);
	case IN_CALENDAR: return s->r->calendar != NULL ? s->r->calendar->text.len : 0;
	}
	return 0;
}

static int get_span(struct source *s, const json_t *object, const json_t *start, const json_t *end,
	enum evidence_in *in, size_t *from, size_t *to)
{
	static const char *const places[] = {"text", "subject", "from", "calendar"};
	int place;

	if (get_choice(s, object, "in", places, 4, &place) != 0)
		return -1;
	*in = (enum evidence_in)place;
	size_t max = length_of(s, *in);
	if (get_size(s, start, "start", max, from) != 0 || get_size(s, end, "end", max, to) != 0)
		return -1;
	return *from <= *to ? 0 : odd(s, "end");
}

static int get_evidence(struct source *s, const json_t *object, const char *field,
	struct evidence **out, size_t *count)
{
	const json_t *list;

	if (get_list(s, object, field, READING_MARKS_MAX, false, &list, count) != 0)
		return -1;
	*out = arena_array(s->a, *count, sizeof **out);
	for (size_t i = 0; i < *count; i++) {
		const json_t *item = json_array_get(list, i);
		struct evidence *ev = &(*out)[i];
		if (get_id(s, item, "what", &ev->what) != 0 ||
			get_span(s, item, json_object_get(item, "start"),
				json_object_get(item, "end"), &ev->in, &ev->start, &ev->end) != 0)
			return -1;
	}
	return 0;
}

static int get_request(struct source *s, const json_t *json, bool guess, struct request *out)
{
	static const char *const actions[] = {"register", "cancel"};
	static const char *const stated[] = {"none", "total", "names"};
	const json_t *seats = json_object_get(json, "seats"),
		     *delta = json_object_get(json, "delta");
	size_t n = 0;
	int choice;

	if (get_choice(s, json, "action", actions, 2, &choice) != 0)
		return -1;
	out->action = (enum request_action)choice;
	if (get_choice(s, json, "stated", stated, 3, &choice) != 0)
		return -1;
	out->stated = (enum seats_stated)choice;
	if (get_event(s, json_object_get(json, "event"), "event", &out->event) != 0)
		return -1;
	if (!json_is_null(seats) && get_size(s, seats, "seats", GUESS_SEATS_MAX, &n) != 0)
		return -1;
	out->seats = (int)n;
	if (!guess &&
		(out->action == ACTION_REGISTER ? out->seats < 1 || out->seats > SEATS_MAX
						: out->seats != 0))
		return odd(s, "seats");
	if (get_bool(s, json, "change", &out->change) != 0 ||
		get_bool(s, json, "own", &out->own) != 0)
		return -1;
	if (delta != NULL || json_object_get(json, "who") != NULL) {
		json_int_t d = json_integer_value(delta);
		if (!guess || d < -GUESS_SEATS_MAX || d > GUESS_SEATS_MAX)
			return odd(s, "delta");
		out->delta = (int)d;
		if (json_object_get(json, "who") != NULL &&
			get_string(s, json, "who", NAME_BYTES_MAX, &out->who) != 0)
			return -1;
	}
	return get_evidence(s, json, "evidence", &out->evidence, &out->evidence_count);
}

static int get_requests(
	struct source *s, const json_t *object, const char *field, bool guess, struct requests *out)
{
	const json_t *list;

	if (get_list(s, object, field, 2 * SERIES_EVENTS_MAX, false, &list, &out->count) != 0)
		return -1;
	out->items = arena_array(s->a, out->count, sizeof *out->items);
	for (size_t i = 0; i < out->count; i++)
		if (get_request(s, json_array_get(list, i), guess, &out->items[i]) != 0)
			return -1;
	return 0;
}

static int get_attendees(struct source *s, const json_t *object, struct reading *r)
{
	const json_t *list;

	if (get_list(s, object, "attendees", ATTENDEES_MAX, false, &list, &r->attendee_count) != 0)
		return -1;
	r->attendees = arena_array(s->a, r->attendee_count, sizeof *r->attendees);
	for (size_t i = 0; i < r->attendee_count; i++) {
		const json_t *item = json_array_get(list, i);
		struct attendee *who = &r->attendees[i];
		if (get_string(s, item, "name", NAME_BYTES_MAX, &who->name) != 0)
			return -1;
		if (json_object_get(item, "organisation") != NULL &&
			get_string(s, item, "organisation", NAME_BYTES_MAX, &who->organisation) !=
				0)
			return -1;
		if (get_ids(s, item, "events", true, &who->events, &who->event_count) != 0)
			return -1;
	}
	return 0;
}

static int get_dates(struct source *s, const json_t *object, struct reading *r)
{
	const json_t *list;

	if (get_list(s, object, "dates", READING_MARKS_MAX, false, &list, &r->date_count) != 0)
		return -1;
	r->dates = arena_array(s->a, r->date_count, sizeof *r->dates);
	for (size_t i = 0; i < r->date_count; i++) {
		const json_t *item = json_array_get(list, i), *span = json_object_get(item, "span");
		struct date_mention *d = &r->dates[i];
		if (get_string(s, item, "value", 32, &d->value) != 0 ||
			get_string(s, item, "text", SUBJECT_BYTES_MAX, &d->text) != 0 ||
			get_span(s, item, json_array_get(span, 0), json_array_get(span, 1), &d->in,
				&d->start, &d->end) != 0)
			return -1;
	}
	return 0;
}

static int get_needs(struct source *s, const json_t *object, struct reading *r)
{
	const json_t *list;

	if (get_list(s, object, "needs", READING_MARKS_MAX, true, &list, &r->need_count) != 0)
		return -1;
	r->needs = arena_array(s->a, r->need_count, sizeof *r->needs);
	for (size_t i = 0; i < r->need_count; i++) {
		const json_t *item = json_array_get(list, i), *span = json_object_get(item, "span");
		struct need *n = &r->needs[i];
		if (get_id(s, item, "what", &n->what) != 0 ||
			get_span(s, item, json_array_get(span, 0), json_array_get(span, 1), &n->in,
				&n->start, &n->end) != 0)
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
	if (get_string(s, json, "address", ADDRESS_BYTES_MAX, &b->address) != 0 ||
		get_bool(s, json, "permanent", &b->permanent) != 0 ||
		get_string(s, json, "message_id", SUBJECT_BYTES_MAX, &b->message_id) != 0)
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
	if (get_string(s, json, "method", 64, &c->method) != 0 ||
		get_string(s, json, "uid", SUBJECT_BYTES_MAX, &c->uid) != 0 ||
		get_string(s, json, "attendee", ADDRESS_BYTES_MAX, &c->attendee) != 0 ||
		get_string(s, json, "summary", HEADER_BYTES_MAX, &c->summary) != 0 ||
		get_string(s, json, "comment", HEADER_BYTES_MAX, &c->comment) != 0 ||
		get_choice(s, json, "partstat", partstats, 4, &partstat) != 0 ||
		get_text(s, json, "text", TEXT_BYTES_MAX, &c->text) != 0)
		return -1;
	if (!json_is_integer(json_object_get(json, "begin")))
		return odd(s, "begin");
	c->partstat = (enum partstat)partstat;
	c->begin = json_integer_value(json_object_get(json, "begin"));
	r->calendar = c;
	return 0;
}

static int get_parts(struct source *s, const json_t *object, struct reading *r)
{
	static const char *const roles[] = {"text", "attachment"};
	const json_t *list;
	struct part *parts;

	if (get_list(s, object, "parts", PARTS_MAX, false, &list, &r->part_count) != 0)
		return -1;
	r->parts = parts = arena_array(s->a, r->part_count, sizeof *parts);
	for (size_t i = 0; i < r->part_count; i++) {
		const json_t *item = json_array_get(list, i);
		struct part *p = &parts[i];
		int role;
		if (get_string(s, item, "type", SUBJECT_BYTES_MAX, &p->type) != 0 ||
			get_string(s, item, "name", SUBJECT_BYTES_MAX, &p->name) != 0 ||
			get_choice(s, item, "role", roles, 2, &role) != 0 ||
			get_size(s, json_object_get(item, "start"), "start", s->letter_len,
				&p->start) != 0 ||
			get_size(s, json_object_get(item, "end"), "end", s->letter_len, &p->end) !=
				0)
			return -1;
		if (p->start > p->end)
			return odd(s, "end");
		p->role = (enum part_role)role;
	}
	return 0;
}

static int get_lines(struct source *s, const json_t *object, struct reading *r)
{
	const json_t *list;
	struct line *lines;
	size_t before = 0;

	if (get_list(s, object, "lines", READING_LINES_MAX, false, &list, &r->line_count) != 0)
		return -1;
	r->lines = lines = arena_array(s->a, r->line_count, sizeof *lines);
	for (size_t i = 0; i < r->line_count; i++) {
		const json_t *item = json_array_get(list, i);
		struct line *l = &lines[i];
		int sort;
		if (get_choice(s, item, "sort", line_sort_names, LINE_SORTS, &sort) != 0 ||
			get_size(s, json_object_get(item, "start"), "start", r->text.len,
				&l->start) != 0 ||
			get_size(s, json_object_get(item, "end"), "end", r->text.len, &l->end) != 0)
			return -1;
		if (l->start < before || l->start > l->end)
			return odd(s, "lines");
		before = l->end;
		l->sort = (enum line_sort)sort;
		l->answered = json_is_true(json_object_get(item, "answered"));
	}
	return 0;
}

static int get_series(struct source *s, const json_t *json, struct reading *r)
{
	if (get_string(s, json, "series", 64, &r->series) != 0)
		return -1;
	s->series = rules_series(s->rules, r->series);
	return r->series[0] == '\0' || s->series != NULL ? 0 : odd(s, "series");
}

static int get_verdict(struct source *s, const json_t *json, struct reading *r)
{
	static const char *const dispositions[] = {"act", "act+review", "review", "ignore"};
	static const char *const kinds[] = {"request", "other", "automatic"};
	static const char *const answers[] = {"yes", "no"};
	int disposition, kind, answer = -1;

	if (get_choice(s, json, "disposition", dispositions, 4, &disposition) != 0 ||
		get_choice(s, json, "kind", kinds, 3, &kind) != 0 ||
		get_id(s, json, "language", &r->language) != 0 ||
		get_ids(s, json, "reasons", false, &r->reasons, &r->reason_count) != 0 ||
		get_bool(s, json, "concerns", &r->concerns) != 0)
		return -1;
	if (!json_is_null(json_object_get(json, "answer")) &&
		get_choice(s, json, "answer", answers, 2, &answer) != 0)
		return -1;
	r->disposition = (enum disposition)disposition;
	r->kind = (enum reading_kind)kind;
	r->answer = (enum answer)(answer + 1);
	return 0;
}

static int get_rest(struct source *s, const json_t *json, struct reading *r)
{
	if (get_requests(s, json, "requests", false, &r->requests) != 0 ||
		get_requests(s, json, "guess", true, &r->guess) != 0 ||
		get_string(s, json, "writer", NAME_BYTES_MAX, &r->writer) != 0 ||
		get_attendees(s, json, r) != 0 ||
		get_ids(s, json, "open", true, &r->open, &r->open_count) != 0 ||
		get_dates(s, json, r) != 0 || get_needs(s, json, r) != 0 ||
		get_parts(s, json, r) != 0 ||
		get_text(s, json, "own_words", 2 * TEXT_BYTES_MAX, &r->own_words) != 0 ||
		get_id(s, json, "rules", &r->rules) != 0 ||
		get_evidence(s, json, "marks", &r->marks, &r->mark_count) != 0)
		return -1;
	r->phone = "";
	return json_object_get(json, "phone") == NULL ? 0
						      : get_string(s, json, "phone", 64, &r->phone);
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
	if (get_text(&s, json, "text", TEXT_BYTES_MAX, &r->text) != 0 ||
		get_calendar(&s, json, r) != 0 || get_bounce(&s, json, r) != 0 ||
		get_lines(&s, json, r) != 0 || get_series(&s, json, r) != 0 ||
		get_verdict(&s, json, r) != 0 || get_rest(&s, json, r) != 0)
		return -1;
	bool acts = r->disposition == DISPOSITION_ACT || r->disposition == DISPOSITION_ACT_REVIEW;
	if (acts != (r->requests.count > 0))
		return odd(&s, "requests");
	if ((r->kind == KIND_AUTOMATIC) != (r->disposition == DISPOSITION_IGNORE))
		return odd(&s, "kind");
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
	if (kind == NULL || kind[0] == '\0' || !is_id(kind))
		return err_set(e, "'kind' is missing; expected for example \"confirmation\"");
	s.series = series != NULL ? rules_series(rules, series) : NULL;
	if (s.series == NULL)
		return err_set(e, "'series' is missing or names none of the series in the rules");
	if (get_ids(&s, json, "events", true, &ctx->events, &ctx->event_count) != 0)
		return err_set(
			e, "'events' must be a list of ids of events of series %s", s.series->id);
	ctx->kind = arena_string(a, slice_of(kind));
	ctx->series = s.series->id;
	*out = ctx;
	return 0;
}
