/*
 * Takes the atoms of a sentence, its dates with their months; gives the days of the week the numbers that stand in
 * brackets behind them: `am Montag und am Dienstag (21. und 22. Februar)`. As many numbers as days of the week, in
 * their order and each on its day; else all stays as it is.
 */
#ifndef READING_WEEKDAYS_H
#define READING_WEEKDAYS_H

#include "reading/study.h"

void weekdays_take_numbers(struct study *s, size_t first, size_t end);

#endif
