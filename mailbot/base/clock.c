#include "base/clock.h"

#include <stdbool.h>
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

int64_t clock_offset(void)
{
	return offset;
}

void clock_shift(int64_t ahead)
{
	offset = ahead;
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

static bool skip(const char **p, char c)
{
	if (**p != c)
		return false;
	(*p)++;
	return true;
}

/* Exactly that many digits. */
static bool digits(const char **p, int count, int *number)
{
	int n = 0;

	for (int i = 0; i < count; i++, (*p)++) {
		if (**p < '0' || **p > '9')
			return false;
		n = n * 10 + (**p - '0');
	}
	*number = n;
	return true;
}

/* The zone behind a time, up to the end: nothing, Z, +HH:MM or +HHMM, as seconds east of UTC. */
static bool zone(const char *p, int64_t *east)
{
	int h = 0, m = 0;

	*east = 0;
	if (*p == '\0' || (skip(&p, 'Z') && *p == '\0'))
		return true;
	int sign = skip(&p, '+') ? 1 : skip(&p, '-') ? -1 : 0;
	if (sign == 0 || !digits(&p, 2, &h))
		return false;
	skip(&p, ':');
	if (!digits(&p, 2, &m) || *p != '\0' || h > 14 || m > 59)
		return false;
	*east = sign * (h * 60 + m) * 60;
	return true;
}

int clock_parse(const char *text, int64_t *when, struct err *e)
{
	const char *p = text;
	struct tm tm = {0};
	int64_t east = 0;
	bool sound = digits(&p, 4, &tm.tm_year) && skip(&p, '-') && digits(&p, 2, &tm.tm_mon) &&
		skip(&p, '-') && digits(&p, 2, &tm.tm_mday);

	if (sound && (skip(&p, 'T') || skip(&p, ' ')))
		sound = digits(&p, 2, &tm.tm_hour) && skip(&p, ':') && digits(&p, 2, &tm.tm_min) &&
			(!skip(&p, ':') || digits(&p, 2, &tm.tm_sec));
	tm.tm_year -= 1900;
	tm.tm_mon -= 1;
	if (!sound || !in_range(&tm) || !zone(p, &east))
		return err_set(
			e, "'%s' is no time; expected for example 2011-01-20T10:00:00+01:00", text);
	*when = (int64_t)timegm(&tm) - east;
	return 0;
}
