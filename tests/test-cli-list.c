/* mailbot list: tables that fit a terminal whatever stands in them, and JSON that any program reads. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/utf8.h"
#include "cli/cli.h"
#include "cli/table.h"
#include "registry/db.h"
#include "registry/key.h"

/* ---- tables ---- */

static char *print(struct table *t)
{
	char *text = NULL;
	size_t len = 0;
	FILE *out = open_memstream(&text, &len);

	table_print(t, out);
	fclose(out);
	return text;
}

static void test_table(void **state)
{
	static const struct table_column columns[] = {
		{"Nr.", 6, true}, {"Name", 12, false}, {"Rest", 0, false}};
	struct arena *a = arena_new();
	struct table t = {.arena = a, .columns = columns, .column_count = 3};
	static const char *const cells[] = {"1", "Müller", "kurz", /* */
		"10", "Ayşe Yılmaz-Öztürk",
		"eins\nzwei", /* wraps at a blank, and behind a hyphen */
		"", "王小明", NULL, /* wide characters take two columns */
		"7", "a\x1b[31mb", ""};

	(void)state;
	for (size_t i = 0; i < sizeof cells / sizeof *cells; i++)
		table_add(&t, cells[i]);
	char *text = print(&t);
	assert_string_equal(text,
		"  Nr.  Name          Rest\n"
		"  ───  ────────────  ────\n"
		"    1  Müller        kurz\n"
		"   10  Ayşe Yılmaz-  eins\n"
		"       Öztürk        zwei\n"
		"       王小明\n"
		"    7  a?[31mb\n");
	free(text);
	arena_free(&a);
}

/* Whatever is in the cells: no line is wider than the page, and no character is lost. */
static void test_table_fits(void **state)
{
	static const struct table_column columns[] = {
		{"A", 8, true}, {"B", 24, false}, {"C", 30, false}, {"D", 0, false}};
	static const char *const pieces[] = {"x", "ä", "王", " ", "\n", "-", "ein Wort", "@", "Ω"};
	struct arena *a = arena_new();
	uint32_t seed = 1;

	(void)state;
	for (int round = 0; round < 300; round++) {
		struct table t = {.arena = a, .columns = columns, .column_count = 4};
		size_t letters = 0, printed = 0;
		for (int cell = 0; cell < 8; cell++) {
			struct buf b = {.max = 4096};
			for (uint32_t i = 0; i < (seed >> 16) % 60; i++) {
				seed = seed * 1103515245 + 12345;
				buf_puts(&b, pieces[(seed >> 16) % 9]);
			}
			for (size_t i = 0; i < b.len; i++)
				letters += strchr(" \n", b.p[i]) == NULL;
			seed = seed * 1103515245 + 12345;
			table_add(&t, b.len > 0 ? b.p : "");
			buf_free(&b);
		}
		char *text = print(&t);
		struct slice rest = slice_of(text), line;
		for (int n = 0; slice_line(&rest, &line); n++) {
			assert_true(utf8_width(line) <= TABLE_COLUMNS);
			assert_true(line.len == 0 || line.p[line.len - 1] != ' ');
			for (size_t i = 0; n >= 2 && i < line.len; i++)
				printed += line.p[i] != ' ';
		}
		assert_int_equal(printed, letters);
		free(text);
	}
	arena_free(&a);
}

/* ---- the command ---- */

struct desk {
	struct arena *arena;
	char dir[64];
	const char *config, *path, *out;
};

static void put(struct desk *d, struct registry *reg, const char *sql)
{
	(void)d;
	if (sqlite3_exec(reg->db, sql, NULL, NULL, NULL) != SQLITE_OK)
		fail_msg("%s: %s", sql, sqlite3_errmsg(reg->db));
}

