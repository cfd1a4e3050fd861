#include "decide/remind.h"

#include "base/limits.h"

static int32_t day_of(struct civil c)
{
	return civil_days(c.year, c.month, c.day);
}

static int64_t at_civil(const struct zone *zone, int32_t day, int hour, int minute)
{
	struct civil c = civil_of_days(day);

	c.hour = hour;
	c.minute = minute;
	c.second = 0;
	return zone_utc(zone, c);
}

int64_t remind_at(const struct series *series, const struct event *event,
	const struct reminder *reminder, const struct office *office)
{
	int32_t day = workday_before(office, day_of(event->begin), reminder->days);

	return at_civil(series->zone, day, reminder->hour, reminder->minute);
}

enum remind_when remind_when(
	const struct series *series, const struct event *event, int64_t at, int64_t now)
{
	struct civil c = zone_civil(series->zone, now);

	if (now < at)
		return REMIND_NOT_YET;
	/* One of its own morning may be set nearer to it than that. */
	int64_t last = event->begin_utc - REMIND_LAST_SECONDS;
	if (now > (at > last ? event->begin_utc : last))
		return REMIND_TOO_LATE;
	return c.hour < CIVIL_HOUR_FIRST || c.hour > CIVIL_HOUR_LAST ? REMIND_NOT_YET : REMIND_NOW;
}

int64_t remind_together(const struct series *series, int64_t now)
{
	return at_civil(series->zone, day_of(zone_civil(series->zone, now)) + 2, 0, 0) - 1;
}
