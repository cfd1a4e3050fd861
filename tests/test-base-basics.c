/* The small tools of the house: errors, slices, buffers, arena, clock, files, problems. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/file.h"
#include "base/memory.h"
#include "base/problems.h"
#include "base/utf8.h"

/* A heap copy without a trailing NUL, so that the sanitizer sees each byte too far. */
static struct slice heap(const char *text)
{
	struct slice s = slice_of(text);
	char *copy = malloc(s.len > 0 ? s.len : 1);

	memcpy(copy, text, s.len);
	return (struct slice){copy, s.len};
}

static void heap_free(struct slice s)
{
	free((char *)s.p);
}

/* ---- err ---- */

static void test_err(void **state)
{
	struct err e = {""};

	(void)state;
	assert_int_equal(err_set(&e, "port %d is closed", 993), -1);
	assert_string_equal(e.text, "port 993 is closed");
	assert_int_equal(err_wrap(&e, "connecting to %s", "mail.example"), -1);
	assert_int_equal(err_wrap(&e, "polling"), -1);
	assert_string_equal(e.text, "polling: connecting to mail.example: port 993 is closed");
	errno = ENOENT;
	assert_int_equal(err_errno(&e, "%s", "a/b"), -1);
	assert_string_equal(e.text, "a/b: No such file or directory");
	assert_int_equal(err_set(NULL, "nobody listens"), -1);
	assert_int_equal(err_wrap(NULL, "nobody listens"), -1);
	assert_int_equal(err_errno(NULL, "nobody listens"), -1);
}

/* Errors go from process to process whole: nothing of an older one, nor of the stack, stands behind the text. */
static void test_err_whole(void **state)
{
	static const char none[ERR_TEXT_MAX];
	struct err e;

	(void)state;
	err_set(&e, "%0*d", ERR_TEXT_MAX / 2, 7);
	err_set(&e, "no");
	assert_memory_equal(e.text + 2, none, ERR_TEXT_MAX - 2);
	err_wrap(&e, "why");
	assert_memory_equal(e.text + 7, none, ERR_TEXT_MAX - 7);
}

/* What is too long is cut, and never within a character. */
static void test_err_cut(void **state)
{
	static const char *const characters[] = {"a", "ü", "€", "😀"};

	(void)state;
	for (size_t c = 0; c < sizeof characters / sizeof *characters; c++)
		for (size_t shift = 0; shift < 4; shift++) {
			char text[3 * ERR_TEXT_MAX] = "xxx";
			size_t width = strlen(characters[c]), len = shift;
			struct err e;
			for (; len < 2 * ERR_TEXT_MAX; len += width)
				memcpy(text + len, characters[c], width);
			text[len] = '\0';
			err_set(&e, "%s", text);
			size_t kept = strlen(e.text);
			assert_true(kept < ERR_TEXT_MAX && kept >= ERR_TEXT_MAX - 4);
			assert_int_equal((kept - shift) % width, 0);
			assert_memory_equal(e.text, text, kept);
			err_wrap(&e, "%s", "before");
			assert_memory_equal(e.text, "before: ", 8);
			assert_true(strlen(e.text) < ERR_TEXT_MAX);
			assert_int_equal((strlen(e.text) - 8 - shift) % width, 0);
		}
}

/* ---- slice ---- */

static void test_slice_compare(void **state)
{
	struct slice abc = heap("Abc"), empty = {NULL, 0};

	(void)state;
	assert_true(slice_is(abc, "Abc"));
	assert_false(slice_is(abc, "abc"));
	assert_false(slice_is(abc, "Abcd"));
	assert_false(slice_is(abc, "Ab"));
	assert_true(slice_is_ci(abc, "aBC"));
	assert_true(slice_is(empty, ""));
	assert_true(slice_eq(empty, slice_of(NULL)));
	assert_true(slice_starts(abc, "Ab"));
	assert_false(slice_starts(abc, "Abcd"));
	assert_true(slice_starts_ci(abc, "AB"));
	assert_true(slice_ends_ci(abc, "BC"));
	assert_false(slice_ends_ci(abc, "xAbc"));
	assert_true(slice_starts(empty, ""));
	assert_true(slice_compare(abc, SLICE("Abd")) < 0);
	assert_true(slice_compare(abc, SLICE("Ab")) > 0);
	assert_int_equal(slice_compare(abc, SLICE("Abc")), 0);
	assert_true(slice_compare(empty, abc) < 0);
	assert_false(slice_is_ci(SLICE("ä"), "Ä"));
	heap_free(abc);
}

