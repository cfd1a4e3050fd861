#include "reading/days/weeks.h"

#include "reading/days/dates.h"
#include "reading/events/runs.h"

enum { WEEK = 7, GLUE_MAX = 2 };

/* Whether the day is counted from the letter's: `morgen in zwei Wochen`. */
static bool from_today(const struct study *s, const struct atom *a)
{
	return a->kind == ATOM_DATE && a->day_known && token_means(first_token(s, a), SENSE_DAY);
}

/* The day of the week that the atom names, `weeks` weeks from the letter's own. */
static int32_t in_week(const struct study *s, const struct atom *a, int weeks)
{
	int32_t monday = s->today - civil_weekday(s->today);

	return monday + weeks * WEEK + date_weekday(s, a) - 1;
}

static void set_day(struct study *s, struct atom *a, int32_t day)
{
	bool weekday = a->weekday_known;

	*a = date_of_phrase(s, a->first, a->count, day - s->today);
	a->weekday_known = weekday;
}

static void count_on(struct study *s, struct atom *a, int weeks)
{
	if (weeks == 0) {
		a->events = (struct eset){0};
		a->over = false;
		a->day = 0;
		return;
	}
	int32_t counted = a->day + weeks * WEEK;
	int32_t other = atom_lone_weekday(a) ? in_week(s, a, weeks) : counted;
	struct atom by_week = *a;
	set_day(s, &by_week, other);
	set_day(s, a, counted);
	if (other != counted) {
		a->events = eset_or(a->events, by_week.events);
		a->day = 0;
	}
}

/* The date beside the phrase at `at`: right before it, or behind it and what may stand between; NULL. */
static struct atom *beside(struct study *s, const struct sentence *x, size_t at)
{
	struct atom *before = at > x->first ? &s->atoms[at - 1] : NULL;

	if (before != NULL && (atom_lone_weekday(before) || from_today(s, before)))
		return before;
	for (size_t i = at + 1; i < x->end && i <= at + 1 + GLUE_MAX; i++) {
		if (atom_lone_weekday(&s->atoms[i]) || from_today(s, &s->atoms[i]))
			return &s->atoms[i];
		if (!run_is_glue_word(&s->atoms[i]) && !atom_is(&s->atoms[i], ','))
			return NULL;
	}
	return NULL;
}

void weeks_find(struct study *s)
{
	if (s->series == NULL || s->now == 0)
		return;
	for (size_t x = 0; x < s->sentence_count; x++)
		for (size_t i = s->sentences[x].first; i < s->sentences[x].end; i++) {
			struct atom *a = &s->atoms[i];
			bool ago = atom_means(a, SENSE_WEEK_AGO),
			     on = atom_means(a, SENSE_WEEKS_ON);
			bool week = ago || atom_means(a, SENSE_WEEK);
			struct atom *date = week || on ? beside(s, &s->sentences[x], i) : NULL;
			if (date != NULL && week && atom_lone_weekday(date))
				set_day(s, date, in_week(s, date, ago ? -a->n : a->n));
			else if (date != NULL && on)
				count_on(s, date, a->n);
			if (date != NULL && on && a->n > 0)
				a->kind = ATOM_TIME;
		}
}
