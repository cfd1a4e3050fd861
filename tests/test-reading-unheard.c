/*
 * What is asked in other words than any that were heard: the reason that is given for it, the first of a letter's. Whole
 * letters stand in tests/sentences/added-*.tsv.
 */
#include "reading-help.h"

/* The first reason; "act" where there is none. */
static const char *reason(struct arena *a, const char *words)
{
	struct slice text = slice_of(words);
	char *heap = xmalloc(text.len);

	memcpy(heap, text.p, text.len);
	const struct message *m =
		help_message(a, help_shipped->series[0]->inbox, "", (struct slice){heap, text.len});
	const struct reading *r = reading_make(a, m, help_shipped, NULL, help_sent);
	const char *why = r->reason_count > 0 ? r->reasons[0] : "act";
	free(heap);
	return why;
}

/* Where nothing was asked, nothing can be counted twice. */
static void counted_twice(void **state)
{
	static const struct help_row table[] = {
		{"Plus eins, nämlich mein Lebensgefährte.", "person-left-over"},
		{"Thank you for the invitation. +1 (my boyfriend)", "person-left-over"},
		{"Ich komme zum Kongress. Plus eins, nämlich mein Lebensgefährte.", "seats-unsure"},
	};
	(void)state;
	HELP_CHECK(table, reason);
}

/* An hour at which the event does not take place: the congress is from three to seven. */
static void hours(void **state)
{
	static const struct help_row table[] = {
		{"Ich komme zum Kongress. Um 13:00 Uhr.", "act"},
		{"Ich komme zum Kongress. Um 12:59 Uhr.", "date-contradicts-title"},
		{"Ich komme zum Kongress. Um zehn Uhr.", "date-contradicts-title"},
		{"Ich komme zum Kongress. Um 10-12 Uhr.", "date-contradicts-title"},
		{"Ich komme zum Kongress. Um 19 Uhr.", "act"},
		{"Ich komme zum Kongress. Um 22 Uhr.", "date-contradicts-title"},
		{"I'm coming to the congress. At 4.", "act"},
		{"I'm coming to the congress. At 10 pm.", "date-contradicts-title"},
		{"I'm coming to the congress. At half past nine in the morning.",
			"date-contradicts-title"},
	};
	(void)state;
	HELP_CHECK(table, reason);
}

/* Another year than its own. */
static void years(void **state)
{
	static const struct help_row table[] = {
		{"I'm coming to the forum on 16 February in 2012.", "date-contradicts-title"},
		{"I'm coming to the forum on 16 February in 2011.", "act"},
		{"I can't come to the congress. In 2012, that is.", "date-contradicts-title"},
	};
	(void)state;
	HELP_CHECK(table, reason);
}

/* A thing that is given up, and no event. */
static void things(void **state)
{
	static const struct help_row table[] = {
		{"Please cancel our parking permit for the congress.", "not-understood"},
		{"Please cancel our parking at the congress.", "not-understood"},
		{"Please cancel our interpreter on 16 February.", "not-understood"},
		{"Please cancel our registration and our parking permit for the congress.",
			"special-need"},
	};
	(void)state;
	HELP_CHECK(table, reason);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(counted_twice),
		cmocka_unit_test(hours),
		cmocka_unit_test(years),
		cmocka_unit_test(things),
	};

	return cmocka_run_group_tests(tests, help_compile, help_release);
}
