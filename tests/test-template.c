/* The template engine: what it renders, which mistakes it finds and where. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/limits.h"
#include "base/nearest.h"
#include "template/template.h"

#define ROWS(table) (sizeof(table) / sizeof *(table))

static const struct place at = {"t.txt", 1};

/* Compiles a heap copy without a trailing NUL. */
static int compile(struct arena *a, enum template_sort sort, const char *text, struct template **t,
	struct problems *problems)
{
	size_t n = strlen(text);
	char *copy = malloc(n + (n == 0));

	assert_non_null(copy);
	memcpy(copy, text, n);
	int rc = template_compile(a, at, sort, arena_copy(a, (struct slice){copy, n}), t, problems);
	free(copy);
	return rc;
}

static void renders(
	enum template_sort sort, const char *text, const char *json, const char *expected)
{
	struct arena *a = arena_new();
	struct problems problems = {.arena = a};
	struct template *t;
	struct err e = {""};
	struct buf out = {.max = 64 * 1024};
	json_t *data = json_loads(json, JSON_DECODE_ANY, NULL);

	assert_non_null(data);
	if (compile(a, sort, text, &t, &problems) != 0)
		fail_msg("'%s': %s", text, problems.items[0].text);
	if (template_render(t, data, &out, &e) != 0)
		fail_msg("'%s': %s", text, e.text);
	buf_puts(&out, "");
	if (strcmp(out.p, expected) != 0)
		fail_msg("'%s' gives '%s', not '%s'", text, out.p, expected);
	json_decref(data);
	buf_free(&out);
	arena_free(&a);
}

static void test_renders(void **state)
{
	static const struct {
		const char *text, *json, *expected;
	} rows[] = {
		{"", "{}", ""},
		{"Guten Tag", "{}", "Guten Tag"},
		{"{{a}}, {{ b }}!", "{\"a\": \"x\", \"b\": 7}", "x, 7!"},
		{"{{a}}", "{\"a\": -12}", "-12"},
		{"[{{a}}{{b}}{{c}}]", "{\"a\": null, \"b\": false, \"c\": \"\"}", "[]"},
		{"{{a}}", "{\"a\": \"<b>&\\\"'\"}", "<b>&\"'"},
		{"{{a}}", "{\"a\": \"{{b}}\"}", "{{b}}"},
		{"{{a.b.c}}", "{\"a\": {\"b\": {\"c\": \"x\"}}}", "x"},
		{"{ {a} }} }", "{}", "{ {a} }} }"},
		/* sections */
		{"{{#a}}ja{{/a}}{{^a}}nein{{/a}}", "{\"a\": true}", "ja"},
		{"{{#a}}ja{{/a}}{{^a}}nein{{/a}}", "{\"a\": false}", "nein"},
		{"{{#a}}ja{{/a}}{{^a}}nein{{/a}}", "{\"a\": null}", "nein"},
		{"{{#a}}ja{{/a}}{{^a}}nein{{/a}}", "{\"a\": \"\"}", "nein"},
		{"{{#a}}ja{{/a}}{{^a}}nein{{/a}}", "{\"a\": 0}", "nein"},
		{"{{#a}}ja{{/a}}{{^a}}nein{{/a}}", "{\"a\": []}", "nein"},
		{"{{#a}}ja{{/a}}{{^a}}nein{{/a}}", "{\"a\": {}}", "nein"},
		{"{{#a}}ja{{/a}}{{^a}}nein{{/a}}", "{\"a\": 1}", "ja"},
		{"{{#a}}{{.}}, {{/a}}", "{\"a\": [\"x\", \"y\", 3]}", "x, y, 3, "},
		{"{{#a}}{{b}}{{c}} {{/a}}", "{\"c\": \"!\", \"a\": [{\"b\": 1}, {\"b\": 2}]}",
			"1! 2! "},
		{"{{#a}}{{b}}{{/a}}", "{\"b\": \"out\", \"a\": {\"b\": \"in\"}}", "in"},
		{"{{#a}}{{b}}{{/a}}{{b}}", "{\"b\": \"out\", \"a\": {\"b\": null}}", "out"},
		{"{{#a}}{{#b}}{{.}}{{c}}{{/b}};{{/a}}",
			"{\"c\": \"-\", \"a\": [{\"b\": [1, 2]}, {\"b\": []}]}", "1-2-;;"},
		{"{{#a.b}}{{c}}{{/a.b}}", "{\"a\": {\"b\": {\"c\": 1}}}", "1"},
		{"{{#a}}Guten Tag {{.}}{{/a}}", "{\"a\": \"Anna\"}", "Guten Tag Anna"},
		{"{{#a}}x{{/a}}", "{\"a\": [[], {}, null]}", "xxx"},
		/* comments */
		{"a{{! b }}c", "{}", "ac"},
		{"a\n{{! b\n c }}\nd", "{}", "a\nd"},
		/* lines that hold nothing but a tag vanish */
		{"{{#a}}\nx\n{{/a}}\ny\n", "{\"a\": 1}", "x\ny\n"},
		{"  {{#a}}  \nx\n\t{{/a}}\t\ny", "{\"a\": 1}", "x\ny"},
		{"{{#a}}\r\nx\r\n{{/a}}\r\n", "{\"a\": 1}", "x\n"},
		{"x\n{{#a}}\n{{/a}}", "{\"a\": 1}", "x\n"},
		{"{{#a}}\n\nx\n{{/a}}", "{\"a\": 1}", "\nx\n"},
		{"{{#a}} \nx {{/a}} \n", "{\"a\": 1}", "x  \n"},
		{"  {{#a}}x{{/a}}\n", "{\"a\": 1}", "  x\n"},
		{"{{#a}} {{/a}}\n", "{\"a\": 1}", " \n"},
		{"  {{a}}\n", "{\"a\": 1}", "  1\n"},
		{" {{a}}\n{{#a}}\n {{a}}\n{{/a}}\n", "{\"a\": 1}", " 1\n 1\n"},
		{"{{a}}{{#a}}\n{{/a}}", "{\"a\": 1}", "1\n"},
		{"| {{#a}}\n|{{/a}}", "{\"a\": 1}", "| \n|"},
	};

	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++)
		renders(TEMPLATE_TEXT, rows[i].text, rows[i].json, rows[i].expected);
	renders(TEMPLATE_HTML, "<i>{{a}}</i>", "{\"a\": \"<b>&\\\"'ü\"}",
		"<i>&lt;b&gt;&amp;&quot;&#39;ü</i>");
	renders(TEMPLATE_HTML, "{{#a}}{{.}}{{/a}}", "{\"a\": [\"<\"]}", "&lt;");
}

