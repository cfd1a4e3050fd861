/*
 * Letters in the dress of many programs, tests/golden/message/NAME.eml: beside each stands what the
 * sender wrote (NAME.own), and what else the message room must say of it (NAME.verdict):
 *
 *     person|machine REASON… [invitation] [bounce=ADDRESS,permanent|temporary,MESSAGE-ID]
 *     [calendar=METHOD,PARTSTAT,UID,ATTENDEE,BEGIN,COMMENT]
 *
 * A '!' behind a reason: a person must look. Each letter is read once more after every cut: at a
 * byte that an attacker, or a full disk, chose.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "message/carried.h"
#include "message/message.h"

static const char folder[] = "tests/golden/message";
enum { CUT_EVERY = 61 }; /* bytes */
/* Of a letter that is made to be slow. Under Valgrind, where a piece of memory costs a hundred times as much, a quarter: the same
 * shapes, thousands deep and tens of thousands long. */
#ifdef MAILBOT_VALGRIND
enum { HOSTILE_BYTES = 100 * 1024 };
#else
enum { HOSTILE_BYTES = 400 * 1024 };
#endif

static struct arena *house;
static struct rules *rules;

static int load_rules(void **state)
{
	struct problems problems;
	struct rule_files files = {0};

	(void)state;
	house = arena_new();
	problems = (struct problems){.arena = house};
	if (rule_files_read(house, "rules", NULL, 0, &files, &problems) != 0 ||
		rules_compile(&files, &rules, &problems) != 0) {
		problems_print(&problems, stderr);
		return -1;
	}
	return 0;
}

static int free_rules(void **state)
{
	(void)state;
	rules_free(&rules);
	arena_free(&house);
	return 0;
}

/* The letter as a heap copy without a trailing NUL; freed by the caller, after the arena. */
static struct message *read_letter(struct arena *a, struct slice bytes, char **copy)
{
	struct envelope *env = arena_alloc(a, sizeof *env);

	*copy = malloc(bytes.len > 0 ? bytes.len : 1);
	assert_non_null(*copy);
	if (bytes.len > 0)
		memcpy(*copy, bytes.p, bytes.len);
	envelope_read(a, (struct slice){*copy, bytes.len}, env);
	envelope_carried(env, rules);
	return message_read(a, (struct slice){*copy, bytes.len}, env, rules);
}

/* What holds for every letter, however broken: lines in order and within the text, parts within the
 * letter, valid UTF-8 in all that is text. */
static void check_sound(struct arena *a, const struct message *m, size_t letter)
{
	size_t at = 0;

	assert_true(utf8_valid(m->text));
	assert_true(m->text.len <= TEXT_BYTES_MAX);
	for (size_t i = 0; i < m->line_count; i++) {
		assert_int_equal(m->lines[i].start, at);
		assert_true(m->lines[i].end >= at && m->lines[i].end < m->text.len);
		assert_int_equal(m->text.p[m->lines[i].end], '\n');
		at = m->lines[i].end + 1;
	}
	assert_int_equal(at, m->text.len);
	for (size_t i = 0; i < m->part_count; i++)
		assert_true(m->parts[i].start <= m->parts[i].end && m->parts[i].end <= letter);
	assert_true(utf8_valid(message_own_words(a, m)));
	assert_true(utf8_valid(slice_of(m->envelope->subject)));
}

static const char *verdict(struct arena *a, const struct message *m)
{
	static const char *const partstats[] = {"accepted", "declined", "tentative", "other"};
	const char *text = m->automatic ? "machine" : "person";

	for (size_t i = 0; i < m->reason_count; i++)
		text = arena_printf(
			a, "%s %s%s", text, m->reasons[i].id, m->reasons[i].review ? "!" : "");
	if (m->quotes_invitation)
		text = arena_printf(a, "%s invitation", text);
	if (m->bounce != NULL)
		text = arena_printf(a, "%s bounce=%s,%s,%s", text, m->bounce->address,
			m->bounce->permanent ? "permanent" : "temporary", m->bounce->message_id);
	if (m->calendar != NULL)
		text = arena_printf(a, "%s calendar=%s,%s,%s,%s,%lld,%s", text, m->calendar->method,
			partstats[m->calendar->partstat], m->calendar->uid, m->calendar->attendee,
			(long long)m->calendar->begin, m->calendar->comment);
	return arena_printf(a, "%s\n", text);
}

static struct slice beside(struct arena *a, const char *eml, const char *suffix, bool needed)
{
	struct slice bytes = {0};
	struct err e = {0};
	const char *path = arena_printf(a, "%.*s%s", (int)strlen(eml) - 4, eml, suffix);

