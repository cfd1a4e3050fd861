/* When reminders are due: over both changes of the clock, weekends and closed days, late and too late. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

#include "base/clock.h"
#include "decide/remind.h"

static int64_t utc(const char *text)
{
	struct err e = {""};
	int64_t when = 0;

	if (clock_parse(text, &when, &e) != 0)
		fail_msg("%s: %s", text, e.text);
	return when;
}

static struct civil civil(const char *text)
{
	struct civil c = {0};

	assert_int_equal(
		sscanf(text, "%d-%d-%dT%d:%d", &c.year, &c.month, &c.day, &c.hour, &c.minute), 5);
	return c;
}

static struct series *series_in(struct arena *a, const char *name)
{
	struct series *series = arena_alloc(a, sizeof *series);
	struct zone *zone;
	struct err e = {""};

	assert_int_equal(zone_load(a, name, &zone, &e), 0);
	series->zone = zone;
	return series;
}

static struct event event_at(const struct series *series, const char *begin)
{
	struct event event = {.id = "e", .begin = civil(begin)};

	event.begin_utc = zone_utc(series->zone, event.begin);
	return event;
}

/* Closed: 24 December to 2 January, and Rose Monday. */
static struct office *closed_office(struct arena *a)
{
	struct office *office = arena_alloc(a, sizeof *office);
	size_t room = 0;

	ARENA_PUSH(a, office->closed, office->closed_count, room,
		(struct closed_day){civil_days(2010, 12, 24), civil_days(2011, 1, 2), {NULL, 0}});
	ARENA_PUSH(a, office->closed, office->closed_count, room,
		(struct closed_day){civil_days(2011, 3, 7), civil_days(2011, 3, 7), {NULL, 0}});
	return office;
}

static void test_at(void **state)
{
	static const struct {
		const char *zone, *begin;
		int days, hour, minute;
		const char *at;
	} cases[] = {
		/* Wednesday -> Tuesday; Monday -> Friday; over two days of a weekend */
		{"Europe/Berlin", "2011-02-16T18:00", 1, 10, 0, "2011-02-15T10:00:00+01:00"},
		{"Europe/Berlin", "2011-02-21T18:00", 1, 10, 0, "2011-02-18T10:00:00+01:00"},
		{"Europe/Berlin", "2011-02-20T18:00", 1, 10, 0, "2011-02-18T10:00:00+01:00"},
		{"Europe/Berlin", "2011-02-22T18:00", 5, 9, 30, "2011-02-15T09:30:00+01:00"},
		{"Europe/Berlin", "2011-02-16T18:00", 0, 8, 0, "2011-02-16T08:00:00+01:00"},
		/* closed days: Rose Monday, and the days between the years */
		{"Europe/Berlin", "2011-03-08T18:00", 1, 10, 0, "2011-03-04T10:00:00+01:00"},
		{"Europe/Berlin", "2011-01-03T18:00", 1, 10, 0, "2010-12-23T10:00:00+01:00"},
		/* the clock is put forward on 27 March 2011, and back on 30 October */
		{"Europe/Berlin", "2011-03-28T18:00", 1, 10, 0, "2011-03-25T10:00:00+01:00"},
		{"Europe/Berlin", "2011-03-29T18:00", 1, 10, 0, "2011-03-28T10:00:00+02:00"},
		{"Europe/Berlin", "2011-03-27T18:00", 0, 10, 0, "2011-03-27T10:00:00+02:00"},
		{"Europe/Berlin", "2011-10-31T18:00", 1, 10, 0, "2011-10-28T10:00:00+02:00"},
		{"Europe/Berlin", "2011-11-01T18:00", 1, 10, 0, "2011-10-31T10:00:00+01:00"},
		{"Europe/Berlin", "2011-10-30T18:00", 0, 10, 0, "2011-10-30T10:00:00+01:00"},
		/* where the change skips or repeats the hour itself: the time moved on, the first */
		{"Europe/Berlin", "2011-03-27T18:00", 0, 2, 30, "2011-03-27T03:30:00+02:00"},
		{"Europe/Berlin", "2011-10-30T18:00", 0, 2, 30, "2011-10-30T02:30:00+02:00"},
		/* another zone's own day */
		{"Pacific/Auckland", "2011-02-16T09:00", 1, 10, 0, "2011-02-15T10:00:00+13:00"},
		{"America/New_York", "2011-03-14T18:00", 1, 10, 0, "2011-03-11T10:00:00-05:00"},
		{"America/New_York", "2011-03-15T18:00", 1, 10, 0, "2011-03-14T10:00:00-04:00"},
	};
	struct arena *a = arena_new();
	struct office *office = closed_office(a);

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct series *series = series_in(a, cases[i].zone);
		struct event event = event_at(series, cases[i].begin);
		struct reminder reminder = {cases[i].days, cases[i].hour, cases[i].minute};
		int64_t got = remind_at(series, &event, &reminder, office);
		if (got != utc(cases[i].at))
			fail_msg("case %zu: %s, %d days before: off by %lld s", i, cases[i].begin,
				cases[i].days, (long long)(got - utc(cases[i].at)));
	}
	arena_free(&a);
}

