#include "reading/json/json-get.h"

#include <string.h>

#include "base/limits.h"

int json_odd(struct source *s, const char *field)
{
	return err_set(s->e, "the reading's field '%s' is missing or not as it must be", field);
}

bool json_is_id(struct slice text)
{
	bool fits = text.len <= 64;

	for (size_t i = 0; fits && i < text.len; i++)
		fits = (text.p[i] >= 'a' && text.p[i] <= 'z') ||
			(text.p[i] >= '0' && text.p[i] <= '9') || text.p[i] == '-';
	return fits;
}

int json_get_string(struct source *s, const struct value *object, const char *field, size_t max,
	const char **out)
{
	const struct value *json = value_member(object, field);

	if (!value_is(json, VALUE_STRING) || json->text.len > max ||
		slice_find(json->text, '\0') >= 0)
		return json_odd(s, field);
	*out = arena_string(s->a, json->text);
	return 0;
}

int json_get_text(struct source *s, const struct value *object, const char *field, size_t max,
	struct slice *out)
{
	const struct value *json = value_member(object, field);

	if (!value_is(json, VALUE_STRING) || json->text.len > max)
		return json_odd(s, field);
	*out = arena_copy(s->a, json->text);
	return 0;
}

int json_get_id(struct source *s, const struct value *object, const char *field, const char **out)
{
	if (json_get_string(s, object, field, 64, out) != 0)
		return -1;
	return json_is_id(slice_of(*out)) ? 0 : json_odd(s, field);
}

int json_get_size(
	struct source *s, const struct value *json, const char *field, size_t max, size_t *out)
{
	if (!value_is(json, VALUE_NUMBER) || json->number < 0 || (uint64_t)json->number > max)
		return json_odd(s, field);
	*out = (size_t)json->number;
	return 0;
}

int json_get_bool(struct source *s, const struct value *object, const char *field, bool *out)
{
	const struct value *json = value_member(object, field);

	if (!value_is(json, VALUE_BOOL))
		return json_odd(s, field);
	*out = json->yes;
	return 0;
}

int json_get_choice(struct source *s, const struct value *object, const char *field,
	const char *const *names, int count, int *out)
{
	const struct value *json = value_member(object, field);

	for (int i = 0; value_is(json, VALUE_STRING) && i < count; i++)
		if (slice_is(json->text, names[i])) {
			*out = i;
			return 0;
		}
	return json_odd(s, field);
}

int json_get_list(struct source *s, const struct value *object, const char *field, size_t max,
	bool optional, const struct value **first, size_t *count)
{
	const struct value *list = value_member(object, field);

	*first = NULL;
	*count = 0;
	if (optional && list == NULL)
		return 0;
	if (!value_is(list, VALUE_LIST) || list->count > max)
		return json_odd(s, field);
	*first = list->first;
	*count = list->count;
	return 0;
}

int json_get_event(struct source *s, const struct value *json, const char *field, const char **out)
{
	size_t count =
		value_is(json, VALUE_STRING) && s->series != NULL ? s->series->event_count : 0;

	for (size_t i = 0; i < count; i++)
		if (slice_is(json->text, s->series->events[i].id)) {
			*out = s->series->events[i].id;
			return 0;
		}
	return json_odd(s, field);
}

int json_get_ids(struct source *s, const struct value *object, const char *field, bool events,
	const char ***out, size_t *count)
{
	const struct value *item;

	if (json_get_list(s, object, field, SERIES_EVENTS_MAX, events, &item, count) != 0)
		return -1;
	*out = arena_array(s->a, *count, sizeof **out);
	for (size_t i = 0; item != NULL; i++, item = item->next) {
		if (events && json_get_event(s, item, field, &(*out)[i]) != 0)
			return -1;
		if (events)
			continue;
		if (!value_is(item, VALUE_STRING) || !json_is_id(item->text))
			return json_odd(s, field);
		(*out)[i] = arena_string(s->a, item->text);
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

int json_get_span(struct source *s, const struct value *object, const struct value *start,
	const struct value *end, enum evidence_in *in, size_t *from, size_t *to)
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

int json_get_evidence(struct source *s, const struct value *object, const char *field,
	struct evidence **out, size_t *count)
{
	const struct value *item;

	if (json_get_list(s, object, field, READING_MARKS_MAX, false, &item, count) != 0)
		return -1;
	*out = arena_array(s->a, *count, sizeof **out);
	for (size_t i = 0; item != NULL; i++, item = item->next) {
		struct evidence *ev = &(*out)[i];
		if (json_get_id(s, item, "what", &ev->what) != 0 ||
			json_get_span(s, item, value_member(item, "start"),
				value_member(item, "end"), &ev->in, &ev->start, &ev->end) != 0)
			return -1;
	}
	return 0;
}