static void test_slice_parts(void **state)
{
	struct slice s = heap(" \r\n\tAb: cD \n");

	(void)state;
	assert_true(slice_is(slice_trim(s), "Ab: cD"));
	assert_true(slice_is(slice_trim(SLICE(" \t ")), ""));
	assert_int_equal(slice_find(s, ':'), 6);
	assert_int_equal(slice_find(s, 'x'), -1);
	assert_int_equal(slice_find_ci(s, "cd"), 8);
	assert_int_equal(slice_find_ci(s, "cdx"), -1);
	assert_int_equal(slice_find_ci(SLICE("ab"), "abc"), -1);
	assert_true(slice_is(slice_from(s, 8), "cD \n"));
	assert_int_equal(slice_from(s, 99).len, 0);
	assert_true(slice_is(slice_head(SLICE("abc"), 2), "ab"));
	assert_true(slice_is(slice_head(SLICE("abc"), 9), "abc"));
	assert_int_equal(slice_from((struct slice){NULL, 0}, 3).len, 0);
	heap_free(s);
}

static void test_slice_lines(void **state)
{
	static const struct {
		const char *text;
		const char *lines; /* joined with | */
	} cases[] = {
		{"", ""},
		{"a", "a|"},
		{"a\n", "a|"},
		{"a\r\nb", "a|b|"},
		{"\n\nb\n", "||b|"},
		{"a\rb\n", "a\rb|"},
		{"\r\n", "|"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct slice whole = heap(cases[i].text), rest = whole, line;
		struct buf joined = {.max = 100};
		buf_puts(&joined, "");
		while (slice_line(&rest, &line)) {
			buf_add(&joined, line);
			buf_putc(&joined, '|');
		}
		assert_string_equal(joined.p, cases[i].lines);
		buf_free(&joined);
		heap_free(whole);
	}
}

static void test_slice_number(void **state)
{
	static const struct {
		const char *text;
		long max, number; /* -1: none */
	} cases[] = {
		{"0", 9, 0},
		{"007", 9, 7},
		{"10", 9, -1},
		{"9", 9, 9},
		{"", 9, -1},
		{"-1", 9, -1},
		{"+1", 9, -1},
		{" 1", 9, -1},
		{"1x", 9, -1},
		{"9223372036854775807", INT64_MAX, INT64_MAX},
		{"9223372036854775808", INT64_MAX, -1},
		{"99999999999999999999999", INT64_MAX, -1},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct slice text = heap(cases[i].text);
		long number = -1;
		assert_int_equal(slice_number(text, cases[i].max, &number), cases[i].number >= 0);
		assert_int_equal(number, cases[i].number);
		heap_free(text);
	}
}

/* ---- buf ---- */

static void test_utf8_cut(void **state)
{
	static const struct {
		const char *text;
		size_t bytes, len;
	} cases[] = {{"", 0, 0}, {"abc", 3, 3}, {"abc", 9, 3}, {"abc", 2, 2}, {"abc", 0, 0},
		{"aä", 2, 1}, {"aä", 3, 3}, {"€", 2, 0}, {"€€", 5, 3}, {"a\xf0\x9f\x98\x80z", 4, 1},
		{"a\xf0\x9f\x98\x80z", 5, 5}};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_int_equal(
			utf8_cut(slice_of(cases[i].text), cases[i].bytes).len, cases[i].len);
}

static void test_buf(void **state)
{
	struct buf b = {.max = 10};

	(void)state;
	assert_int_equal(buf_slice(&b).len, 0);
	buf_puts(&b, "abc");
	buf_putc(&b, '-');
	buf_printf(&b, "%d", 12345);
	assert_string_equal(b.p, "abc-12345");
	assert_false(b.over);
	buf_putc(&b, '!');
	assert_false(b.over);
	buf_putc(&b, '?');
	assert_true(b.over);
	assert_string_equal(b.p, "abc-12345!");
	buf_puts(&b, ""); /* once over, over for good */
	assert_true(b.over);
	buf_clear(&b);
	assert_false(b.over);
	buf_printf(&b, "%s", "12345678901");
	assert_true(b.over);
	assert_int_equal(b.len, 0);
	buf_free(&b);
	assert_null(b.p);
}

static void test_buf_grows(void **state)
{
	struct buf b = {.max = 100000};

	(void)state;
	for (int i = 0; i < 10000; i++)
		buf_printf(&b, "%09d,", i);
	assert_int_equal(b.len, 100000);
	assert_false(b.over);
	assert_memory_equal(b.p + 99990, "000009999,", 10);
	assert_int_equal(b.p[100000], '\0');
	buf_free(&b);
}

/* ---- arena ---- */

static void test_arena(void **state)
{
	struct arena *a = arena_new();
	struct {
		int *items;
		size_t count, room;
	} list = {0};

	(void)state;
	for (size_t size = 0; size < 70000; size = size * 2 + 1) {
		unsigned char *p = arena_alloc(a, size);
		assert_int_equal((uintptr_t)p % _Alignof(uint64_t), 0);
		for (size_t i = 0; i < size; i++)
			assert_int_equal(p[i], 0);
		memset(p, 0xff, size);
	}
	for (int i = 0; i < 5000; i++)
		ARENA_PUSH(a, list.items, list.count, list.room, i * 3);
	for (int i = 0; i < 5000; i++)
		assert_int_equal(list.items[i], i * 3);
	struct slice text = heap("no end");
	struct slice copy = arena_copy(a, text);
	heap_free(text);
	assert_string_equal(copy.p, "no end");
	assert_string_equal(arena_printf(a, "%s %d", "x", 7), "x 7");
	assert_string_equal(arena_string(a, (struct slice){NULL, 0}), "");
	assert_true(arena_size(a) > 70000);
	arena_free(&a);
	assert_null(a);
	arena_free(&a);
}

/* ---- clock ---- */

static void test_clock_parse(void **state)
{
	static const struct {
		const char *text;
		int64_t when;
	} cases[] = {
		{"2011-01-20T10:00:00+01:00", 1295514000},
		{"2011-01-20T10:00:00+0100", 1295514000},
		{"2011-01-20T09:00:00Z", 1295514000},
		{"2011-01-20 09:00", 1295514000},
		{"2011-01-20T09:00Z", 1295514000},
		{"2011-01-20", 1295481600},
		{"2011-01-20T04:00:00-05:00", 1295514000},
		{"2012-02-29", 1330473600},
		{"1970-01-01", 0},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct err e = {""};
		int64_t when = -1;
		if (clock_parse(cases[i].text, &when, &e) != 0)
			fail_msg("%s", e.text);
		assert_int_equal(when, cases[i].when);
	}
}

/* The whole text that was given stands in the message, not a tail of it. */
static void test_clock_parse_bad(void **state)
{
	static const char *const cases[] = {"", "yesterday", "2011-01-20T10:00:00+01:00x",
		"2011-01-20T10:00:00+25:00", "2011-01-20T10", "2011-01-20T10:", "2011-01-20T24:00",
		"2011-01-20T10:60", "2011-01-20T10:00:61", "2011-02-29", "2011-13-01", "2011-00-01",
		"2011-04-31", "2011-1-2", "11-01-20", "2011-01-20T10:00:00 CET", "2011-01-20T+1:00",
		"2011-01-20T10:00Zx", "1969-12-31", "2011-01-20T10:00:00+1:00", " 2011-01-20"};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct err e = {""};
		int64_t when = -1;
		char expected[200];
		snprintf(expected, sizeof expected,
			"'%s' is no time; expected for example 2011-01-20T10:00:00+01:00",
			cases[i]);
		assert_int_equal(clock_parse(cases[i], &when, &e), -1);
		assert_string_equal(e.text, expected);
		assert_int_equal(when, -1);
	}
}

