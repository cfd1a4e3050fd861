#include "reading/days/hours.h"

#include "reading/lines/quantities.h"

enum {
	REACH = 5,
	EVENING = 5,
	MORNING = 8, /* nothing that people are invited to begins before it */
	NOON = 12,
	HOURS = 24,
	MINUTES = 60,
};

/* What was read beside the day. */
struct hour {
	int hour, minute; /* hour -1: none */
	bool sure; /* a colon, `Uhr`, `pm` stand with it */
	int part; /* of the day: 1 before noon, 2 after, 3 evening; 0: not said */
};

/* `18`, `18:00`, `8.30 pm`; hour -1 where it is a quantity of something else. */
static struct hour clock_of(const struct study *s, const struct atom *a)
{
	const struct token *t = first_token(s, a), *end = t + a->count;
	struct hour h = {.hour = -1}, none = h;
	int spoken;

	if (quantity_spoken_at(s, a->first, a->first + a->count, &spoken) > 0)
		return (struct hour){
			.hour = spoken / MINUTES, .minute = spoken % MINUTES, .sure = true};
	if (a->kind == ATOM_NUMBER)
		h.hour = a->n;
	else if (t->kind == TOKEN_NUMBER)
		h.hour = (int)t->number;
	else if (token_means(t, SENSE_NUMBER))
		h.hour = t->meaning->n;
	for (t++; t < end; t++) {
		bool minutes = t + 1 < end && t[1].kind == TOKEN_NUMBER && t[1].joined && !h.sure;
		if (token_means(t, SENSE_CLOCK)) {
			h.sure = true;
			h.part = t->meaning->n;
		} else if (minutes && (slice_is(t->text, ":") || slice_is(t->text, "."))) {
			h.minute = (int)(++t)->number;
			h.sure = t->text.len == 2;
		} else if (t->kind == TOKEN_NUMBER && h.sure) {
			h.minute = (int)t->number; /* 18 Uhr 30 */
		} else if (t->kind == TOKEN_WORD || t->kind == TOKEN_NUMBER) {
			return none;
		}
	}
	return h.hour >= 0 && h.hour <= HOURS && h.minute >= 0 && h.minute < MINUTES ? h : none;
}

int hours_said(const struct study *s, const struct atom *a)
{
	static const enum sense until[] = {SENSE_UNTIL, SENSE_GOING};
	struct atom begin = *a;
	int spoken;

	if (quantity_spoken_at(s, a->first, a->first + a->count, &spoken) == 0) {
		for (begin.count = 1; begin.count < a->count; begin.count++) {
			const struct token *t = &s->tokens[a->first + begin.count];
			if (slice_is(t->text, "-") || TOKEN_MEANS_ANY(t, until))
				break;
		}
	}
	struct hour h = clock_of(s, &begin);
	if (h.hour < 0)
		return -1;
	if (h.hour < NOON && (h.part >= 2 || (h.part == 0 && h.hour < MORNING)))
		h.hour += NOON;
	return h.hour * MINUTES + h.minute;
}

/* The part of the day that one of the tokens says; 0. */
static int part_of(const struct study *s, size_t first, size_t count)
{
	for (size_t i = first; i < first + count; i++)
		if (token_means(&s->tokens[i], SENSE_DAY_PART))
			return s->tokens[i].meaning->n;
	return 0;
}

/* What may stand between a day and its hour. */
static bool joins(const struct study *s, const struct atom *a)
{
	return atom_is(a, ',') || atom_is(a, '-') || atom_means(a, SENSE_AT_TIME) ||
		atom_means(a, SENSE_ABOUT) || atom_means(a, SENSE_GOING) ||
		atom_means(a, SENSE_ARTICLE) || a->kind == ATOM_SILENT ||
		part_of(s, a->first, a->count) > 0;
}

/* Looks from the day in one direction; *at is where the hour stands. */
static struct hour look(const struct study *s, size_t day, int step, size_t *at)
{
	struct hour none = {.hour = -1};
	bool leads = false;
	int part = 0;
	size_t i = day;

