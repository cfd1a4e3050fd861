/*
 * Who is left where somebody drops out, who comes in the writer's place, and where the writer comes alone: what each clause
 * says once that is settled. Letters stand in the bank of sentences (tests/sentences/people2.tsv).
 */
#include "reading-help.h"

#include "reading/clauses.h"
#include "reading/frames.h"
#include "reading/left.h"
#include "reading/principals.h"

struct row_of_table {
	const char *words;
	const char *wanted; /* a sign for each clause, and the events of the last */
};

/* `+` comes, `-` does not, `.` says nothing, `s` comes in another's place. */
static const char *shown(struct arena *a, const struct study *s)
{
	static const char signs[] = {
		[SAYS_NOTHING] = '.', [SAYS_COME] = '+', [SAYS_NOT_COME] = '-', [SAYS_OPEN] = '?'};
	struct buf b = {.max = HELP_TEXT_MAX};

	for (size_t i = 0; i < s->clause_count; i++) {
		const struct clause *c = &s->clauses[i];
		char sign = c->says == SAYS_COME && c->substitute ? 's' : signs[c->says];
		buf_putc(&b, sign);
	}
	const struct clause *last = &s->clauses[s->clause_count - 1];
	for (size_t i = 0; i < s->series->event_count; i++)
		if (eset_has(last->events, i))
			buf_printf(&b, " %s", s->series->events[i].id);
	const char *out = arena_string(a, buf_slice(&b));
	buf_free(&b);
	return out;
}

static void who_is_left(void **state)
{
	static const struct row_of_table table[] = {
		{"Frau Noll ist am 16. Februar verhindert, ich komme allein.", ".+ bildung"},
		{"Die Gabi kommt nicht. Am 21. bin ich also alleine da.", ".+ soziale-balance"},
		{"Die Gabi hat Rücken und kommt nicht. Am 21. bin ich alleine da.",
			"..+ soziale-balance"},
		{"Frau Noll fällt für den Kongress aus. Wir kommen nur zu zweit.", ".+ kongress"},
		{"My wife is ill. I will be at the congress on my own.", ".+ kongress"},
		/* of another event; by nobody else; in doubt; and without an `alone` */
		{"Frau Noll ist am 16. Februar verhindert, ich komme am 18. allein.", "-+ arbeit"},
		{"Frau Noll ist vielleicht am 16. Februar verhindert, ich komme allein.", "?+"},
		{"Frau Noll ist am 16. Februar verhindert, ich komme.", "-+"},
		{"Ich kann am 16. Februar nicht. Frau Noll kommt dann allein.", "-s bildung"},
		{"Ich kann am 16. Februar nicht. Frau Noll kommt.", "-+"},
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
	size_t bad = 0;

	(void)state;
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		struct arena *a = arena_new();
		struct study s = help_study(a, table[i].words);
		clauses_make(&s);
		frames_read(&s);
		principals_accompany(&s);
		left_settle(&s);
		const char *got = shown(a, &s);
		bad += help_differs(table[i].words, table[i].wanted, got);
		arena_free(&a);
	}
	assert_int_equal(bad, 0);
}

/* Whether those behind a `without` stay at home, so that the rest of the clause is understood. */
static void without_whom(void **state)
{
	static const struct {
		const char *words;
		bool understood;
	} table[] = {
		{"Am 22. bin ich dabei, diesmal ohne meine Frau.", true},
		{"Ich melde mich ohne meine Tochter für den 16. Februar an.", true},
		{"Please register me for the congress, without my wife.", true},
		{"I will attend the congress without my daughter.", true},
		/* who registers whom; fewer than are named; what goes with what follows; a no */
		{"Please register without my daughter for the congress.", false},
		{"Ich melde ohne meine Tochter für den 16. Februar an.", false},
		{"Please register me and two colleagues, without Ada Noll, for the congress.",
			false},
		{"Wir schicken die beiden Kolleginnen ohne Ada Noll zum Kongress.", false},
		{"I will come to the congress with my colleague without Ada Noll.", false},
		{"I will attend the congress with without my daughter.", false},
		{"Am 22. bin ich nicht dabei ohne meine Frau.", false},
	};
	size_t bad = 0;

	(void)state;
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		struct arena *a = arena_new();
		struct study s = help_study(a, table[i].words);
		clauses_make(&s);
		frames_read(&s);
		const struct clause *last = &s.clauses[s.clause_count - 1];
		bool understood = last->says != SAYS_NOTHING && last->why == NULL;
		bad += help_differs(table[i].words, table[i].understood ? "understood" : "left",
			understood ? "understood" : "left");
		arena_free(&a);
	}
	assert_int_equal(bad, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(who_is_left), cmocka_unit_test(without_whom)};

	return cmocka_run_group_tests(tests, help_compile, help_release);
}
