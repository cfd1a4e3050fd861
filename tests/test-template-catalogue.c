/* The catalogue: sentences by id, their mistakes by line; and that the shipped ones are whole. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "template/templates.h"

#define ROWS(table) (sizeof(table) / sizeof *(table))

/* A folder with one language, "de", and one catalogue. */
struct house {
	char dir[64];
	struct arena *arena;
	struct problems problems;
	struct catalogue *c;
	int rc;
};

static const char *file_of(const struct house *h)
{
	return arena_printf(h->arena, "%s/de/catalogue.conf", h->dir);
}

static void set_up(struct house *h, const char *text)
{
	struct err e;

	*h = (struct house){.dir = "/tmp/test-catalogue-XXXXXX", .arena = arena_new()};
	h->problems.arena = h->arena;
	assert_non_null(mkdtemp(h->dir));
	assert_int_equal(mkdir(arena_printf(h->arena, "%s/de", h->dir), 0700), 0);
	assert_int_equal(file_write(file_of(h), slice_of(text), 0600, &e), 0);
	h->rc = catalogue_load(h->arena, h->dir, "de", &h->c, &h->problems);
}

static void take_down(struct house *h)
{
	unlink(file_of(h));
	assert_int_equal(rmdir(arena_printf(h->arena, "%s/de", h->dir)), 0);
	assert_int_equal(rmdir(h->dir), 0);
	arena_free(&h->arena);
}

static void test_sentences(void **state)
{
	static const char text[] =
		"reasons = {\n\tevent-over = \"Vorbei.\";\n\n\tfull = \"{{n}} zu viel\";\n};\n"
		"disposition = { act-review = \"prüfen\"; };\n"
		"months = [ \"Januar\", \"Februar\" ];\n";
	struct house h;
	struct err e = {""};
	const char *out = NULL;
	json_t *data = json_pack("{s:i}", "n", 3);

	(void)state;
	set_up(&h, text);
	assert_int_equal(h.rc, 0);
	assert_string_equal(catalogue_sentence(h.c, "reasons", "event-over"), "Vorbei.");
	assert_null(catalogue_sentence(h.c, "reasons", "event"));
	assert_null(catalogue_sentence(h.c, "reasons", "event-over-x"));
	assert_null(catalogue_sentence(h.c, "none", "event-over"));
	assert_null(catalogue_sentence(h.c, "months", "Januar"));
	assert_string_equal(catalogue_word(h.c, "reasons", "unheard-of"), "unheard-of");
	assert_string_equal(catalogue_word(h.c, "disposition", "act+review"), "prüfen");
	assert_string_equal(catalogue_item(h.c, "months", 1), "Februar");
	assert_null(catalogue_item(h.c, "months", 2));
	assert_null(catalogue_item(h.c, "weekdays", 0));
	assert_int_equal(catalogue_place(h.c, "reasons", "full").line, 4);
	assert_int_equal(catalogue_place(h.c, "reasons", "gone").line, 0);
	assert_int_equal(catalogue_place(h.c, "months", NULL).line, 7);

	assert_int_equal(catalogue_fill(h.arena, h.c, "reasons", "full", data, &out, &e), 0);
	assert_string_equal(out, "3 zu viel");
	assert_int_equal(catalogue_fill(h.arena, h.c, "reasons", "event-over", NULL, &out, &e), 0);
	assert_string_equal(out, "Vorbei.");
	assert_int_equal(catalogue_fill(h.arena, h.c, "reasons", "full", NULL, &out, &e), -1);
	assert_string_equal(e.text, arena_printf(h.arena, "%s:4: unknown field 'n'", file_of(&h)));
	assert_int_equal(catalogue_fill(h.arena, h.c, "reasons", "x", NULL, &out, &e), -1);
	assert_string_equal(
		e.text, arena_printf(h.arena, "%s: there is no reasons.x", file_of(&h)));

	assert_int_equal(catalogue_check(h.c, "reasons", "full", data, &h.problems), 0);
	json_object_clear(data);
	assert_int_equal(catalogue_check(h.c, "reasons", "full", data, &h.problems), -1);
	assert_int_equal(catalogue_check(h.c, "reasons", "gone", data, &h.problems), -1);
	assert_int_equal(h.problems.count, 2);
	assert_int_equal(h.problems.items[0].place.line, 4);
	assert_string_equal(h.problems.items[1].text, "there is no sentence 'gone' in 'reasons'");
	assert_int_equal(h.problems.items[1].place.line, 1);
	json_decref(data);
	take_down(&h);
}

