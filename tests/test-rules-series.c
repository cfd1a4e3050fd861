/*
 * Series: the shipped example says what the invitation says; every mistake is named with its line.
 * tests/broken/series/NAME.xml is a file with mistakes, NAME.errors what is said about it.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <libxml/parser.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/limits.h"
#include "rules/rules.h"

/* A file as a heap copy without a trailing NUL; the caller frees bytes.p. */
static struct rule_file load(struct arena *a, const char *path, const char *name, bool schema)
{
	struct rule_file f = {.kind = RULE_SERIES, .schema = schema, .name = name};
	struct slice bytes;
	struct err e = {""};

	if (file_read(a, path, RULE_FILE_BYTES_MAX, &bytes, &e) != 0)
		fail_msg("%s", e.text);
	char *copy = malloc(bytes.len > 0 ? bytes.len : 1);
	memcpy(copy, bytes.p, bytes.len);
	f.bytes = (struct slice){copy, bytes.len};
	return f;
}

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

static const struct series *compile(
	struct arena *a, const struct rule_file *file, struct problems *p)
{
	const struct series *s = NULL;
	struct rule_file schema = load(a, "rules/series.xsd", "series.xsd", true);
	int rc = series_compile(a, file, &schema, &s, p);

	assert_int_equal(rc, s != NULL ? 0 : -1);
	assert_int_equal(rc, p->count == 0 ? 0 : -1);
	free((char *)schema.bytes.p);
	return s;
}

/* A series written here, with `head` in <series> and `body` behind the subject. */
static const struct series *compile_text(
	struct arena *a, const char *head, const char *body, struct problems *p)
{
	char *text = arena_printf(a,
		"<series id='s' zone='Europe/Berlin' %s><title>T</title>"
		"<organiser inbox='a@b.example'>O</organiser><subject>S</subject>%s</series>",
		head, body);

	return compile(a, &(struct rule_file){.name = "s.xml", .bytes = slice_of(text)}, p);
}

static void test_masterplan(void **state)
{
	static const struct {
		const char *id, *title, *sort, *venue, *address;
		int month, day, hour;
		int64_t begin, hours;
	} events[] = {
		{"bildung", "Fachforum „Bildung“", "Fachforum",
			"Selimiye Moschee (Islamische Kulturgemeinde zu Dortmund Eving)",
			"Hessische Straße 1, 44339 Dortmund", 2, 16, 18, 1297875600, 3},
		{"arbeit", "Fachforum „Arbeit und Unternehmen“", "Fachforum",
			"Evangelisches Kirchengemeindehaus Hörde",
			"Wellinghofer Straße 21, 44263 Dortmund", 2, 18, 16, 1298041200, 3},
		{"soziale-balance", "Fachforum „Soziale Balance in den Stadtbezirken“", "Fachforum",
			"Gustav-Heinemann-Gesamtschule", "Parsevalstraße 170, 44369 Dortmund", 2,
			21, 18, 1298307600, 3},
		{"weltoffen", "Fachforum „Weltoffene/Internationale Stadt“", "Fachforum",
			"Auslandsgesellschaft NRW (Großer Saal)", "Steinstraße 48, 44147 Dortmund",
			2, 22, 18, 1298394000, 3},
		{"kongress", "Integrationskongress", "Kongress",
			"Bürgerhalle des Dortmunder Rathauses", "Friedensplatz 1, 44137 Dortmund",
			3, 15, 15, 1300197600, 4},
	};
	struct arena *a = arena_new();
	struct problems p = {.arena = a};
	struct rule_file file = load(a, "rules/series/masterplan-2011.xml", "m.xml", false);
	const struct series *s = compile(a, &file, &p);

	(void)state;
	if (s == NULL)
		fail_msg("%s", said(&p));
	assert_string_equal(s->id, "masterplan-2011");
	assert_string_equal(s->title, "Masterplan Migration/Integration");
	assert_string_equal(s->inbox, "anmeldung@mia-do.example");
	assert_int_equal(s->subject_count, 1);
	assert_string_equal(s->subjects[0],
		"Masterplan Migration/Integration: Einladung zu 4 Fachforen und zum "
		"Integrationskongress");
	assert_string_equal(zone_name(s->zone), "Europe/Berlin");
	assert_int_equal(s->retention.month, 6);
	assert_int_equal(s->retention.day, 15);
	assert_int_equal(s->sort_count, 2);
	assert_string_equal(s->sorts[0].singular.items[0].text, "Fachforum");
	assert_null(s->sorts[0].singular.items[0].language);
	assert_true(slice_eq(s->xml, file.bytes));
	assert_int_equal(s->event_count, 5);
	for (size_t i = 0; i < 5; i++) {
		const struct event *e = &s->events[i];
		assert_string_equal(e->id, events[i].id);
		assert_string_equal(e->title, events[i].title);
		assert_string_equal(e->sort->id, events[i].sort);
		assert_string_equal(e->venue, events[i].venue);
		assert_string_equal(e->address, events[i].address);
		assert_int_equal(e->begin.year, 2011);
		assert_int_equal(e->begin.month, events[i].month);
		assert_int_equal(e->begin.day, events[i].day);
		assert_int_equal(e->begin.hour, events[i].hour);
		assert_int_equal(e->begin_utc, events[i].begin);
		assert_int_equal(e->end_utc - e->begin_utc, events[i].hours * 3600);
		assert_int_equal(e->seats, 0);
		assert_int_equal(e->deadline, 0);
		assert_true(e->names.count >= 10);
		assert_ptr_equal(series_event(s, e->id), e);
	}
	assert_null(series_event(s, "bild"));
	free((char *)file.bytes.p);
	arena_free(&a);
}

