/* What events are called: which names count in sentences of which language, and what no event has alone. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "rules/callings.h"
#include "rules/rules.h"

static struct rules *rules;

static int start(void **state)
{
	struct arena *a = arena_new();
	struct problems problems = {.arena = a};
	struct rule_files files = {0};

	*state = a;
	assert_int_equal(rule_files_read(a, "rules", NULL, 0, &files, &problems), 0);
	assert_int_equal(rules_compile(&files, &rules, &problems), 0);
	return 0;
}

static int end(void **state)
{
	struct arena *a = *state;

	rules_free(&rules);
	arena_free(&a);
	return 0;
}

static const struct language *language(const char *code)
{
	const struct language *l = languages_first(rules->languages);

	while (l != NULL && strcmp(l->code, code) != 0)
		l = l->next;
	return l;
}

static const struct call *call(const struct callings *c, const char *word)
{
	const struct index_entry *of = index_find(&c->words, slice_of(word));

	return of->count > 0 ? &c->calls[of->items[0]] : NULL;
}

static void names_by_language(void **state)
{
	const struct series_callings *s = rules->callings[0];

	(void)state;
	assert_ptr_equal(callings_in(s, language("de")), callings_in(s, language("en")));
	assert_ptr_equal(callings_in(s, NULL), s->unknown);
	/* `Bildung` is a whole title, `Balance` but a part of one */
	assert_true(call(s->common, "bildung")->whole);
	assert_false(call(s->common, "balance")->whole);
	for (size_t i = 0; i < s->own_count; i++) {
		assert_false(s->own[i].language->acts);
		assert_ptr_not_equal(callings_in(s, s->own[i].language), s->common);
	}
}

static void words(void **state)
{
	const struct callings *c = callings_in(rules->callings[0], language("de"));

	(void)state;
	assert_non_null(call(c, "bildung"));
	assert_int_equal(call(c, "bildung")->calls, CALLS_TITLE);
	/* the head of a sort's first name; no other end of it */
	assert_int_equal(call(c, "forum")->calls, CALLS_SORT);
	assert_null(call(c, "orum"));
	/* stands in the addresses of several places */
	assert_null(call(c, "strasse"));
	assert_null(call(c, "und"));
}

static void letters(void **state)
{
	static const char *const pairs[][2] = {
		{"forum", "form"}, {"kongress", "kongreß"}, {"ab", "ba"}, {"mai", "maj"}};

	(void)state;
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
		assert_true(slice_letters_near(slice_letters(slice_of(pairs[i][0])),
			slice_letters(slice_of(pairs[i][1])), 2));
	assert_false(
		slice_letters_near(slice_letters(SLICE("abc")), slice_letters(SLICE("def")), 2));
	assert_int_equal(slice_letters(slice_of("ab")), slice_letters(slice_of("ba")));
}

static void index_keeps_order(void **state)
{
	struct arena *a = arena_new();
	struct index x = {0};
	char keys[1000][8];

	(void)state;
	assert_int_equal(index_find(&x, SLICE("7"))->count, 0);
	for (size_t i = 0; i < 1000; i++) {
		snprintf(keys[i], sizeof keys[i], "%zu", i);
		for (size_t k = 0; k < 3; k++)
			index_add(a, &x, slice_of(keys[i]), i + k);
		index_add(a, &x, slice_of(keys[i]), i + 2); /* again: once */
	}
	for (size_t i = 0; i < 1000; i++) {
		const struct index_entry *e = index_find(&x, slice_of(keys[i]));
		assert_int_equal(e->count, 3);
		for (size_t k = 0; k < 3; k++)
			assert_int_equal(e->items[k], i + k);
	}
	assert_int_equal(index_find(&x, SLICE("1000"))->count, 0);
	arena_free(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_by_language),
		cmocka_unit_test(words),
		cmocka_unit_test(letters),
		cmocka_unit_test(index_keeps_order),
	};

	return cmocka_run_group_tests(tests, start, end);
}