static void test_broken(void **state)
{
	static const struct {
		const char *text;
		int line;
		const char *problem;
	} rows[] = {
		{"a\n{{#b}}\nc", 2, "section 'b' is never closed"},
		{"a\n\n{{/b}}", 3, "'{{/b}}' closes no section that is open"},
		{"{{#a}}\n{{^b}}\n{{/a}}{{/b}}", 3,
			"'{{/a}}' stands where 'b' must be closed, which opened in line 2"},
		{"x\ny {{a", 2, "'{{' without '}}'"},
		{"{{", 1, "'{{' without '}}'"},
		{"{{}", 1, "'{{' without '}}'"},
		{"{{}}", 1, "'' is no name: letters, digits, '-', '_', with '.' between"},
		{"{{a b}}", 1, "'a b' is no name: letters, digits, '-', '_', with '.' between"},
		{"{{.a}}", 1, "'.a' is no name: letters, digits, '-', '_', with '.' between"},
		{"{{#ä}}{{/ä}}", 1, "'ä' is no name: letters, digits, '-', '_', with '.' between"},
		{"\n{{{a}}}", 2,
			"'{{{a}}' is none of the tags that there are: {{field}}, {{#section}}, "
			"{{^section}}, {{/section}}, {{> partial}}, {{! comment}}"},
		{"{{&a}}", 1,
			"'{{&a}}' is none of the tags that there are: {{field}}, {{#section}}, "
			"{{^section}}, {{/section}}, {{> partial}}, {{! comment}}"},
		{"{{=<% %>=}}", 1,
			"'{{=<% %>=}}' is none of the tags that there are: {{field}}, {{#section}}, "
			"{{^section}}, {{/section}}, {{> partial}}, {{! comment}}"},
		{"ok\n\xff", 2, "this line is no valid UTF-8"},
	};

	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++) {
		struct arena *a = arena_new();
		struct problems problems = {.arena = a};
		struct template *t;
		assert_int_equal(compile(a, TEMPLATE_TEXT, rows[i].text, &t, &problems), -1);
		assert_true(problems.count >= 1);
		assert_string_equal(problems.items[0].place.file, "t.txt");
		assert_string_equal(problems.items[0].text, rows[i].problem);
		assert_int_equal(problems.items[0].place.line, rows[i].line);
		arena_free(&a);
	}
}