static int setup(void **state)
{
	struct desk *d = xcalloc(1, sizeof *d);
	struct err e;

	d->arena = arena_new();
	snprintf(d->dir, sizeof d->dir, "/tmp/test-cli-list.XXXXXX");
	assert_non_null(mkdtemp(d->dir));
	d->config = arena_printf(d->arena, "%s/mailbot.conf", d->dir);
	d->path = arena_printf(d->arena, "%s/register.db", d->dir);
	d->out = arena_printf(d->arena, "%s/out", d->dir);
	char top[1024];
	assert_non_null(getcwd(top, sizeof top));
	const char *conf = arena_printf(d->arena,
		"inbox = { host = \"h\"; user = \"u\"; password_command = \"true\"; };\n"
		"outbox = { host = \"h\"; };\n"
		"sender = { address = \"a@b.example\"; name = \"N\"; };\n"
		"contact = { person = \"P\"; phone = \"1\"; };\n"
		"register = \"%s\"; key = \"%s/key\"; rules = \"%s/rules\";"
		" templates = \"%s/templates\";\n",
		d->path, d->dir, top, top);
	assert_int_equal(file_write(d->config, slice_of(conf), 0600, &e), 0);
	*state = d;
	return 0;
}

static int teardown(void **state)
{
	struct desk *d = *state;
	const char **names;
	size_t count;
	struct err e;

	assert_int_equal(file_list(d->arena, d->dir, "", true, &names, &count, &e), 0);
	for (size_t i = 0; i < count; i++)
		unlink(names[i]);
	rmdir(d->dir);
	arena_free(&d->arena);
	free(d);
	return 0;
}

/* The series in force, whose titles the lists show. */
static void put_series(struct desk *d, struct registry *reg)
{
	static const char file[] = "rules/series/masterplan-2011.xml";
	struct slice xml;
	struct err e;

	assert_int_equal(file_read(d->arena, file, 1 << 20, &xml, &e), 0);
	sqlite3_stmt *s =
		db_bind(reg, SQL_SERIES_ADD, &e, "ttbi", "masterplan-2011", file, xml, (int64_t)1);
	assert_int_equal(db_run(reg, s, &e), 0);
}

static void fill(struct desk *d)
{
	struct registry *reg;
	const char *id;
	struct err e;

	if (registry_open(d->path, arena_printf(d->arena, "%s/key", d->dir), REGISTRY_WRITE, &reg,
		    &e) != 0)
		fail_msg("%s", e.text);
	put_series(d, reg);
	put(d, reg,
		"INSERT INTO party (id, series, address, name, language, created) VALUES (1, 'masterplan-2011', 'ada@example.net', 'Ada Ärger',"
		" 'de', 1), (2, 'masterplan-2011', 'bo@example.net', 'Bo', 'de', 1)");
	put(d, reg,
		"INSERT INTO registration VALUES (1, 1, 'kongress', 'confirmed', 3, 1),"
		" (2, 1, 'bildung', 'confirmed', 1, 1), (3, 2, 'bildung', 'declined', 0, 1)");
	put(d, reg,
		"INSERT INTO attendee VALUES (1, 1, 0, 'Ada Ärger', NULL),"
		" (2, 1, 1, 'Cem \"C\" Çelik', 'Verein')");
	put(d, reg,
		"INSERT INTO letter (id, known, message_id, from_name, from_address, subject, date,"
		" received, taken, size, bytes, reading, answers, acted, wanted) VALUES (1, x'00', 'm@x', 'Ada Ärger', 'ada@example.net',"
		" 'Re: Einladung', 1295517600, 1295517600, 1295517600, 1, x'00',"
		" '{\"own_words\": \"Ich komme\"}', NULL, 0, 'review')");
	assert_int_equal(token_make(reg, d->arena, "office@x.example", &id, &e), 0);
	put(d, reg,
		arena_printf(d->arena,
			"INSERT INTO outgoing (id, letter, kind, address, message_id, facts, created,"
			" state, next, why) VALUES (1, 1, 'receipt', 'ada@example.net', '%s',"
			" '{\"subject\": \"Re: Einladung\"}', 1295517600, 'failed', 1, '550 5.1.1')",
			id));
	put(d, reg,
		"INSERT INTO review_item (letter, outgoing, reasons, guess, created, state)"
		" VALUES (1, NULL, '[\"full\",\"an-id-without-a-sentence\"]', '[]', 1, 'open'),"
		" (1, 1, '[\"mail-failed\"]', '[]', 2, 'open'),"
		" (1, NULL, '[\"full\"]', '[]', 2, 'decided')");
	registry_close(&reg);
}

