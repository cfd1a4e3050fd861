/*
 * Forms and tables by their lines, and an event that the next clause puts right; what each line says and counts. Letters stand
 * in the bank of sentences (tests/sentences/head-de.tsv).
 */
#include "reading-help.h"

#include "reading/claims/corrections.h"
#include "reading/lines/forms.h"

/* What each clause counts in all, `=` where it puts an event right, `u` where that is unclear. */
static const char *shown(struct arena *a, const char *words)
{
	struct study s = help_frames(a, words);
	struct buf b = {.max = HELP_TEXT_MAX};

	for (size_t i = 0; i < s.clause_count; i++) {
		const struct clause *c = &s.clauses[i];
		int total = 0;
		for (size_t k = 0; k < c->people_count; k++)
			total += c->people[k]->total ? c->people[k]->count : 0;
		buf_printf(&b, "%s%d%s", i > 0 ? " " : "", total,
			corrects_event(&s, c)             ? "="
				: corrects_unclear(&s, c) ? "u"
							  : "");
	}
	if (forms_blank(&s))
		buf_printf(&b, " blank");
	return help_string(a, &b);
}

static void reads_lines(void **state)
{
	static const struct help_row table[] = {
		/* tables */
		{"Fachforum Bildung: 2 Personen\nIntegrationskongress: 3 Personen", "2 3"},
		{"Bildung 16.2.      4\nKongress 15.3.     9", "4 9"},
		{"16.02. | Bildung | 2 |\n15.03. | Kongress | 5 |", "2 5"},
		{"16.02. Bildung - 2\n15.03. Kongress - 2", "2 2"},
		{"Bildung: 1\nKongress: 2", "0 0"},
		{"Bildung: 2\nArbeit und Unternehmen: 1\nKongress: 3", "0 0 0"},
		{"Veranstaltung | Personen\nBildung | 2\nKongress | 1", "0 2 1"},
		{"Bildung: 2-3\nKongress: 4-5", "0 0"},
		{"Bildung: 70\nKongress: 80", "0 0"},
		{"Zimmer: 4\nKongress: 5", "0 5"},
		/* boxes and labels */
		{"[ ] Ich nehme teil\n[ ] Ich nehme nicht teil", "0 0 blank"},
		{"[x] Ich nehme teil\n[ ] Ich nehme nicht teil", "0 0"},
		{"Kongress\nName:\nVerein:", "0 blank"},
		{"Kongress\nName: Kim Berger", "0"},
		/* put right */
		{"Ich komme am 21. Februar, nein, am 22. Februar.", "0 0="},
		{"Ich komme am 21. Februar, nein halt, am 22. Februar.", "0 0="},
		{"Ich komme am 21. Februar, nein am 22. Februar.", "0 0u"},
		{"Ich komme nicht am 21. Februar, nein, am 22. Februar.", "0 0u"},
		{"Ich komme am 21. Februar, am 22. nein.", "0 0"},
	};
	(void)state;
	HELP_CHECK(table, shown);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(reads_lines)};

	return cmocka_run_group_tests(tests, help_compile, help_release);
}
