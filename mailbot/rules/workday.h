/*
 * The office's working days: Monday to Friday without the closed days of office.xml. Days are
 * counted since 1970-01-01 (civil_days).
 */
#ifndef RULES_WORKDAY_H
#define RULES_WORKDAY_H

#include "rules/office.h"

/* The `count`-th working day before that day, or after it; the day itself where `count` is 0. Where
 * the office is closed for years, it is a day in them: none is looked for beyond WORKDAYS_LOOK. */
int32_t workday_before(const struct office *office, int32_t day, int count);
int32_t workday_after(const struct office *office, int32_t day, int count);

/* The same time of day so many working days later, in that zone. */
int64_t workday_later(
	const struct office *office, const struct zone *zone, int64_t when, int count);

#endif
