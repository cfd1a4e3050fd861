/* A folder of rules: read, compiled, hashed; what is missing is named. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <libxml/parser.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "rules/kept.h"
#include "rules/language.h"
#include "rules/machines.h"
#include "rules/office.h"
#include "rules/quotes.h"
#include "rules/packed.h"
#include "rules/rules.h"

/* What is said about the problems; the caller frees. */
static char *said(struct problems *p)
{
	char *text = NULL;
	size_t len = 0;
	FILE *out = open_memstream(&text, &len);

	problems_print(p, out);
	fclose(out);
	return text;
}

static bool says(struct problems *p, const char *line)
{
	char *text = said(p);
	bool found = strstr(text, line) != NULL;

	if (!found)
		print_error("expected %s\nbut it is\n%s", line, text);
	free(text);
	return found;
}

/* The shipped rules, every file as a heap copy without a trailing NUL. */
static struct rule_files shipped(struct arena *a)
{
	struct problems p = {.arena = a};
	struct rule_files files = {0};

	if (rule_files_read(a, "rules", NULL, 0, &files, &p) != 0)
		fail_msg("%s", said(&p));
	for (size_t i = 0; i < files.count; i++) {
		struct slice *bytes = &files.items[i].bytes;
		char *copy = malloc(bytes->len + 1);
		memcpy(copy, bytes->p, bytes->len);
		bytes->p = realloc(copy, bytes->len);
	}
	return files;
}

static void release(struct rule_files *files)
{
	for (size_t i = 0; i < files->count; i++)
		free((char *)files->items[i].bytes.p);
}

static void test_shipped(void **state)
{
	struct arena *a = arena_new();
	struct problems p = {.arena = a};
	struct rule_files files = shipped(a);
	struct rules *r = NULL;

	(void)state;
	if (rules_compile(&files, &r, &p) != 0)
		fail_msg("%s", said(&p));
	assert_int_equal(r->series_count, 1);
	assert_ptr_equal(rules_series(r, "masterplan-2011"), r->series[0]);
	assert_null(rules_series(r, "masterplan"));
	assert_non_null(r->languages);
	assert_non_null(r->machines);
	assert_non_null(r->quotes);
	assert_non_null(r->office);
	assert_int_equal(strlen(r->hash), 64);
	assert_int_equal(strspn(r->hash, "0123456789abcdef"), 64);
	rules_free(&r);
	assert_null(r);
	rules_free(&r);
	release(&files);
	arena_free(&a);
}

/* Schemas first, then the rest, each in order of kind and name. */
static void test_order(void **state)
{
	struct arena *a = arena_new();
	struct rule_files files = shipped(a);

	(void)state;
	for (size_t i = 1; i < files.count; i++) {
		const struct rule_file *f = &files.items[i], *before = f - 1;
		assert_true(before->schema || !f->schema);
		if (before->schema != f->schema)
			continue;
		assert_true(before->kind <= f->kind);
		if (before->kind == f->kind)
			assert_true(strcmp(before->name, f->name) < 0);
	}
	release(&files);
	arena_free(&a);
}

/* Packed they take a third, and come out as they were; an empty one too. */
static void test_packed(void **state)
{
	struct arena *a = arena_new(), *packed = arena_new();
	struct rule_files files = shipped(a), kept = {0};
	size_t whole = 0;

	(void)state;
	for (size_t i = 0; i < files.count; i++)
		ARENA_PUSH(a, kept.items, kept.count, kept.room, files.items[i]);
	ARENA_PUSH(a, kept.items, kept.count, kept.room, (struct rule_file){.name = "empty"});
	struct slice *bytes = arena_array(a, kept.count, sizeof *bytes);
	for (size_t i = 0; i < kept.count; i++) {
		assert_ptr_equal(rule_file_bytes(a, &kept.items[i]).p, kept.items[i].bytes.p);
		bytes[i] = arena_copy(a, kept.items[i].bytes);
		whole += bytes[i].len;
	}
	rule_files_pack(packed, &kept);
	assert_true(arena_size(packed) < whole / 2);
	rule_files_pack(packed, &kept);
	for (size_t i = 0; i < kept.count; i++) {
		assert_int_equal(kept.items[i].bytes.len, 0);
		assert_true(slice_eq(rule_file_bytes(a, &kept.items[i]), bytes[i]));
	}
	arena_free(&packed);
	release(&files);
	arena_free(&a);
}

