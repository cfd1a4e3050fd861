#include "base/zone.h"

#include <string.h>

#include "base/file.h"
#include "base/limits.h"

enum {
	DAY = 24 * 60 * 60,
	HEADER_SIZE = 44, /* RFC 8536, 3.1 */
	TYPE_SIZE = 6,
	OFFSET_MAX = 26 * 60 * 60, /* 3.2: "the range -89999 … 93599", of which we take less */
};

/* A day of the year on which the clock changes (POSIX TZ). */
struct change {
	enum { BY_WEEKDAY, BY_JULIAN, BY_DAY } by;
	int month, week, weekday; /* Mm.w.d: the w-th (5: last) weekday (0 Sunday) of a month */
	int day; /* Jn (1 … 365, never counts 29 February) or n (0 … 365) */
	int seconds; /* local time of that day, may lie outside it */
};

struct footer {
	const char *text;
	bool valid, has_dst;
	int std, dst; /* seconds east of UTC */
	struct change to_dst, to_std;
};

struct zone {
	const char *name;
	int64_t *at; /* moments at which the offset changes, ascending */
	const unsigned char *type_at; /* what holds from then on */
	size_t at_count;
	int *offsets; /* of every type, seconds east of UTC */
	size_t type_count;
	struct footer footer;
};

/* ---- calendar ---- */

int32_t civil_days(int year, int month, int day)
{
	/* Years begin in March, so that the day that comes and goes is the last one. */
	int64_t y = (int64_t)year - (month <= 2);
	int64_t era = (y >= 0 ? y : y - 399) / 400;
	int64_t year_of_era = y - era * 400;
	int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
	int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;

	return (int32_t)(era * 146097 + day_of_era - 719468);
}

