/*
 * Who is at an event's place on its day, who comes to the writer's home, and a yes to an hour or a day that is put off:
 * what each clause, or the letter, says once that is settled. Letters stand in tests/sentences/ordinary.tsv.
 */
#include "reading-help.h"

#include "reading/frames/presence.h"
#include "reading/frames/visitors.h"

/* A sign for each clause, and the events of the last. */
static const char *settled(struct arena *a, const char *words)
{
	struct study s = help_frames(a, words);
	struct buf b = {.max = HELP_TEXT_MAX};

	visitors_settle(&s);
	presence_settle(&s);
	for (size_t i = 0; i < s.clause_count; i++)
		buf_putc(&b, help_sign(&s.clauses[i]));
	help_put_events(&b, &s, help_last(&s)->events);
	return help_string(a, &b);
}

static void who_is_there(void **state)
{
	static const struct help_row table[] = {
		{"Ich bin am 15. März im Rathaus.", "+ kongress"},
		{"Am 16. bin ich in der Moschee.", "+ bildung"},
		{"I will be at the Town Hall on 15 March.", "+ kongress"},
		/* for another matter, by its day or its place alone, somewhere else */
		{"Ich bin am 15. März im Rathaus und hole mein Visum ab.", ".."},
		{"Ich bin am 15. März im Rathaus im Standesamt.", ". kongress"},
		{"Ich bin am 15. März in Dortmund.", ". kongress"},
		{"Bin ich am 15. März im Rathaus?", ". kongress"},
		{"Ich bin am 15. März nicht im Rathaus.", "- kongress"},
	};
	(void)state;
	HELP_CHECK(table, settled);
}

static void who_visits(void **state)
{
	static const struct help_row table[] = {
		{"Der Handwerker kommt erst um fünf, ich schaffe es am 18. leider nicht.",
			".- arbeit"},
		{"Der Mechaniker kommt am 18. erst um 17 Uhr. Wir können leider nicht kommen.",
			".- arbeit"},
		/* perhaps in the writer's place; nobody stays away; to an event */
		{"Am 18. kommt mein Kollege. Ich kann leider nicht.", "+-"},
		{"Der Mechaniker kommt am 18. erst um 17 Uhr.", "+ arbeit"},
	};
	(void)state;
	HELP_CHECK(table, settled);
}

/* Whether the letter is carried out. */
static const char *carried_out(struct arena *a, const char *words)
{
	struct message *m = help_message(a, "events@example.org", "", slice_of(words));

	return help_acts(reading_make(a, m, help_shipped, NULL, help_sent)) ? "act" : "review";
}

static void when_it_is(void **state)
{
	static const struct help_row table[] = {
		{"Ich komme am 16. um 18 Uhr.", "act"},
		{"Ich komme am 16. erst gegen sieben.", "act"},
		{"Ich komme am 16. um 22 Uhr.", "review"},
		{"Am 16. werde ich erst gegen 22 Uhr da sein.", "review"},
		{"Am 16. komme ich, und dann wieder am 22.", "act"},
		{"Am 18. komme ich. Ich schaffe es aber erst am 21.", "review"},
		{"Am 18. bin ich dabei. Ich kann aber erst im März.", "review"},
	};
	(void)state;
	HELP_CHECK(table, carried_out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(who_is_there),
		cmocka_unit_test(who_visits),
		cmocka_unit_test(when_it_is),
	};

	return cmocka_run_group_tests(tests, help_compile, help_release);
}
