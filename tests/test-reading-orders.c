/*
 * A yes that no verb of coming says, or a wish that is one: seats that are ordered, events that are taken, who would gladly be
 * there, who asks leave; what each clause says. Letters stand in the bank of sentences (tests/sentences/yes.tsv).
 */
#include "reading-help.h"

/* A sign for each clause, `!` behind it where something was not understood, and the events of the last. */
static const char *shown(struct arena *a, const char *words)
{
	struct study s = help_frames(a, words);
	struct buf b = {.max = HELP_TEXT_MAX};

	for (size_t i = 0; i < s.clause_count; i++) {
		buf_putc(&b, help_sign(&s.clauses[i]));
		if (s.clauses[i].why != NULL)
			buf_putc(&b, '!');
	}
	help_put_events(&b, &s, help_last(&s)->events);
	return help_string(a, &b);
}

static void says_yes(void **state)
{
	static const struct help_row table[] = {
		/* seats ordered without a verb */
		{"Bitte zwei Plätze für den Kongress.", "+ kongress"},
		{"Two seats at the congress, please.", "+ kongress"},
		{"Ich hätte gern eine Anmeldung für den Kongress.", "+ kongress"},
		{"Zwei Plätze für den Kongress.", ". kongress"},
		{"Bitte zwei Plätze für das Buffet am 18. Februar.", ".! arbeit"},
		{"Bitte zwei Plätze mehr für den Kongress.", ".! kongress"},
		{"Bitte keine zwei Plätze für den Kongress.", "-! kongress"},
		{"2 Parkplätze beim Kongress bitte.", ".! kongress"},
		/* taken */
		{"Den Kongress nehme ich gern mit.", "+ kongress"},
		{"I'll take the forum on 21 February.", "+ soziale-balance"},
		{"Den Kongress nehme ich auf.", "+! kongress"},
		{"Den 16. nehme ich frei.", ". bildung"},
		{"Ich nehme den Kongress zum Anlass.", ". kongress"},
		{"I take the congress very seriously.", "+! kongress"},
		/* wishes */
		{"Wir wären am 16. gern dabei.", "+ bildung"},
		{"Ich wäre am 16. gern dabei gewesen.", ". bildung"},
		{"Ich wäre am 16. dabei.", "?! bildung"},
		{"Dürfte ich mich noch zum Kongress anmelden?", "+ kongress"},
		{"Kann ich mich zum Kongress telefonisch anmelden?", ". kongress"},
		{"Wie kann ich mich zum Kongress anmelden?", ". kongress"},
		/* what changes nothing, and who comes along */
		{"bin am 22. dabei wegen sprachkurs", "+ weltoffen"},
		{"Mit meinen 82 Jahren komme ich zum Kongress.", "+ kongress"},
		{"I am coming on 22 February with Dragana.", "+! weltoffen"},
		{"15 March - attending.", "+ kongress"},
		{"15 March - attending a wedding.", "+! kongress"},
	};
	(void)state;
	HELP_CHECK(table, shown);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(says_yes)};

	return cmocka_run_group_tests(tests, help_compile, help_release);
}
