/*
 * Takes atoms; finds how many come in all where it is said by a number: `zu viert`, `insgesamt 3`, `3 Personen`, `2
 * Plätze`, `wir sind 2`, `Anzahl Personen: 2`. A range is unsure; `zwei weitere Personen` is a difference, and none.
 */
#ifndef READING_HEADCOUNTS_H
#define READING_HEADCOUNTS_H

#include "reading/study.h"

/* Fills `p` (empty before) with the total at `at`; atoms taken, 0 where there is none. */
size_t headcount_at(const struct study *s, size_t at, size_t end, struct people *p);

/* Whether the list of `n` atoms says by several numbers who `we are`: `wir sind 2 Erwachsene und 2 Kinder`. */
bool headcount_groups(const struct study *s, size_t at, size_t n);

/* The same of a form's line: `Anzahl Personen (mit mir): 2`. */
size_t headcount_labelled(const struct study *s, size_t at, size_t end, struct people *p);

/* How many come beside the one spoken of: `+1`, `plus one`, `mit zwei weiteren Frauen`. */
size_t headcount_beside(const struct study *s, size_t at, size_t end, struct people *p);

#endif
