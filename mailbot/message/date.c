/* The date of a header field (RFC 5322, 3.3), in any order that its parts can be told apart in. */
#include "message/envelope.h"

#include <string.h>

/* What stands in a date, in any order that its parts can be told apart in. */
struct parts {
	long day, month, year, hour, minute, second;
	bool has_time, has_zone;
	int east;
};

static const struct {
	char name[5];
	int hours;
} zones[] = {{"gmt", 0}, {"ut", 0}, {"utc", 0}, {"z", 0}, {"wet", 0}, {"bst", 1}, {"cet", 1},
	{"met", 1}, {"mez", 1}, {"cest", 2}, {"mest", 2}, {"mesz", 2}, {"eet", 2}, {"msk", 3},
	{"est", -5}, {"edt", -4}, {"cst", -6}, {"cdt", -5}, {"mst", -7}, {"mdt", -6}, {"pst", -8},
	{"pdt", -7}};

static bool digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Days since 1970-01-01 of a Gregorian date (Howard Hinnant's way: years that begin in March). */
static int64_t days(long year, long month, long day)
{
	long y = month <= 2 ? year - 1 : year, era = y / 400, of_era = y - era * 400;
	long of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;

	return era * 146097L + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

static void word(struct parts *p, struct slice w)
{
	static const char months[] = "janfebmaraprmayjunjulaugsepoctnovdec";

	for (size_t i = 0; i < sizeof zones / sizeof *zones; i++)
		if (slice_is_ci(w, zones[i].name) && !p->has_zone) {
			p->east = zones[i].hours * 3600;
			p->has_zone = p->has_time;
			return;
		}
	if (w.len < 3 || p->month != 0)
		return;
	for (long i = 0; i < 12; i++)
		if (slice_eq_ci(slice_head(w, 3), (struct slice){months + 3 * i, 3}))
			p->month = i + 1;
}

static long take(struct slice *rest)
{
	long n = 0;

	while (rest->len > 0 && digit(rest->p[0])) {
		n = n > 99999999 ? n : n * 10 + (rest->p[0] - '0');
		*rest = slice_from(*rest, 1);
	}
	return n;
}

/* hh:mm[:ss[.fraction]], hh already taken. */
static void time_of_day(struct parts *p, long hour, struct slice *rest)
{
	p->hour = hour;
	*rest = slice_from(*rest, 1);
	p->minute = take(rest);
	if (rest->len > 1 && (rest->p[0] == ':' || rest->p[0] == '.') && digit(rest->p[1])) {
		*rest = slice_from(*rest, 1);
		p->second = take(rest);
	}
	if (rest->len > 1 && rest->p[0] == '.' && digit(rest->p[1])) {
		*rest = slice_from(*rest, 1);
		take(rest);
	}
	p->has_time = true;
}

static void number(struct parts *p, struct slice *rest)
{
	size_t before = rest->len;
	long n = take(rest);
	size_t width = before - rest->len;

	if (rest->len > 1 && rest->p[0] == ':' && digit(rest->p[1]) && !p->has_time) {
		time_of_day(p, n, rest);
	} else if (width == 4 && rest->len > 5 && rest->p[0] == '-' && digit(rest->p[1]) &&
		p->year == 0) { /* ISO 8601 */
		p->year = n;
		*rest = slice_from(*rest, 1);
		p->month = take(rest);
		*rest = slice_from(*rest, 1);
		p->day = take(rest);
	} else if (width <= 2 && p->day == 0) {
		p->day = n;
	} else if ((width == 4 || width == 2 || width == 3) && p->year == 0) {
		/* RFC 5322, 4.3 */
		p->year = width == 4 ? n : width == 3 ? n + 1900 : n < 50 ? n + 2000 : n + 1900;
	}
}

static void zone_number(struct parts *p, struct slice *rest)
{
	bool west = rest->p[0] == '-';
	long n, minutes;

	*rest = slice_from(*rest, 1);
	n = take(rest);
	if (rest->len > 1 && rest->p[0] == ':' && digit(rest->p[1])) {
		*rest = slice_from(*rest, 1);
		n = n * 100 + take(rest);
	}
	minutes = n / 100 * 60 + n % 100;
	if (minutes > 24 * 60)
		return;
	p->east = (int)(west ? -minutes * 60 : minutes * 60);
	p->has_zone = true;
}

static bool sound(const struct parts *p)
{
	static const long lengths[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

	return p->year >= 1970 && p->year <= 9999 && p->month >= 1 && p->month <= 12 &&
		p->day >= 1 && p->day <= lengths[p->month - 1] && p->hour <= 24 &&
		p->minute <= 59 && p->second <= 60;
}

bool header_date(struct slice text, int64_t *when, int *east)
{
	struct parts p = {0};
	struct slice rest = slice_head(text, 200);
	size_t depth = 0;

	while (rest.len > 0) {
		char c = rest.p[0];

		if (c == '(' || c == ')' || depth > 0) {
			depth += c == '(';
			depth -= c == ')' && depth > 0;
			rest = slice_from(rest, 1);
		} else if (digit(c)) {
			number(&p, &rest);
		} else if (letter(c)) {
			size_t n = 0;

			while (n < rest.len && letter(rest.p[n]))
				n++;
			word(&p, slice_head(rest, n));
			rest = slice_from(rest, n);
		} else if ((c == '+' || c == '-') && p.has_time && !p.has_zone && rest.len > 4 &&
			digit(rest.p[1])) {
			zone_number(&p, &rest);
		} else {
			rest = slice_from(rest, 1);
		}
	}
	if (!sound(&p))
		return false;
	*when = days(p.year, p.month, p.day) * 86400 + p.hour * 3600 + p.minute * 60 + p.second -
		p.east;
	*east = p.east;
	return true;
}
