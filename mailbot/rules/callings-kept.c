#include "rules/callings-kept.h"

#include <string.h>

/* The title's word that the key is; NULL. */
static struct call *title_word(struct making *m, struct slice key)
{
	const struct index_entry *there = index_find(&m->keys, key);

	for (size_t i = 0; i < there->count; i++)
		if (m->out->calls[there->items[i]].calls == CALLS_TITLE)
			return &m->out->calls[there->items[i]];
	return NULL;
}

void callings_join_alike(struct making *m)
{
	for (size_t i = 0; i < m->out->count; i++) {
		struct call *longer = &m->out->calls[i];
		if (longer->calls != CALLS_TITLE || longer->key.len < CALLING_PART_MIN)
			continue;
		struct call *shorter = title_word(m, slice_head(longer->key, longer->key.len - 1));
		if (shorter != NULL)
			shorter->events = longer->events = eset_or(shorter->events, longer->events);
	}
}

static bool one_venue(const struct series *series, struct eset events)
{
	const char *venue = NULL;

	for (size_t i = 0; i < series->event_count; i++) {
		if (!eset_has(events, i))
			continue;
		if (venue != NULL && strcmp(venue, series->events[i].venue) != 0)
			return false;
		venue = series->events[i].venue;
	}
	return true;
}

/* `weltoffenes Dortmund`: a word that the organiser's name or the places hold too names no event. */
static bool is_common(const struct making *m, struct slice key)
{
	const struct index_entry *there = index_find(&m->keys, key);

	for (size_t i = 0; i < there->count; i++) {
		enum calls calls = m->out->calls[there->items[i]].calls;
		if (calls == CALLS_SERIES || calls == CALLS_PLACE)
			return true;
	}
	return false;
}

/* `Integrations` of `Integrationskongress`, where the series is about `Integration`: whose every event is of it. */
static bool fronts_series(const struct making *m, struct slice key)
{
	for (size_t i = 0; i < m->out->count; i++) {
		const struct call *c = &m->out->calls[i];
		if ((c->calls == CALLS_SERIES || c->calls == CALLS_PLACE) &&
			(slice_starts(key, arena_string(m->arena, c->key)) ||
				slice_starts(c->key, arena_string(m->arena, key))))
			return true;
	}
	return false;
}

/* A word that stands in the addresses of different places (`Straße`) names none of them. */
static bool says_something(const struct making *m, const struct call *c)
{
	bool everybodys = c->calls == CALLS_PLACE && !one_venue(m->series, c->events);

	if (c->front && !c->proper && fronts_series(m, c->key))
		return false;
	return !everybodys && !(c->calls == CALLS_TITLE && !c->proper && is_common(m, c->key));
}

void callings_leave_empty(struct making *m)
{
	struct callings *out = m->out;
	struct call *calls = arena_array(m->arena, out->count, sizeof *calls);
	size_t kept = 0;

	for (size_t i = 0; i < out->count; i++)
		if (says_something(m, &out->calls[i]))
			calls[kept++] = out->calls[i];
	out->calls = calls;
	out->room = out->count;
	out->count = kept;
}
