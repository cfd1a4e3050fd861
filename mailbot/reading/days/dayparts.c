#include "reading/days/dayparts.h"

enum { GLUE_MAX = 3, HOUR = 60, DAY_MINUTES = 24 * 60, WEEK = 7, NEW_DAY = 7 /* o'clock */ };

/* Minutes after midnight. */
struct hours {
	int from, to;
};

/* By the n of a word; the first tells no event. */
static const struct hours parts[] = {
	{0, 0}, {5 * HOUR, 12 * HOUR}, {13 * HOUR, 18 * HOUR}, {18 * HOUR, DAY_MINUTES}};

static bool is_glue(const struct token *t)
{
	return t->kind == TOKEN_WORD &&
		(token_means(t, SENSE_GOING) || token_means(t, SENSE_ARTICLE));
}

static struct hours part_of(const struct token *t)
{
	size_t n = (size_t)t->meaning->n;

	return parts[n < sizeof parts / sizeof *parts ? n : 0];
}

/* The token that says a part, from `at` on behind glue; NULL. */
static const struct token *after(const struct study *s, size_t at, size_t end)
{
	for (size_t i = at; i < end && i <= at + GLUE_MAX; i++) {
		if (token_means(&s->tokens[i], SENSE_DAY_PART))
			return &s->tokens[i];
		if (!is_glue(&s->tokens[i]))
			return NULL;
	}
	return NULL;
}

/* `am Abend des 12.`: before `at`, behind a word of whose. */
static const struct token *before(const struct study *s, size_t first, size_t at)
{
	for (size_t i = at; i-- > first && i + GLUE_MAX >= at;) {
		const struct token *t = &s->tokens[i];
		if (token_means(t, SENSE_DAY_PART))
			return t;
		if (!is_glue(t) && !token_means(t, SENSE_ORIGIN))
			return NULL;
	}
	return NULL;
}

/* `vormittags oder abends`, `morgens und abends`: what stands behind a part takes it back. */
static bool goes_on(const struct study *s, const struct token *part, size_t end)
{
	size_t at = (size_t)(part - s->tokens) + 1;

	if (at >= end)
		return false;
	const struct token *t = &s->tokens[at];
	bool joins = token_means(t, SENSE_OR) || token_means(t, SENSE_AND) ||
		token_means(t, SENSE_UNTIL) ||
		(t->kind == TOKEN_PUNCT && t->text.len == 1 && t->text.p[0] != '.');
	return token_means(t, SENSE_DAY_PART) || (joins && after(s, at + 1, end) != NULL);
}

/* The only part of the day beside or within the atom; NULL. */
static const struct token *only_part(
	const struct study *s, const struct atom *out, size_t first, size_t end)
{
	const struct token *found = NULL;

	for (size_t i = out->first; i < out->first + out->count; i++) {
		if (!token_means(&s->tokens[i], SENSE_DAY_PART))
			continue;
		if (found != NULL)
			return NULL;
		found = &s->tokens[i];
	}
	const struct token *behind = after(s, out->first + out->count, end),
			   *ahead = found == NULL ? before(s, first, out->first) : NULL;
	if ((found != NULL) + (behind != NULL) + (ahead != NULL) != 1)
		return NULL;
	found = behind != NULL ? behind : found != NULL ? found : ahead;
	return goes_on(s, found, end) ? NULL : found;
}

/* Whether a clause may end there, or what stands behind it is of something else. */
static bool cuts(const struct token *t)
{
	static const enum sense senses[] = {SENSE_AND, SENSE_OR, SENSE_BUT, SENSE_BECAUSE,
		SENSE_CONDITION, SENSE_HENCE, SENSE_SWAP, SENSE_RATHER, SENSE_EXCEPT,
		SENSE_HOUR_PART};

	return t->kind == TOKEN_PUNCT || TOKEN_MEANS_ANY(t, senses);
}

/* A word that makes of the part a limit, or leaves it open: `bis abends`, `erst abends`, `not in the evening`. */
static bool limits(const struct token *t)
{
	static const enum sense senses[] = {SENSE_UNTIL, SENSE_BEFORE, SENSE_SINCE, SENSE_LATE,
		SENSE_AT_TIME, SENSE_NEG, SENSE_ALSO, SENSE_HEDGE, SENSE_ARRIVES, SENSE_LEAVES};

	return TOKEN_MEANS_ANY(t, senses) && !token_means(t, SENSE_GOING) && !is_glue(t);
}

/* `am 24. komme ich abends`, `on the 24th I'll be at the lake in the morning`: the only part of its clause. */
static const struct token *apart(const struct study *s, const struct atom *out, size_t end)
{
	const struct token *found = NULL;

	for (size_t i = out->first + out->count; i < end; i++) {
		const struct token *t = &s->tokens[i];
		if (cuts(t))
			break;
		if (t->kind == TOKEN_NUMBER || limits(t) ||
			(token_means(t, SENSE_DAY_PART) && found != NULL))
			return NULL;
		if (token_means(t, SENSE_DAY_PART))
			found = t;
	}
	return found != NULL && goes_on(s, found, end) ? NULL : found;
}

static int minutes_within(const struct event *e, struct hours p)
{
	int begin = e->begin.hour * HOUR + e->begin.minute;
	int end = e->end.day != e->begin.day ? DAY_MINUTES : e->end.hour * HOUR + e->end.minute;
	int from = begin > p.from ? begin : p.from, to = end < p.to ? end : p.to;

	return to > from ? to - from : 0;
}

