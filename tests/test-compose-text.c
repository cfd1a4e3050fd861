/* The small parts of a mail: what strangers wrote, cleaned; soft lines; subjects; dates in words. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "compose/date.h"
#include "compose/flow.h"
#include "compose/head.h"
#include "compose/text.h"

#define ROWS(table) (sizeof(table) / sizeof *(table))

static struct catalogue *german(struct arena *a)
{
	struct problems problems = {.arena = a};
	struct catalogue *c;

	assert_int_equal(catalogue_load(a, "templates", "de", &c, &problems), 0);
	return c;
}

static void test_links(void **state)
{
	static const char *const links[] = {"https://x.example", "HTTP://X", "<https://x>",
		"www.x.de", "WWW.X.DE", "evil.com", "(evil.com)", "evil.com.", "EVIL.COM",
		"a.b.evil.com/x?y", "evil.com?x=1", "evil.com#x", "@evil.com", "mailto://a@b.c",
		"1.evil2.com"};
	static const char *const words[] = {"", "z.B.", "u.a.", "18.02.", "18.02.2011", "18:00",
		"Hr.Schmidt", "Dr.", "und/oder", "Weltoffene/Internationale",
		"a.kraemer@post.example", "...", "Ende.", "MIA-DO", "/", "??", "3.OG"};

	(void)state;
	for (size_t i = 0; i < ROWS(links); i++)
		if (!text_is_link(slice_of(links[i])))
			fail_msg("'%s' is no link", links[i]);
	for (size_t i = 0; i < ROWS(words); i++)
		if (text_is_link(slice_of(words[i])))
			fail_msg("'%s' is a link", words[i]);
}

static void test_line(void **state)
{
	static const struct {
		const char *text;
		size_t max;
		const char *line;
	} rows[] = {
		{"", 100, ""},
		{"  Guten   Tag\t!\r\n ", 100, "Guten Tag !"},
		{"a\r\nBcc: b", 100, "a Bcc: b"},
		{"a\x01"
		 "b\x1b[31m",
			100, "a?b?[31m"},
		{"a\xe2\x80\xae"
		 "b",
			100, "ab"},
		{"mehr auf https://x.example/ bitte", 100, "mehr auf [Link] bitte"},
		{"größer", 4, "grö…"},
		{"größer", 3, "gr…"},
		{"größer", 8, "größer"},
	};
	struct arena *a = arena_new();

	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++)
		assert_string_equal(
			text_line(a, slice_of(rows[i].text), rows[i].max, "[Link]"), rows[i].line);
	assert_string_equal(text_name(a, slice_of(" Anna \n Krämer")), "Anna Krämer");
	assert_string_equal(text_name(a, slice_of("Gewinnen auf evil.com")), "");
	const char *longest = arena_printf(a, "%0*d", (int)NAME_SHOWN_MAX, 1);
	assert_string_equal(text_name(a, slice_of(longest)), longest);
	assert_string_equal(text_name(a, slice_of(arena_printf(a, "%s2", longest))), "");
	assert_string_equal(text_name(a, slice_of("a.kraemer@post.example")), "");
	arena_free(&a);
}

static void test_flow(void **state)
{
	static const struct {
		const char *text, *flowed;
	} rows[] = {
		{"", ""},
		{"\n\n  \na\n\n\n\nb\n\n", "a\n\nb\n"},
		{"a  \nb", "a\nb\n"},
		{"  a\n    b\n", "   a\n     b\n"},
		{"From hier\n", " From hier\n"},
		{"> a\n>\n>> b\n", "> a\n>\n>> b\n"},
		{"-- \nx\n", "-- \nx\n"},
		/* 72 columns fit, 73 do not; the blank of a soft end comes on top */
		{"aaaaaaaaa aaaaaaaaa aaaaaaaaa aaaaaaaaa aaaaaaaaa aaaaaaaaa aaaaaaaaa aa",
			"aaaaaaaaa aaaaaaaaa aaaaaaaaa aaaaaaaaa aaaaaaaaa aaaaaaaaa aaaaaaaaa aa\n"},
		{"aaaaaaaaa aaaaaaaaa aaaaaaaaa aaaaaaaaa aaaaaaaaa aaaaaaaaa aaaaaaaaa aab",
			"aaaaaaaaa aaaaaaaaa aaaaaaaaa aaaaaaaaa aaaaaaaaa aaaaaaaaa aaaaaaaaa \naab\n"},
		{"üüüüüüüüü üüüüüüüüü üüüüüüüüü üüüüüüüüü üüüüüüüüü üüüüüüüüü üüüüüüüüü üüb",
			"üüüüüüüüü üüüüüüüüü üüüüüüüüü üüüüüüüüü üüüüüüüüü üüüüüüüüü üüüüüüüüü \nüüb\n"},
		/* a continuation that would look like a quote or a new mail */
		{"aaaaaaaaa aaaaaaaaa aaaaaaaaa aaaaaaaaa aaaaaaaaa aaaaaaaaa aaaaaaaaa >b From",
			"aaaaaaaaa aaaaaaaaa aaaaaaaaa aaaaaaaaa aaaaaaaaa aaaaaaaaa aaaaaaaaa >b \nFrom\n"},
		{"aaaaaaaaa aaaaaaaaa aaaaaaaaa aaaaaaaaa aaaaaaaaa aaaaaaaaa aaaaaaaaaaaa >b",
			"aaaaaaaaa aaaaaaaaa aaaaaaaaa aaaaaaaaa aaaaaaaaa aaaaaaaaa aaaaaaaaaaaa \n >b\n"},
		/* indented: hard, and indented again */
		{"  aaaaaaaaa aaaaaaaaa aaaaaaaaa aaaaaaaaa aaaaaaaaa aaaaaaaaa aaaaaaaaa b",
			"   aaaaaaaaa aaaaaaaaa aaaaaaaaa aaaaaaaaa aaaaaaaaa aaaaaaaaa aaaaaaaaa\n   b\n"},
		/* quoted: each line with its mark */
		{"> aaaaaaaaa aaaaaaaaa aaaaaaaaa aaaaaaaaa aaaaaaaaa aaaaaaaaa aaaaaaaaa b",
			"> aaaaaaaaa aaaaaaaaa aaaaaaaaa aaaaaaaaa aaaaaaaaa aaaaaaaaa aaaaaaaaa \n> b\n"},
		/* a word that is too long stays whole */
		{"a aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa b",
			"a \naaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa \nb\n"},
	};

	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++) {
		size_t n = strlen(rows[i].text);
		char *copy = malloc(n + (n == 0));
		struct buf out = {.max = 4096};
		assert_non_null(copy);
		memcpy(copy, rows[i].text, n);
		flow_text((struct slice){copy, n}, &out);
		buf_puts(&out, "");
		assert_string_equal(out.p, rows[i].flowed);
		buf_free(&out);
		free(copy);
	}
}

