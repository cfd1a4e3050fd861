/* Whose a word or a day may be: never fewer than whose it is. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "rules/edits.h"
#include "rules/owners.h"
#include "rules/rules.h"

enum { PARISH, PLOTS, SERIES, WORD_MAX = 64 };

static struct arena *arena;
static struct rules *rules;

static int compile(void **state)
{
	const char *series[] = {
		"tests/sentences/series/ser-parish.xml", "tests/sentences/series/ser-plots.xml"};
	struct problems problems;
	struct rule_files files;

	(void)state;
	arena = arena_new();
	problems = (struct problems){.arena = arena};
	if (rule_files_read(arena, "rules", series, SERIES, &files, &problems) != 0 ||
		rules_compile(&files, &rules, &problems) != 0)
		problems_print(&problems, stderr);
	return rules == NULL;
}

static int release(void **state)
{
	(void)state;
	rules_free(&rules);
	arena_free(&arena);
	return 0;
}

/* "parish plots", as marked. */
static const char *shown(const bool *may)
{
	return may[PARISH] && may[PLOTS] ? "both"
		: may[PARISH]            ? "parish"
		: may[PLOTS]             ? "plots"
					 : "";
}

static const char *of_word(const char *word)
{
	bool may[SERIES] = {false};

	owners_of_word(rules->owners, slice_of(word), may);
	return shown(may);
}

static const char *of_begin(const char *word)
{
	bool may[SERIES] = {false};

	owners_of_begin(rules->owners, slice_of(word), may);
	return shown(may);
}

static const char *of_day(int year, int month, int day)
{
	bool may[SERIES] = {false};

	owners_of_day(rules->owners, year, month, day, may);
	return shown(may);
}

static void words(void **state)
{
	(void)state;
	assert_string_equal(of_word("gemeindefest"), "parish");
	assert_string_equal(of_word("hedgehogs"), "plots");
	assert_string_equal(of_word("workshop"), "both");
	assert_string_equal(of_word("open"), "plots"); /* open day */
	assert_string_equal(of_word("gospel-konzert"), "parish");
	assert_string_equal(of_word("rathaus"), "");
	assert_string_equal(of_begin("gemeindefeste"), "parish");
	assert_string_equal(of_begin("rathaus"), "");
}

static void days(void **state)
{
	(void)state;
	assert_string_equal(of_day(0, 6, 19), "parish");
	assert_string_equal(of_day(2011, 7, 3), "plots");
	assert_string_equal(of_day(2012, 7, 3), "");
	assert_string_equal(of_day(0, 7, 0), "plots");
	assert_string_equal(of_day(0, 4, 0), "both");
	assert_string_equal(of_day(0, 0, 24), "plots");
	assert_string_equal(of_day(0, 0, 23), "");
}

static bool parish_may_own(const char *word, size_t len)
{
	bool may[SERIES] = {false};

	owners_of_slip(rules->owners, (struct slice){word, len}, may);
	return may[PARISH];
}

/* One edit of that kind at a place: drops a letter, doubles it, writes another, swaps it with the next. */
static size_t edit(char *to, const char *from, size_t len, int kind, size_t at)
{
	memcpy(to, from, len);
	if (kind == 0) {
		memmove(to + at, to + at + 1, len - at - 1);
		return len - 1;
	}
	if (kind == 1) {
		memmove(to + at + 1, to + at, len - at);
		return len + 1;
	}
	if (kind == 2) {
		to[at] = 'x';
	} else if (at + 1 < len) {
		to[at] = from[at + 1];
		to[at + 1] = from[at];
	}
	return len;
}

static void slips(void **state)
{
	static const char *const names[] = {
		"gemeindefest", "gospelkonzert", "konzert", "turmfuehrung"};
	char once[WORD_MAX], twice[WORD_MAX];

	(void)state;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		size_t len = strlen(names[i]);
		for (size_t k = 0; k < 4 * len; k++) {
			size_t n = edit(once, names[i], len, (int)(k % 4), k / 4);
			assert_true(parish_may_own(once, n));
			for (size_t j = 0; edits_tolerated(n) > 1 && j < 4 * n; j++) {
				size_t m = edit(twice, once, n, (int)(j % 4), j / 4);
				if (edits_tolerated(m) > 1 &&
					edits_between((struct slice){twice, m}, slice_of(names[i]),
						2) <= 2)
					assert_true(parish_may_own(twice, m));
			}
		}
	}
	assert_false(parish_may_own("hedgehogs", 9));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words),
		cmocka_unit_test(days),
		cmocka_unit_test(slips),
	};

	return cmocka_run_group_tests(tests, compile, release);
}
