/*
 * Patterns as a clerk writes them, and the files that hold them: quotes, machines, office. The
 * shipped files compile; broken ones say where and what.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/limits.h"
#include "base/zone.h"
#include "rules/machines.h"
#include "rules/office.h"
#include "rules/quotes.h"

static bool fits(const char *pattern, const char *line, bool anywhere)
{
	struct arena *a = arena_new();
	struct problems problems = {.arena = a};
	struct patterns list = {0};
	size_t len = strlen(line);
	char *copy = malloc(len > 0 ? len : 1);
	bool found;

	assert_non_null(copy);
	memcpy(copy, line, len);
	assert_int_equal(
		pattern_add(a, &list, pattern, anywhere, (struct place){"x", 1}, &problems), 0);
	found = pattern_match(&list, pattern_fold(a, (struct slice){copy, len})) != NULL;
	free(copy);
	arena_free(&a);
	return found;
}

static void test_patterns(void **state)
{
	static const struct {
		const char *pattern, *line;
		bool anywhere, fits;
	} cases[] = {
		{"Gruß", "gruß", false, true},
		{"Gruß", "GRUSS", false, true},
		{"Gruß", "Grußwort", false, false},
		{"Gruß", "Ein Gruß", false, false},
		{"Gruß", "Ein Gruß!", true, true},
		{"Gruß…", "Grußwort", false, true},
		{"Gruß …", "Grußwort", false, false},
		{"Gruß …", "Gruß aus Köln", false, true},
		{"Am … schrieb …:", "Am 20.1. schrieb Anna:", false, true},
		{"Am … schrieb …:", "Am 20.1. schrieb Anna", false, false},
		{"Am … schrieb …:", "Am schrieb:", false, true},
		{"Am ... schrieb ...:", "Am 20.1. schrieb Anna:", false, true},
		{"… schrieb:", "Anna schrieb:", false, true},
		{"… schrieb:", "Anna beschrieb:", false, false},
		{"…schrieb:", "Anna beschrieb:", false, true},
		{"a … a", "a", false, false},
		{"a … a", "a a", false, true},
		{"a b", "a\xc2\xa0\t b", false, true},
		{"\"x\"", "„x“", false, true},
		{"a - b", "a – b", false, true},
		{"iPhone'umdan", "iPhone’umdan", false, true},
		{"пишет:", "ПИШЕТ:", false, true},
		{"في إجازة", "أنا في إجازة، نعم", true, true},
		{"nicht im Büro", "bin nicht im\u00adBüro", true, false},
		{"nicht im Büro", "bin ni\u00adcht im Bu\u0308ro", true, true},
		{"x", "", false, false},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		if (fits(cases[i].pattern, cases[i].line, cases[i].anywhere) != cases[i].fits)
			fail_msg("case %zu: \"%s\" and \"%s\"", i, cases[i].pattern, cases[i].line);
}

static void test_folding_is_safe(void **state)
{
	struct arena *a = arena_new();
	char bytes[300];

	(void)state;
	/* ﷺ folds to 18 characters; broken bytes fold to nothing that could be read beyond */
	for (size_t i = 0; i < 99; i++)
		memcpy(bytes + 3 * i, "\xef\xb7\xba", 3);
	assert_true(pattern_fold(a, (struct slice){bytes, 297}).len > 297 * 6);
	memset(bytes, 0xff, sizeof bytes);
	pattern_fold(a, (struct slice){bytes, sizeof bytes});
	assert_int_equal(pattern_fold(a, (struct slice){NULL, 0}).len, 0);
	arena_free(&a);
}

/* ---- files ---- */

struct kind {
	const char *schema;
	int (*compile)(struct arena *, const struct rule_file *, const struct rule_file *,
		struct problems *);
};

static int compile_quotes(struct arena *a, const struct rule_file *file,
	const struct rule_file *schema, struct problems *problems)
{
	struct quotes *q = NULL;

	return quotes_compile(a, file, schema, NULL, &q, problems);
}

static int compile_machines(struct arena *a, const struct rule_file *file,
	const struct rule_file *schema, struct problems *problems)
{
	struct machines *m = NULL;

	return machines_compile(a, file, schema, NULL, &m, problems);
}

static int compile_office(struct arena *a, const struct rule_file *file,
	const struct rule_file *schema, struct problems *problems)
{
	struct office *o = NULL;

	return office_compile(a, file, schema, NULL, &o, problems);
}

enum { QUOTES, MACHINES, OFFICE };
static const struct kind kinds[] = {
	{"rules/quotes.xsd", compile_quotes},
	{"rules/machines.xsd", compile_machines},
	{"rules/office.xsd", compile_office},
};

static struct slice load(struct arena *a, const char *path)
{
	struct slice bytes = {0};
	struct err e = {0};

	if (file_read(a, path, RULE_FILE_BYTES_MAX, &bytes, &e) != 0)
		fail_msg("%s", e.text);
	return bytes;
}

static int compile(struct arena *a, int kind, const char *text, struct problems *problems)
{
	struct rule_file schema = {.schema = true, .name = kinds[kind].schema};
	struct rule_file file = {.name = "x.xml", .bytes = slice_of(text)};

	schema.bytes = load(a, kinds[kind].schema);
	return kinds[kind].compile(a, &file, &schema, problems);
}

