#include "reading/days/dates.h"

#include "reading/days/date-forms.h"

enum { WEEK = 7, MONTHS = 12, LOOK_AHEAD = 366 };

static bool fits(const struct study *s, const struct date_parts *p, struct civil c)
{
	int32_t day;

	/* nearly all days fall out by what stands there */
	if (!p->relative &&
		((p->day != 0 && p->day != c.day) || (p->month != 0 && p->month != c.month) ||
			(p->year != 0 && p->year != c.year)))
		return false;
	day = civil_days(c.year, c.month, c.day);
	if (p->relative)
		return day == s->today + p->in_days;
	if (p->weekday != 0 && civil_weekday(day) + 1 != p->weekday)
		return false;
	if (p->bygone && (day >= s->today || day < s->today - WEEK))
		return false;
	return !(p->within > 0 && (day < s->today || day > s->today + p->within));
}

static struct civil day_after(struct civil c)
{
	if (civil_valid_date(c.year, c.month, c.day + 1))
		return (struct civil){.year = c.year, .month = c.month, .day = c.day + 1};
	return (struct civil){
		.year = c.year + (c.month == 12), .month = c.month % 12 + 1, .day = 1};
}

static void find_events(struct study *s, const struct date_parts *p, struct atom *out)
{
	struct eset over = {0};

	out->events = (struct eset){0};
	for (size_t i = 0; s->series != NULL && i < s->series->event_count; i++) {
		if (!fits(s, p, s->series->events[i].begin))
			continue;
		if (eset_has(s->coming, i))
			eset_add(&out->events, i);
		else
			eset_add(&over, i);
	}
	out->over = eset_empty(out->events) && !eset_empty(over);
	if (out->over)
		out->events = over;
}

/* The first day from there on that fits, within a year, where its number is known: one in each month. 0. */
static int32_t numbered(const struct study *s, const struct date_parts *p, int32_t from)
{
	struct civil c = civil_of_days(from);

	for (int i = 0; i <= MONTHS; i++) {
		struct civil one = {.year = c.year + (c.month - 1 + i) / MONTHS,
			.month = (c.month - 1 + i) % MONTHS + 1,
			.day = p->day};
		if (!civil_valid_date(one.year, one.month, one.day) || !fits(s, p, one))
			continue;
		int32_t d = civil_days(one.year, one.month, one.day);
		if (d >= from && d < from + LOOK_AHEAD)
			return d;
	}
	return 0;
}

/* The day that is most likely meant: the first such day from a week before the letter on. */
static int32_t concrete(const struct study *s, const struct date_parts *p)
{
	if (p->relative)
		return s->today + p->in_days;
	if (p->day != 0 && p->month != 0 && p->year != 0)
		return civil_valid_date(p->year, p->month, p->day)
			? civil_days(p->year, p->month, p->day)
			: 0;
	int32_t from = p->bygone               ? s->today - WEEK
		: p->day != 0 && p->month != 0 ? s->today - LOOK_AHEAD / 2
					       : s->today;
	if (p->day == 0 && p->weekday == 0)
		return 0;
	if (p->day != 0)
		return numbered(s, p, from);
	struct civil c = civil_of_days(from);
	for (int32_t d = from; d < from + LOOK_AHEAD; d++, c = day_after(c))
		if (fits(s, p, c))
			return d;
	return 0;
}

size_t date_at(struct study *s, size_t at, size_t end, bool lone, struct atom *out)
{
	struct date_parts p = {0};
	size_t n = date_form_at(s, at, end, lone, &p);

	if (n == 0 || (s->now == 0 && (p.relative || p.weekday != 0)))
		return n > 0 ? (*out = (struct atom){.kind = ATOM_DATE, .first = at, .count = n}, n)
			     : 0;
	*out = (struct atom){.kind = ATOM_DATE, .first = at, .count = n};
	out->day_known = p.day != 0 || p.relative || p.bygone;
	out->weekday_known = p.weekday != 0;
	out->n = p.day * 100 + p.month;
	find_events(s, &p, out);
	out->day = concrete(s, &p);
	return n;
}

struct atom date_of_phrase(struct study *s, size_t first, size_t count, int in_days)
{
	struct date_parts p = {.relative = true, .in_days = in_days};
	struct atom a = {.kind = ATOM_DATE, .first = first, .count = count};

	if (s->now == 0)
		return a;
	a.day_known = true;
	find_events(s, &p, &a);
	a.day = concrete(s, &p);
	return a;
}

void date_inherit(struct study *s, struct atom *day, const struct atom *with_month)
{
	struct date_parts p = {.day = day->n / 100, .month = with_month->n % 100};

	if (day->n % 100 != 0 || p.day == 0 || p.month == 0)
		return;
	struct atom later = *day;
	later.n = p.day * 100 + p.month;
	find_events(s, &p, &later);
	later.day = concrete(s, &p);
	/* `am 21. und am 15. März`: of an earlier month, where the later one has nothing on that day */
	bool falls = p.day > with_month->n / 100 && with_month->n / 100 > 0;
	if (falls && eset_empty(later.events) && eset_count(day->events) == 1 && !day->over)
		return;
	*day = later;
}

int date_weekday(const struct study *s, const struct atom *a)
{
	for (size_t i = a->first; i < a->first + a->count; i++)
		if (s->tokens[i].meaning != NULL && s->tokens[i].meaning->weekday != 0)
			return s->tokens[i].meaning->weekday;
	return 0;
}

int32_t date_of_both(const struct study *s, int weekday, int day, int step, int days)
{
	for (int i = 0; i <= days; i++) {
		struct civil c = civil_of_days(s->today + step * i);
		if (c.day == day && civil_weekday(s->today + step * i) + 1 == weekday)
			return s->today + step * i;
	}
	return 0;
}
