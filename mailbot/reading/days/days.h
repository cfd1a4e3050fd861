/*
 * Takes the dates among the atoms; lists the days that they surely name in reading->dates, each with the hour beside it.
 * Where two days may be meant (`next Friday`, written on a Monday), or a day is counted from the one that stands there
 * (`the third Tuesday`, `two Mondays later`), it lists none. For people to see: nothing is decided by this list.
 */
#ifndef READING_DAYS_H
#define READING_DAYS_H

#include "reading/study.h"

void days_list(struct study *s);

/* Adds the day to the list, of which those tokens speak; nothing where it is 0. */
void days_add(struct study *s, size_t first, size_t end, int32_t day);

#endif