static void test_clock_runs_on(void **state)
{
	(void)state;
	clock_set(1295514000);
	int64_t first = clock_now();
	assert_true(first >= 1295514000 && first < 1295514600);
	int64_t ms = clock_monotonic_ms();
	while (clock_monotonic_ms() - ms < 1100)
		usleep(100 * 1000);
	assert_true(clock_now() > first);
}

/* ---- file ---- */

static void test_files(void **state)
{
	char dir[] = "/tmp/mailbot-test-XXXXXX";
	struct arena *a = arena_new();
	struct slice bytes = {0};
	struct err e = {""};
	struct stat st;
	const char **names = NULL;
	size_t count = 0;

	(void)state;
	assert_non_null(mkdtemp(dir));
	const char *path = arena_printf(a, "%s/b.xml", dir);
	const char *other = arena_printf(a, "%s/a.XML", dir);
	const char *hidden = arena_printf(a, "%s/.c.xml", dir);
	const char *folder = arena_printf(a, "%s/d.xml", dir);
	assert_int_equal(file_write(path, SLICE("with\0NUL"), 0600, &e), 0);
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	assert_int_equal(file_write(path, SLICE("again"), 0644, &e), 0);
	assert_int_equal(file_read(a, path, 5, &bytes, &e), 0);
	assert_true(slice_is(bytes, "again"));
	assert_int_equal(bytes.p[5], '\0');
	assert_int_equal(file_read(a, path, 4, &bytes, &e), -1);
	assert_string_equal(e.text,
		arena_printf(a, "%s: larger than 4 bytes, the limit for such a file", path));
	assert_int_equal(file_write(other, SLICE(""), 0644, &e), 0);
	assert_int_equal(file_read(a, other, 0, &bytes, &e), 0);
	assert_int_equal(bytes.len, 0);
	assert_int_equal(file_write(hidden, SLICE("x"), 0644, &e), 0);
	assert_int_equal(mkdir(folder, 0755), 0);
	assert_int_equal(file_list(a, dir, ".xml", true, &names, &count, &e), 0);
	assert_int_equal(count, 2); /* no draft of file_write is left either */
	assert_string_equal(names[0], other);
	assert_string_equal(names[1], path);
	assert_int_equal(file_read(a, folder, 100, &bytes, &e), -1);
	unlink(path), unlink(other), unlink(hidden), rmdir(folder);
	assert_int_equal(rmdir(dir), 0);
	assert_int_equal(file_read(a, path, 100, &bytes, &e), -1);
	assert_string_equal(e.text, arena_printf(a, "%s: No such file or directory", path));
	assert_int_equal(file_list(a, dir, ".xml", true, &names, &count, &e), -1);
	assert_int_equal(file_list(a, dir, ".xml", false, &names, &count, &e), 0);
	assert_int_equal(count, 0);
	assert_int_equal(file_write(path, SLICE("x"), 0644, &e), -1);
	arena_free(&a);
}

