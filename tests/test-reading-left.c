/*
 * Who is left where somebody drops out, who comes in the writer's place, and where the writer comes alone: what each clause
 * says once that is settled. Letters stand in the bank of sentences (tests/sentences/people2.tsv).
 */
#include "reading-help.h"

#include "reading/frames/left.h"
#include "reading/people/principals.h"

/* A sign for each clause, `s` where somebody comes in another's place, and the events of the last. */
static const char *shown(struct arena *a, const char *words)
{
	struct study s = help_frames(a, words);
	struct buf b = {.max = HELP_TEXT_MAX};

	principals_accompany(&s);
	left_settle(&s);
	for (size_t i = 0; i < s.clause_count; i++) {
		const struct clause *c = &s.clauses[i];
		char sign = c->says == SAYS_COME && c->substitute ? 's' : help_sign(c);
		buf_putc(&b, sign);
	}
	help_put_events(&b, &s, help_last(&s)->events);
	return help_string(a, &b);
}

static void who_is_left(void **state)
{
	static const struct help_row table[] = {
		{"Frau Noll ist am 16. Februar verhindert, ich komme allein.", ".+ bildung"},
		{"Die Gabi kommt nicht. Am 21. bin ich also alleine da.", ".+ soziale-balance"},
		{"Die Gabi hat Rücken und kommt nicht. Am 21. bin ich alleine da.",
			"..+ soziale-balance"},
		{"Frau Noll fällt für den Kongress aus. Wir kommen nur zu zweit.", ".+ kongress"},
		{"My wife is ill. I will be at the congress on my own.", ".+ kongress"},
		{"Frau Noll ist am 16. Februar verhindert, ich komme.", ".+ bildung"},
		{"My wife can't make it on 16 February. I will still be there.", ".+ bildung"},
		{"My sister is not coming on 16 February. Only me.", ".+ bildung"},
		{"My sister is not coming on 16 February, so it's just me.", ".+ bildung"},
		/* of another event; by nobody else; in doubt; to do something else there */
		{"Frau Noll ist am 16. Februar verhindert, ich komme am 18. allein.", "-+ arbeit"},
		{"Frau Noll ist vielleicht am 16. Februar verhindert, ich komme allein.", "?+"},
		{"My wife can't make it on 16 February. I come and collect her.", "-+."},
		{"My sister is not coming on 16 February. Only he knows why.", "-."},
		{"Ich kann am 16. Februar nicht. Frau Noll kommt dann allein.", "-s bildung"},
		{"Ich kann am 16. Februar nicht. Frau Noll kommt.", "-s bildung"},
		{"Ich kann am 16. Februar nicht. Meine Schwester Ada Noll kommt.", "-+"},
		{"Ich kann am 16. Februar nicht. Frau Noll kommt wegen der Heizung.", "-+"},
		{"Ich kann am 16. Februar nicht, aber meine Frau kommt.", "-s bildung"},
		{"Ich kann am 16. Februar nicht. Frau Noll kommt am 18. allein.", "-+ arbeit"},
		{"Am 18. kommen Petra Noll und ich. Am 21. bin ich allein.", "++ soziale-balance"},
		{"Am 18. komme ich. Am 21. bin ich allein.", "+. soziale-balance"},
		{"Am 18. kommen Petra Noll und ich. Am 21. bin ich allein zu Hause.",
			"+. soziale-balance"},
		{"Am 18. kommen Petra Noll und ich. Am 21. bin ich dann allein.",
			"++ soziale-balance"},
		{"Am 18. kommen Petra Noll und ich. Am 21. bin ich allein daheim.",
			"+. soziale-balance"},
		{"Herr Hauck nimmt am Fachforum Arbeit und am Kongress teil. Zum Fachforum begleitet "
		 "ihn Frau Noll.",
			"++ arbeit"},
		{"Herr Hauck nimmt am Kongress teil. Zum Fachforum begleitet ihn Frau Noll.", "+."},
	};
	(void)state;
	HELP_CHECK(table, shown);
}

/* Whether those behind a `without` stay at home, so that the rest of the clause is understood. */
static const char *with_the_rest(struct arena *a, const char *words)
{
	struct study s = help_frames(a, words);
	const struct clause *last = help_last(&s);

	return last->says != SAYS_NOTHING && last->why == NULL ? "understood" : "left";
}

static void without_whom(void **state)
{
	static const struct help_row table[] = {
		{"Am 22. bin ich dabei, diesmal ohne meine Frau.", "understood"},
		{"Ich melde mich ohne meine Tochter für den 16. Februar an.", "understood"},
		{"Please register me for the congress, without my wife.", "understood"},
		{"I will attend the congress without my daughter.", "understood"},
		/* who registers whom; fewer than are named; what goes with what follows; a no */
		{"Please register without my daughter for the congress.", "left"},
		{"Ich melde ohne meine Tochter für den 16. Februar an.", "left"},
		{"Please register me and two colleagues, without Ada Noll, for the congress.",
			"left"},
		{"Wir schicken die beiden Kolleginnen ohne Ada Noll zum Kongress.", "left"},
		{"I will come to the congress with my colleague without Ada Noll.", "left"},
		{"I will attend the congress with without my daughter.", "left"},
		{"Am 22. bin ich nicht dabei ohne meine Frau.", "left"},
	};
	(void)state;
	HELP_CHECK(table, with_the_rest);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(who_is_left), cmocka_unit_test(without_whom)};

	return cmocka_run_group_tests(tests, help_compile, help_release);
}
