/*
 * Coming late and leaving early: which clauses say nothing else. Letters stand in the bank of sentences
 * (tests/sentences/aside.tsv).
 */
#include "reading-help.h"

/* A sign for each clause: `p` in part; `!` behind it where it was not understood. */
static const char *shown(struct arena *a, const char *words)
{
	struct study s = help_frames(a, words);
	struct buf b = {.max = HELP_TEXT_MAX};

	for (size_t i = 0; i < s.clause_count; i++) {
		const struct clause *c = &s.clauses[i];
		buf_putc(&b, c->partial ? 'p' : help_sign(c));
		if (c->says != SAYS_NOTHING && c->why != NULL)
			buf_putc(&b, '!');
	}
	return help_string(a, &b);
}

static void comes_in_part(void **state)
{
	static const struct help_row table[] = {
		{"Ich komme zum Kongress, muss aber um 17 Uhr wieder gehen.", "+p"},
		{"Ich komme zum Kongress. Ich muss schon um halb sechs weg.", "+p"},
		{"Ich komme zum Kongress. Ich muss um 17 Uhr los, weil mein Zug fährt.", "+p."},
		{"Ich komme zum Kongress. Leider werde ich erst gegen 17 Uhr eintreffen.", "+p"},
		{"Ich komme am 16. Februar und am 18. Februar, am 18. muss ich um 18 Uhr los.",
			"+p"},
		{"I will attend the congress. I have to leave at five to catch my train.", "+p"},
		{"I will attend the congress. I may be half an hour late.", "+p"},
		/* somebody else; another event; a no; doubt; a choice; nothing but a verb of going */
		{"Ich komme zum Kongress. Meine Frau muss um 17 Uhr wieder gehen.", "++!"},
		{"Ich komme zum Kongress. Um 17 Uhr muss ich zum Forum Bildung los.", "+."},
		{"Ich komme zum Kongress. Ich muss nicht um 17 Uhr weg.", "+."},
		{"Ich komme zum Kongress. Ich muss um 17 Uhr weg oder bleibe daheim.", "+.."},
		{"Ich komme zum Kongress. Ich muss los.", "+."},
		{"Ich komme zum Kongress. Falls ich um 17 Uhr los muss.", "+."},
		{"I will attend the congress. I may be there.", "+?!"},
		{"I will attend the congress. Two of us have to leave at five.", "+."},
		{"I will attend the congress. I have to leave that afternoon.", "+."},
	};
	(void)state;
	HELP_CHECK(table, shown);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(comes_in_part)};

	return cmocka_run_group_tests(tests, help_compile, help_release);
}