/* Names keep their language and their own line; events are in order of begin. */
static void test_details(void **state)
{
	struct arena *a = arena_new();
	struct problems p = {.arena = a};
	const struct series *s = compile_text(a, "",
		"<retention date='2011-12-31'/>\n"
		"<sort id='A  B'><plural language='tr'> x |\n y</plural></sort>\n"
		"<event id='b' sort='A B' date='2011-10-30' begin='02:30' end='01:00' "
		"end-date='2011-10-31' seats='80' deadline='2011-10-28'><title>B</title></event>\n"
		"<event id='a' sort='A B' date='2011-06-01' begin='10:00' end='11:00' "
		"deadline='2011-05-31 12:00'><title>\n A &amp;  &lt;B&gt;\n</title>"
		"<names>eins | |zwei</names><names language='en'>one</names></event>",
		&p);

	(void)state;
	if (s == NULL)
		fail_msg("%s", said(&p));
	assert_int_equal(s->retention.month, 12);
	assert_int_equal(s->sorts[0].plural.count, 2);
	assert_string_equal(s->sorts[0].plural.items[1].text, "y");
	assert_string_equal(s->sorts[0].plural.items[1].language, "tr");
	assert_int_equal(s->sorts[0].plural.items[1].place.line, 3);
	const struct event *e = &s->events[0], *later = &s->events[1];
	assert_string_equal(e->id, "a");
	assert_string_equal(e->title, "A & <B>");
	assert_int_equal(e->names.count, 3);
	assert_string_equal(e->names.items[1].text, "zwei");
	assert_null(e->names.items[1].language);
	assert_string_equal(e->names.items[2].language, "en");
	assert_string_equal(e->venue, "");
	assert_int_equal(e->deadline, 1306836000); /* 12:00 in summer */
	assert_int_equal(later->seats, 80);
	assert_int_equal(later->deadline, 1319839199); /* the last second of the 28th */
	assert_int_equal(later->begin_utc, 1319934600); /* the first of two half past two */
	assert_int_equal(later->end_utc, 1320019200);
	arena_free(&a);
}