	if (file_read(a, path, LETTER_BYTES_MAX, &bytes, &e) != 0 && needed)
		fail_msg("%s", e.text);
	return bytes;
}

static void compare(const char *eml, const char *what, const char *want, const char *got)
{
	if (strcmp(want, got) != 0)
		fail_msg("%s: %s\n--- wanted\n%s--- got\n%s", eml, what, want, got);
}

static void test_golden(void **state)
{
	struct arena *names_arena = arena_new();
	const char **names = NULL;
	size_t count = 0;
	struct err e = {0};

	(void)state;
	assert_int_equal(file_list(names_arena, folder, ".eml", true, &names, &count, &e), 0);
	assert_true(count >= 250);
	for (size_t i = 0; i < count; i++) {
		struct arena *a = arena_new();
		char *copy;
		struct slice bytes = beside(a, names[i], ".eml", true);
		struct message *m = read_letter(a, bytes, &copy);
		bool report = m->automatic && m->bounce != NULL;
		struct slice own = message_own_words(a, m),
			     want = beside(a, names[i], ".own", !report);

		check_sound(a, m, bytes.len);
		if (!report)
			compare(names[i], "own words", want.len > 0 ? want.p : "",
				own.len > 0 ? arena_printf(a, "%.*s\n", SLICE_ARGS(own)) : "");
		compare(names[i], "verdict", beside(a, names[i], ".verdict", true).p,
			verdict(a, m));
		arena_free(&a);
		free(copy);
	}
	arena_free(&names_arena);
}

static void test_cut_anywhere(void **state)
{
	struct arena *names_arena = arena_new();
	const char **names = NULL;
	size_t count = 0;
	struct err e = {0};

	(void)state;
	assert_int_equal(file_list(names_arena, folder, ".eml", true, &names, &count, &e), 0);
	for (size_t i = 0; i < count; i++) {
		struct arena *a = arena_new();
		struct slice bytes = beside(a, names[i], ".eml", true);

		for (size_t n = 0; n < bytes.len; n += CUT_EVERY) {
			struct arena *b = arena_new();
			char *copy;

			check_sound(b, read_letter(b, slice_head(bytes, n), &copy), n);
			arena_free(&b);
			free(copy);
		}
		arena_free(&a);
	}
	arena_free(&names_arena);
}

/* A letter of `head`, then `unit` again and again up to `size` bytes, then `tail`. */
static void read_repeated(const char *head, const char *unit, size_t size, const char *tail)
{
	struct buf b = {.max = size + 8192};
	struct arena *a = arena_new();
	char *copy;

	buf_puts(&b, head);
	while (b.len < size)
		buf_puts(&b, unit);
	buf_puts(&b, tail);
	check_sound(a, read_letter(a, buf_slice(&b), &copy), b.len);
	assert_in_range(arena_size(a), 1, 200 * 1024 * 1024);
	arena_free(&a);
	free(copy);
	buf_free(&b);
}

