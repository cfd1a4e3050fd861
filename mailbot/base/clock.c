#include "base/clock.h"

#include <stdbool.h>
#include <stdio.h>
#include <time.h>

static int64_t offset;

static int64_t seconds(clockid_t clock)
{
	struct timespec t;

	clock_gettime(clock, &t);
	return t.tv_sec;
}

void clock_set(int64_t now)
{
	offset = now - seconds(CLOCK_REALTIME);
}

int64_t clock_now(void)
{
	return seconds(CLOCK_REALTIME) + offset;
}

int64_t clock_monotonic_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static bool in_range(const struct tm *tm)
{
	static const int days[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	int year = tm->tm_year + 1900;
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

	if (year < 1970 || year > 2999 || tm->tm_mon < 0 || tm->tm_mon > 11)
		return false;
	if (tm->tm_mday < 1 || tm->tm_mday > days[tm->tm_mon] ||
		(tm->tm_mon == 1 && tm->tm_mday == 29 && !leap))
		return false;
	return tm->tm_hour >= 0 && tm->tm_hour <= 23 && tm->tm_min >= 0 && tm->tm_min <= 59 &&
		tm->tm_sec >= 0 && tm->tm_sec <= 59;
}

/* The zone behind a time: nothing, Z, +HH:MM or +HHMM, as seconds east of UTC. */
static bool zone_parse(const char *text, long *east)
{
	char sign = 0;
	int h = 0, m = 0, end = 0;

	*east = 0;
	if (text[0] == '\0' || (text[0] == 'Z' && text[1] == '\0'))
		return true;
	if (sscanf(text, "%c%2d:%2d%n", &sign, &h, &m, &end) < 3 || text[end] != '\0') {
		end = 0;
		if (sscanf(text, "%c%2d%2d%n", &sign, &h, &m, &end) < 3 || text[end] != '\0')
			return false;
	}
	if ((sign != '+' && sign != '-') || h < 0 || h > 14 || m < 0 || m > 59)
		return false;
	*east = (sign == '-' ? -1 : 1) * (h * 3600L + m * 60L);
	return true;
}

int clock_parse(const char *text, int64_t *when, struct err *e)
{
	struct tm tm = {0};
	int end = 0, n;
	long east = 0;

	n = sscanf(text, "%4d-%2d-%2d%n", &tm.tm_year, &tm.tm_mon, &tm.tm_mday, &end);
	if (n == 3 && (text[end] == 'T' || text[end] == ' ')) {
		const char *rest = text + end + 1;
		n = sscanf(rest, "%2d:%2d%n", &tm.tm_hour, &tm.tm_min, &end) == 2 ? 3 : 0;
		if (n == 3 && rest[end] == ':') {
			rest += end + 1;
			n = sscanf(rest, "%2d%n", &tm.tm_sec, &end) == 1 ? 3 : 0;
		}
		text = n == 3 ? rest : text;
	}
	tm.tm_year -= 1900;
	tm.tm_mon -= 1;
	if (n != 3 || !in_range(&tm) || !zone_parse(text + end, &east))
		return err_set(
			e, "'%s' is no time; expected for example 2011-01-20T10:00:00+01:00", text);
	*when = (int64_t)timegm(&tm) - east;
	return 0;
}
