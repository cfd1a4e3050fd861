/* Tables as spreadsheets save them: each case the bytes, and what is made of them. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/csv.h"

/* "1:a|b 2:c": the line of each row, its cells. */
static const char *rows_of(struct arena *a, const struct csv *csv)
{
	const char *out = "";

	for (size_t i = 0; i < csv->count; i++) {
		const struct csv_row *row = &csv->rows[i];
		out = arena_printf(a, "%s%s%d:", out, i > 0 ? " " : "", row->line);
		for (size_t k = 0; k < row->count; k++)
			out = arena_printf(a, "%s%s%s", out, k > 0 ? "|" : "", row->cells[k]);
		if (row->wrong != NULL)
			out = arena_printf(a, "%s!%s", out, row->wrong);
	}
	return out;
}

static void test_csv(void **state)
{
	static const struct {
		const char *bytes, *rows;
	} cases[] = {
		{"", ""},
		{"\n\n;;\n", ""},
		{"a;b\nc;d\n", "1:a|b 2:c|d"},
		{"a,b\r\nc,d", "1:a|b 2:c|d"},
		{"a\tb\nc\td\n", "1:a|b 2:c|d"},
		{"a;b,c\n1,2;3\n", "1:a|b,c 2:1,2|3"},
		{"\xef\xbb\xbf"
		 "a;b\n",
			"1:a|b"},
		{" a ; \"b;c\" \n", "1:a|\"b|c\""},
		{"a;\"b;c\"\n", "1:a|b;c"},
		{"a;\"b \"\"c\"\" d\"\n", "1:a|b \"c\" d"},
		{"a;\"b\r\nc\";d\ne;f;g\n", "1:a|b\nc|d 3:e|f|g"},
		{"a;\"b\"c\n", "1:a|b!quote-inside"},
		{"a;b\nc;\"d\ne;f\n", "1:a|b 2:c|d\ne;f!quote-open"},
		{"a\n\nb\n", "1:a 3:b"},
		{"M\xfcller;\x80 5\n", "1:Müller|€ 5"},
		{"M\xc3\xbcller\n", "1:Müller"},
	};
	struct arena *a = arena_new();

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		size_t len = strlen(cases[i].bytes);
		char *copy = malloc(len + 1); /* without a NUL behind it */
		memcpy(copy, cases[i].bytes, len);
		struct csv csv;
		csv_parse(a, (struct slice){copy, len}, &csv);
		free(copy);
		if (strcmp(rows_of(a, &csv), cases[i].rows) != 0)
			fail_msg("case %zu: %s", i, rows_of(a, &csv));
	}
	arena_free(&a);
}

/* Whatever the bytes: it ends, and gives no more cells than there are separators. */
static void test_any_bytes(void **state)
{
	static const char alphabet[] = ";,\t\"\n\r a\xfc\xc3\xbc";
	struct arena *a = arena_new();
	uint32_t seed = 7;

	(void)state;
	for (int round = 0; round < 5000; round++) {
		char bytes[40];
		size_t len = (seed >> 16) % sizeof bytes, cells = 0;
		for (size_t i = 0; i < len; i++) {
			seed = seed * 1103515245 + 12345;
			bytes[i] = alphabet[(seed >> 16) % (sizeof alphabet - 1)];
		}
		seed = seed * 1103515245 + 12345;
		struct csv csv;
		csv_parse(a, (struct slice){bytes, len}, &csv);
		for (size_t i = 0; i < csv.count; i++)
			cells += csv.rows[i].count;
		assert_true(cells <= len + 1);
	}
	arena_free(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_csv),
		cmocka_unit_test(test_any_bytes),
	};

	return cmocka_run_group_tests_name("base csv", tests, NULL, NULL);
}