static bool lies_in(const struct event *e, struct hours p)
{
	int begin = e->begin.hour * HOUR + e->begin.minute;
	int end = e->end.day != e->begin.day ? DAY_MINUTES : e->end.hour * HOUR + e->end.minute;

	return (begin >= p.from && begin < p.to) || 2 * minutes_within(e, p) > end - begin;
}

bool daypart_one_day(const struct study *s, struct eset of)
{
	int32_t day = 0;

	for (size_t i = 0; i < s->series->event_count; i++) {
		struct civil c = s->series->events[i].begin;
		int32_t on = civil_days(c.year, c.month, c.day);
		if (eset_has(of, i) && day != 0 && on != day)
			return false;
		day = eset_has(of, i) ? on : day;
	}
	return true;
}

/* Whether a part stands right beside it, or within it. */
static bool said_beside(const struct study *s, const struct atom *out, size_t first, size_t end)
{
	for (size_t i = out->first; i < out->first + out->count; i++)
		if (token_means(&s->tokens[i], SENSE_DAY_PART))
			return true;
	return after(s, out->first + out->count, end) != NULL ||
		before(s, first, out->first) != NULL;
}

/* Those of the events that lie in the part; empty where one of them only reaches into it. */
static struct eset within_part(const struct study *s, struct eset of, struct hours p)
{
	struct eset fit = {0};

	for (size_t i = 0; i < s->series->event_count; i++) {
		const struct event *e = &s->series->events[i];
		if (!eset_has(of, i))
			continue;
		if (lies_in(e, p))
			eset_add(&fit, i);
		else if (minutes_within(e, p) > 0)
			return (struct eset){0};
	}
	return fit;
}

/* Whether nothing but an `and` stands between two parts: `morgens wie abends`. */
static bool joined(const struct study *s, size_t from, size_t to)
{
	bool and = false;

	for (size_t i = from; i < to; i++) {
		const struct token *t = &s->tokens[i];
		bool joins = token_means(t, SENSE_AND) || token_means(t, SENSE_COMPARE);
		if (!joins && !is_glue(t))
			return false;
		and = and || joins;
	}
	return and;
}

/* `am 14. Mai komme ich vormittags und nachmittags`: all that takes place on the day, one in either part. */
static bool both_parts(const struct study *s, const struct atom *out, size_t end)
{
	struct eset fit = {0};
	size_t first = 0;

	for (size_t i = out->first + out->count; i < end; i++) {
		const struct token *t = &s->tokens[i];
		if (token_means(t, SENSE_DAY_PART)) {
			struct eset one = within_part(s, out->events, part_of(t));
			if (eset_count(one) != 1 || !eset_empty(eset_and(one, fit)) ||
				(first > 0 && !joined(s, first + 1, i)))
				return false;
			fit = eset_or(fit, one);
			first = i;
		} else if (limits(t) || token_means(t, SENSE_OR) || token_means(t, SENSE_ONLY)) {
			return false;
		} else if (t->kind == TOKEN_PUNCT || (cuts(t) && !token_means(t, SENSE_AND))) {
			break;
		}
	}
	return eset_eq(fit, out->events);
}

void daypart_narrow(const struct study *s, size_t end, struct atom *out)
{
	/* `Tuesday afternoon`: on which one it is may not be told by the hour */
	if (eset_count(out->events) < 2 || end == 0 || !daypart_one_day(s, out->events))
		return;
	const struct atom *last = &s->atoms[end - 1];
	size_t first = out->first > GLUE_MAX ? out->first - GLUE_MAX : 0;
	size_t stop = last->first + last->count;
	const struct token *t = only_part(s, out, first, stop);
	struct eset fit = {0};

	if (t == NULL && !said_beside(s, out, first, stop))
		t = apart(s, out, stop);
	if (t == NULL && out->date_only && out->day_known && both_parts(s, out, stop))
		out->several = true;
	if (t == NULL || part_of(t).to == 0)
		return;
	fit = within_part(s, out->events, part_of(t));
	if (eset_count(fit) == 1)
		out->events = fit;
}

int daypart_days(const struct event *e)
{
	int32_t from = civil_days(e->begin.year, e->begin.month, e->begin.day),
		to = civil_days(e->end.year, e->end.month, e->end.day);

	return to <= from ? 1 : to - from + (e->end.hour >= NEW_DAY);
}

static bool means_within(const struct study *s, const struct atom *a, enum sense sense)
{
	for (size_t i = a->first; i < a->first + a->count; i++)
		if (token_means(&s->tokens[i], sense))
			return true;
	return false;
}

void daypart_week(const struct study *s, size_t first, struct atom *out)
{
	struct eset soon = {0};

	/* `I can't do Fridays`: of them all, and of no event */
	if (out->date_only && means_within(s, out, SENSE_WEEKLY))
		out->strong = false;
	if (eset_count(out->events) < 2 || s->now == 0 || means_within(s, out, SENSE_NEXT) ||
		means_within(s, out, SENSE_WEEKLY))
		return;
	/* `ab dem 28. bin ich weg, am Freitag wieder da`: counted from there */
	for (size_t i = first; i < s->atom_count && s->atoms[i].first < out->first; i++)
		if (s->atoms[i].kind == ATOM_DATE)
			return;
	for (size_t i = 0; i < s->series->event_count; i++) {
		struct civil c = s->series->events[i].begin;
		int32_t day = civil_days(c.year, c.month, c.day);
		if (!eset_has(out->events, i))
			continue;
		if (day <= s->today)
			return;
		if (day < s->today + WEEK)
			eset_add(&soon, i);
	}
	if (!eset_empty(soon))
		out->events = soon;
}