struct civil civil_of_days(int32_t days)
{
	int64_t n = (int64_t)days + 719468;
	int64_t era = (n >= 0 ? n : n - 146096) / 146097;
	int64_t day_of_era = n - era * 146097;
	int64_t year_of_era =
		(day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
	int64_t day_of_year =
		day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
	int64_t month = (5 * day_of_year + 2) / 153;
	struct civil c = {.day = (int)(day_of_year - (153 * month + 2) / 5 + 1)};

	c.month = (int)(month < 10 ? month + 3 : month - 9);
	c.year = (int)(year_of_era + era * 400 + (c.month <= 2));
	return c;
}

int civil_weekday(int32_t days)
{
	int weekday = (int)(((int64_t)days + 3) % 7);

	return weekday < 0 ? weekday + 7 : weekday;
}

static bool leap(int year)
{
	return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

bool civil_valid_date(int year, int month, int day)
{
	static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

	if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1)
		return false;
	return day <= days[month - 1] + (month == 2 && leap(year));
}

/* ---- the footer: POSIX TZ with RFC 8536's longer hours (3.3.1) ---- */

static bool take(struct slice *s, char c)
{
	if (s->len == 0 || s->p[0] != c)
		return false;
	*s = slice_from(*s, 1);
	return true;
}

static bool take_number(struct slice *s, int max, int *number)
{
	size_t n = 0;
	long value;

	while (n < s->len && s->p[n] >= '0' && s->p[n] <= '9')
		n++;
	if (!slice_number(slice_head(*s, n), max, &value))
		return false;
	*number = (int)value;
	*s = slice_from(*s, n);
	return true;
}

/* "CET" or "<+0330>". */
static bool take_abbreviation(struct slice *s)
{
	bool quoted = take(s, '<');
	size_t n = 0;

	if (quoted) {
		long end = slice_find(*s, '>');
		if (end < 1)
			return false;
		*s = slice_from(*s, (size_t)end + 1);
		return true;
	}
	while (n < s->len && ((s->p[n] | 0x20) >= 'a' && (s->p[n] | 0x20) <= 'z'))
		n++;
	*s = slice_from(*s, n);
	return n >= 3;
}

/* [+-]hh[:mm[:ss]] as seconds. */
static bool take_time(struct slice *s, int hours_max, int *seconds)
{
	bool negative = take(s, '-');
	int h, m = 0, sec = 0;

	if (!negative)
		take(s, '+');
	if (!take_number(s, hours_max, &h))
		return false;
	if (take(s, ':') && !take_number(s, 59, &m))
		return false;
	if (take(s, ':') && !take_number(s, 59, &sec))
		return false;
	*seconds = (h * 60 + m) * 60 + sec;
	if (negative)
		*seconds = -*seconds;
	return true;
}

static bool take_change(struct slice *s, struct change *c)
{
	if (!take(s, ','))
		return false;
	*c = (struct change){.by = BY_DAY, .seconds = 2 * 60 * 60};
	if (take(s, 'M')) {
		c->by = BY_WEEKDAY;
		if (!take_number(s, 12, &c->month) || !take(s, '.') ||
			!take_number(s, 5, &c->week) || !take(s, '.') ||
			!take_number(s, 6, &c->weekday) || c->month < 1 || c->week < 1)
			return false;
	} else {
		if (take(s, 'J'))
			c->by = BY_JULIAN;
		if (!take_number(s, 365, &c->day) || (c->by == BY_JULIAN && c->day < 1))
			return false;
	}
	return !take(s, '/') || take_time(s, 167, &c->seconds);
}

static bool footer_parse(struct slice s, struct footer *f)
{
	int west;

	if (!take_abbreviation(&s) || !take_time(&s, 24, &west))
		return false;
	f->std = f->dst = -west; /* POSIX counts westwards */
	if (s.len > 0) {
		if (!take_abbreviation(&s))
			return false;
		f->has_dst = true;
		f->dst = f->std + 60 * 60;
		if (s.len > 0 && s.p[0] != ',') {
			if (!take_time(&s, 24, &west))
				return false;
			f->dst = -west;
		}
		if (!take_change(&s, &f->to_dst) || !take_change(&s, &f->to_std))
			return false;
	}
	f->valid = s.len == 0;
	return f->valid;
}

/* The local second (as if it were UTC) at which the change is due in that year. */
static int64_t change_local(const struct change *c, int year)
{
	int32_t day = civil_days(year, 1, 1);

	if (c->by == BY_DAY) {
		day += c->day;
	} else if (c->by == BY_JULIAN) {
		day += c->day - 1 + (leap(year) && c->day >= 60);
	} else {
		int32_t first = civil_days(year, c->month, 1);
		int weekday = (civil_weekday(first) + 1) % 7; /* POSIX: 0 is Sunday */
		day = first + (c->weekday - weekday + 7) % 7 + (c->week - 1) * 7;
		if (c->week == 5 && civil_of_days(day).month != c->month)
			day -= 7;
	}
	return (int64_t)day * DAY + c->seconds;
}

static int32_t days_of(int64_t seconds)
{
	int64_t days = seconds / DAY - (seconds % DAY < 0);

	/* Beyond what a day number holds (five million years) nothing is planned. */
	return days > INT32_MAX ? INT32_MAX : days < INT32_MIN ? INT32_MIN : (int32_t)days;
}

static int footer_offset(const struct footer *f, int64_t when)
{
	if (!f->has_dst)
		return f->std;
	int year = civil_of_days(days_of(when + f->std)).year;
	int64_t begins = change_local(&f->to_dst, year) - f->std;
	int64_t ends = change_local(&f->to_std, year) - f->dst;
	bool summer =
		begins < ends ? begins <= when && when < ends : !(ends <= when && when < begins);

	return summer ? f->dst : f->std;
}

/* ---- TZif ---- */

struct counts {
	size_t isut, isstd, leap, time, type, chars;
	char version;
};

static uint64_t big_endian(const char *p, size_t bytes)
{
	uint64_t value = 0;

	for (size_t i = 0; i < bytes; i++)
		value = value << 8 | (unsigned char)p[i];
	return value;
}

static bool take_header(struct slice *s, struct counts *c)
{
	size_t *const fields[] = {&c->isut, &c->isstd, &c->leap, &c->time, &c->type, &c->chars};

	if (s->len < HEADER_SIZE || !slice_starts(*s, "TZif"))
		return false;
	c->version = s->p[4];
	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
		*fields[i] = big_endian(s->p + 20 + 4 * i, 4);
	*s = slice_from(*s, HEADER_SIZE);
	/* No overflow below: each count is that of things which lie in the file. */
	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
		if (*fields[i] > s->len)
			return false;
	return true;
}

static size_t block_size(const struct counts *c, size_t time_size)
{
	return c->time * (time_size + 1) + c->type * TYPE_SIZE + c->chars +
		c->leap * (time_size + 4) + c->isstd + c->isut;
}

/* The block with 64-bit times, and the footer behind it. */
static bool read_block(struct arena *a, struct slice s, const struct counts *c, struct zone *z)
{
	if (block_size(c, 8) > s.len || c->type == 0)
		return false;
	z->at_count = c->time;
	z->at = arena_array(a, c->time, sizeof *z->at);
	for (size_t i = 0; i < c->time; i++) {
		z->at[i] = (int64_t)big_endian(s.p + 8 * i, 8);
		if (i > 0 && z->at[i] <= z->at[i - 1])
			return false;
	}
	struct slice kinds = slice_head(slice_from(s, 8 * c->time), c->time);
	for (size_t i = 0; i < kinds.len; i++)
		if ((unsigned char)kinds.p[i] >= c->type)
			return false;
	z->type_at = (const unsigned char *)arena_copy(a, kinds).p;
	z->type_count = c->type;
	z->offsets = arena_array(a, c->type, sizeof *z->offsets);
	for (size_t i = 0; i < c->type; i++) {
		z->offsets[i] = (int32_t)big_endian(s.p + 9 * c->time + TYPE_SIZE * i, 4);
		if (z->offsets[i] < -OFFSET_MAX || z->offsets[i] > OFFSET_MAX)
			return false;
	}
	s = slice_from(s, block_size(c, 8));
	if (s.len < 2 || s.p[0] != '\n')
		return false;
	s = slice_from(s, 1);
	long end = slice_find(s, '\n');
	if (end < 0)
		return false;
	s = slice_head(s, (size_t)end);
	z->footer.text = arena_string(a, s);
	return s.len == 0 || footer_parse(s, &z->footer);
}

int zone_parse(
	struct arena *a, const char *name, struct slice tzif, struct zone **out, struct err *e)
{
	struct zone *z = arena_alloc(a, sizeof *z);
	struct counts c = {0};