	for (int n = 0; n < REACH; n++) {
		if ((step < 0 && i == 0) || i + 1 >= s->atom_count + (step < 0))
			return none;
		i += (size_t)step;
		const struct atom *a = &s->atoms[i];
		if (a->count == 0 || first_token(s, a)->in != first_token(s, &s->atoms[day])->in)
			return none;
		if (a->kind == ATOM_TIME || a->kind == ATOM_NUMBER) {
			struct hour h = clock_of(s, a);
			const struct atom *before = i > 0 ? a - 1 : a;
			leads = leads || (atom_means(before, SENSE_AT_TIME) && before->count == 1);
			if (h.hour < 0 || !(h.sure || leads))
				return none;
			h.part = h.part > 0 ? h.part : part;
			*at = i;
			return h;
		}
		if (!joins(s, a))
			return none;
		leads = step > 0 && atom_means(a, SENSE_AT_TIME);
		part = part > 0 ? part : part_of(s, a->first, a->count);
	}
	return none;
}

/* `um 8 Uhr abends`: behind the hour; *end is where it ends. */
static int part_behind(const struct study *s, size_t at, size_t *end)
{
	for (size_t i = at + 1; i < s->atom_count && i <= at + 3; i++) {
		const struct atom *a = &s->atoms[i];
		int part = a->count > 0 ? part_of(s, a->first, a->count) : 0;
		if (part > 0) {
			*end = a->first + a->count;
			return part;
		}
		if (!atom_means(a, SENSE_ARTICLE) && !atom_means(a, SENSE_GOING))
			return 0;
	}
	return 0;
}

int hours_beside(const struct study *s, size_t atom, size_t *first, size_t *end)
{
	const struct atom *day = &s->atoms[atom];
	size_t at = atom, last = 0;
	struct hour h = look(s, atom, 1, &at);

	if (h.hour < 0)
		h = look(s, atom, -1, &at);
	if (h.hour < 0)
		return -1;
	int part = h.part > 0 ? h.part : part_of(s, day->first, day->count);
	if (part == 0)
		part = part_behind(s, at, &last);
	/* `tonight at 7`; at 3 it may be at night */
	if (part == 0 && h.hour <= NOON && token_means(first_token(s, day), SENSE_TONIGHT)) {
		if (h.hour < EVENING)
			return -1;
		part = 3;
	}
	if (part >= 2 && h.hour < NOON)
		h.hour += NOON;
	if (part == 1 && h.hour == NOON)
		h.hour = 0;
	if (h.hour >= HOURS)
		return -1;
	const struct atom *clock = &s->atoms[at];
	*first = clock->first < *first ? clock->first : *first;
	last = last > clock->first + clock->count ? last : clock->first + clock->count;
	*end = last > *end ? last : *end;
	return h.hour * MINUTES + h.minute;
}

/* The event's hours, in minutes after midnight; false where it has several, or goes on overnight. */
static bool only_hours(const struct study *s, const struct atom *a, int *begin, int *end)
{
	size_t n = 0;

	for (size_t i = 0; i < s->series->event_count; i++) {
		const struct event *e = &s->series->events[i];
		if (!eset_has(a->events, i))
			continue;
		*begin = e->begin.hour * MINUTES + e->begin.minute;
		*end = e->end.hour * MINUTES + e->end.minute;
		n++;
	}
	return n == 1 && *end > *begin;
}

bool hours_contradict(const struct study *s, size_t atom)
{
	const struct atom *a = &s->atoms[atom];
	size_t first = a->first, last = a->first + a->count;
	int begin = 0, end = 0;

	if (!only_hours(s, a, &begin, &end))
		return false;
	int at = hours_beside(s, atom, &first, &last);
	/* `um sechs` may be eighteen o'clock; who comes an hour early helps */
	for (int half = 0; half < 2 && at >= 0; half++, at += NOON * MINUTES)
		if (at >= begin - MINUTES && at < end)
			return false;
	if (at >= 0)
		return true;
	int part = part_of(s, a->first, a->count);
	if (part == 0)
		part = part_behind(s, atom, &last);
	return (part == 1 && begin >= NOON * MINUTES) || (part == 3 && end <= NOON * MINUTES);
}
