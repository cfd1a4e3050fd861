/*
 * When an event is, in words: "Mittwoch, 16. Februar 2011, 18:00 bis 21:00 Uhr". How a date looks
 * is the catalogue's: group `dates` and the lists `weekdays` (Monday first) and `months`.
 */
#ifndef COMPOSE_DATE_H
#define COMPOSE_DATE_H

#include "template/catalogue.h"

/*
 * `begin` and `end` are civil times as the facts have them, "2011-02-16T18:00"; `end` may be "".
 * *words, and *day of its begin alone ("Mittwoch, 16. Februar 2011"), live in the arena; `day` may be
 * NULL.
 */
int date_words(struct arena *a, const struct catalogue *c, const char *begin, const char *end,
	const char **words, const char **day, struct err *e);

#endif