/* What was in force comes back as it was; a file that is not whole is none, and one that lies there already is not
 * written again. */
static void test_kept(void **state)
{
	struct arena *a = arena_new();
	struct problems p = {.arena = a};
	struct rule_files files = shipped(a), back;
	struct rules *rules = NULL, *again = NULL;
	char folder[] = "/tmp/mailbot-test-XXXXXX";
	struct err e = {0};
	struct stat first, second;
	struct slice whole;

	(void)state;
	assert_non_null(mkdtemp(folder));
	const char *path = rules_kept_path(a, arena_printf(a, "%s/register.db", folder));
	assert_false(rules_kept(a, path, &back));
	assert_int_equal(rules_compile_heads(&files, &rules, &p), 0);
	rule_files_pack(a, &rules->files);
	assert_int_equal(rules_keep(rules, path, &e), 0);
	assert_true(rules_kept(a, path, &back));
	assert_int_equal(back.count, files.count);
	for (size_t i = 0; i < files.count; i++) {
		assert_int_equal(back.items[i].kind, files.items[i].kind);
		assert_int_equal(back.items[i].schema, files.items[i].schema);
		assert_string_equal(back.items[i].name, files.items[i].name);
		assert_true(slice_eq(back.items[i].bytes, files.items[i].bytes));
	}
	assert_int_equal(rules_compile_heads(&back, &again, &p), 0);
	assert_string_equal(again->hash, rules->hash);
	assert_int_equal(stat(path, &first), 0);
	assert_int_equal(first.st_mode & 0777, 0600);
	assert_int_equal(rules_keep(again, path, &e), 0);
	assert_int_equal(stat(path, &second), 0);
	assert_int_equal(second.st_ino, first.st_ino);

	/* The same program need not look at them again; at others, and with another program, it has to. */
	assert_true(rules_kept_same(path, &files));
	struct rule_files fewer = files;
	fewer.count--;
	assert_false(rules_kept_same(path, &fewer));
	assert_int_equal(file_read(a, path, (size_t)8 * 1024 * 1024, &whole, &e), 0);
	char *program = (char *)arena_copy(a, whole).p;
	program[64] ^= 1;
	assert_int_equal(file_write(path, (struct slice){program, whole.len}, 0600, &e), 0);
	assert_false(rules_kept_same(path, &files));
	const size_t cuts[] = {0, 10, 64, 80, 90, whole.len / 2, whole.len - 1};
	for (size_t i = 0; i < sizeof cuts / sizeof *cuts; i++) {
		assert_int_equal(file_write(path, slice_head(whole, cuts[i]), 0600, &e), 0);
		assert_false(rules_kept(a, path, &back));
	}
	char *other = (char *)arena_copy(a, whole).p;
	other[whole.len / 2] ^= 1;
	assert_int_equal(file_write(path, (struct slice){other, whole.len}, 0600, &e), 0);
	assert_false(rules_kept(a, path, &back));

	/* Where they cannot be written, older ones are none that were in force last. */
	assert_int_equal(unlink(path), 0);
	assert_int_equal(
		rules_keep(rules, arena_printf(a, "%s/none/register.db.rules", folder), &e), -1);
	assert_int_equal(rmdir(folder), 0);
	rules_free(&again);
	rules_free(&rules);
	release(&files);
	arena_free(&a);
}

/* Heads are the same rules, but for what only a reader needs. */
static void test_heads(void **state)
{
	static const char *const codes[] = {"de", "en", "tr", "fr", "xx"};
	struct arena *a = arena_new();
	struct problems p = {.arena = a};
	struct rule_files files = shipped(a);
	struct rules *all = NULL, *heads = NULL;

	(void)state;
	assert_int_equal(rules_compile(&files, &all, &p), 0);
	assert_int_equal(rules_compile_heads(&files, &heads, &p), 0);
	assert_string_equal(heads->hash, all->hash);
	assert_int_equal(heads->files.count, all->files.count);
	assert_int_equal(heads->series_count, all->series_count);
	assert_string_equal(heads->series[0]->id, all->series[0]->id);
	assert_int_equal(heads->series[0]->event_count, all->series[0]->event_count);
	assert_non_null(heads->office);
	assert_true(language_acts(heads->languages, "de"));
	for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
		assert_int_equal(language_acts(heads->languages, codes[i]),
			language_acts(all->languages, codes[i]));
	assert_non_null(languages_word(all->languages, slice_of("nicht")));
	assert_null(languages_word(heads->languages, slice_of("nicht")));
	assert_true(arena_size(heads->arena) * 10 < arena_size(all->arena));
	rules_free(&all);
	rules_free(&heads);
	release(&files);
	arena_free(&a);
}

