/*
 * Noes that reach several people, that are taken back, and what stays beside them: what the last clause says, and
 * what in it was not understood. Whole letters stand in tests/sentences/no.tsv.
 */
#include "reading-help.h"

#include "reading/frames/noes.h"

static const char *said(struct arena *a, const char *words)
{
	struct study s = help_frames(a, words);
	const struct clause *c = help_last(&s);

	if (c->why != NULL)
		return "unclear";
	return c->says == SAYS_COME ? "come" : c->says == SAYS_NOT_COME ? "not come" : "nothing";
}

static void several(void **state)
{
	static const struct help_row table[] = {
		{"Am 18. klappt es weder bei Ali noch bei mir.", "not come"},
		{"Weder mein Mann noch ich können am 22. kommen.", "not come"},
		{"Neither Imran nor I can make it on the 18th.", "not come"},
		{"Weder Ali noch Imran kommen am 18.", "unclear"},
		{"Wir kommen am 22. alle beide nicht.", "not come"},
		{"Wir kommen am 22. nicht alle beide.", "unclear"},
		{"Wir können nicht zum Kongress kommen, alle sechs.", "not come"},
		{"Wir können nicht alle sechs zum Kongress kommen.", "unclear"},
		{"Am 21. müssen Frau Raabe und ich beide passen.", "not come"},
		{"Das wird am 18. leider nichts bei uns beiden.", "not come"},
	};
	(void)state;
	HELP_CHECK(table, said);
}

static void turned(void **state)
{
	static const struct help_row table[] = {
		{"Meine Absage für den 18. Februar nehme ich zurück.", "come"},
		{"Meine Absage für den 18. Februar nehme ich nicht zurück.", "unclear"},
		{"Meine Zusage für den 18. Februar nehme ich zurück.", "not come"},
		{"Meine Zusage zum Kongress kann ich nicht halten.", "not come"},
		{"Forum Bildung klappt nicht, bitte streichen.", "not come"},
		{"Forum Bildung klappt, bitte streichen.", "unclear"},
		{"Den 21. muss ich wieder streichen.", "not come"},
		{"Am 21. muss ich streichen.", "unclear"},
		{"Für den 18. fehlt mir leider die Zeit.", "not come"},
	};
	(void)state;
	HELP_CHECK(table, said);
}

static const char *stays(struct arena *a, const char *words)
{
	struct study s = help_frames(a, words);
	const struct clause *c = help_last(&s);

	return noes_stays(&s, c) ? "stays" : "";
}

static void staying(void **state)
{
	static const struct help_row table[] = {
		{"Der 22. bleibt.", "stays"},
		{"Der 22. bleibt wie angemeldet.", "stays"},
		{"Beim Kongress bleibt es.", "stays"},
		{"The congress is still on for me.", "stays"},
		{"Der 22. bleibt offen.", ""},
		{"Der 22. bleibt nicht.", ""},
		{"Der 22. bleibt wie angemeldet, mit zwei Personen.", ""},
		{"Is the congress still on?", ""},
	};
	(void)state;
	HELP_CHECK(table, stays);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(several),
		cmocka_unit_test(turned),
		cmocka_unit_test(staying),
	};

	return cmocka_run_group_tests(tests, help_compile, help_release);
}
