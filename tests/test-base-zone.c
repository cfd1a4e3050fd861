/* Time zones: clock changes, gaps, doubles, far years, damaged files. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/zone.h"

static struct zone *load(struct arena *a, const char *name)
{
	struct zone *z = NULL;
	struct err e = {""};

	if (zone_load(a, name, &z, &e) != 0)
		fail_msg("%s", e.text);
	return z;
}

static struct civil read_civil(const char *text)
{
	struct civil c = {0};

	if (sscanf(text, "%d-%d-%d %d:%d:%d", &c.year, &c.month, &c.day, &c.hour, &c.minute,
		    &c.second) != 6)
		fail_msg("%s", text);
	return c;
}

static const char *write_civil(struct arena *a, struct civil c)
{
	return arena_printf(a, "%04d-%02d-%02d %02d:%02d:%02d", c.year, c.month, c.day, c.hour,
		c.minute, c.second);
}

/* Moments and what the wall shows, both ways. Values are those of the C library (date -d). */
static void test_both_ways(void **state)
{
	static const struct {
		const char *zone;
		int64_t utc;
		const char *civil;
		int offset;
	} cases[] = {
		{"Europe/Berlin", 1297875600, "2011-02-16 18:00:00", 3600},
		{"Europe/Berlin", 1301187599, "2011-03-27 01:59:59", 3600},
		{"Europe/Berlin", 1301187600, "2011-03-27 03:00:00", 7200},
		{"Europe/Berlin", 1319936399, "2011-10-30 02:59:59", 7200},
		{"Europe/Berlin", 1319940000, "2011-10-30 03:00:00", 3600},
		{"Europe/Berlin", -1, "1970-01-01 00:59:59", 3600},
		{"Europe/Berlin", 2224537199, "2040-06-29 00:59:59", 7200},
		{"Europe/Berlin", 2214001799, "2040-02-28 01:29:59", 3600},
		{"Europe/Berlin", 13569465600, "2400-01-01 01:00:00", 3600},
		{"Europe/Dublin", 2224540799, "2040-06-29 00:59:59", 3600},
		{"Australia/Sydney", 2209032000, "2040-01-01 23:00:00", 39600},
		{"Australia/Sydney", 2224540800, "2040-06-29 10:00:00", 36000},
		{"Australia/Sydney", 2233144800, "2040-10-07 00:00:00", 36000},
		{"America/Sao_Paulo", 1297875600, "2011-02-16 15:00:00", -7200},
		{"Asia/Kathmandu", 1297875600, "2011-02-16 22:45:00", 20700},
		{"Asia/Tehran", 2224540800, "2040-06-29 03:30:00", 12600},
		{"UTC", 1297875600, "2011-02-16 17:00:00", 0},
		{"Etc/GMT+5", 1297875600, "2011-02-16 12:00:00", -18000},
	};
	struct arena *a = arena_new();

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct zone *z = load(a, cases[i].zone);
		struct civil c = read_civil(cases[i].civil);
		assert_int_equal(zone_offset(z, cases[i].utc), cases[i].offset);
		assert_int_equal(zone_utc(z, c), cases[i].utc);
		assert_string_equal(write_civil(a, zone_civil(z, cases[i].utc)), cases[i].civil);
	}
	arena_free(&a);
}

/* What the change skips is moved on by the gap; what comes twice is the first. */
static void test_gaps_and_doubles(void **state)
{
	static const struct {
		const char *zone, *given, *shown;
		int offset;
	} cases[] = {
		{"Europe/Berlin", "2011-03-27 02:30:00", "2011-03-27 03:30:00", 7200},
		{"Europe/Berlin", "2011-03-27 02:00:00", "2011-03-27 03:00:00", 7200},
		{"Europe/Berlin", "2011-10-30 02:30:00", "2011-10-30 02:30:00", 7200},
		{"Europe/Berlin", "2011-10-30 02:00:00", "2011-10-30 02:00:00", 7200},
		{"Europe/Berlin", "2040-03-25 02:30:00", "2040-03-25 03:30:00", 7200},
		{"Europe/Berlin", "2040-10-28 02:30:00", "2040-10-28 02:30:00", 7200},
		{"Australia/Sydney", "2040-10-07 02:30:00", "2040-10-07 03:30:00", 39600},
		{"Australia/Sydney", "2040-04-01 02:30:00", "2040-04-01 02:30:00", 39600},
		{"America/New_York", "2011-03-13 02:15:00", "2011-03-13 03:15:00", -14400},
		{"Australia/Lord_Howe", "2040-10-07 02:10:00", "2040-10-07 02:40:00", 39600},
		{"Pacific/Apia", "2011-12-30 12:00:00", "2011-12-31 12:00:00", 50400},
	};
	struct arena *a = arena_new();

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct zone *z = load(a, cases[i].zone);
		int64_t utc = zone_utc(z, read_civil(cases[i].given));
		assert_string_equal(write_civil(a, zone_civil(z, utc)), cases[i].shown);
		assert_int_equal(zone_offset(z, utc), cases[i].offset);
	}
	arena_free(&a);
}