/* What is made to be slow or deep. Each takes milliseconds; none may take the suite's time. */
static void test_hostile(void **state)
{
#define TEXT "From: a@b.example\nSubject: x\n\n"
#define HTML "From: a@b.example\nSubject: x\nContent-Type: text/html\n\n"
#define REPORT "From: mailer-daemon@b.example\nSubject: Returned mail: x\n\n"
	static const struct {
		const char *head, *unit, *tail;
	} cases[] = {
		{HTML "<a", " x=\"y\"", ">Hallo</a>"},
		{HTML, "<div>", "Hallo"},
		{HTML, "<table><tr><td>", "Hallo"},
		{HTML, "<blockquote>", "Hallo"},
		{HTML, "<a ", ""},
		{HTML, "<", ""},
		{HTML, "<!--", ""},
		{HTML, "<![if x]>", "Hallo"},
		{HTML, "<br>", ""},
		{HTML, "&amp;&#x41;&foo;&#8232;", ""},
		{HTML "<p style=\"", "color:white;", "\">Hallo</p>"},
		{HTML "<style>", "url(", "</style>x"},
		{HTML "<style>", "\"'\\", "</style>x"},
		{"Content-Type: text/enriched\n\n", "<excerpt><color><param>red</param>", "x"},
		{"Content-Type: text/enriched\n\n", "<param>", "x"},
		{"Content-Type: text/richtext\n\n", "<lt><nl>\n", "x"},
		{TEXT, "x schrieb:\n| x\n| y |\n", ""},
		{TEXT, "Am 16.02.2011 um 10:00 schrieb x:\n", ""},
		{TEXT, "Von: x\n\n", ""},
		{TEXT, "LG\n", ""},
		{TEXT, "-- \nx\n\n", ""},
		{TEXT, ">", "x"},
		{TEXT, "> frage\nja\n", ""},
		{TEXT, "AM> frage\nja\n", ""},
		{TEXT, "A>\nB>\nC>\nD>\nE>\nF>\nG>\nH>\nI>\n", ""},
		{TEXT, "<\nx\n> schrieb:\n\n", ""},
		{TEXT "Am 17.01.2011 schrieb x:\n\n", "Von: x\nAn: y\n\n", ""},
		{TEXT "Am 17.01.2011 schrieb x:\n\n", "ich komme\n\n", ""},
		{TEXT, "-----BEGIN PGP SIGNATURE-----\n", ""},
		{TEXT, "(at)", ""},
		{TEXT, "x(at)b.example ", ""},
		{TEXT, "____________\n\n", ""},
		{TEXT, "\n", "x"},
		{TEXT, "\xef\xb7\xba", ""},
		{REPORT, "@", ""},
		{REPORT, "a@b.example ", ""},
		{REPORT, "a@b.example\n", ""},
		{"From: ", "a:", "\n\nx"},
		{"Content-Type: multipart/mixed; boundary=a\n\n", "--a\n\n", "--a--\n"},
		{"Content-Type: multipart/mixed; boundary=a\n\n",
			"--a\nContent-Type: multipart/mixed; boundary=a\n\n", ""},
		{"Content-Type: multipart/alternative; boundary=a\n\n",
			"--a\nContent-Type: text/html\n\n<p>x\n", ""},
		{"Content-Type: text/calendar; method=REPLY\n\nBEGIN:VCALENDAR\nBEGIN:VEVENT\n"
		 "ATTENDEE",
			";X=y", ":mailto:a@b.example\nEND:VEVENT\nEND:VCALENDAR\n"},
		{"Content-Type: text/calendar; method=REPLY\n\n", "BEGIN:VCALENDAR\nBEGIN:VEVENT\n",
			""},
		{"Content-Transfer-Encoding: base64\n\n", "QUFB", ""},
		{"Content-Transfer-Encoding: quoted-printable\n\n", "=\n=", ""},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		read_repeated(cases[i].head, cases[i].unit, HOSTILE_BYTES, cases[i].tail);
}

/* A zone that the calendar brings along: wherever it begins, an event is when its own rules say. */
static void test_calendar_zones(void **state)
{
#define OBSERVANCE(sort, begin, from, to, more) \
	"BEGIN:" sort "\nDTSTART:" begin "\nTZOFFSETFROM:" from "\nTZOFFSETTO:" to "\n" more \
	"END:" sort "\n"
#define YEARLY(month) "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=" month "\n"
#define CENTRAL(year) \
	OBSERVANCE("STANDARD", year "0101T030000", "+0200", "+0100", YEARLY("10")) \
	OBSERVANCE("DAYLIGHT", year "0101T020000", "+0100", "+0200", YEARLY("3"))
	static const struct {
		const char *zone, *begin;
		long long utc;
	} cases[] = {
		{CENTRAL("1601"), "20110216T190000", 1297879200},
		{CENTRAL("1601"), "20110716T190000", 1310835600},
		{CENTRAL("1970"), "20110327T013000", 1301185800},
		{CENTRAL("1970"), "20110327T033000", 1301189400},
		{CENTRAL("2010"), "20110716T190000", 1310835600},
		/* what ended, or never was another time */
		{OBSERVANCE("STANDARD", "19700101T000000", "+0100", "+0100", ""), "20110716T190000",
			1310839200},
		{OBSERVANCE("STANDARD", "16010101T030000", "+0200", "+0100", YEARLY("10"))
				OBSERVANCE("DAYLIGHT", "16010101T020000", "+0100", "+0200",
					"RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3;"
					"UNTIL=20090401T000000Z\n"),
			"20110716T190000", 1310839200},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct arena *a = arena_new();
		char *copy;
		const char *letter = arena_printf(a,
			"From: a@b.example\nContent-Type: text/calendar; method=REPLY\n\n"
			"BEGIN:VCALENDAR\nMETHOD:REPLY\nBEGIN:VTIMEZONE\nTZID:Hier\n%s"
			"END:VTIMEZONE\nBEGIN:VEVENT\nUID:x\nDTSTART;TZID=Hier:%s\n"
			"ATTENDEE;PARTSTAT=ACCEPTED:mailto:a@b.example\nEND:VEVENT\n"
			"END:VCALENDAR\n",
			cases[i].zone, cases[i].begin);
		const struct message *m = read_letter(a, slice_of(letter), &copy);

		assert_non_null(m->calendar);
		assert_int_equal(m->calendar->begin, cases[i].utc);
		assert_int_equal(m->calendar->partstat, PARTSTAT_ACCEPTED);
		arena_free(&a);
		free(copy);
	}
}

/* More lines than a reading holds: the rest is left out, and a person looks. */
static void test_too_many_lines(void **state)
{
	static const char *const heads[] = {"From: a@b.example\nSubject: x\n\n",
		"From: a@b.example\nSubject: x\nContent-Type: text/html\n\n"};
	static const char *const units[] = {"ja\n", "ja<br>"};

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		struct buf b = {.max = 1024 * 1024};
		struct arena *a = arena_new();
		struct message *m;
		char *copy;

		buf_puts(&b, heads[i]);
		for (size_t k = 0; k < READING_LINES_MAX + 100; k++)
			buf_puts(&b, units[i]);
		m = read_letter(a, buf_slice(&b), &copy);
		assert_int_equal(m->line_count, READING_LINES_MAX);
		assert_string_equal(verdict(a, m), "person too-long!\n");
		arena_free(&a);
		free(copy);
		buf_free(&b);
	}
}

