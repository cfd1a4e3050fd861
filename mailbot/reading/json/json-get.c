#include "reading/json/json-get.h"

#include <string.h>

#include "base/limits.h"

int json_odd(struct source *s, const char *field)
{
	return err_set(s->e, "the reading's field '%s' is missing or not as it must be", field);
}

bool json_is_id(const char *text)
{
	size_t n = strlen(text);

	return n <= 64 && strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789-") == n;
}

int json_get_string(
	struct source *s, const json_t *object, const char *field, size_t max, const char **out)
{
	const json_t *json = json_object_get(object, field);

	if (!json_is_string(json) || json_string_length(json) > max ||
		strlen(json_string_value(json)) != json_string_length(json))
		return json_odd(s, field);
	*out = arena_string(
		s->a, (struct slice){json_string_value(json), json_string_length(json)});
	return 0;
}

int json_get_text(
	struct source *s, const json_t *object, const char *field, size_t max, struct slice *out)
{
	const json_t *json = json_object_get(object, field);

	if (!json_is_string(json) || json_string_length(json) > max)
		return json_odd(s, field);
	*out = arena_copy(s->a, (struct slice){json_string_value(json), json_string_length(json)});
	return 0;
}

int json_get_id(struct source *s, const json_t *object, const char *field, const char **out)
{
	if (json_get_string(s, object, field, 64, out) != 0)
		return -1;
	return json_is_id(*out) ? 0 : json_odd(s, field);
}

int json_get_size(struct source *s, const json_t *json, const char *field, size_t max, size_t *out)
{
	json_int_t n = json_integer_value(json);

	if (!json_is_integer(json) || n < 0 || (uint64_t)n > max)
		return json_odd(s, field);
	*out = (size_t)n;
	return 0;
}

int json_get_bool(struct source *s, const json_t *object, const char *field, bool *out)
{
	const json_t *json = json_object_get(object, field);

	if (!json_is_boolean(json))
		return json_odd(s, field);
	*out = json_is_true(json);
	return 0;
}

int json_may_bool(struct source *s, const json_t *object, const char *field, bool *out)
{
	return json_object_get(object, field) != NULL ? json_get_bool(s, object, field, out) : 0;
}

int json_get_choice(struct source *s, const json_t *object, const char *field,
	const char *const *names, int count, int *out)
{
	const char *text = json_string_value(json_object_get(object, field));

	for (int i = 0; text != NULL && i < count; i++)
		if (strcmp(text, names[i]) == 0) {
			*out = i;
			return 0;
		}
	return json_odd(s, field);
}

int json_get_list(struct source *s, const json_t *object, const char *field, size_t max,
	bool optional, const json_t **list, size_t *count)
{
	*list = json_object_get(object, field);
	*count = json_array_size(*list);
	if (optional && *list == NULL)
		return 0;
	return json_is_array(*list) && *count <= max ? 0 : json_odd(s, field);
}

int json_get_event(struct source *s, const json_t *json, const char *field, const char **out)
{
	const char *id = json_string_value(json);
	const struct event *event =
		id != NULL && s->series != NULL ? series_event(s->series, id) : NULL;

	if (event == NULL)
		return json_odd(s, field);
	*out = event->id;
	return 0;
}

int json_get_ids(struct source *s, const json_t *object, const char *field, bool events,
	const char ***out, size_t *count)
{
	const json_t *list;

	if (json_get_list(s, object, field, SERIES_EVENTS_MAX, events, &list, count) != 0)
		return -1;
	*out = arena_array(s->a, *count, sizeof **out);
	for (size_t i = 0; i < *count; i++) {
		const json_t *item = json_array_get(list, i);
		if (events) {
			if (json_get_event(s, item, field, &(*out)[i]) != 0)
				return -1;
		} else {
			if (!json_is_string(item) || !json_is_id(json_string_value(item)))
				return json_odd(s, field);
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

int json_get_span(struct source *s, const json_t *object, const json_t *start, const json_t *end,
	enum evidence_in *in, size_t *from, size_t *to)
{
	static const char *const places[] = {"text", "subject", "from", "calendar"};
	int place;

	if (json_get_choice(s, object, "in", places, 4, &place) != 0)
		return -1;
	*in = (enum evidence_in)place;
	size_t max = length_of(s, *in);
	if (json_get_size(s, start, "start", max, from) != 0 ||
		json_get_size(s, end, "end", max, to) != 0)
		return -1;
	return *from <= *to ? 0 : json_odd(s, "end");
}

int json_get_evidence(struct source *s, const json_t *object, const char *field,
	struct evidence **out, size_t *count)
{
	const json_t *list;

	if (json_get_list(s, object, field, READING_MARKS_MAX, false, &list, count) != 0)
		return -1;
	*out = arena_array(s->a, *count, sizeof **out);
	for (size_t i = 0; i < *count; i++) {
		const json_t *item = json_array_get(list, i);
		struct evidence *ev = &(*out)[i];
		if (json_get_id(s, item, "what", &ev->what) != 0 ||
			json_get_span(s, item, json_object_get(item, "start"),
				json_object_get(item, "end"), &ev->in, &ev->start, &ev->end) != 0)
			return -1;
	}
	return 0;
}
