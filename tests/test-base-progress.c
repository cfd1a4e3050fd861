/* How far a backlog is: the bar of a terminal, the line of the journal. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "base/progress.h"
#include "base/utf8.h"

static const struct {
	size_t done, total;
	int64_t ms;
	int columns;
	bool utf8;
	const char *bar, *line;
} cases[] = {
	{0, 10000, 0, 80, true,
		"  receive  ──────────────────────────────       0 of 10,000     0/s            ",
		"receive backlog done=0 of=10000 rate=0/s"},
	{4213, 10000, 11356, 80, true,
		"  receive  ━━━━━━━━━━━━──────────────────   4,213 of 10,000   371/s   0:16 left",
		"receive backlog done=4213 of=10000 rate=371/s left=16s"},
	{10000, 10000, 27000, 120, false,
		"  receive  ##############################  10,000 of 10,000   370/s   0:00 left",
		"receive backlog done=10000 of=10000 rate=370/s"},
	{100, 1000000, 3600000, 80, true, NULL,
		"receive backlog done=100 of=1000000 rate=0/s left=35996400s"},
	{50, 200, 1000, 40, true, " 50 of 200    50/s   0:03 left", NULL},
	{50, 200, 1000, 12, true, " 50 of 200 ", NULL},
};

/* Columns of a text in which no character is wide. */
static size_t columns_of(const char *text)
{
	size_t n = 0;

	for (; *text != '\0'; text++)
		n += ((unsigned char)*text & 0xc0) != 0x80;
	return n;
}

static void what_it_says(void **state)
{
	char text[1024];

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct progress p = {
			.name = "receive", .done = cases[i].done, .total = cases[i].total};
		progress_bar(&p, cases[i].ms, cases[i].columns, cases[i].utf8, text, sizeof text);
		if (cases[i].bar != NULL)
			assert_string_equal(text, cases[i].bar);
		assert_true(columns_of(text) < (size_t)cases[i].columns && columns_of(text) < 80);
		progress_line(&p, cases[i].ms, text, sizeof text);
		if (cases[i].line != NULL)
			assert_string_equal(text, cases[i].line);
	}
}

static void few_letters_are_no_backlog(void **state)
{
	struct progress p = {0};

	(void)state;
	progress_begin(&p, "receive", 99);
	progress_step(&p, 1, 0);
	progress_end(&p);
	assert_null(p.name);
	progress_begin(&p, "receive", 100);
	progress_step(&p, 101, 0);
	assert_int_equal(p.total, 101);
	progress_end(&p);
	assert_null(p.name);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_it_says),
		cmocka_unit_test(few_letters_are_no_backlog),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
