/* Whether a letter asks to come or to stay away, or is about something else: what staff's list sorts it by. */
#include "reading-help.h"

static const char *sorted(struct arena *a, const char *words)
{
	struct message *m = help_message(a, "events@example.org", "", slice_of(words));

	return reading_make(a, m, help_shipped, NULL, help_sent)->kind == KIND_REQUEST ? "request"
										       : "other";
}

static void kinds(void **state)
{
	static const struct help_row table[] = {
		{"Ich komme zum Kongress.", "request"},
		{"Am 16. kann ich leider nicht.", "request"},
		/* not understood, but there is one thing that it can mean */
		{"Merken Sie mich für den 22. Februar schon mal vor, ich sage noch Bescheid.",
			"request"},
		{"There's a wedding I have on Friday :/", "request"},
		{"In Osaka on 15 March, but have fun!", "request"},
		{"Could you move me from the 18th to the 21st?", "request"},
		{"Would it be all right if I came a little late on the 18th?", "request"},
		{"Sind am 18. noch Plätze frei? Wir wären zu dritt.", "request"},
		{"Mid week I'm afraid I can't get up there.", "request"},
		/* about an event, and nobody says that they come */
		{"Kostet der Integrationskongress am 15.03. Eintritt?", "other"},
		{"Is there a place to park at the congress?", "other"},
		{"Vielen Dank für den schönen Abend!", "other"},
		{"Bitte schicken Sie mir das Protokoll.", "other"},
	};
	(void)state;
	HELP_CHECK(table, sorted);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(kinds)};

	return cmocka_run_group_tests(tests, help_compile, help_release);
}
