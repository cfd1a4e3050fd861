/* By what an invitation is known: names as whole words, equal ones of several events, one within another. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "rules/mentions.h"
#include "rules/pattern.h"

static struct named other[] = {
	{.text = "Arbeit"}, {.text = "Arbeit und Unternehmen"}, {.text = "Bau"}};
static struct event first_events[] = {
	{.title = "Bildung", .address = "Weg 1, 44137 Dortmund"},
	{.title = "Forum Arbeit", .names = {other, 3, 3}, .address = "Weg 2, 44137 Dortmund"},
	{.title = "Bildung", .address = ""},
};
static struct event second_events[] = {
	{.title = "Bildungsreise", .address = "Weg 1, 44137 Dortmund"}};
static const char *subjects[] = {"Einladung zur Reihe"};
static const struct series first = {
	.events = first_events, .event_count = 3, .subjects = subjects, .subject_count = 1};
static const struct series second = {.events = second_events, .event_count = 1};

static void finds(void **state)
{
	static const struct {
		const char *text;
		unsigned kinds, first, second; /* bits: events of each series */
	} table[] = {
		{"die Bildung.", MENTION_TITLE, 5, 0},
		{"die Bildungsreise", MENTION_TITLE, 0, 1},
		{"Weiterbildung", MENTION_TITLE, 0, 0},
		{"Fortbildung, BILDUNG", MENTION_TITLE, 5, 0},
		{"zum Forum Arbeit und Unternehmen", MENTION_TITLE, 2, 0},
		{"Arbeit und Unternehmen", MENTION_LONG_NAME, 2, 0},
		{"Arbeit und Unternehmen", MENTION_NAME, 2, 0},
		{"Arbeit und Unternehmenslust", MENTION_LONG_NAME, 0, 0},
		{"Arbeiten", MENTION_NAME, 0, 0},
		{"der Bau", MENTION_NAME, 0, 0}, /* too short to mean anything */
		{"Weg 1, 44137 Dortmund", MENTION_ADDRESS, 1, 1},
		{"Weg 1, 44137 Dortmund", MENTION_TITLE, 0, 0},
		{"AW: Einladung zur Reihe", MENTION_SUBJECT, 1, 0},
		{"", MENTION_TITLE, 0, 0},
	};
	const struct series *all[] = {&first, &second};
	struct arena *a = arena_new();
	const struct mentions *m = mentions_compile(a, all, 2);

	(void)state;
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		struct eset found[2] = {{{0}}};
		struct slice folded = pattern_fold(a, slice_of(table[i].text));
		char *heap = xmalloc(folded.len); /* its end is the memory's */

		if (folded.len > 0)
			memcpy(heap, folded.p, folded.len);
		mentions_find(m, (struct slice){heap, folded.len}, table[i].kinds, found);
		free(heap);
		assert_int_equal(found[0].bits[0], table[i].first);
		assert_int_equal(found[1].bits[0], table[i].second);
	}
	arena_free(&a);
}

static void no_series(void **state)
{
	struct arena *a = arena_new();

	(void)state;
	mentions_find(mentions_compile(a, NULL, 0), SLICE("die Bildung"), MENTION_TITLE, NULL);
	arena_free(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(finds),
		cmocka_unit_test(no_series),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