	if (!take_header(&tzif, &c))
		return err_set(e, "time zone '%s': this is no TZif file", name);
	if (c.version < '2')
		return err_set(e,
			"time zone '%s': the file is of version 1, expected 2 or later; install "
			"tzdata anew",
			name);
	tzif = slice_from(tzif, block_size(&c, 4));
	if (!take_header(&tzif, &c) || !read_block(a, tzif, &c, z))
		return err_set(e, "time zone '%s': the file is damaged", name);
	z->name = arena_string(a, slice_of(name));
	*out = z;
	return 0;
}

static bool sound_name(const char *name)
{
	if (name[0] == '\0' || name[0] == '/' || strstr(name, "..") != NULL)
		return false;
	return name[strspn(name,
		       "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_+-/")] ==
		'\0';
}

int zone_load(struct arena *a, const char *name, struct zone **out, struct err *e)
{
	struct slice bytes;

	if (!sound_name(name))
		return err_set(e,
			"'%s' is no name of a time zone, expected one such as Europe/Berlin", name);
	if (file_read(a, arena_printf(a, "/usr/share/zoneinfo/%s", name), ZONE_BYTES_MAX, &bytes,
		    NULL) != 0)
		return err_set(e,
			"time zone '%s' is unknown, expected one of the package tzdata, such as "
			"Europe/Berlin",
			name);
	return zone_parse(a, name, bytes, out, e);
}

const char *zone_name(const struct zone *z)
{
	return z->name;
}

const char *zone_footer(const struct zone *z)
{
	return z->footer.text;
}

int zone_offset(const struct zone *z, int64_t when)
{
	size_t low = 0, high = z->at_count; /* at[low - 1] <= when < at[high] */

	if (z->footer.valid && (z->at_count == 0 || when >= z->at[z->at_count - 1]))
		return footer_offset(&z->footer, when);
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (z->at[middle] <= when)
			low = middle + 1;
		else
			high = middle;
	}
	return z->offsets[low == 0 ? 0 : z->type_at[low - 1]];
}

struct civil zone_civil(const struct zone *z, int64_t when)
{
	int64_t local = when + zone_offset(z, when);
	int32_t days = days_of(local);
	int rest = (int)(local - (int64_t)days * DAY);
	struct civil c = civil_of_days(days);

	c.hour = rest / 3600;
	c.minute = rest / 60 % 60;
	c.second = rest % 60;
	return c;
}

int64_t zone_utc(const struct zone *z, struct civil c)
{
	int64_t local = (int64_t)civil_days(c.year, c.month, c.day) * DAY + c.hour * 3600 +
		c.minute * 60 + c.second;
	/* No offset is a day long, so these hold before and after a change that is near. */
	int before = zone_offset(z, local - DAY), after = zone_offset(z, local + DAY);

	if (zone_offset(z, local - before) != before && zone_offset(z, local - after) == after)
		return local - after;
	return local - before;
}