/* Three months after the last day, or the last day of that month. */
static void test_retention_default(void **state)
{
	static const struct {
		const char *date, *end;
		int year, month, day;
	} cases[] = {
		{"2011-03-15", "2011-03-15", 2011, 6, 15},
		{"2011-11-30", "2011-11-30", 2012, 2, 29},
		{"2010-11-30", "2010-11-30", 2011, 2, 28},
		{"2010-10-01", "2010-12-31", 2011, 3, 31},
		{"2011-01-31", "2011-01-31", 2011, 4, 30},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct arena *a = arena_new();
		struct problems p = {.arena = a};
		const struct series *s = compile_text(a, "",
			arena_printf(a,
				"<sort id='A'/><event id='x' sort='A' date='%s' end-date='%s' "
				"begin='10:00' end='11:00'><title>X</title></event>",
				cases[i].date, cases[i].end),
			&p);
		assert_non_null(s);
		assert_int_equal(s->retention.year, cases[i].year);
		assert_int_equal(s->retention.month, cases[i].month);
		assert_int_equal(s->retention.day, cases[i].day);
		arena_free(&a);
	}
}

static void test_broken(void **state)
{
	struct arena *a = arena_new();
	const char **names = NULL;
	struct slice expected;
	struct err e = {""};
	size_t count = 0, bad = 0;

	(void)state;
	assert_int_equal(file_list(a, "tests/broken/series", ".xml", true, &names, &count, &e), 0);
	assert_true(count >= 20);
	for (size_t i = 0; i < count; i++) {
		struct problems p = {.arena = a};
		struct rule_file file = load(a, names[i], strrchr(names[i], '/') + 1, false);
		const char *errors = arena_printf(
			a, "%.*s.errors", (int)(strlen(names[i]) - strlen(".xml")), names[i]);
		if (file_read(a, errors, RULE_FILE_BYTES_MAX, &expected, &e) != 0)
			fail_msg("%s", e.text);
		assert_null(compile(a, &file, &p));
		char *text = said(&p);
		if (strcmp(text, expected.p) != 0) {
			print_error("%s: expected\n%sbut it is\n%s", names[i], expected.p, text);
			bad++;
		}
		free(text);
		free((char *)file.bytes.p);
	}
	assert_int_equal(bad, 0);
	arena_free(&a);
}

/* Ids are unique in all series of a folder. */
static void test_across(void **state)
{
	static const char body[] =
		"<sort id='A'/>\n<event id='x' sort='A' date='2011-06-01' begin='10:00' "
		"end='11:00'><title>X</title></event>";
	struct arena *a = arena_new();
	struct problems p = {.arena = a};
	const struct series *all[] = {compile_text(a, "", body, &p), compile_text(a, "", body, &p)};

	(void)state;
	assert_int_equal(series_check_all(all, 1, &p), 0);
	assert_int_equal(series_check_all(all, 2, &p), -1);
	char *text = said(&p);
	assert_string_equal(text,
		"s.xml:1: series 's' is there already (s.xml:1), expected another id\n"
		"s.xml:2: event 'x' is there already (s.xml:2), expected an id that no other "
		"series uses\n");
	free(text);
	arena_free(&a);
}

/* Every beginning of the example: mistakes, never a crash, never a series. */
static void test_cut(void **state)
{
	struct arena *a = arena_new();
	struct rule_file file = load(a, "rules/series/masterplan-2011.xml", "m.xml", false);
	struct rule_file schema = load(a, "rules/series.xsd", "series.xsd", true);
	size_t end = file.bytes.len - strlen("</series>\n");

	(void)state;
	for (size_t n = 0; n < end; n += 97) {
		struct arena *each = arena_new();
		struct problems p = {.arena = each};
		const struct series *s = NULL;
		char *copy = malloc(n > 0 ? n : 1);
		memcpy(copy, file.bytes.p, n);
		struct rule_file cut = {.name = "m.xml", .bytes = {copy, n}};
		assert_int_equal(series_compile(each, &cut, &schema, &s, &p), -1);
		assert_int_equal(p.count, 1);
		free(copy);
		arena_free(&each);
	}
	free((char *)file.bytes.p);
	free((char *)schema.bytes.p);
	arena_free(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_masterplan),
		cmocka_unit_test(test_details),
		cmocka_unit_test(test_retention_default),
		cmocka_unit_test(test_broken),
		cmocka_unit_test(test_across),
		cmocka_unit_test(test_cut),
	};
	int failed = cmocka_run_group_tests_name("rules-series", tests, NULL, NULL);

	xmlCleanupParser();
	return failed;
}
