/*
 * A yes that no verb of coming says, or a wish that is one: seats that are ordered, events that are taken, who would gladly be
 * there, who asks leave; what each clause says. Letters stand in the bank of sentences (tests/sentences/yes.tsv).
 */
#include "reading-help.h"

#include "reading/clauses.h"
#include "reading/frames.h"

struct row_of_table {
	const char *words;
	const char *wanted; /* a sign for each clause, and the events of the last */
};

/* `+` comes, `-` does not, `.` says nothing, `?` is open; `!` behind it: something was not understood. */
static const char *shown(struct arena *a, const struct study *s)
{
	static const char signs[] = {
		[SAYS_NOTHING] = '.', [SAYS_COME] = '+', [SAYS_NOT_COME] = '-', [SAYS_OPEN] = '?'};
	struct buf b = {.max = HELP_TEXT_MAX};

	for (size_t i = 0; i < s->clause_count; i++) {
		buf_putc(&b, signs[s->clauses[i].says]);
		if (s->clauses[i].why != NULL)
			buf_putc(&b, '!');
	}
	const struct clause *last = &s->clauses[s->clause_count - 1];
	for (size_t i = 0; i < s->series->event_count; i++)
		if (eset_has(last->events, i))
			buf_printf(&b, " %s", s->series->events[i].id);
	const char *out = arena_string(a, buf_slice(&b));
	buf_free(&b);
	return out;
}

static void says_yes(void **state)
{
	static const struct row_of_table table[] = {
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
	size_t bad = 0;

	(void)state;
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		struct arena *a = arena_new();
		struct study s = help_study(a, table[i].words);
		clauses_make(&s);
		frames_read(&s);
		bad += help_differs(table[i].words, table[i].wanted, shown(a, &s));
		arena_free(&a);
	}
	assert_int_equal(bad, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(says_yes)};

	return cmocka_run_group_tests(tests, help_compile, help_release);
}
