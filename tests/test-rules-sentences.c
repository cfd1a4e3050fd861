/* Banks of sentences: every mistake with its line; what is learned from the shipped ones. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/limits.h"
#include "rules/sentences.h"

#define ALL \
	"coming\tIch komme zum EVENT.\nnot-coming\tIch komme nicht.\nboth\tE ja, E nein.\n" \
	"undecided\tVielleicht.\nback\tDoch nicht.\nnothing\tDanke!\n"

static int compile(struct arena *a, const char *text, struct bank **into, struct problems *problems)
{
	struct rule_file file = {.kind = RULE_SENTENCES, .name = "rules/sentences/xx.txt"};
	size_t len = strlen(text);
	char *heap = xmalloc(len);

	memcpy(heap, text, len);
	file.bytes = arena_copy(a, (struct slice){heap, len});
	free(heap);
	return sentences_compile(a, &file, into, problems);
}

static void mistakes(void **state)
{
	static const struct {
		const char *text;
		int line;
		const char *says;
	} table[] = {
		{ALL "comes\tIch komme.\n", 7, "the label is 'comes', expected one of coming, "},
		{ALL "\n# a note\ncoming Ich komme.\n", 9, "no tab"},
		{ALL "coming\t  \n", 7, "no sentence behind the label"},
		{ALL "coming\tIch k\xf6nnte kommen.\n", 7, "UTF-8"},
		{"coming\tIch komme.\n", 0, "no sentence has the label 'not-coming'"},
		{"", 0, "no sentence has the label 'coming'"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		struct arena *a = arena_new();
		struct problems problems = {.arena = a};
		struct bank *b = NULL;
		assert_int_equal(compile(a, table[i].text, &b, &problems), -1);
		assert_true(problems.count > 0);
		assert_string_equal(problems.items[0].place.file, "rules/sentences/xx.txt");
		if (problems.items[0].place.line != table[i].line ||
			strstr(problems.items[0].text, table[i].says) == NULL)
			fail_msg("%s: line %d: %s", table[i].text, problems.items[0].place.line,
				problems.items[0].text);
		arena_free(&a);
	}
}

static void bank_of_a_language(void **state)
{
	struct arena *a = arena_new();
	struct problems problems = {.arena = a};
	struct bank *b = NULL;

	(void)state;
	assert_int_equal(compile(a, "# for people\n\r\n" ALL, &b, &problems), 0);
	assert_ptr_equal(sentences_bank(b, "xx"), b);
	assert_null(sentences_bank(b, "x"));
	assert_int_equal(b->count, 6);
	const struct labelled *all = sentences_labelled(a, b);
	assert_int_equal(all[0].saying, SAYING_COMING);
	assert_true(slice_is(all[0].text, "Ich komme zum EVENT."));
	assert_int_equal(all[5].saying, SAYING_NOTHING);
	assert_true(slice_is(all[5].text, "Danke!"));
	assert_null(b->likeness);
	sentences_learn(a, b, NULL);
	/* what shares nothing with any sentence is as likely this as that */
	struct opinion o = likeness_judge(a, b->likeness, SLICE("qwertz uiop"));
	for (size_t i = 0; i < SAYING_COUNT; i++)
		assert_float_equal(o.of[i], 1.0 / SAYING_COUNT, 0.01);
	arena_free(&a);
}

/* The shipped rules, without their series. */
static struct rules *shipped(struct arena *a)
{
	struct problems problems = {.arena = a};
	struct rule_files files = {0};
	struct rules *rules = NULL;

	assert_int_equal(rule_files_read(a, "rules", NULL, 0, &files, &problems), 0);
	assert_int_equal(rules_compile(&files, &rules, &problems), 0);
	return rules;
}

static enum saying likeliest(const struct opinion *o)
{
	size_t best = 0;

	for (size_t i = 1; i < SAYING_COUNT; i++)
		best = o->of[i] > o->of[best] ? i : best;
	return (enum saying)best;
}

static const struct language *language_of(const struct rules *rules, const char *code)
{
	const struct language *l = languages_first(rules->languages);

	while (strcmp(l->code, code) != 0)
		l = l->next;
	return l;
}

enum { FOLDS = 5, NEIGHBOURS = 8 }; /* lines that stand together are alike: they go together */

/* Learns from four fifths, judges the last; and so each fifth. */
static void judges_what_it_has_not_learned(void **state)
{
	struct arena *a = arena_new();
	struct rules *rules = shipped(a);

	(void)state;
	for (const struct bank *b = rules->banks; b != NULL; b = b->next) {
		const struct labelled *all = sentences_labelled(a, b);
		size_t right = 0, opposite = 0;
		for (size_t fold = 0; fold < FOLDS; fold++) {
			struct arena *scratch = arena_new();
			struct labelled *some = arena_array(scratch, b->count, sizeof *some);
			size_t count = 0;
			for (size_t i = 0; i < b->count; i++)
				if (i / NEIGHBOURS % FOLDS != fold)
					some[count++] = all[i];
			const struct likeness *l = likeness_learn(scratch, rules->languages,
				language_of(rules, b->code), some, count);
			for (size_t i = 0; i < b->count; i++) {
				if (i / NEIGHBOURS % FOLDS != fold)
					continue;
				struct opinion o = likeness_judge(scratch, l, all[i].text);
				enum saying said = likeliest(&o), meant = all[i].saying;
				right += said == meant;
				opposite += (said == SAYING_COMING && meant == SAYING_NOT_COMING) ||
					(said == SAYING_NOT_COMING && meant == SAYING_COMING);
			}
			arena_free(&scratch);
		}
		print_message("%s: %zu sentences, right %.1f %%, yes for no %.1f %%\n", b->code,
			b->count, 100.0 * (double)right / (double)b->count,
			100.0 * (double)opposite / (double)b->count);
		assert_true(b->count >= 4000);
		assert_true(right * 100 >= b->count * 73);
		assert_true(opposite * 100 <= b->count * 4);
	}
	rules_free(&rules);
	arena_free(&a);
}

static void learns_the_same_twice(void **state)
{
	struct arena *a = arena_new();
	struct rules *one = shipped(a), *two = shipped(a);

	(void)state;
	rules_learn(one);
	rules_learn(two);
	const struct bank *first = sentences_bank(one->banks, "de");
	const struct bank *second = sentences_bank(two->banks, "de");
	const struct labelled *all = sentences_labelled(a, first);
	for (size_t i = 0; i < first->count; i += 17) {
		struct opinion x = likeness_judge(a, first->likeness, all[i].text);
		struct opinion y = likeness_judge(a, second->likeness, all[i].text);
		assert_memory_equal(&x, &y, sizeof x);
	}
	rules_free(&one);
	rules_free(&two);
	arena_free(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(mistakes),
		cmocka_unit_test(bank_of_a_language),
		cmocka_unit_test(judges_what_it_has_not_learned),
		cmocka_unit_test(learns_the_same_twice),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