/* One byte more, and it is another hash; another folder, and it is the same. Of heads, whose hash is that of all (above):
 * two compilations a file. */
static void test_hash(void **state)
{
	struct arena *a = arena_new();
	struct problems p = {.arena = a};
	struct rule_files files = shipped(a);
	struct rules *r = NULL;
	char hash[65];

	(void)state;
	assert_int_equal(rules_compile_heads(&files, &r, &p), 0);
	memcpy(hash, r->hash, sizeof hash);
	rules_free(&r);
	for (size_t i = 0; i < files.count; i++) {
		struct slice bytes = files.items[i].bytes;
		const char *name = files.items[i].name;
		files.items[i].name = arena_printf(a, "/elsewhere/%s", strrchr(name, '/') + 1);
		assert_int_equal(rules_compile_heads(&files, &r, &p), 0);
		assert_string_equal(r->hash, hash);
		rules_free(&r);
		files.items[i].bytes = slice_of(arena_printf(a, "%.*s\n", SLICE_ARGS(bytes)));
		assert_int_equal(rules_compile_heads(&files, &r, &p), 0);
		assert_string_not_equal(r->hash, hash);
		rules_free(&r);
		files.items[i].bytes = bytes;
		files.items[i].name = name;
	}
	release(&files);
	arena_free(&a);
}

/* Without the files of any one kind there are no rules, and it is said which are missing. */
static void test_each_file_counts(void **state)
{
	struct arena *a = arena_new();
	struct rule_files files = shipped(a);
	bool last_of_kind[RULE_KINDS] = {false};

	(void)state;
	for (size_t i = 0; i < files.count; i++) {
		struct problems p = {.arena = a};
		struct rule_files fewer = {.count = 0};
		struct rules *r = NULL;
		bool seen = false;
		const struct rule_file *out = &files.items[i];
		for (size_t j = 0; j < files.count; j++) {
			const struct rule_file *f = &files.items[j];
			bool same = f->kind == out->kind && f->schema == out->schema;
			if (!same)
				ARENA_PUSH(a, fewer.items, fewer.count, fewer.room, *f);
			seen = seen || (same && j < i);
		}
		if (seen)
			continue;
		last_of_kind[out->kind] = true;
		assert_int_equal(rules_compile(&fewer, &r, &p), -1);
		assert_null(r);
		const char *kind = rule_kind_name(out->kind);
		assert_true(says(&p,
			out->schema ? arena_printf(a, "the schema %s.xsd is missing", kind)
				    : arena_printf(a, "there is no file of kind '%s'", kind)));
	}
	for (enum rule_kind k = 0; k < RULE_KINDS; k++)
		assert_true(last_of_kind[k]);
	release(&files);
	arena_free(&a);
}

static void test_missing_folder(void **state)
{
	struct arena *a = arena_new();
	struct problems p = {.arena = a};
	struct rule_files files = {0};

	(void)state;
	assert_int_equal(rule_files_read(a, "tests/broken", NULL, 0, &files, &p), -1);
	assert_true(says(&p, "tests/broken/series.xsd: No such file or directory\n"));
	assert_true(says(&p, "tests/broken/machines.xml: No such file or directory\n"));
	p = (struct problems){.arena = a};
	assert_int_equal(rule_files_read(a, "mailbot", NULL, 0, &files, &p), -1);
	assert_true(says(&p, "mailbot/series: No such file or directory\n"));
	arena_free(&a);
}

