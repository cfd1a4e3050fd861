#include "reading/days/weekdays.h"

#include "reading/days/dates.h"
#include "reading/events/runs.h"

enum { DAYS_MAX = 7 };

/* The days of a list. */
struct days {
	struct atom *days[DAYS_MAX];
	size_t count;
};

static bool joins(const struct atom *a)
{
	return atom_is(a, ',') || atom_is(a, '/') || atom_is(a, '&') || atom_means(a, SENSE_AND) ||
		run_is_glue_word(a);
}

static bool is_number(const struct atom *a)
{
	return a->kind == ATOM_DATE && a->day_known && !a->weekday_known && a->day != 0;
}

/* The days of the week before the bracket at `bracket`, in their order. */
static struct days named_before(struct study *s, size_t first, size_t bracket)
{
	struct days out = {.count = 0}, back = {.count = 0};

	for (size_t i = bracket; i-- > first && back.count < DAYS_MAX;) {
		struct atom *a = &s->atoms[i];
		if (atom_lone_weekday(a))
			back.days[back.count++] = a;
		else if (!joins(a))
			break;
	}
	for (size_t i = back.count; i-- > 0;)
		out.days[out.count++] = back.days[i];
	return out;
}

/* The numbers in it, and in *close where it ends; none where anything else stands there. */
static struct days numbered_in(struct study *s, size_t bracket, size_t end, size_t *close)
{
	struct days out = {.count = 0}, none = {.count = 0};

	for (*close = bracket + 1; *close < end; ++*close) {
		struct atom *a = &s->atoms[*close];
		if (atom_is(a, ')'))
			return out;
		if (is_number(a) && out.count < DAYS_MAX)
			out.days[out.count++] = a;
		else if (!joins(a))
			return none;
	}
	return none;
}

static bool agree(const struct study *s, const struct days *names, const struct days *numbers)
{
	if (names->count < 2 || names->count != numbers->count)
		return false;
	for (size_t i = 0; i < names->count; i++)
		if (civil_weekday(numbers->days[i]->day) + 1 != date_weekday(s, names->days[i]))
			return false;
	return true;
}

void weekdays_take_numbers(struct study *s, size_t first, size_t end)
{
	for (size_t i = first; i < end; i++) {
		size_t close = i;
		if (!atom_is(&s->atoms[i], '('))
			continue;
		struct days names = named_before(s, first, i);
		struct days numbers = numbered_in(s, i, end, &close);
		if (!agree(s, &names, &numbers))
			continue;
		for (size_t k = 0; k < names.count; k++) {
			struct atom *day = names.days[k];
			size_t at = day->first, count = day->count;
			*day = *numbers.days[k];
			day->first = at;
			day->count = count;
			day->weekday_known = true;
		}
		for (size_t k = i; k <= close; k++)
			s->atoms[k].kind = ATOM_SILENT;
	}
}
