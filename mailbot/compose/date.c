#include "compose/date.h"

#include <string.h>

#include "base/zone.h"

/* The number in the `len` digits from `at` on. */
static bool digits(struct slice text, size_t at, size_t len, int *n)
{
	long number;

	if (!slice_number(slice_head(slice_from(text, at), len), 9999, &number))
		return false;
	*n = (int)number;
	return true;
}

/* "2011-02-16T18:00", with or without seconds. */
static bool parse(const char *text, struct civil *c)
{
	struct slice s = slice_of(text);

	*c = (struct civil){0};
	return (s.len == 16 || s.len == 19) && s.p[4] == '-' && s.p[7] == '-' && s.p[10] == 'T' &&
		s.p[13] == ':' && digits(s, 0, 4, &c->year) && digits(s, 5, 2, &c->month) &&
		digits(s, 8, 2, &c->day) && digits(s, 11, 2, &c->hour) &&
		digits(s, 14, 2, &c->minute) && civil_valid_date(c->year, c->month, c->day) &&
		c->hour < 24 && c->minute < 60;
}

/* The list's name for a word that stands where the catalogue could not be read. */
static const char *word(const struct catalogue *c, const char *list, int i)
{
	const char *found = catalogue_item(c, list, (size_t)i);

	return found == NULL && catalogue_partly(c) ? list : found;
}

/* {"day": "Mittwoch, 16. Februar 2011", "time": "18:00"}: a new reference, NULL on a fault. */
static json_t *moment(struct arena *a, const struct catalogue *c, struct civil at, struct err *e)
{
	int weekday = civil_weekday(civil_days(at.year, at.month, at.day));
	const char *weekday_name = word(c, "weekdays", weekday);
	const char *month_name = word(c, "months", at.month - 1);
	const char *day, *time;
	json_t *moment = NULL;

	if (weekday_name == NULL || month_name == NULL) {
		err_set(e, "%s: the lists 'weekdays' and 'months' need 7 and 12 words",
			catalogue_place(c, "weekdays", NULL).file);
		return NULL;
	}
	json_t *data = json_pack("{s:s, s:s, s:i, s:i, s:i, s:i, s:s}", "weekday", weekday_name,
		"month", month_name, "month-number", at.month, "day", at.day, "year", at.year,
		"hour", at.hour, "minute", arena_printf(a, "%02d", at.minute));
	if (catalogue_fill(a, c, "dates", "day", data, &day, e) == 0 &&
		catalogue_fill(a, c, "dates", "time", data, &time, e) == 0)
		moment = json_pack("{s:s, s:s}", "day", day, "time", time);
	json_decref(data);
	return moment;
}

int date_words(struct arena *a, const struct catalogue *c, const char *begin, const char *end,
	const char **words, const char **day, struct err *e)
{
	struct civil from, to = {0};
	json_t *first = NULL, *last = NULL;
	int rc = -1;

	if (!parse(begin, &from) || (end[0] != '\0' && !parse(end, &to)))
		return err_set(e, "an event's begin or end is no YYYY-MM-DDTHH:MM");
	first = moment(a, c, from, e);
	if (first != NULL && end[0] != '\0')
		last = moment(a, c, to, e);
	if (first == NULL || (end[0] != '\0' && last == NULL))
		goto out;
	bool same = from.year == to.year && from.month == to.month && from.day == to.day;
	const char *form = end[0] == '\0' ? "open-end" : same ? "same-day" : "several-days";
	json_t *data = json_pack("{s:O, s:O?}", "begin", first, "end", last);
	rc = catalogue_fill(a, c, "dates", form, data, words, e);
	json_decref(data);
	if (day != NULL)
		*day = arena_string(a, slice_of(json_string_value(json_object_get(first, "day"))));
out:
	json_decref(first);
	json_decref(last);
	return rc;
}
