/*
 * Takes tokens; gives days: `16.2.`, `16. Februar 2011`, `am 18.`, `February 21st`, a weekday, today,
 * tomorrow, a month alone, each with the events that fit, among those still to come at the letter's
 * time (`over` where only one that is over fits).
 */
#ifndef READING_DATES_H
#define READING_DATES_H

#include "reading/study.h"

/*
 * A date at token `at`: how many tokens it takes, 0 where there is none. Fills *out. A day alone
 * (`18.`) is one only where `lone` allows it: behind a preposition, an article, another date.
 */
size_t date_at(struct study *s, size_t at, size_t end, bool lone, struct atom *out);

/* The day that a phrase means (`this evening`), `in_days` from the letter's. */
struct atom date_of_phrase(struct study *s, size_t first, size_t count, int in_days);

/* Gives a day without month that of the date behind it (`21. und 22. Februar`). */
void date_inherit(struct study *s, struct atom *day, const struct atom *with_month);

/* The day of the week that the atom names, from 1 for Monday; 0. */
int date_weekday(const struct study *s, const struct atom *a);

/* The first day from the letter's own on that has this number and is this day of the week, among so many: forward
 * where `step` is 1, back where it is -1; 0. */
int32_t date_of_both(const struct study *s, int weekday, int day, int step, int days);

#endif
