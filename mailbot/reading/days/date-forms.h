/*
 * Takes tokens; gives what they say of a day, word by word: `16.2.`, `16. Februar 2011`, `February 21st`,
 * `am 18.`, a weekday, today, a month alone. What days and events that can be is dates.c's.
 */
#ifndef READING_DATE_FORMS_H
#define READING_DATE_FORMS_H

#include "reading/study.h"

/* What was read of a date; 0: not said. */
struct date_parts {
	int day, month, year, weekday;
	int within; /* kommenden, diesen: so many days ahead at most; 0: not said */
	bool bygone; /* letzten Mittwoch: the one before today */
	bool relative; /* today, tomorrow: `in_days` */
	int in_days;
};

/* A date at token `at`: how many tokens it takes, 0 where there is none. `lone`: a day alone (`18.`)
 * may be one. */
size_t date_form_at(
	const struct study *s, size_t at, size_t end, bool lone, struct date_parts *out);

#endif
