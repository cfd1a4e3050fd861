#include "reading/days/months.h"

#include "reading/days/dates.h"
#include "reading/events/runs.h"

enum { WEEK = 7, MONTHS = 12, GLUE_MAX = 2 };

/* The first and the last day of the parts of a month, as people say them: they overlap. */
static const struct {
	int first, last;
} PARTS[] = {{1, 31}, {1, 12}, {9, 22}, {19, 31}};

/* The month's first day. */
static int32_t month_begin(int year, int month)
{
	int n = year * MONTHS + month - 1;

	return civil_days(n / MONTHS, n % MONTHS + 1, 1);
}

/* A month by its name, and no day of it. */
static bool is_month(const struct atom *a)
{
	return a->kind == ATOM_DATE && !a->weekday_known && a->n > 0 && a->n / 100 == 0;
}

static bool says_month(const struct atom *a)
{
	return is_month(a) || atom_means(a, SENSE_MONTH_ON) || atom_means(a, SENSE_MONTH_AGO);
}

/* The month that is said behind the atom at `at`: its atom; NULL. */
static struct atom *month_behind(struct study *s, const struct sentence *x, size_t at)
{
	for (size_t i = at + 1; i < x->end && i <= at + 1 + GLUE_MAX; i++) {
		if (says_month(&s->atoms[i]))
			return &s->atoms[i];
		if (!run_is_glue_word(&s->atoms[i]) && !atom_means(&s->atoms[i], SENSE_ORIGIN))
			return NULL;
	}
	return NULL;
}

/* The first day of the month that the atom says: a month by its name is the first one that is not over. */
static int32_t month_of(const struct study *s, const struct atom *a)
{
	struct civil today = civil_of_days(s->today);

	if (a->kind == ATOM_DATE)
		return month_begin(today.year + (a->n % 100 < today.month), a->n % 100);
	return month_begin(
		today.year, today.month + (atom_means(a, SENSE_MONTH_AGO) ? -a->n : a->n));
}

/* The n-th such day of the week in the month; the last one where n is 0. */
static int32_t nth(int32_t first, int weekday, int n)
{
	struct civil c = civil_of_days(first);
	int32_t end = month_begin(c.year, c.month + 1);
	int32_t day = first + (weekday - 1 - civil_weekday(first) + WEEK) % WEEK;

	if (n > 0)
		return day + (n - 1) * WEEK < end ? day + (n - 1) * WEEK : 0;
	while (day + WEEK < end)
		day += WEEK;
	return day;
}

/* The word before it that counts it within the month; NULL. */
static struct atom *count_before(struct study *s, const struct sentence *x, size_t at)
{
	struct atom *a = at > x->first ? &s->atoms[at - 1] : NULL;
	bool counts = a != NULL && (atom_means(a, SENSE_ORDINAL) || atom_means(a, SENSE_LAST));

	return counts && a->count == 1 ? a : NULL;
}

static int32_t day_in(const struct study *s, const struct atom *a, const struct atom *count,
	const struct atom *month)
{
	int32_t first = month_of(s, month);
	struct civil c = civil_of_days(first);
	int day = a->n / 100;

	if (count != NULL)
		return nth(first, date_weekday(s, a),
			atom_means(count, SENSE_LAST) ? 0 : count->meaning->ordinal);
	return civil_valid_date(c.year, c.month, day) ? first + day - 1 : 0;
}

/* Makes the date that day; none at all where there is no such day. */
static void set_day(struct study *s, struct atom *a, int32_t day)
{
	*a = date_of_phrase(s, a->first, a->count, day - s->today);
	if (day == 0) {
		a->events = (struct eset){0};
		a->over = false;
		a->day = 0;
	}
}

/* `Ende Mai`: the month has the events of its end; where it has none there it stays as it is, and its part is not understood. */
static void read_part(struct study *s, size_t at)
{
	struct atom *part = &s->atoms[at], *month = part + 1;
	struct eset in = {0};

	if (!atom_means(part, SENSE_MONTH_PART) || part->n < 1 || part->n > 3 || !is_month(month))
		return;
	for (size_t i = 0; i < s->series->event_count; i++) {
		int day = s->series->events[i].begin.day;
		if (eset_has(month->events, i) && day >= PARTS[part->n].first &&
			day <= PARTS[part->n].last)
			eset_add(&in, i);
	}
	if (eset_empty(in))
		return;
	month->events = in;
	part->kind = ATOM_SILENT;
}

/* What stands beside a month that it is of: `next month's ride`, `die Radtour im nächsten Monat`. */
static bool of_sort(const struct study *s, const struct sentence *x, size_t at)
{
	const struct atom *next = study_atom(s, at + 1, x->end);
	const struct token *t = first_token(s, next);
	bool clitic = next->kind == ATOM_WORD && next->count == 1 && t->joined;

	if (clitic)
		next = study_atom(s, at + 2, x->end);
	return next->kind == ATOM_SORT || (at > x->first && s->atoms[at - 1].kind == ATOM_SORT);
}

/* `next month's ride`: a month like one that is said by its name. */
static void read_month_on(struct study *s, const struct sentence *x, size_t at)
{
	struct atom *a = &s->atoms[at];
	struct eset in = {0};

	if (!atom_means(a, SENSE_MONTH_ON) || a->kind != ATOM_WORD || !of_sort(s, x, at))
		return;
	struct civil month = civil_of_days(month_of(s, a));
	for (size_t i = 0; i < s->series->event_count; i++) {
		const struct civil *begin = &s->series->events[i].begin;
		if (begin->year == month.year && begin->month == month.month &&
			eset_has(s->coming, i))
			eset_add(&in, i);
	}
	*a = (struct atom){.kind = ATOM_DATE,
		.first = a->first,
		.count = a->count,
		.n = month.month,
		.events = in};
}

void months_find(struct study *s)
{
	if (s->series == NULL || s->now == 0)
		return;
	for (size_t x = 0; x < s->sentence_count; x++)
		for (size_t i = s->sentences[x].first; i < s->sentences[x].end; i++) {
			struct atom *a = &s->atoms[i];
			struct atom *count =
				atom_lone_weekday(a) ? count_before(s, &s->sentences[x], i) : NULL;
			bool number = a->kind == ATOM_DATE && a->n / 100 > 0 && a->n % 100 == 0;
			struct atom *month = count != NULL || number
				? month_behind(s, &s->sentences[x], i)
				: NULL;
			if (month == NULL || (number && month->kind == ATOM_DATE))
				continue;
			set_day(s, a, day_in(s, a, count, month));
			if (count != NULL)
				count->kind = ATOM_SILENT;
			if (month->kind == ATOM_WORD)
				month->kind = ATOM_TIME;
		}
	for (size_t x = 0; x < s->sentence_count; x++)
		for (size_t i = s->sentences[x].first; i < s->sentences[x].end; i++) {
			read_month_on(s, &s->sentences[x], i);
			if (i + 1 < s->sentences[x].end)
				read_part(s, i);
		}
}