/* All mistakes of a file are reported, not the first alone. */
static void test_all_mistakes(void **state)
{
	struct arena *a = arena_new();
	struct problems problems = {.arena = a};
	struct template *t;

	(void)state;
	assert_int_equal(
		compile(a, TEMPLATE_TEXT, "{{/x}}\n{{a b}}\n{{&c}}\n{{#d}}\n", &t, &problems), -1);
	assert_int_equal(problems.count, 4);
	for (int i = 0; i < 4; i++)
		assert_int_equal(problems.items[i].place.line, i + 1);
	arena_free(&a);
}

static void test_unknown_fields(void **state)
{
	static const struct {
		const char *text, *json, *error;
	} rows[] = {
		{"a\n{{tilte}}", "{\"title\": 1, \"place\": 2}",
			"t.txt:2: unknown field 'tilte'; did you mean 'title'?"},
		{"{{#regsitered}}x{{/regsitered}}", "{\"registered\": true}",
			"t.txt:1: unknown section 'regsitered'; did you mean 'registered'?"},
		{"{{^a}}x{{/a}}", "{}", "t.txt:1: unknown section 'a'"},
		{"{{zzzzzz}}", "{\"title\": 1}", "t.txt:1: unknown field 'zzzzzz'"},
		{"{{#a}}\n{{naem}}\n{{/a}}", "{\"name\": 1, \"a\": [{\"x\": 1}]}",
			"t.txt:2: unknown field 'naem'; did you mean 'name'?"},
		{"{{a.tilte}}", "{\"tilte\": 1, \"a\": {\"title\": 1}}",
			"t.txt:1: unknown field 'a.tilte'; did you mean 'title'?"},
		{"{{a.b}}", "{\"a\": \"x\"}", "t.txt:1: unknown field 'a.b'"},
		{"{{a}}", "{\"a\": []}", "t.txt:1: 'a' is no text and no number"},
		{"{{a}}", "{\"a\": {}}", "t.txt:1: 'a' is no text and no number"},
		{"{{a}}", "{\"a\": true}", "t.txt:1: 'a' is no text and no number"},
		{"{{.}}", "{}", "t.txt:1: '.' is no text and no number"},
		{"{{> x}}", "{}", "t.txt:1: partial 'x' has no set to come from"},
	};

	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++) {
		struct arena *a = arena_new();
		struct problems problems = {.arena = a};
		struct template *t;
		struct err e = {""};
		struct buf out = {.max = 100};
		json_t *data = json_loads(rows[i].json, 0, NULL);
		assert_int_equal(compile(a, TEMPLATE_TEXT, rows[i].text, &t, &problems), 0);
		assert_int_equal(template_render(t, data, &out, &e), -1);
		assert_string_equal(e.text, rows[i].error);
		json_decref(data);
		buf_free(&out);
		arena_free(&a);
	}
}

/* A check looks into every section, whatever is true, and reports all that is wrong. */
static void test_check(void **state)
{
	static const char text[] =
		"{{a}}\n{{#no}}\n{{b}}\n{{/no}}\n{{^no}}\n{{c}}\n{{/no}}\n"
		"{{#list}}{{d}}{{x}}{{/list}}\n{{list}}\n{{#gone}}{{x}}{{/gone}}\n";
	struct arena *a = arena_new();
	struct problems problems = {.arena = a};
	struct template *t;
	json_t *sample = json_loads("{\"no\": false, \"list\": [{\"x\": 1}, {\"x\": 2}]}", 0, NULL);
	static const struct {
		int line;
		const char *text;
	} expected[] = {
		{1, "unknown field 'a'"},
		{3, "unknown field 'b'"},
		{6, "unknown field 'c'"},
		{8, "unknown field 'd'; did you mean 'x'?"},
		{9, "'list' is no text and no number; it can only open a section"},
		{10, "unknown section 'gone'"},
	};

	(void)state;
	assert_int_equal(compile(a, TEMPLATE_TEXT, text, &t, &problems), 0);
	assert_int_equal(template_check(t, sample, &problems), -1);
	assert_int_equal(problems.count, ROWS(expected));
	for (size_t i = 0; i < ROWS(expected); i++) {
		assert_int_equal(problems.items[i].place.line, expected[i].line);
		assert_string_equal(problems.items[i].text, expected[i].text);
	}
	json_decref(sample);
	arena_free(&a);
}

