#include "reading/events/together.h"

/* A day, a day of the week or a month, and nothing else, that several events share. */
static bool is_shared_date(const struct atom *a)
{
	return a->kind == ATOM_EVENT && a->date_only && !a->several && !a->reference &&
		!a->contradiction && !a->over && eset_count(a->events) > 1;
}

/* `alle vier Lesungen`: whether it says how many they are. */
static bool says_number(const struct study *s, const struct atom *a)
{
	for (size_t i = a->first; i < a->first + a->count; i++)
		if (s->tokens[i].kind == TOKEN_NUMBER || token_means(&s->tokens[i], SENSE_NUMBER))
			return true;
	return false;
}

/* `zu beiden`, `überall`: as many as are spoken of. */
static bool takes_all(const struct study *s, const struct atom *a, size_t count)
{
	if (a->kind != ATOM_EVENT || !a->several || a->reference || a->none || a->day_known ||
		a->weekday_known)
		return false;
	if (a->n > 0 && eset_empty(a->events))
		return (size_t)a->n == count && !a->contradiction;
	return eset_eq(eset_and(a->events, s->coming), s->coming) && a->n == 0 &&
		!says_number(s, a);
}

/* One event, surely meant. */
static bool is_one(const struct atom *a)
{
	return !a->contradiction && !a->over && !a->date_only && !a->place_only && !a->at_place &&
		eset_count(a->events) == 1;
}

/* The words of a sentence that take as many as the date has: an atom of them, or what the sentence names beside it comes to
 * just these events. */
void together_read(struct study *s, const struct sentence *x)
{
	struct atom *date = NULL, *all = NULL;
	struct eset named = {0};
	bool only = true, strong = false, both = false;

	for (size_t i = x->first; i < x->end; i++) {
		struct atom *a = &s->atoms[i];
		both = both || (a->kind == ATOM_WORD && atom_means(a, SENSE_BOTH));
		if (a->kind != ATOM_EVENT || a->reference)
			continue;
		if (is_shared_date(a) && date == NULL) {
			date = a;
		} else if (is_one(a)) {
			named = eset_or(named, a->events);
			strong = strong || a->strong;
		} else if (all == NULL && a->several) {
			all = a;
		} else {
			only = false;
		}
	}
	if (date == NULL || !only)
		return;
	size_t count = eset_count(date->events);
	bool names = strong && eset_eq(named, date->events);
	bool takes = all != NULL && takes_all(s, all, count);
	if ((all != NULL && !takes) || !(names || takes) || !(names || eset_empty(named)) ||
		(both && count != 2))
		return;
	date->several = date->strong = true;
	if (takes) {
		all->events = date->events;
		all->strong = true;
		all->n = 0;
	}
}