static void test_footer(void **state)
{
	struct arena *a = arena_new();

	(void)state;
	assert_string_equal(zone_footer(load(a, "Europe/Berlin")), "CET-1CEST,M3.5.0,M10.5.0/3");
	assert_string_equal(zone_name(load(a, "Europe/Berlin")), "Europe/Berlin");
	arena_free(&a);
}

/* Every hour of sixty years, against the calendar's own arithmetic: the way there and back. */
static void test_there_and_back(void **state)
{
	struct arena *a = arena_new();
	struct zone *z = load(a, "Europe/Berlin");
	int doubles = 0;

	(void)state;
	for (int64_t t = 1262304000; t < 3155760000; t += 1800) {
		int64_t back = zone_utc(z, zone_civil(z, t));
		if (back != t) {
			assert_int_equal(back, t - 3600); /* the second of two */
			doubles++;
		}
	}
	assert_int_equal(doubles, 60 * 2); /* two half hours every autumn */
	arena_free(&a);
}

static void test_days(void **state)
{
	(void)state;
	assert_int_equal(civil_days(1970, 1, 1), 0);
	assert_int_equal(civil_days(2011, 2, 16), 15021);
	assert_int_equal(civil_days(2000, 2, 29), 11016);
	assert_int_equal(civil_weekday(civil_days(2011, 2, 16)), 2);
	assert_int_equal(civil_weekday(civil_days(1969, 12, 29)), 0);
	assert_int_equal(civil_weekday(civil_days(1969, 12, 28)), 6);
	for (int32_t n = civil_days(1, 1, 1); n < civil_days(2500, 1, 1); n += 13) {
		struct civil c = civil_of_days(n);
		assert_int_equal(civil_days(c.year, c.month, c.day), n);
		assert_true(civil_valid_date(c.year, c.month, c.day));
	}
	assert_true(civil_valid_date(2012, 2, 29));
	assert_false(civil_valid_date(2011, 2, 29));
	assert_false(civil_valid_date(1900, 2, 29));
	assert_false(civil_valid_date(2011, 4, 31));
	assert_false(civil_valid_date(2011, 13, 1));
	assert_false(civil_valid_date(2011, 0, 1));
	assert_false(civil_valid_date(2011, 1, 0));
	assert_false(civil_valid_date(0, 1, 1));
}

static void test_names(void **state)
{
	static const char *const bad[] = {"", "/etc/passwd", "../../../etc/passwd",
		"Europe/../../passwd", "Europe/Bärlin", "Europe/Nowhere", "Europe",
		"Europe/ Berlin"};
	struct arena *a = arena_new();

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct zone *z = NULL;
		struct err e = {""};
		assert_int_equal(zone_load(a, bad[i], &z, &e), -1);
		assert_null(z);
		assert_non_null(strstr(e.text, "Europe/Berlin"));
	}
	arena_free(&a);
}

/* Every beginning of a sound file, and every file with one byte changed: an answer, no crash. */
static void test_damaged(void **state)
{
	struct arena *a = arena_new();
	struct slice whole;
	struct err e;

	(void)state;
	assert_int_equal(file_read(a, "/usr/share/zoneinfo/Europe/Berlin", 65536, &whole, &e), 0);
	for (size_t n = 0; n < whole.len; n++) {
		struct arena *each = arena_new();
		struct zone *z = NULL;
		char *copy = malloc(n == 0 ? 1 : n);
		memcpy(copy, whole.p, n);
		assert_int_equal(zone_parse(each, "X", (struct slice){copy, n}, &z, &e), -1);
		free(copy);
		arena_free(&each);
	}
	char *copy = malloc(whole.len);
	for (size_t n = 0; n < whole.len; n++) {
		struct arena *each = arena_new();
		struct zone *z = NULL;
		memcpy(copy, whole.p, whole.len);
		copy[n] = (char)(copy[n] ^ 0xff);
		if (zone_parse(each, "X", (struct slice){copy, whole.len}, &z, &e) == 0)
			for (int64_t t = -4e9; t < 4e9; t += 100000000)
				zone_utc(z, zone_civil(z, t));
		arena_free(&each);
	}
	free(copy);
	arena_free(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_both_ways),
		cmocka_unit_test(test_gaps_and_doubles),
		cmocka_unit_test(test_footer),
		cmocka_unit_test(test_there_and_back),
		cmocka_unit_test(test_days),
		cmocka_unit_test(test_names),
		cmocka_unit_test(test_damaged),
	};
	return cmocka_run_group_tests_name("base-zone", tests, NULL, NULL);
}