static void test_when(void **state)
{
	static const struct {
		const char *begin, *at, *now;
		enum remind_when when;
	} cases[] = {
		{"2011-02-16T18:00", "2011-02-15T10:00:00+01:00", "2011-02-15T09:59:59+01:00",
			REMIND_NOT_YET},
		{"2011-02-16T18:00", "2011-02-15T10:00:00+01:00", "2011-02-15T10:00:00+01:00",
			REMIND_NOW},
		/* late: at a civil hour of the same day, never at night, next morning */
		{"2011-02-16T18:00", "2011-02-15T10:00:00+01:00", "2011-02-15T20:59:00+01:00",
			REMIND_NOW},
		{"2011-02-16T18:00", "2011-02-15T10:00:00+01:00", "2011-02-15T21:00:00+01:00",
			REMIND_NOT_YET},
		{"2011-02-16T18:00", "2011-02-15T10:00:00+01:00", "2011-02-16T06:59:00+01:00",
			REMIND_NOT_YET},
		{"2011-02-16T18:00", "2011-02-15T10:00:00+01:00", "2011-02-16T07:00:00+01:00",
			REMIND_NOW},
		/* of use until two hours before */
		{"2011-02-16T18:00", "2011-02-15T10:00:00+01:00", "2011-02-16T16:00:00+01:00",
			REMIND_NOW},
		{"2011-02-16T18:00", "2011-02-15T10:00:00+01:00", "2011-02-16T16:00:01+01:00",
			REMIND_TOO_LATE},
		{"2011-02-16T18:00", "2011-02-15T10:00:00+01:00", "2011-02-17T10:00:00+01:00",
			REMIND_TOO_LATE},
		/* set nearer than that, it is of use until the event begins */
		{"2011-02-16T09:00", "2011-02-16T08:00:00+01:00", "2011-02-16T08:30:00+01:00",
			REMIND_NOW},
		{"2011-02-16T09:00", "2011-02-16T08:00:00+01:00", "2011-02-16T09:00:01+01:00",
			REMIND_TOO_LATE},
		/* the hours of the night when the clock changes */
		{"2011-03-27T18:00", "2011-03-25T10:00:00+01:00", "2011-03-27T06:59:00+02:00",
			REMIND_NOT_YET},
		{"2011-03-27T18:00", "2011-03-25T10:00:00+01:00", "2011-03-27T07:00:00+02:00",
			REMIND_NOW},
		{"2011-10-30T18:00", "2011-10-28T10:00:00+02:00", "2011-10-30T06:59:00+01:00",
			REMIND_NOT_YET},
		{"2011-10-30T18:00", "2011-10-28T10:00:00+02:00", "2011-10-30T07:00:00+01:00",
			REMIND_NOW},
	};
	struct arena *a = arena_new();
	struct series *series = series_in(a, "Europe/Berlin");

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct event event = event_at(series, cases[i].begin);
		if (remind_when(series, &event, utc(cases[i].at), utc(cases[i].now)) !=
			cases[i].when)
			fail_msg("case %zu: %s at %s", i, cases[i].begin, cases[i].now);
	}
	arena_free(&a);
}

static void test_together(void **state)
{
	static const struct {
		const char *now, *until;
	} cases[] = {
		{"2011-02-17T10:00:00+01:00", "2011-02-18T23:59:59+01:00"},
		{"2011-02-17T00:00:00+01:00", "2011-02-18T23:59:59+01:00"},
		{"2011-03-26T10:00:00+01:00", "2011-03-27T23:59:59+02:00"},
		{"2011-10-29T10:00:00+02:00", "2011-10-30T23:59:59+01:00"},
	};
	struct arena *a = arena_new();
	struct series *series = series_in(a, "Europe/Berlin");

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_int_equal(remind_together(series, utc(cases[i].now)), utc(cases[i].until));
	arena_free(&a);
}

/* The day before a holiday that never ends is found all the same. */
static void test_closed_for_good(void **state)
{
	struct arena *a = arena_new();
	struct office *office = arena_alloc(a, sizeof *office);
	size_t room = 0;

	(void)state;
	ARENA_PUSH(a, office->closed, office->closed_count, room,
		(struct closed_day){civil_days(1990, 1, 1), civil_days(2090, 1, 1), {NULL, 0}});
	assert_true(workday_before(office, civil_days(2011, 2, 16), 1) < civil_days(2011, 2, 16));
	assert_true(workday_after(office, civil_days(2011, 2, 16), 2) > civil_days(2011, 2, 16));
	assert_int_equal(workday_before(office, 15000, 0), 15000);
	arena_free(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_at),
		cmocka_unit_test(test_when),
		cmocka_unit_test(test_together),
		cmocka_unit_test(test_closed_for_good),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
