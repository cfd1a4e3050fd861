/* Two names: the same person, another, or who can tell. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "reading/people/name.h"

static const struct {
	const char *a, *b;
	enum name_match match;
} cases[] = {
	/* the same words, however written */
	{"Ayşe Yılmaz", "Ayşe Yılmaz", NAME_SAME},
	{"Ayşe Yılmaz", "AYSE YILMAZ", NAME_SAME},
	{"Ayşe Yılmaz", "Yilmaz, Ayse", NAME_SAME},
	{"Dr. Ayşe Yılmaz", "Ayse Yilmaz", NAME_SAME},
	{"Prof. Dr. Jürgen Müller", "Müller, Dr. Jürgen", NAME_SAME},
	{"Dipl.-Ing. Jürgen Müller", "jürgen müller", NAME_SAME},
	{"Jürgen Müller", "Juergen Mueller", NAME_SAME},
	{"Jürgen Müller", "Jurgen Muller", NAME_SAME},
	{"Ju\xcc\x88rgen Mu\xcc\x88ller", "Jürgen Müller", NAME_SAME}, /* marks of their own */
	{"Hans-Peter Groß", "Hans Peter Gross", NAME_SAME},
	{"Groß Hans", "GROSS HANS", NAME_SAME},
	{"Sinéad O'Neill", "Sinead O’Neill", NAME_SAME},
	{"Łukasz Żak", "Lukasz Zak", NAME_SAME},
	{"Søren Bjørn", "Soeren Bjoern", NAME_SAME},
	{"İbrahim Işık", "Ibrahim Isik", NAME_SAME},
	{"Елена Иванова", "ИВАНОВА Елена", NAME_SAME},
	{"  Ayşe \t Yılmaz ", "\"Ayşe Yılmaz\"", NAME_SAME},
	{"Müller", "Mueller", NAME_SAME},
	/* who can tell */
	{"A. Yılmaz", "Ayşe Yılmaz", NAME_UNCLEAR},
	{"Yılmaz", "Ayşe Yılmaz", NAME_UNCLEAR},
	{"Ayşe", "Ayşe Yılmaz", NAME_UNCLEAR},
	{"A. Y.", "Ayşe Yılmaz", NAME_UNCLEAR},
	{"Anna Schmidt", "Anna Maria Schmidt", NAME_UNCLEAR},
	{"Anna Schmidt", "Anna Schmidt-Berger", NAME_UNCLEAR},
	{"Anna Schmit", "Anna Schmidt", NAME_UNCLEAR},
	{"Anna Shcmidt", "Anna Schmidt", NAME_UNCLEAR},
	{"Alex Schmidt", "Alexander Schmidt", NAME_UNCLEAR},
	{"Chr. Schmidt", "Christian Schmidt", NAME_UNCLEAR},
	{"Елена Иванова", "Elena Ivanova", NAME_UNCLEAR},
	{"", "Anna Schmidt", NAME_UNCLEAR},
	{"", "", NAME_UNCLEAR},
	{"...", "Anna Schmidt", NAME_UNCLEAR},
	{"\xff\xfe", "Anna Schmidt", NAME_UNCLEAR},
	{"Mehmet von und zu Hohenstein-Württemberg-Sigmaringen und Auerswald-Brandenburg genannt Müller-"
	 "Lüdenscheidt",
		"Hohenstein", NAME_UNCLEAR},
	/* somebody else */
	{"Anna Schmidt", "Peter Schmidt", NAME_DIFFERENT},
	{"Anna Schmidt", "Anna Berger", NAME_DIFFERENT},
	{"A. Schmidt", "Peter Schmidt", NAME_DIFFERENT},
	{"Anna Maria Schmidt", "Anna Eva Schmidt", NAME_DIFFERENT},
	{"a b c d e f g h i j k l m", "a b c d e f g h i j k l n", NAME_DIFFERENT},
	{"Mehmet von und zu Hohenstein-Württemberg-Sigmaringen und Auerswald-Brandenburg genannt Müller-"
	 "Lüdenscheidt",
		"Niemand", NAME_DIFFERENT},
	{"Ali Can", "Ali Tan", NAME_DIFFERENT}, /* too short for a slip */
	{"Ayşe Yılmaz", "Mehmet Demir", NAME_DIFFERENT},
	{"Schmidt", "Berger", NAME_DIFFERENT},
};

static void test_compare(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char *a = strdup(cases[i].a), *b = strdup(cases[i].b);
		enum name_match there = name_compare(a, b), back = name_compare(b, a);
		if (there != cases[i].match || back != cases[i].match)
			fail_msg("'%s' and '%s': %d, the other way %d, expected %d", a, b, there,
				back, cases[i].match);
		free(a);
		free(b);
	}
}

/* Nobody is found by a name that only cannot be compared with theirs. */
static void test_fits(void **state)
{
	(void)state;
	assert_true(name_fits("Ayse Yilmaz", "Yılmaz, Ayşe"));
	assert_true(name_fits("Yılmaz", "Ayşe Yılmaz"));
	assert_true(name_fits("Елена Иванова", "Е. Иванова"));
	assert_false(name_fits("Anna Schmidt", "Peter Schmidt"));
	assert_false(name_fits("Niemand", "Елена Иванова"));
	assert_false(name_fits("Елена Иванова", "Niemand"));
	assert_false(name_fits("...", "Anna Schmidt"));
	assert_false(name_fits("", ""));
	assert_false(name_fits("\xff\xfe", "Anna Schmidt"));
	assert_true(name_fits("\xff\xfe", "\xff\xfe"));
}

static void test_normalise(void **state)
{
	static const struct {
		const char *name, *want;
	} names[] = {
		{"Ayşe Yılmaz", "Ayşe Yılmaz"},
		{"Yılmaz, Ayşe", "Ayşe Yılmaz"},
		{"Müller, Dr. Jürgen", "Jürgen Müller"},
		{" Prof.  Dr.\tJürgen\xc2\xa0Müller ", "Jürgen Müller"},
		{"\"Müller, Jürgen\"", "Jürgen Müller"},
		{"J. Müller", "J. Müller"},
		{"Müller,", "Müller,"},
		{"A, B, C", "A, B, C"},
		{"", ""},
		{"\xff", "\xff"},
	};
	struct arena *a = arena_new();

	(void)state;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		assert_string_equal(name_normalise(a, names[i].name), names[i].want);
	arena_free(&a);
}

static void test_as_typed(void **state)
{
	static const struct {
		const char *name, *want;
	} names[] = {
		{"Dr. Peter  Brand", "Dr. Peter Brand"},
		{"Brand, Dr. Peter", "Dr. Peter Brand"},
		{"Yilmaz, Ayse Nur", "Ayse Nur Yilmaz"},
		{"Garcia Lopez, Ana", "Ana Garcia Lopez"},
		{"Gruppe Nordmarkt, Frau Yilmaz", "Gruppe Nordmarkt, Frau Yilmaz"},
		{"Berg, Anna, Dortmund", "Berg, Anna, Dortmund"},
		{"\"Anna Berg\"", "Anna Berg"},
		{"Berg,", "Berg,"},
	};
	struct arena *a = arena_new();

	(void)state;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		assert_string_equal(name_as_typed(a, names[i].name), names[i].want);
	arena_free(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_compare),
		cmocka_unit_test(test_fits),
		cmocka_unit_test(test_normalise),
		cmocka_unit_test(test_as_typed),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