/* Runs `mailbot list …` with its output in a file; returns the status, and the text. */
static int run(
	struct desk *d, const char *what, const char *more, const char *value, const char **text)
{
	const char *argv[] = {"list", what, "--config", d->config, more, value, NULL};
	int argc = more == NULL ? 4 : value == NULL ? 5 : 6;
	struct slice bytes;
	struct err e;

	fflush(stdout);
	int saved = dup(STDOUT_FILENO);
	assert_non_null(freopen(d->out, "w", stdout));
	optind = 0;
	int status = cli_list(argc, (char **)argv);
	fflush(stdout);
	assert_true(dup2(saved, STDOUT_FILENO) >= 0);
	close(saved);
	assert_int_equal(file_read(d->arena, d->out, 1 << 20, &bytes, &e), 0);
	*text = bytes.p;
	return status;
}

static void test_people(void **state)
{
	struct desk *d = *state;
	static const char *const lists[] = {"registrations", "review", "outgoing"};
	const char *text;

	fill(d);
	for (size_t i = 0; i < 3; i++) {
		assert_int_equal(run(d, lists[i], NULL, NULL, &text), CLI_OK);
		struct slice rest = slice_of(text), line;
		while (slice_line(&rest, &line))
			assert_true(utf8_width(line) <= TABLE_COLUMNS);
	}
	assert_int_equal(run(d, "registrations", NULL, NULL, &text), CLI_OK);
	const char *bildung = strstr(text, "Bildung“ · 16.02.2011 18:00");
	const char *kongress = strstr(text, "kongress · 15.03.2011 15:00");
	assert_non_null(bildung);
	assert_non_null(kongress);
	assert_true(bildung < kongress); /* in order of begin */
	assert_non_null(strstr(text, "Cem \"C\" Çelik"));
	assert_int_equal(run(d, "registrations", "--event", "kongress", &text), CLI_OK);
	assert_null(strstr(text, "Bildung"));
	assert_int_equal(run(d, "review", NULL, NULL, &text), CLI_OK);
	assert_non_null(strstr(text, "20.01.2011 11:00")); /* in the series' zone */
	assert_non_null(strstr(text, "an-id-without-a-sentence"));
	assert_null(strstr(text, "mail-failed"));
	assert_int_equal(run(d, "outgoing", NULL, NULL, &text), CLI_OK);
	assert_non_null(strstr(text, "550 5.1.1"));
}

static size_t count_of(const char *text, const char *what)
{
	size_t n = 0;

	for (; (text = strstr(text, what)) != NULL; text += strlen(what))
		n++;
	return n;
}

/* Of the same name in two registrations of one event: from another address, or brought along by somebody. */
static void test_doubles(void **state)
{
	struct desk *d = *state;
	struct registry *reg;
	const char *text;
	struct err e;

	fill(d);
	if (registry_open(d->path, arena_printf(d->arena, "%s/key", d->dir), REGISTRY_WRITE, &reg,
		    &e) != 0)
		fail_msg("%s", e.text);
	put(d, reg,
		"INSERT INTO party (id, series, address, name, language, created) VALUES"
		" (3, 'masterplan-2011', 'aerger@amt.example', 'Ärger, Ada', 'de', 1),"
		" (4, 'masterplan-2011', 'emil@example.net', 'Emil Ärger', 'de', 1),"
		" (5, 'masterplan-2011', 'fatma@example.net', 'Fatma', 'de', 1),"
		" (6, 'masterplan-2011', 'fatma2@example.net', 'Fatma', 'de', 1)");
	put(d, reg,
		"INSERT INTO registration VALUES (4, 3, 'kongress', 'confirmed', 1, 1),"
		" (5, 4, 'kongress', 'confirmed', 1, 1), (6, 5, 'kongress', 'confirmed', 1, 1),"
		" (7, 6, 'kongress', 'confirmed', 1, 1), (8, 3, 'bildung', 'cancelled', 0, 1)");
	registry_close(&reg);
	assert_int_equal(run(d, "registrations", NULL, NULL, &text), CLI_OK);
	assert_int_equal(count_of(text, "Vielleicht doppelt:"), 1);
	const char *hint = strstr(text, "Vielleicht doppelt: ");
	const char *end = strchr(hint, '\n');
	hint = arena_printf(d->arena, "%.*s", (int)(end - hint), hint);
	assert_non_null(strstr(hint, "ada@example.net"));
	assert_non_null(strstr(hint, "aerger@amt.example"));
	assert_true(strstr(text, hint) > strstr(text, "kongress · 15.03.2011"));
}