static void test_subject(void **state)
{
	static const struct {
		const char *subject, *answer;
	} rows[] = {
		{"Anmeldung", "Re: Anmeldung"},
		{"Re: Anmeldung", "Re: Anmeldung"},
		{"RE: re: Anmeldung", "Re: Anmeldung"},
		{"AW: Re: Aw : Antw: Anmeldung", "Re: Anmeldung"},
		{"Re[2]: Anmeldung", "Re: Anmeldung"},
		{"Re^3: Anmeldung", "Re: Anmeldung"},
		{"AW:Anmeldung", "Re: Anmeldung"},
		{"Ynt: Anmeldung", "Re: Anmeldung"},
		{"Отв: Anmeldung", "Re: Anmeldung"},
		{"WG: AW: Anmeldung", "Re: WG: AW: Anmeldung"},
		{"Regional: was nun", "Re: Regional: was nun"},
		{"Re", "Re: Re"},
		{"", "sonst"},
		{"  ", "sonst"},
		{"Re: AW:", "sonst"},
		{"\r\n", "sonst"},
		{"siehe www.evil.example", "Re: siehe [Link]"},
	};
	struct arena *a = arena_new();
	const struct catalogue *c = german(a);
	struct err e = {""};
	const char *out;

	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++) {
		assert_int_equal(head_subject(a, c, rows[i].subject, "sonst", &out, &e), 0);
		assert_string_equal(out, rows[i].answer);
	}
	char *endless = arena_alloc(a, 4001);
	memset(endless, 'x', 4000);
	assert_int_equal(head_subject(a, c, endless, "sonst", &out, &e), 0);
	assert_true(strlen(out) <= SUBJECT_ANSWER_MAX + strlen("Re: …"));
	arena_free(&a);
}

static void test_references(void **state)
{
	struct arena *a = arena_new();
	json_t *ids =
		json_loads("[\"a@b\", \"c d\", \"e>\\r\\nf\", 7, \"=?x?=\", \"g@h\"]", 0, NULL);

	(void)state;
	assert_string_equal(head_references(a, ids, ""), "<a@b> <g@h>");
	assert_string_equal(head_references(a, ids, "g@h"), "<a@b> <g@h>");
	assert_string_equal(head_references(a, ids, "i@j"), "<a@b> <g@h> <i@j>");
	assert_string_equal(head_references(a, NULL, "i@j"), "<i@j>");
	assert_string_equal(head_references(a, NULL, ""), "");
	for (int i = 0; i < 2 * REFERENCES_MAX; i++)
		json_array_append_new(ids, json_sprintf("%d@x", i));
	const char *chain = head_references(a, ids, "last@x");
	assert_true(slice_starts(slice_of(chain), "<65@x> <66@x>"));
	assert_true(slice_ends_ci(slice_of(chain), " <127@x> <last@x>"));
	json_decref(ids);
	arena_free(&a);
}

static void test_date(void **state)
{
	static const struct {
		const char *begin, *end, *words;
	} rows[] = {
		{"2011-02-16T18:00", "2011-02-16T21:00",
			"Mittwoch, 16. Februar 2011, 18:00 bis 21:00 Uhr"},
		{"2011-03-15T09:05", "", "Dienstag, 15. März 2011, 9:05 Uhr"},
		{"2012-02-29T18:00:00", "2012-03-01T01:30:00",
			"Mittwoch, 29. Februar 2012, 18:00 Uhr, bis Donnerstag, 1. März 2012, 1:30 Uhr"},
	};
	static const char *const broken[] = {"", "2011-02-16", "2011-02-16 18:00",
		"2011-02-30T18:00", "2011-13-01T18:00", "2011-02-16T24:00", "2011-02-16T18:60",
		"2011-02-16T18:0x", "2011-02-16T18:00Z"};
	struct arena *a = arena_new();
	const struct catalogue *c = german(a);
	struct err e = {""};
	const char *words, *day;

	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++) {
		assert_int_equal(date_words(a, c, rows[i].begin, rows[i].end, &words, &day, &e), 0);
		assert_string_equal(words, rows[i].words);
		assert_memory_equal(words, day, strlen(day));
		assert_int_equal(words[strlen(day)], ',');
	}
	for (size_t i = 0; i < ROWS(broken); i++)
		assert_int_equal(date_words(a, c, broken[i], "", &words, NULL, &e), -1);
	arena_free(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_links),
		cmocka_unit_test(test_line),
		cmocka_unit_test(test_flow),
		cmocka_unit_test(test_subject),
		cmocka_unit_test(test_references),
		cmocka_unit_test(test_date),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
