/* Which series a letter speaks of where its address does not say: by whatever way of naming an event surely. */
#include "reading-help.h"

/* Three series of one inbox. */
static int compile(void **state)
{
	static const char *const series[] = {"rules/series/masterplan-2011.xml",
		"tests/sentences/series/ser-parish.xml", "tests/sentences/series/ser-plots.xml"};

	(void)state;
	help_arena = arena_new();
	help_shipped = help_rules_of(help_arena, series, 3);
	return 0;
}

static const char *series_of(struct arena *a, const char *words)
{
	struct message *m =
		help_message(a, help_shipped->series[0]->inbox, "", arena_copy(a, slice_of(words)));

	return reading_make(a, m, help_shipped, NULL, help_sent)->series;
}

static void by_words(void **state)
{
	static const struct help_row table[] = {
		/* names: as they stand, inflected, compounds, slips */
		{"Ich komme zum Gemeindefest.", "lamberti-2011"},
		{"Wir kommen zur Seed Swap.", "harrow-lane-2011"},
		{"Ich komme zum Fachforum „Soziale Balance“.", "masterplan-2011"},
		{"Ich komme zum Bildungsforum.", "masterplan-2011"},
		{"Ich komme zum Gospel-Konzert.", "lamberti-2011"},
		{"Ich komme zum Gospelkonzret.", "lamberti-2011"},
		{"Ich komme zum Integrationskongres.", "masterplan-2011"},
		{"I will come to the open day.", "harrow-lane-2011"},
		{"I will come to the hedgehogs talk.", "harrow-lane-2011"},
		{"I will come to the grief and comfort evening.", "lamberti-2011"},
		/* places */
		{"Ich komme in die Selimiye Moschee.", "masterplan-2011"},
		{"I will come to the mosque.", "masterplan-2011"},
		/* days */
		{"Ich komme am 15. März.", "masterplan-2011"},
		{"Ich komme am 15.3.2011.", "masterplan-2011"},
		{"Ich komme am 15. März 2012.", ""},
		{"I will come on 14/05/2011.", "harrow-lane-2011"},
		{"I will come on 16 and 18 February.", "masterplan-2011"},
		{"Ich komme am 20.", "lamberti-2011"},
		{"Ich komme im Juli.", "harrow-lane-2011"},
		{"Ich komme am Dienstag, 5. April.", "lamberti-2011"},
		{"Ich komme am Dienstag in einer Woche.", ""},
		/* of two series, and of none */
		{"Ich komme zum Gemeindefest und zum Kongress.", ""},
		{"Ich komme gern.", ""},
		{"Ich komme am 23.", ""},
	};
	(void)state;
	HELP_CHECK(table, series_of);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(by_words)};

	return cmocka_run_group_tests(tests, compile, help_release);
}