static void test_broken_files(void **state)
{
	static const struct {
		int kind;
		const char *text;
		int line;
		const char *says;
	} cases[] = {
		{QUOTES, "<quotes>\n<closing>Gruß | … </closing></quotes>", 2, "without a word"},
		{QUOTES, "<quotes>\n<closing> </closing></quotes>", 2, "one or more patterns"},
		{QUOTES, "<quotes>\n<field is=\"fro\">Von</field></quotes>", 2, "'from', 'sent'"},
		{QUOTES, "<quotes>\n<field>Von</field></quotes>", 2, "is"},
		{QUOTES, "<quotes>\n<divider of=\"x\">Von</divider></quotes>", 2, "forward"},
		{QUOTES, "<quotes>\n\n<html class=\"x\" is=\"qoute\"/></quotes>", 3, "quote"},
		{QUOTES, "<quotes><unknown/></quotes>", 1, "unknown"},
		{QUOTES, "<quotes>", 1, "not closed"},
		{MACHINES, "<machines>\n<words is=\"holiday\">x</words></machines>", 2, "absence"},
		{MACHINES, "<machines>\n<words weight=\"4\">x</words></machines>", 2, "1, 2 or 3"},
		{MACHINES, "<machines>\n<words in=\"body\">x</words></machines>", 2, "subject"},
		{MACHINES, "<machines>\n<header>x</header></machines>", 2, "name"},
		{OFFICE, "<office>\n<people>nobody</people></office>", 2, "address"},
		{OFFICE, "<office>\n<closed from=\"2011-02-30\"/></office>", 2, "2011-02"},
		{OFFICE, "<office>\n<closed from=\"2011-02-16\" to=\"2011-02-15\"/></office>", 2,
			"before the first"},
		{OFFICE, "<office>\n<gateway/></office>", 2, "address"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct arena *a = arena_new();
		struct problems problems = {.arena = a};

		assert_int_equal(compile(a, cases[i].kind, cases[i].text, &problems), -1);
		assert_true(problems.count > 0);
		assert_string_equal(problems.items[0].place.file, "x.xml");
		assert_int_equal(problems.items[0].place.line, cases[i].line);
		if (strstr(problems.items[0].text, cases[i].says) == NULL)
			fail_msg("case %zu says \"%s\"", i, problems.items[0].text);
		arena_free(&a);
	}
}

static void test_shipped_files(void **state)
{
	static const char *const names[] = {
		"rules/quotes.xml", "rules/machines.xml", "rules/office.xml"};

	(void)state;
	for (int i = QUOTES; i <= OFFICE; i++) {
		struct arena *a = arena_new();
		struct problems problems = {.arena = a};

		assert_int_equal(compile(a, i, load(a, names[i]).p, &problems), 0);
		assert_int_equal(problems.count, 0);
		arena_free(&a);
	}
}

static void test_office(void **state)
{
	struct arena *a = arena_new();
	struct problems problems = {.arena = a};
	struct rule_file schema = {.schema = true, .name = "rules/office.xsd"};
	struct rule_file file = {.name = "x.xml",
		.bytes = SLICE("<office><closed from=\"2011-03-04\" to=\"2011-03-08\"/>"
			       "<gateway address=\"fax@office.example\" reply-to=\"true\"/>"
			       "<people>chef@b.example</people></office>")};
	struct office *o = NULL;

	(void)state;
	schema.bytes = load(a, "rules/office.xsd");
	assert_int_equal(office_compile(a, &file, &schema, NULL, &o, &problems), 0);
	assert_false(office_closed(o, civil_days(2011, 3, 3))); /* Thursday */
	assert_true(office_closed(o, civil_days(2011, 3, 4)));
	assert_true(office_closed(o, civil_days(2011, 3, 8)));
	assert_false(office_closed(o, civil_days(2011, 3, 9)));
	assert_true(office_closed(o, civil_days(2011, 3, 12))); /* Saturday */
	assert_non_null(office_gateway(o, "FAX@office.example"));
	assert_true(office_gateway(o, "fax@office.example")->reply_to);
	assert_null(office_gateway(o, "x@office.example"));
	assert_int_equal(o->people_count, 1);
	arena_free(&a);
}

static void test_subjects(void **state)
{
	static const struct {
		const char *subject, *rest;
		bool answered, passed_on;
	} cases[] = {
		{"AW: Einladung", "einladung", true, false},
		{"Re: AW: Re[2]: Einladung", "einladung", true, false},
		{"WG: Einladung", "einladung", false, true},
		{"AW: WG: Einladung", "einladung", true, false},
		{"Fwd: Re: Einladung", "einladung", true, true},
		{"Einladung", "einladung", false, false},
		{"Rest: Einladung", "rest: einladung", false, false},
		{"AW:", "", true, false},
	};
	struct arena *a = arena_new();
	struct problems problems = {.arena = a};
	struct rule_file schema = {.schema = true, .name = "rules/quotes.xsd"};
	struct rule_file file = {.name = "rules/quotes.xml"};
	struct quotes *q = NULL;

	(void)state;
	schema.bytes = load(a, "rules/quotes.xsd");
	file.bytes = load(a, "rules/quotes.xml");
	assert_int_equal(quotes_compile(a, &file, &schema, NULL, &q, &problems), 0);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		bool answered = false, passed_on = false;
		struct slice rest = quotes_subject(
			q, pattern_fold(a, slice_of(cases[i].subject)), &answered, &passed_on);

		if (!slice_is(rest, cases[i].rest) || answered != cases[i].answered ||
			passed_on != cases[i].passed_on)
			fail_msg("%s: \"%.*s\" %d %d", cases[i].subject, SLICE_ARGS(rest), answered,
				passed_on);
	}
	arena_free(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_patterns),
		cmocka_unit_test(test_folding_is_safe),
		cmocka_unit_test(test_broken_files),
		cmocka_unit_test(test_shipped_files),
		cmocka_unit_test(test_office),
		cmocka_unit_test(test_subjects),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