static void test_broken(void **state)
{
	static const struct {
		const char *text;
		int line;
		const char *problem;
	} rows[] = {
		{"reasons = {\n a = \"x\"\n b \"y\";\n};\n", 3,
			"this cannot be read (syntax error), expected lines such as key = \"text\"; or key = 5;"},
		{"# a \"\n/* \"\n */ reasons = {\n a = \"x;\n b = \"y\";\n c = \"z\";\n};\n", 4,
			"a text has no end in this line, expected a closing \""},
		{"a = { b = 1; };\n", 1, "a.b: a sentence in \"…\" is expected"},
		{"\na = { b = { c = \"x\"; }; };\n", 2, "a.b: a sentence in \"…\" is expected"},
		{"a = [ 1, 2 ];\n", 1, "a.[]: a sentence in \"…\" is expected"},
		{"a = \"x\";\n", 1,
			"'a' stands alone: a group { … } of sentences or a list [ … ] of words is expected"},
		{"a = {\n b = \"x\";\n b = \"y\";\n};\n", 3, "'b' is given twice, expected once"},
		{"a = {\n b = \"{{#x}}\";\n};\n", 2, "section 'x' is never closed"},
		{"a = {\n\n b = \"{{> x}}\";\n};\n", 3, "a.b: a sentence takes no partials"},
	};

	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++) {
		struct house h;
		set_up(&h, rows[i].text);
		assert_int_equal(h.rc, -1);
		assert_true(h.problems.count >= 1);
		assert_string_equal(h.problems.items[0].text, rows[i].problem);
		assert_string_equal(h.problems.items[0].place.file, file_of(&h));
		assert_int_equal(h.problems.items[0].place.line, rows[i].line);
		take_down(&h);
	}
}

static void test_missing(void **state)
{
	struct arena *a = arena_new();
	struct problems problems = {.arena = a};
	struct catalogue *c;
	struct templates *t;

	(void)state;
	assert_int_equal(catalogue_load(a, "/nowhere", "de", &c, &problems), -1);
	assert_string_equal(
		problems.items[0].text, "/nowhere/de/catalogue.conf: No such file or directory");
	problems.count = 0;
	assert_int_equal(templates_load(a, "/nowhere", "de", &t, &problems), -1);
	assert_string_equal(problems.items[0].text,
		"No such file or directory, expected the folder of templates (the setting "
		"'templates')");
	assert_int_equal(templates_load(a, "templates", "xx", &t, &problems), -1);
	assert_string_equal(problems.items[problems.count - 1].text,
		"there is no folder 'xx', the language of the settings");
	arena_free(&a);
}

/* Every language words the same groups and ids as the office's own. */
static void test_languages(void **state)
{
	struct arena *a = arena_new();
	struct problems problems = {.arena = a};
	struct templates *t;
	const struct templates_language *l;

	(void)state;
	int rc = templates_load(a, "templates", "de", &t, &problems);
	problems_print(&problems, stderr);
	assert_int_equal(rc, 0);
	assert_string_equal(templates_language(t, "de")->code, "de");
	assert_string_equal(templates_language(t, "xx")->code, "de");
	assert_string_equal(templates_language(t, "")->code, "de");
	for (size_t i = 0; (l = templates_at(t, i)) != NULL; i++) {
		assert_non_null(catalogue_sentence(l->catalogue, "reasons", "unreadable"));
		assert_non_null(catalogue_sentence(l->catalogue, "disposition", "act+review"));
		assert_non_null(catalogue_item(l->catalogue, "weekdays", 6));
		assert_non_null(catalogue_item(l->catalogue, "months", 11));
	}
	arena_free(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_sentences),
		cmocka_unit_test(test_broken),
		cmocka_unit_test(test_missing),
		cmocka_unit_test(test_languages),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
