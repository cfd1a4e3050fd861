/*
 * Whole letters of a few words, and what must come of them: tests/reading/NAME.txt. A letter that is
 * acted on otherwise than it says is the worst that can happen; one that is no longer acted on is a
 * step back.
 */
#include "reading-help.h"

#include "base/file.h"
#include "base/limits.h"

/* `\n` in the table is a line end. */
static struct slice unescape(struct arena *a, struct slice text)
{
	char *p = arena_alloc(a, text.len + 1);
	size_t n = 0;

	for (size_t i = 0; i < text.len; i++) {
		bool line_end = text.p[i] == '\\' && i + 1 < text.len && text.p[i + 1] == 'n';
		p[n++] = line_end ? '\n' : text.p[i];
		i += line_end;
	}
	return (struct slice){p, n};
}

static const char *sorted(struct arena *a, struct slice wanted)
{
	struct requests r = {0};
	struct slice rest = wanted;

	while ((rest = slice_trim(rest)).len > 0) {
		size_t n = 0;
		while (n < rest.len && rest.p[n] != ' ')
			n++;
		struct slice word = slice_head(rest, n);
		long colon = slice_find(word, ':');
		long seats = 0;
		if (colon > 0)
			slice_number(slice_from(word, (size_t)colon + 1), SEATS_MAX, &seats);
		struct request one = {.action = word.p[0] == '+' ? ACTION_REGISTER : ACTION_CANCEL,
			.event = arena_string(a,
				slice_from(
					slice_head(word, colon > 0 ? (size_t)colon : word.len), 1)),
			.seats = (int)seats};
		ARENA_PUSH(a, r.items, r.count, r.room, one);
		rest = slice_from(rest, n);
	}
	return help_requests(a, &r);
}

/* 0 where the letter's reading is what the line wants. */
static int check(const struct rules *rules, const char *inbox, struct slice line)
{
	struct arena *a = arena_new();
	long arrow = slice_find_ci(line, "=>");
	struct slice letter = slice_trim(slice_head(line, (size_t)arrow));
	struct slice wanted = slice_trim(slice_from(line, (size_t)arrow + 2));
	char sign =
		wanted.len > 0 && (wanted.p[0] == '?' || wanted.p[0] == '~') ? wanted.p[0] : '=';
	struct slice text = unescape(a, letter);
	char *heap = xmalloc(text.len);
	memcpy(heap, text.p, text.len);
	const struct message *m = help_message(a, inbox, "", (struct slice){heap, text.len});
	const struct reading *r = reading_make(a, m, rules, NULL, help_sent);
	const char *got = help_acts(r) ? help_requests(a, &r->requests) : "";
	const char *want =
		sign == '?' ? "" : sorted(a, sign == '~' ? slice_from(wanted, 1) : wanted);
	bool good = strcmp(got, want) == 0 || (sign == '~' && got[0] == '\0');

	if (!good)
		print_error("%.*s\n\twant %s\n\tgot  %s (%s)\n", SLICE_ARGS(letter), want, got,
			r->reason_count > 0 ? r->reasons[0] : "");
	free(heap);
	arena_free(&a);
	return good ? 0 : 1;
}

static void check_table(const char *path, const char *series)
{
	struct arena *a = arena_new();
	struct rules *rules = help_rules(a, series);
	struct slice text, line;
	struct err e = {""};
	size_t lines = 0, bad = 0;

	assert_int_equal(file_read(a, path, SETTINGS_BYTES_MAX, &text, &e), 0);
	while (slice_line(&text, &line)) {
		if (slice_starts(line, "#") || slice_find_ci(line, "=>") < 0)
			continue;
		lines++;
		bad += (size_t)check(rules, rules->series[0]->inbox, line);
	}
	assert_true(lines > 0);
	assert_int_equal(bad, 0);
	rules_free(&rules);
	arena_free(&a);
}

static void german(void **state)
{
	(void)state;
	check_table("tests/reading/de.txt", NULL);
}

static void two_languages(void **state)
{
	(void)state;
	check_table("tests/reading/languages.txt", NULL);
}

static void another_series(void **state)
{
	(void)state;
	check_table("tests/reading/other-series.txt", "tests/reading/series.xml");
}

static void days_and_parts(void **state)
{
	(void)state;
	check_table("tests/reading/days.txt", "tests/reading/days-series.xml");
}

/* Two series, and letters that say of neither that they mean it: nothing may be carried out. */
static void no_series(void **state)
{
	static const char *const series[] = {
		"tests/reading/series.xml", "tests/reading/days-series.xml"};
	struct arena *a = arena_new();
	struct rule_files files = {0};
	struct problems problems = {.arena = a};
	struct rules *rules = NULL;
	struct slice text, line;
	struct err e = {""};

	(void)state;
	assert_int_equal(rule_files_read(a, "rules", series, 2, &files, &problems), 0);
	assert_int_equal(rules_compile(&files, &rules, &problems), 0);
	rules_learn(rules);
	assert_int_equal(file_read(a, "tests/reading/de.txt", SETTINGS_BYTES_MAX, &text, &e), 0);
	while (slice_line(&text, &line)) {
		const struct message *m =
			help_message(a, "haus@anderswo.example", "", arena_copy(a, line));
		const struct reading *r = reading_make(a, m, rules, NULL, help_sent);
		assert_true(r->series[0] != '\0' || r->requests.count == 0);
	}
	rules_free(&rules);
	arena_free(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(german),
		cmocka_unit_test(two_languages),
		cmocka_unit_test(another_series),
		cmocka_unit_test(days_and_parts),
		cmocka_unit_test(no_series),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
