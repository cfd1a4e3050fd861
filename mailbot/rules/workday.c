#include "rules/workday.h"

#include "base/zone.h"

enum { WORKDAYS_LOOK = 3 * 366 };

static int32_t step(const struct office *office, int32_t day, int count, int by)
{
	for (int looked = 0; count > 0 && looked < WORKDAYS_LOOK; looked++) {
		day += by;
		count -= !office_closed(office, day);
	}
	return day;
}

int32_t workday_before(const struct office *office, int32_t day, int count)
{
	return step(office, day, count, -1);
}

int32_t workday_after(const struct office *office, int32_t day, int count)
{
	return step(office, day, count, 1);
}

int64_t workday_later(const struct office *office, const struct zone *zone, int64_t when, int count)
{
	struct civil c = zone_civil(zone, when);
	struct civil day =
		civil_of_days(workday_after(office, civil_days(c.year, c.month, c.day), count));

	c.year = day.year;
	c.month = day.month;
	c.day = day.day;
	return zone_utc(zone, c);
}