static void test_limits(void **state)
{
	struct arena *a = arena_new();
	struct problems problems = {.arena = a};
	struct template *t;
	struct err e = {""};
	struct buf deep = {.max = 4096}, out = {.max = 10};
	json_t *data = json_loads("{\"a\": \"12345678901\"}", 0, NULL);

	(void)state;
	for (int i = 0; i <= TEMPLATE_DEPTH_MAX; i++)
		buf_puts(&deep, "{{#a}}");
	for (int i = 0; i <= TEMPLATE_DEPTH_MAX; i++)
		buf_puts(&deep, "{{/a}}");
	assert_int_equal(compile(a, TEMPLATE_TEXT, deep.p, &t, &problems), -1);
	assert_string_equal(
		problems.items[0].text, "sections stand more than 16 deep in each other");

	assert_int_equal(compile(a, TEMPLATE_TEXT, "{{a}}", &t, &problems), 0);
	assert_int_equal(template_render(t, data, &out, &e), -1);
	assert_string_equal(e.text, "t.txt: gives more than 10 bytes");
	json_decref(data);
	buf_free(&deep);
	buf_free(&out);
	arena_free(&a);
}

/* ---- folders ---- */

struct folder {
	char dir[64];
	struct arena *arena;
};

static void folder_make(struct folder *f)
{
	*f = (struct folder){"/tmp/test-template-XXXXXX", arena_new()};
	assert_non_null(mkdtemp(f->dir));
}

static void folder_put(struct folder *f, const char *name, const char *text)
{
	const char *path = arena_printf(f->arena, "%s/%s", f->dir, name);
	struct err e;

	assert_int_equal(file_write(path, slice_of(text), 0600, &e), 0);
}

static void folder_remove(struct folder *f)
{
	static const char *const suffixes[] = {".txt", ".html", ".conf"};
	const char **paths;
	size_t count;
	struct err e;

	for (size_t k = 0; k < ROWS(suffixes); k++) {
		assert_int_equal(
			file_list(f->arena, f->dir, suffixes[k], true, &paths, &count, &e), 0);
		for (size_t i = 0; i < count; i++)
			assert_int_equal(unlink(paths[i]), 0);
	}
	assert_int_equal(rmdir(f->dir), 0);
	arena_free(&f->arena);
}

static void test_partials(void **state)
{
	struct folder f;
	struct template_set *set;
	struct err e = {""};
	struct buf out = {.max = 1000};
	json_t *data = json_loads("{\"x\": \"1\\n2\", \"l\": [\"<a>\", \"b\"]}", 0, NULL);

	(void)state;
	folder_make(&f);
	struct problems problems = {.arena = f.arena};
	folder_put(&f, "main.txt", "A {{> inline}}B\n  {{> block}}\nC\n");
	folder_put(&f, "inline.txt", "({{x}})");
	folder_put(&f, "block.txt", "one\n\n{{x}}\n{{#l}}\n- {{.}}\n{{/l}}\n  {{> inline}}\n");
	folder_put(&f, "main.html", "{{#l}}{{> item}}{{/l}}");
	folder_put(&f, "item.html", "<li>{{.}}");
	assert_int_equal(template_set_load(f.arena, f.dir, &set, &problems), 0);
	assert_null(template_set_get(set, "main"));
	assert_int_equal(template_render(template_set_get(set, "main.txt"), data, &out, &e), 0);
	assert_string_equal(out.p, "A (1\n2)B\n  one\n\n  1\n2\n  - <a>\n  - b\n    (1\n2)C\n");
	buf_clear(&out);
	assert_int_equal(template_render(template_set_get(set, "main.html"), data, &out, &e), 0);
	assert_string_equal(out.p, "<li>&lt;a&gt;<li>b");
	json_decref(data);
	buf_free(&out);
	folder_remove(&f);
}

