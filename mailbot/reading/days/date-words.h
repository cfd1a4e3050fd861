/*
 * Takes tokens; gives days in words: `sechzehnten`, `twenty-first`, `twenty two`. Part of date-forms.c.
 */
#ifndef READING_DATE_WORDS_H
#define READING_DATE_WORDS_H

#include "reading/study.h"

/* The day's number and the tokens that it takes; 0. */
size_t date_ordinal_at(const struct study *s, size_t at, size_t end, int *day);
/* The same without an ordinal, as a day behind its month. Not where it counts something: `in March sixteen people`. */
size_t date_cardinal_at(const struct study *s, size_t at, size_t end, int *day);

#endif
