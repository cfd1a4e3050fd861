/*
 * The second count of people: what it makes of a letter's clauses. "2-3" by those who are mentioned, "=3" a number that says how
 * many in all, "?" a plural without one, "b" `beide`, "n7" a number that nothing takes.
 */
#include "reading-help.h"

#include "reading/seats/recount.h"

static const char *shown(struct arena *a, const char *words)
{
	struct study s = help_frames(a, words);
	size_t all[32], n = 0;
	struct buf b = {.max = HELP_TEXT_MAX};

	while (n < s.clause_count) {
		all[n] = n;
		n++;
	}
	struct recount r = recount_clauses(&s, all, n);
	buf_printf(&b, "%d-%d", r.low, r.high);
	for (size_t i = 0; i < r.total_count; i++)
		buf_printf(&b, " =%d", r.totals[i]);
	if (r.open)
		buf_puts(&b, " ?");
	if (r.both)
		buf_puts(&b, " b");
	if (r.loose > 0)
		buf_printf(&b, " n%d", r.loose);
	return help_string(a, &b);
}

static void who_is_counted(void **state)
{
	static const struct help_row table[] = {
		{"Ich komme zum Kongress.", "0-1"},
		{"Meine Frau und ich kommen zum Kongress.", "2-2"},
		{"Wir kommen zu dritt zum Kongress.", "0-1 =3"},
		{"Ich komme mit meinen drei Azubis zum Kongress. Elektro Wessels, Dortmund", "4-4"},
		{"Ich komme zum Kongress. Imam Yusuf Demirci", "0-1"},
		{"Zum Kongress kommen Hebamme Christel Jahn, Busfahrer Goran Babić und ich, Hausmeister Uwe Timpe.",
			"2-3"},
		{"Herr Dr. Bertram und seine Mitarbeiter nehmen am Kongress teil.", "1-1 ?"},
		{"Herr Dr. Bertram und seine Mitarbeiterin nehmen am Kongress teil.", "2-2"},
		{"Mein Mann und meine Kinder kommen zum Kongress.", "1-2 ?"},
		{"Zum Kongress kommen zwei Kolleginnen: Anna Kaya und Petra Noll.", "2-4"},
		{"Bitte drei Plätze für den Kongress.", "0-0 =3"},
		{"Ich komme am 16. um halb acht.", "0-1"},
		{"Ich bin am 16. dabei und bringe 7 mit.", "0-1 n7"},
		{"Frau Anna Kaya aus unserem Team kommt zum Kongress.", "1-2"},
		{"Unser Verein kommt zum Kongress.", "0-1 ?"},
		{"Kemal und Ayşe Yılmaz kommen zum Kongress.", "2-2"},
		{"Wir kommen beide zum Kongress.", "0-1 b"},
		{"Meine Kollegin Frau Hartwig und ich kommen zum Kongress.", "2-2"},
		{"3x Kongress", "0-0 =3"},
		{"I will come to the congress with two colleagues.", "3-3"},
		{"Dr Beck and his staff will attend the congress.", "1-2 ?"},
		{"My father (82) and I will come to the congress.", "2-2"},
		{"I will come to the congress plus one.", "2-2"},
	};

	(void)state;
	HELP_CHECK(table, shown);
}

static void which_seats_fit(void **state)
{
	const struct recount people = {.low = 2, .high = 3},
			     total = {.high = 1, .totals = {4}, .total_count = 1},
			     plural = {.low = 1, .high = 1, .open = true}, both = {.both = true},
			     number = {.high = 1, .loose = 7}, nobody = {0};

	(void)state;
	assert_true(recount_fits(&people, 2) && recount_fits(&people, 3));
	assert_false(recount_fits(&people, 1) || recount_fits(&people, 4));
	assert_true(recount_fits(&total, 4));
	assert_false(recount_fits(&total, 1) || recount_fits(&total, 5));
	assert_false(recount_fits(&plural, 1) || recount_fits(&plural, 2));
	assert_true(recount_fits(&both, 1) && recount_fits(&both, 2));
	assert_true(recount_fits(&number, 7) && recount_fits(&number, 8));
	assert_false(recount_fits(&number, 1) || recount_fits(&number, 9));
	assert_true(recount_fits(&nobody, 1));
	assert_false(recount_fits(&nobody, 2));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(who_is_counted), cmocka_unit_test(which_seats_fit)};

	return cmocka_run_group_tests(tests, help_compile, help_release);
}