/* A subject is no guess, and what stands in the register is none either. */
static void test_about(void **state)
{
	struct desk *d = *state;
	struct registry *reg;
	struct err e;
	const char *text;

	fill(d);
	assert_int_equal(run(d, "review", NULL, NULL, &text), CLI_OK);
	assert_non_null(strstr(text, "Betreff: Re: Einladung"));
	assert_null(strstr(text, "gemeint"));
	assert_int_equal(registry_open(d->path, arena_printf(d->arena, "%s/key", d->dir),
				 REGISTRY_WRITE, &reg, &e),
		0);
	put(d, reg,
		"UPDATE review_item SET guess = '[{\"action\": \"register\", \"event\": "
		"\"kongress\", \"seats\": 2, \"who\": \"Cem\"}]'");
	assert_int_equal(run(d, "review", NULL, NULL, &text), CLI_OK);
	assert_non_null(strstr(text, "Vermutlich gemeint:"));
	assert_non_null(strstr(text, "(Cem)"));
	assert_null(strstr(text, "eingetragen"));
	assert_null(strstr(text, "Betreff"));
	put(d, reg, "UPDATE letter SET acted = 1");
	assert_int_equal(run(d, "review", NULL, NULL, &text), CLI_OK);
	assert_non_null(strstr(text, "Schon eingetragen:"));
	assert_null(strstr(text, "gemeint"));
	registry_close(&reg);
}

static void test_programs(void **state)
{
	struct desk *d = *state;
	static const struct {
		const char *list;
		size_t rows;
	} lists[] = {{"registrations", 3}, {"review", 2}, {"outgoing", 1}};
	const char *text;

	fill(d);
	for (size_t i = 0; i < 3; i++) {
		assert_int_equal(run(d, lists[i].list, "--json", NULL, &text), CLI_OK);
		json_t *rows = json_loads(text, 0, NULL);
		assert_int_equal(json_array_size(rows), lists[i].rows);
		json_decref(rows);
		size_t lines = 0;
		for (const char *p = text; *p != '\0'; p++)
			lines += *p == '\n';
		assert_int_equal(lines, lists[i].rows + 2); /* an object a line */
	}
	assert_int_equal(run(d, "registrations", "--json", NULL, &text), CLI_OK);
	json_t *rows = json_loads(text, 0, NULL);
	json_t *row = json_array_get(rows, 2);
	assert_int_equal(json_integer_value(json_object_get(row, "seats")), 3);
	assert_string_equal(json_string_value(json_array_get(json_object_get(row, "attendees"), 1)),
		"Cem \"C\" Çelik");
	json_decref(rows);
}

static void test_nothing(void **state)
{
	struct desk *d = *state;
	const char *text;

	assert_int_equal(run(d, "review", NULL, NULL, &text), CLI_FAILED); /* no register yet */
	assert_int_equal(access(d->path, F_OK), -1);
	struct registry *reg;
	struct err e;
	assert_int_equal(registry_open(d->path, arena_printf(d->arena, "%s/key", d->dir),
				 REGISTRY_WRITE, &reg, &e),
		0);
	registry_close(&reg);
	assert_int_equal(run(d, "review", "--json", NULL, &text), CLI_OK);
	assert_string_equal(text, "[]\n");
	assert_int_equal(run(d, "review", NULL, NULL, &text), CLI_OK);
	assert_true(strlen(text) > 1);
	assert_int_equal(run(d, "review", "--event", "bildung", &text), CLI_USAGE);
	assert_int_equal(run(d, "everything", NULL, NULL, &text), CLI_USAGE);
	assert_int_equal(run(d, "review", "--unknown", NULL, &text), CLI_USAGE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_table),
		cmocka_unit_test(test_table_fits),
		cmocka_unit_test_setup_teardown(test_people, setup, teardown),
		cmocka_unit_test_setup_teardown(test_doubles, setup, teardown),
		cmocka_unit_test_setup_teardown(test_about, setup, teardown),
		cmocka_unit_test_setup_teardown(test_programs, setup, teardown),
		cmocka_unit_test_setup_teardown(test_nothing, setup, teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
