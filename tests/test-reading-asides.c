/*
 * Clauses that ask for nothing by a closed list, and lines below a name that only tell who signs. Letters stand in the
 * bank of sentences (tests/sentences/aside2.tsv).
 */
#include "reading-help.h"

#include "reading/asides/asides.h"
#include "reading/claims/claims.h"

static char often(const struct study *s, const struct clause *c)
{
	for (size_t i = c->first; i < c->end; i++)
		if (aside_often(s, c, i))
			return 'o';
	return '.';
}

/* `t` a thing fails, `e` an errand, `d` who drives, `r` a reason, `a` absent, `o` how often, `n` a need, `.` none. */
static const char *shown(struct arena *a, const char *words)
{
	struct study s = help_frames(a, words);
	struct claims claims = {0};
	struct buf b = {.max = HELP_TEXT_MAX};

	claims_make(&s, &claims);
	for (size_t i = 0; i < s.clause_count; i++) {
		const struct clause *c = &s.clauses[i];
		char sign = aside_thing_fails(&s, c)   ? 't'
			: aside_errand(&s, &claims, c) ? 'e'
			: aside_drives(&s, c)          ? 'd'
			: aside_reason(&s, &claims, c) ? 'r'
			: aside_absent(&s, &claims, c) ? 'a'
			: aside_need(&s, c->sentence)  ? 'n'
						       : often(&s, c);
		buf_putc(&b, sign);
	}
	return help_string(a, &b);
}

static void asks_for_nothing(void **state)
{
	static const struct help_row table[] = {
		{"Die Baustelle wird nicht fertig, daher kann ich am 18. Februar nicht kommen.",
			"t."},
		{"The van isn't back, so I can't come to the congress.", "t."},
		{"Ich komme zum Kongress, meine Frau muss leider zum Zahnarzt.", ".e"},
		{"I will attend the congress. Sadly my wife has to go to the dentist.", ".e"},
		{"Ich komme zum Kongress. Mein Enkel fährt mich.", ".d"},
		{"I will attend the congress. My grandson is picking me up.", ".d"},
		{"Zum Kongress komme ich nicht, wir galvanisieren in Olpe.", ".r"},
		{"Mein Patenkind wird am Samstag konfirmiert, zum Kongress komme ich nicht.", "r."},
		{"Herr Brand liegt im Bett. Ich komme allein zum Kongress.", "a."},
		{"Ich komme zum Kongress. Ich stehe immer am Bahnhof.", ".o"},
		{"Ich komme zum Kongress. Strom brauchen wir nicht.", ".n"},
		{"I will attend the congress. I have a severe nut allergy.", ".n"},
		/* the writer's own seat, somebody who comes, a yes beside it, a doubt, a word more */
		{"Ich komme zum Kongress. Uns brauchen Sie nicht.", ".."},
		{"Ich komme zum Kongress. Einen Platz brauchen wir nicht.", ".."},
		{"Ich komme mit meiner Frau zum Kongress, meine Frau muss zum Zahnarzt.", ".."},
		{"Ich komme zum Kongress, meine Frau muss vorher zum Zahnarzt.", ".."},
		{"Ich komme zum Kongress, mein Enkel fährt mich vielleicht.", ".."},
		{"Ich komme zum Kongress, meine Frau setzt sich neben mich.", ".."},
		{"Zum Kongress komme ich, wir galvanisieren in Olpe.", "."},
		{"Herr Brand ist auch da. Ich komme allein zum Kongress.", ".."},
		{"Herr Brand liegt im Bett. Ich komme zum Kongress.", ".."},
		{"Ich komme immer zum Kongress.", "."},
		{"Das stimmt nicht, ich kann am 18. Februar nicht kommen.", ".."},
	};
	(void)state;
	HELP_CHECK(table, shown);
}

/* `t` a tail, `b` body, for the last row. */
static const char *last_row(struct arena *a, const char *words)
{
	struct study s = help_study(a, words);
	const struct row *row = &s.rows[s.row_count - 1];

	return row->sort == ROW_TAIL ? "t" : row->sort == ROW_BODY ? "b" : "?";
}

static void lines_below_a_name(void **state)
{
	static const struct help_row table[] = {
		{"I will attend the congress.\n\nKind regards\nMax Ott\nTraining Manager", "t"},
		{"Ich komme zum Kongress.\n\nGruß\nMax Ott\nKammerchor – Probe mittwochs 19:30 Uhr",
			"t"},
		{"Ich komme zum Kongress.\n\nGruß\nMax Ott\nFahrschule Blinker, alle Klassen", "t"},
		{"I will attend the congress.\n\nKind regards\nMax Ott\nNot Coming After All", "b"},
		{"Ich komme zum Kongress.\n\nGruß\nMax Ott\nProbe mittwochs 19:30 Uhr, daher nicht",
			"b"},
		{"Ich komme zum Kongress.\n\nGruß\nMax Ott\nFrau Vera Hart (auch)", "b"},
		{"Ich komme zum Kongress.\n\nGruß\nMax Ott\nFamilie Ott, alle vier", "b"},
	};
	(void)state;
	HELP_CHECK(table, last_row);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(asks_for_nothing), cmocka_unit_test(lines_below_a_name)};

	return cmocka_run_group_tests(tests, help_compile, help_release);
}