/* ---- problems ---- */

static void test_problems(void **state)
{
	struct arena *a = arena_new();
	struct problems p = {.arena = a};
	char *text = NULL;
	size_t len = 0;
	FILE *out = open_memstream(&text, &len);

	(void)state;
	assert_int_equal(problem_add(&p, (struct place){"b.xml", 2}, "late %d", 1), -1);
	problem_add(&p, (struct place){"b.xml", 2}, "late %d", 1);
	problem_add(&p, (struct place){"a.xml", 10}, "ten");
	problem_add(&p, (struct place){"a.xml", 9}, "nine");
	problem_add(&p, (struct place){"a.xml", 0}, "whole");
	problem_add(&p, (struct place){NULL, 0}, "nowhere");
	problems_print(&p, out);
	fclose(out);
	assert_string_equal(text,
		"nowhere\n"
		"a.xml: whole\n"
		"a.xml:9: nine\n"
		"a.xml:10: ten\n"
		"b.xml:2: late 1\n");
	free(text);
	arena_free(&a);
}

/* ---- memory ---- */

/* Kilobytes of files that are mapped and there. */
static long file_pages(void)
{
	FILE *f = fopen("/proc/self/status", "re");
	char line[200];
	long kb = 0;

	assert_non_null(f);
	while (fgets(line, sizeof line, f) != NULL)
		if (sscanf(line, "RssFile: %ld kB", &kb) == 1)
			break;
	fclose(f);
	return kb;
}

static void test_memory_settles(void **state)
{
	static int written = 1;
	long before = file_pages();

	(void)state;
	written = 2;
	memory_settle();
	assert_true(file_pages() < before);
	assert_int_equal(written, 2);
	assert_string_equal(strerror(ENOENT), "No such file or directory");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_err),
		cmocka_unit_test(test_err_whole),
		cmocka_unit_test(test_err_cut),
		cmocka_unit_test(test_slice_compare),
		cmocka_unit_test(test_slice_parts),
		cmocka_unit_test(test_slice_lines),
		cmocka_unit_test(test_slice_number),
		cmocka_unit_test(test_utf8_cut),
		cmocka_unit_test(test_buf),
		cmocka_unit_test(test_buf_grows),
		cmocka_unit_test(test_arena),
		cmocka_unit_test(test_clock_parse),
		cmocka_unit_test(test_clock_parse_bad),
		cmocka_unit_test(test_clock_runs_on),
		cmocka_unit_test(test_files),
		cmocka_unit_test(test_problems),
		cmocka_unit_test(test_memory_settles),
	};
	return cmocka_run_group_tests_name("base-basics", tests, NULL, NULL);
}