static void test_partials_broken(void **state)
{
	struct folder f;
	struct template_set *set;

	(void)state;
	folder_make(&f);
	struct problems problems = {.arena = f.arena};
	folder_put(&f, "a.txt", "x\n{{> closnig}}\n");
	folder_put(&f, "closing.txt", "{{> nothing-like-it}}");
	folder_put(&f, "round.txt", "{{> trip}}");
	folder_put(&f, "trip.txt", "{{> round}}");
	folder_put(&f, "page.html", "{{> closing}}");
	assert_int_equal(template_set_load(f.arena, f.dir, &set, &problems), -1);
	assert_int_equal(problems.count, 5);
	assert_null(set);
	assert_string_equal(problems.items[0].text,
		"no partial 'closnig': there is no file closnig.txt; did you mean 'closing'?");
	assert_int_equal(problems.items[0].place.line, 2);
	assert_string_equal(problems.items[1].text,
		"no partial 'nothing-like-it': there is no file nothing-like-it.txt");
	assert_string_equal(
		problems.items[2].text, "no partial 'closing': there is no file closing.html");
	folder_remove(&f);

	folder_make(&f);
	problems = (struct problems){.arena = f.arena};
	folder_put(&f, "round.txt", "{{> trip}}");
	folder_put(&f, "trip.txt", "{{> round}}");
	assert_int_equal(template_set_load(f.arena, f.dir, &set, &problems), -1);
	assert_int_equal(problems.count, 2);
	assert_string_equal(problems.items[0].text, "its partials lead back to itself");
	folder_remove(&f);
}

/* Cut anywhere, with any byte changed to any of the tags' own, a template is sound or a mistake. */
static void test_any_bytes(void **state)
{
	static const char text[] =
		"a\n  {{#b}} {{^c}}\r\n{{! d\n}}\n\t{{> e}}\n{{f.g}}{{/c}}\n{{/b}} {{.}}\n";
	static const char bytes[] = "{}#^/!>.=& \n\ra";
	size_t sound = 0, broken = 0;

	(void)state;
	for (size_t cut = 0; cut < sizeof text; cut++)
		for (size_t i = 0; i < cut; i++)
			for (size_t k = 0; k + 1 < sizeof bytes;
				k += cut + 1 == sizeof text ? 1 : 5) {
				struct arena *a = arena_new();
				struct problems problems = {.arena = a};
				struct template *t;
				char *copy = malloc(cut);
				assert_non_null(copy);
				memcpy(copy, text, cut);
				copy[i] = bytes[k];
				int rc = template_compile(a, at, TEMPLATE_TEXT,
					(struct slice){copy, cut}, &t, &problems);
				assert_int_equal(rc == 0, problems.count == 0);
				sound += rc == 0;
				broken += rc != 0;
				free(copy);
				arena_free(&a);
			}
	assert_true(sound > 100 && broken > 100);
}

static void test_nearest(void **state)
{
	static const struct {
		const char *name, *there, *best;
	} rows[] = {
		{"tilte", "title place", "title"},
		{"titel", "title place", "title"},
		{"titles", "title place", "title"},
		{"x", "y title", "y"},
		{"organizer", "organiser person", "organiser"},
		{"abc", "xyz", ""},
		{"seat", "state seats", "seats"},
	};

	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++) {
		struct nearest n = {.name = slice_of(rows[i].name)};
		struct slice rest = slice_of(rows[i].there);
		while (rest.len > 0) {
			long end = slice_find(rest, ' ');
			struct slice word = end < 0 ? rest : slice_head(rest, (size_t)end);
			nearest_offer(&n, word);
			rest = slice_from(rest, word.len + 1);
		}
		assert_true(slice_is(n.best, rows[i].best));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_renders),
		cmocka_unit_test(test_broken),
		cmocka_unit_test(test_all_mistakes),
		cmocka_unit_test(test_unknown_fields),
		cmocka_unit_test(test_check),
		cmocka_unit_test(test_limits),
		cmocka_unit_test(test_partials),
		cmocka_unit_test(test_partials_broken),
		cmocka_unit_test(test_any_bytes),
		cmocka_unit_test(test_nearest),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