/* A style sheet's rules are no text, and hide nothing by being left out; what only looks like a style
 * sheet is text. */
static void test_style_sheets(void **state)
{
#define RULES "p{color:red} .a{margin:0}"
	static const struct {
		const char *html, *text;
	} cases[] = {
		{"<style>" RULES "</style>ja", "ja"},
		{"<style type='text/css'>" RULES "</STYLE >ja", "ja"},
		{"<style></style>ja", "ja"},
		{"<style>" RULES, ""},
		/* empty by its own tag: a browser sees a style sheet, the parser text */
		{"<style/>ja", "ja"},
		{"<style />ja", "ja"},
		{"<stylesheet>ja</stylesheet>", "ja"},
		{"<p title='<style>'>ja</p></style>", "ja"},
		{"<p title=x'<style>ja</style>", "ja"},
		{"<style><!-- " RULES " --></style>ja", "ja"},
		{"<style>" RULES "<b>nein</b></style>ja", "ja"},
		{"<script><style>" RULES "</style></script>ja", "ja"},
	};
#undef RULES

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct arena *a = arena_new();
		const char *letter = arena_printf(a,
			"From: a@b.example\nSubject: x\nContent-Type: text/html\n\n%s",
			cases[i].html);
		char *copy;
		struct message *m = read_letter(a, slice_of(letter), &copy);

		assert_string_equal(
			arena_string(a, slice_trim(message_own_words(a, m))), cases[i].text);
		arena_free(&a);
		free(copy);
	}
}

/* What the office's own file says of an address; the same letter without it is a machine's. */
static void test_office(void **state)
{
	static const char office[] =
		"<office><gateway address='fax@haus.example'/><people>chef@haus.example</people>"
		"<tag>[X]</tag><banner>Achtung, von außen</banner></office>";
	static const struct {
		const char *letter, *with, *without;
	} cases[] = {
		{"From: fax@haus.example\nSubject: Fax\nAuto-Submitted: auto-generated\n\n"
		 "Ich komme am 16.02.\n",
			"person gateway!\n", "machine machine machine-header\n"},
		{"From: chef@haus.example\nSubject: x\n\nIch komme am 16.02.\n",
			"person people-only!\n", "person\n"},
		{"From: a@b.example\nSubject: [X] AW: Einladung\n\nAchtung, von außen\n",
			"person\n", "person\n"},
	};
	struct arena *a = arena_new();
	struct problems problems = {.arena = a};
	struct rule_files files = {0};
	struct rules *shipped = rules, *own = NULL;

	(void)state;
	assert_int_equal(rule_files_read(a, "rules", NULL, 0, &files, &problems), 0);
	for (size_t i = 0; i < files.count; i++)
		if (files.items[i].kind == RULE_OFFICE && !files.items[i].schema)
			files.items[i].bytes = slice_of(office);
	assert_int_equal(rules_compile(&files, &own, &problems), 0);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		for (int with = 0; with < 2; with++) {
			struct message *m;
			char *copy;

			rules = with ? own : shipped;
			m = read_letter(a, slice_of(cases[i].letter), &copy);
			assert_string_equal(verdict(a, m), with ? cases[i].with : cases[i].without);
			if (i == 2)
				assert_int_equal(message_own_words(a, m).len == 0, with);
			free(copy);
		}
	rules = shipped;
	rules_free(&own);
	arena_free(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_golden),
		cmocka_unit_test(test_cut_anywhere),
		cmocka_unit_test(test_hostile),
		cmocka_unit_test(test_calendar_zones),
		cmocka_unit_test(test_too_many_lines),
		cmocka_unit_test(test_style_sheets),
		cmocka_unit_test(test_office),
	};

	return cmocka_run_group_tests(tests, load_rules, free_rules);
}
