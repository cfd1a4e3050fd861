/*
 * Noes that reach several people, that are taken back, and what stays beside them: what the last clause says, and
 * what in it was not understood. Whole letters stand in tests/sentences/no.tsv.
 */
#include "reading-help.h"

#include "reading/clauses.h"
#include "reading/frames.h"
#include "reading/noes.h"

struct row_of_table {
	const char *words;
	const char *wanted; /* of the last clause */
};

static void check(const struct row_of_table *table, size_t count,
	const char *(*shown)(const struct study *, const struct clause *))
{
	size_t bad = 0;

	for (size_t i = 0; i < count; i++) {
		struct arena *a = arena_new();
		struct study s = help_study(a, table[i].words);
		clauses_make(&s);
		frames_read(&s);
		assert_true(s.clause_count > 0);
		const char *got = shown(&s, &s.clauses[s.clause_count - 1]);
		bad += help_differs(table[i].words, table[i].wanted, got);
		arena_free(&a);
	}
	assert_int_equal(bad, 0);
}

#define CHECK_TABLE(table, shown) check((table), sizeof(table) / sizeof *(table), (shown))

static const char *said(const struct study *s, const struct clause *c)
{
	(void)s;
	if (c->why != NULL)
		return "unclear";
	return c->says == SAYS_COME ? "come" : c->says == SAYS_NOT_COME ? "not come" : "nothing";
}

static void several(void **state)
{
	static const struct row_of_table table[] = {
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
	CHECK_TABLE(table, said);
}

static void turned(void **state)
{
	static const struct row_of_table table[] = {
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
	CHECK_TABLE(table, said);
}

static const char *stays(const struct study *s, const struct clause *c)
{
	return noes_stays(s, c) ? "stays" : "";
}

static void staying(void **state)
{
	static const struct row_of_table table[] = {
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
	CHECK_TABLE(table, stays);
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