/* --series: other files in place of the folder's. */
static void test_other_series(void **state)
{
	static const char *const same[] = {
		"rules/series/masterplan-2011.xml", "rules/series/masterplan-2011.xml"};
	static const char *const broken[] = {"tests/broken/series/times.xml"};
	static const char *const missing[] = {"tests/broken/series/none.xml"};
	struct arena *a = arena_new();
	struct problems p = {.arena = a};
	struct rule_files files = {0};
	struct rules *r = NULL;

	(void)state;
	assert_int_equal(rule_files_read(a, "rules", broken, 1, &files, &p), 0);
	assert_int_equal(rules_compile(&files, &r, &p), -1);
	assert_true(says(&p, "tests/broken/series/times.xml:9: "));
	p = (struct problems){.arena = a};
	assert_int_equal(rule_files_read(a, "rules", missing, 1, &files, &p), -1);
	assert_true(says(&p, "tests/broken/series/none.xml: No such file or directory\n"));
	p = (struct problems){.arena = a};
	assert_int_equal(rule_files_read(a, "rules", same, 2, &files, &p), 0);
	assert_int_equal(rules_compile(&files, &r, &p), -1);
	assert_true(says(&p, "series 'masterplan-2011' is there already"));
	assert_true(says(&p, "event 'kongress' is there already"));
	p = (struct problems){.arena = a};
	assert_int_equal(rule_files_read(a, "rules", same, 1, &files, &p), 0);
	assert_int_equal(rules_compile(&files, &r, &p), 0);
	assert_int_equal(r->series_count, 1);
	rules_free(&r);
	arena_free(&a);
}

/* The shipped rules with this in place of the office's; 0 where they are sound. */
static int with_office(struct arena *a, const char *office, struct rules **r, struct problems *p)
{
	struct rule_files files = {0};

	assert_int_equal(rule_files_read(a, "rules", NULL, 0, &files, p), 0);
	for (size_t i = 0; i < files.count; i++)
		if (files.items[i].kind == RULE_OFFICE && !files.items[i].schema)
			files.items[i].bytes = slice_of(office);
	return rules_compile(&files, r, p);
}

/* A later file switches off an entry by its id, never one of the core, and none that is not there. */
static void test_switched_off(void **state)
{
	static const struct {
		const char *office, *problem;
	} cases[] = {
		{"<office>\n<off id='mailer-daemon'/></office>",
			"rules/office.xml:2: 'mailer-daemon' is of the core and cannot be switched "
			"off\n"},
		{"<office>\n\n<off id='nobody'/></office>",
			"rules/office.xml:3: no entry of machines.xml, quotes.xml or office.xml has "
			"the id 'nobody'\n"},
		{"<office><tag id='noreply'>[X]</tag></office>",
			"rules/office.xml:1: the id 'noreply' is taken by the entry at "
			"rules/machines.xml:"},
		{"<office><off id='No Reply'/></office>", "expected small letters"},
		{"<office><off/></office>", "rules/office.xml:1: "},
	};
	struct arena *a = arena_new();
	struct problems p = {.arena = a};
	struct rules *all = NULL, *fewer = NULL;

	(void)state;
	assert_int_equal(with_office(a, "<office/>", &all, &p), 0);
	assert_int_equal(with_office(a,
				 "<office><tag id='x'>[X]</tag><tag>[Y]</tag><off id='noreply'/>"
				 "<off id='adverts'/><off id='x'/></office>",
				 &fewer, &p),
		0);
	assert_int_equal(fewer->machines->word_count, all->machines->word_count - 1);
	assert_true(all->quotes->adverts.count > 0);
	assert_int_equal(fewer->quotes->adverts.count, 0);
	assert_int_equal(fewer->office->tags.count, 1);
	rules_free(&all);
	rules_free(&fewer);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		p = (struct problems){.arena = a};
		assert_int_equal(with_office(a, cases[i].office, &all, &p), -1);
		assert_null(all);
		assert_true(says(&p, cases[i].problem));
	}
	arena_free(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_shipped),
		cmocka_unit_test(test_order),
		cmocka_unit_test(test_packed),
		cmocka_unit_test(test_kept),
		cmocka_unit_test(test_heads),
		cmocka_unit_test(test_hash),
		cmocka_unit_test(test_each_file_counts),
		cmocka_unit_test(test_missing_folder),
		cmocka_unit_test(test_other_series),
		cmocka_unit_test(test_switched_off),
	};
	int failed = cmocka_run_group_tests_name("rules-rules", tests, NULL, NULL);

	xmlCleanupParser();
	return failed;
}
