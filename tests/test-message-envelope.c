/*
 * The envelope: tables of header fields and what must be read out of them; hostile heads.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "message/envelope.h"
#include "message/header.h"

/* Reads a heap copy without a trailing NUL: a byte too far is seen by the sanitizers. */
static struct envelope read_head(struct arena *a, const char *text, size_t len)
{
	struct envelope env;
	char *copy = malloc(len > 0 ? len : 1);

	assert_non_null(copy);
	memcpy(copy, text, len);
	envelope_read(a, (struct slice){copy, len}, &env);
	free(copy);
	return env;
}

static void test_from(void **state)
{
	static const struct {
		const char *field, *name, *address;
		size_t count;
	} cases[] = {
		{"a@b.de", "", "a@b.de", 1},
		{"Anna Beispiel <anna@b.de>", "Anna Beispiel", "anna@b.de", 1},
		{"\"Beispiel, Anna\" <anna@b.de>", "Beispiel, Anna", "anna@b.de", 1},
		{"M\xc3\xbcller, \xc3\x84nne <a@b.de>", "Müller, Änne", "a@b.de", 1},
		{"M\xfcller <a@b.de>", "Müller", "a@b.de", 1},
		{"=?utf-8?B?TcO8bGxlciwgw4RubmU=?= <a@b.de>", "Müller, Änne", "a@b.de", 1},
		{"=?iso-8859-1?Q?M=FCller?= =?iso-8859-1?Q?_Anna?= <a@b.de>", "Müller Anna",
			"a@b.de", 1},
		{"\"=?utf-8?q?M=C3=BCller?=\" <a@b.de>", "Müller", "a@b.de", 1},
		{"=?utf-8?q?M=C3?= =?utf-8?q?=BCller?= <a@b.de>", "Müller", "a@b.de", 1},
		{"=?utf-8?q?A=0D=0ABcc:_x@y.de?= <a@b.de>", "A Bcc: x@y.de", "a@b.de", 1},
		{"a@b.de (Anna (die Gro\\)\xc3\x9f"
		 "e) B.)",
			"Anna (die Gro)ße) B.", "a@b.de", 1},
		{"Verteiler: eins@b.de, zwei@b.de;", "", "eins@b.de", 2},
		{"a:b:c:d@e.de", "", "d@e.de", 1},
		{"eins@b.de, zwei@b.de", "", "eins@b.de", 2},
		{"Chef <a@x.de> <b@y.de>", "Chef", "a@x.de", 2},
		{"<@weg.de,@weg2.de:a@b.de>", "", "a@b.de", 1},
		{"Anna \xe2\x80\xaeREGNIREG\xe2\x80\xac <a@b.de>", "Anna REGNIREG", "a@b.de", 1},
		{"\"a\\\"b\" <a@b.de>", "a\"b", "a@b.de", 1},
		{"Anna <a b@c.de>", "Anna", "ab@c.de", 1},
		{"Anna", "Anna", "", 1},
		{"<>", "", "", 1},
		{"", "", "", 0},
		{"Anna <anna@b.de", "Anna", "anna@b.de", 1},
		{"a@b@c.de", "a@b@c.de", "", 1},
		{"\"Anna <anna@b.de>", "Anna <anna@b.de>", "", 1},
		{"Anna <anna@b.de>, ", "Anna", "anna@b.de", 1},
		{"j\xc3\xb6rg@b\xc3\xbc.de", "", "jörg@bü.de", 1},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct arena *a = arena_new();
		const char *text = arena_printf(a, "From: %s\r\n\r\nHallo", cases[i].field);
		struct envelope env = read_head(a, text, strlen(text));

		assert_string_equal(env.from.name, cases[i].name);
		assert_string_equal(env.from.address, cases[i].address);
		assert_int_equal(env.from_count, cases[i].count);
		assert_string_equal(slice_from(slice_of(text), env.body).p, "Hallo");
		if (cases[i].address[0] == '\0')
			assert_string_equal(env.doubt, "no-from");
		else if (cases[i].count > 1)
			assert_string_equal(env.doubt, "several-from");
		else
			assert_null(env.doubt);
		arena_free(&a);
	}
}

static void test_texts(void **state)
{
	static const struct {
		const char *raw, *text;
	} cases[] = {
		{"Anmeldung", "Anmeldung"},
		{"  Anmeldung \r\n  Bildung\t", "Anmeldung   Bildung"},
		{"=?UTF-8?Q?R=C3=BCckmeldung?=", "Rückmeldung"},
		{"=?UTF-8*de?Q?R=C3=BCckmeldung?=", "Rückmeldung"},
		{"=?UTF-8?Q?eins?= =?UTF-8?Q?_zwei?=\r\n =?UTF-8?Q?drei?=", "eins zweidrei"},
		{"AW: =?iso-8859-15?Q?100_=A4?= bar", "AW: 100 € bar"},
		{"=?windows-1254?Q?=FEehir?=", "şehir"},
		{"=?koi8-r?B?7sXU?=", "Нет"},
		{"=?utf-8?Q?kein Ende", "=?utf-8?Q?kein Ende"},
		{"=?utf-8?X?x?=", "=?utf-8?X?x?="},
		{"=?nonsense?Q?R=FCck?=", "Rück"},
		{"=?utf-8?Q?mit Blank?=", "mit Blank"},
		{"=?utf-8?B?QQ?==?utf-8?B?Qg==?=", "AB"},
		{"R\xfc"
		 "ck",
			"Rück"},
		{"", ""},
		{"=?", "=?"},
		{"a\x01"
		 "b",
			"a b"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct arena *a = arena_new();

		assert_string_equal(header_decode(a, slice_of(cases[i].raw)), cases[i].text);
		arena_free(&a);
	}
}

static void test_dates(void **state)
{
	static const struct {
		const char *text;
		int64_t when;
		int east;
	} cases[] = {
		{"Thu, 20 Jan 2011 10:00:00 +0100", 1295514000, 3600},
		{"20 Jan 2011 10:00 +0100", 1295514000, 3600},
		{"Thu, 20 Jan 11 09:00:00 GMT", 1295514000, 0},
		{"Thu, 20 Jan 2011 10:00:00 +0100 (CET (Winter))", 1295514000, 3600},
		{"Thu Jan 20 09:00:00 2011", 1295514000, 0},
		{"Thu Jan 20 10:00:00 CET 2011", 1295514000, 3600},
		{"2011-01-20T10:00:00+01:00", 1295514000, 3600},
		{"Thu, 20 January 2011 04:00:00 EST", 1295514000, -18000},
		{"20-Jan-2011 09:00:00.123 Z", 1295514000, 0},
		{"Thu, 29 Feb 2024 23:59:60 -0000", 1709251200, 0},
	};
	static const char *const none[] = {"", "gestern", "Thu, 40 Jan 2011 10:00:00 +0100", "2011",
		"20 Jan 99999999999999999999 10:00:00", "((((((((", "10:00:00 +0100",
		"20 Foo 2011 10:00:00"};
	int64_t when;
	int east;

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		assert_true(header_date(slice_of(cases[i].text), &when, &east));
		assert_int_equal(when, cases[i].when);
		assert_int_equal(east, cases[i].east);
	}
	for (size_t i = 0; i < sizeof none / sizeof *none; i++)
		assert_false(header_date(slice_of(none[i]), &when, &east));
}

static void test_addresses(void **state)
{
	static const char *const good[] = {
		"a@b", "a.b+c@d-e.de", "o'neil@x.ie", "ä@ö.de", "a@[127.0.0.1]"};
	static const char *const bad[] = {"", "a", "@b.de", "a@", "a b@c.de",
		"a@b\r\nRCPT TO:<x@y>", "a@b@c.de", "a@.de", "a@b..de", "a@b.de.", "<a@b.de>",
		"a,b@c.de", "a@-b.de",
		"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa@b.de",
		"\xff@b.de"};

	(void)state;
	for (size_t i = 0; i < sizeof good / sizeof *good; i++)
		assert_true(address_valid(slice_of(good[i])));
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		assert_false(address_valid(slice_of(bad[i])));
}

static void test_pasted_addresses(void **state)
{
	static const char *const one[] = {"otto@web.example", "<otto@web.example>",
		" otto@web.example \t", "\xc2\xa0otto@web.example\xe2\x80\x8b \xef\xbb\xbf",
		"mailto:otto@web.example", "MAILTO:otto@web.example?subject=Hallo%20Sie",
		"<mailto:otto@web.example>", "<mailto:otto@web.example?cc=jan@web.example>",
		"Otto Tel <otto@web.example>", "Otto Tel <mailto:otto@web.example>",
		"Tel, Otto <otto@web.example>;", "\"Tel, Otto\" <otto@web.example>",
		"otto@web.example (Otto Tel)", "otto@web.example,"};
	static const char *const none[] = {"", " ", "<>", "mailto:", "Otto Tel", "<Otto Tel>",
		"otto", "otto@", "@web.example", "otto@web.example Otto", "Otto otto@web.example",
		"otto @web.example", "otto@web.example, jan@web.example",
		"<otto@web.example> <jan@web.example>", "otto@web.example; Otto Tel",
		"otto@web.example\r\nRCPT TO:<x@y.example>", "otto@@web.example",
		"mailto:otto@web.example,jan@web.example"};
	struct arena *a = arena_new();

	(void)state;
	for (size_t i = 0; i < sizeof one / sizeof *one; i++) {
		const char *got = address_typed(a, slice_of(one[i]));
		if (got == NULL || strcmp(got, "otto@web.example") != 0)
			fail_msg("'%s': %s", one[i], got != NULL ? got : "NULL");
	}
	for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
		const char *got = address_typed(a, slice_of(none[i]));
		if (got != NULL)
			fail_msg("'%s': %s", none[i], got);
	}
	arena_free(&a);
}

static void test_whole_head(void **state)
{
	static const char text[] = "From sender@b.de Thu Jan 20 10:00:00 2011\n"
				   ">From quoted@b.de\n"
				   "Return-Path: <anna@b.de>\r\n"
				   "Received: from x by y; Thu, 20 Jan 2011 10:00:07 +0100\r\n"
				   "Received: from w by x; Thu, 20 Jan 2011 09:59:00 +0100\r\n"
				   "MESSAGE-ID : <1@b.de>\r\n"
				   "In-Reply-To: Ihre Mail (x) <2@office.de>\r\n"
				   "References: <0@office.de>\r\n <2@office.de>\r\n"
				   "Date: Thu, 20 Jan 2011 10:00:00 +0100\r\n"
				   "From: Anna <anna@b.de>\r\n"
				   "Reply-To: <post@b.de>\r\n"
				   "Sender: sek@b.de\r\n"
				   "To: Amt <amt@office.de>, b@office.de\r\n"
				   "Cc: c@office.de\r\n"
				   "Subject: Anmeldung\r\n =?utf-8?q?_zu=0A_allem?=\r\n"
				   "Auto-Submitted: (weil) Auto-Replied; owner=x\r\n"
				   "\r\nKopf: zu\r\n\r\n";
	struct arena *a = arena_new();
	struct envelope env = read_head(a, text, sizeof text - 1);

	(void)state;
	assert_string_equal(env.return_path, "anna@b.de");
	assert_true(env.has_return_path);
	assert_int_equal(env.received, 1295514007);
	assert_string_equal(env.message_id, "1@b.de");
	assert_string_equal(env.in_reply_to, "2@office.de");
	assert_int_equal(env.reference_count, 2);
	assert_string_equal(env.references[1], "2@office.de");
	assert_int_equal(env.date, 1295514000);
	assert_int_equal(env.date_east, 3600);
	assert_string_equal(env.from.address, "anna@b.de");
	assert_string_equal(env.reply_to.address, "post@b.de");
	assert_string_equal(env.sender.address, "sek@b.de");
	assert_int_equal(env.to_count, 3);
	assert_string_equal(env.to[0].name, "Amt");
	assert_string_equal(env.to[2].address, "c@office.de");
	assert_string_equal(env.subject, "Anmeldung  zu  allem");
	assert_string_equal(env.auto_submitted, "auto-replied");
	assert_string_equal(text + env.body, "Kopf: zu\r\n\r\n");
	assert_string_equal(envelope_header(&env, "sender"), "sek@b.de");
	assert_null(envelope_header(&env, "X-Nothing"));
	assert_null(env.doubt);
	arena_free(&a);
}

static void test_auto_submitted(void **state)
{
	static const struct {
		const char *text, *keyword;
	} cases[] = {
		{"From: a@b.de\r\n\r\n", ""},
		{"Auto-Submitted: no\r\nAuto-Submitted: Auto-Replied; x=y\r\n\r\n", "auto-replied"},
		{"Auto-Submitted: auto-generated\r\nAuto-Submitted: no\r\n\r\n", "auto-generated"},
		{"Auto-Submitted: (no) auto-notified (x)\r\n\r\n", "auto-notified"},
		{"Auto-Submitted:\r\nAuto-Submitted: no\r\n\r\n", "no"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct arena *a = arena_new();
		struct envelope env = read_head(a, cases[i].text, strlen(cases[i].text));

		assert_string_equal(env.auto_submitted, cases[i].keyword);
		arena_free(&a);
	}
}

static void test_odd_heads(void **state)
{
	static const struct {
		const char *text;
		size_t len, body, headers;
	} cases[] = {
		{"", 0, 0, 0},
		{"\r\nText", 6, 2, 0},
		{"Nur Text, kein Kopf.\n\nMehr", 26, 0, 0},
		{"Subject: x", 10, 10, 1},
		{"Subject: x\nOhne Leerzeile.\nText", 31, 11, 1},
		{"Subject: x\n \nText", 17, 11, 1},
		{"Subject: x\0y\n\nText", 18, 14, 1},
		{"\0\0\0\0", 4, 0, 0},
		{"Subject: x\rFrom: a@b.de\r\n\r\nT", 28, 27, 1},
		{" vorn\nSubject: x\n\nT", 19, 18, 1},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct arena *a = arena_new();
		struct envelope env = read_head(a, cases[i].text, cases[i].len);

		assert_int_equal(env.body, cases[i].body);
		assert_int_equal(env.header_count, cases[i].headers);
		assert_string_equal(env.from.address, "");
		assert_string_equal(env.doubt, "no-from");
		arena_free(&a);
	}
}

static void test_doubt(void **state)
{
	static const struct {
		const char *text, *doubt;
	} cases[] = {
		{"From: a@b.de\nFrom: c@d.de\n\n", "several-from"},
		{"From: a@b.de\nSubject: x\nSubject: y\n\n", "doubled-header"},
		{"From: a@b.de\nSubject: x\nSubject: x\n\n", NULL},
		{"From: a@b.de\nReply-To: a@b.de\nReply-To: c@d.de\n\n", "doubled-header"},
		{"From: a@b.de\nSender: x@b.de\n\n", NULL},
		{"Subject: x\n\n", "no-from"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct arena *a = arena_new();
		struct envelope env = read_head(a, cases[i].text, strlen(cases[i].text));

		if (cases[i].doubt == NULL)
			assert_null(env.doubt);
		else
			assert_string_equal(env.doubt, cases[i].doubt);
		arena_free(&a);
	}
}

static void test_return_path(void **state)
{
	static const struct {
		const char *text, *path;
		bool has;
	} cases[] = {
		{"Return-Path: <>\n\n", "", true},
		{"Return-Path: < > (null)\n\n", "", true},
		{"Return-Path: a@b.de\n\n", "a@b.de", true},
		{"Return-Path: <a@b.de>\nReturn-Path: <>\n\n", "a@b.de", true},
		{"Return-Path: Anna Beispiel\n\n", "", false},
		{"Return-Path:\n\n", "", false},
		{"Subject: x\n\n", "", false},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct arena *a = arena_new();
		struct envelope env = read_head(a, cases[i].text, strlen(cases[i].text));

		assert_string_equal(env.return_path, cases[i].path);
		assert_int_equal(env.has_return_path, cases[i].has);
		arena_free(&a);
	}
}

static void test_aligned(void **state)
{
	static const struct {
		const char *results;
		bool aligned;
	} cases[] = {
		{"mx.o.de; dmarc=pass header.from=b.de", true},
		{"MX.O.DE 1; spf=fail smtp.mailfrom=x.de;\r\n dkim=pass header.d=b.de", true},
		{"mx.o.de; dkim=pass header.i=@b.de", true},
		{"mx.o.de; spf=pass smtp.mailfrom=anna@b.de", true},
		{"mx.o.de; spf=pass smtp.mailfrom=b.de", true},
		{"mx.o.de; spf=pass smtp.helo=b.de", false},
		{"mx.o.de; spf=pass smtp.mailfrom=x@sub.b.de", false},
		{"mx.o.de; dkim=pass header.d=xb.de", false},
		{"mx.o.de; dkim=fail header.d=b.de", false},
		{"mx.o.de; dmarc=pass", false},
		{"mx.o.de; none", false},
		{"evil.de; dmarc=pass header.from=b.de", false},
		{"mx.o.de; spf=fail (dmarc=pass header.from=b.de)", false},
		{"mx.o.de; spf=fail reason=\"; dmarc=pass header.from=b.de\"", false},
		{"mx.o.de (evil; dkim=pass header.d=b.de; x) ; spf=none", false},
		{"mx.o.de; dkim=pass header.d=evil.de reason=\"header.d=b.de\"", false},
		{"mx.o.de; spf=none\r\nAuthentication-Results: mx.o.de; dmarc=pass header.from=b.de",
			false},
		{"x.de; spf=none\r\nAuthentication-Results: mx.o.de; dmarc=pass header.from=b.de",
			true},
		{"mx.o.de; dmarc=pass header.from=\"b.de\"", true},
		{"mx.o.de; spf=pass smtp.mailfrom=\"anna.x\"@b.de", true},
		{"mx.o.de; spf=pass smtp.mailfrom=\"a\"@b.dev", false},
		{"mx.o.de; spf=pass smtp.mailfrom=\"a@b.de\"@evil.de", false},
		{"mx.o.de; spf=pass smtp.mailfrom=\"a\\\"; dmarc=pass header.from=b.de; x=\\\"\"@evil.de",
			false},
		{"mx.o.de; spf=fail reason=\"a\\\" dmarc=pass header.from=b.de\"", false},
		{"mx.o.de; spf=fail reason=\"a\\\\\"; dmarc=pass header.from=b.de", true},
		{"mx.o.de; dmarc=pass header.from=b.de; dmarc=fail header.from=b.de", false},
		{"mx.o.de; dkim=pass header.d=b.de; dmarc=fail header.from=b.de", false},
		{"mx.o.de; dkim=pass header.d=b.de; dmarc=none header.from=b.de", true},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct arena *a = arena_new();
		const char *text = arena_printf(a,
			"Authentication-Results: %s\r\nFrom: Anna <anna@b.de>\r\n\r\n",
			cases[i].results);
		struct envelope env = read_head(a, text, strlen(text));

		assert_int_equal(envelope_aligned(&env, "mx.o.de"), cases[i].aligned);
		assert_false(envelope_aligned(&env, NULL));
		env.from_count = 2;
		assert_false(envelope_aligned(&env, "mx.o.de"));
		arena_free(&a);
	}
}

static void test_parameters(void **state)
{
	static const struct {
		const char *field, *name, *value;
	} cases[] = {
		{"text/plain; charset=utf-8", "charset", "utf-8"},
		{"text/plain; charset=\"utf-8\"; format=flowed", "format", "flowed"},
		{"text/plain (c=d); CharSet = utf-8 (x)", "charset", "utf-8"},
		{"a/b; name*=utf-8'de'Anmeldung%20f%C3%BCr.pdf", "name", "Anmeldung für.pdf"},
		{"a/b; name*0=\"Anmel\"; name*1=\"dung.pdf\"", "name", "Anmeldung.pdf"},
		{"a/b; name*0*=iso-8859-1''f%FC; name*1*=r; name*2=.pdf", "name", "für.pdf"},
		{"a/b; name=\"=?utf-8?Q?f=C3=BCr.pdf?=\"", "name", "für.pdf"},
		{"a/b; name=mein Brief.doc; x=y", "name", "mein Brief.doc"},
		{"a/b; name=\"C:\\temp\\\\x \\\"y\\\".doc\"", "name", "C:\\temp\\x \"y\".doc"},
		{"a/b; boundary=\"=_;x\"", "boundary", "=_;x"},
		{"a/b; boundary=\"\\\"\"", "boundary", "\""},
		{"a/b; junk; name=x", "name", "x"},
		{"a/b; name=\"offen", "name", "offen"},
		{"a/b; name=", "name", ""},
		{"a/b", "name", NULL},
		{"a/b; name*1=x", "name", NULL},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct arena *a = arena_new();
		const char *value = header_parameter(a, slice_of(cases[i].field), cases[i].name);

		if (cases[i].value == NULL)
			assert_null(value);
		else
			assert_string_equal(value, cases[i].value);
		arena_free(&a);
	}
}

/* A head of one field whose value repeats `unit` up to `size` bytes. */
static void repeat(const char *field, const char *unit, size_t size)
{
	struct buf b = {.max = size + 1024};
	struct arena *a = arena_new();
	struct envelope env;

	buf_printf(&b, "%s: ", field);
	while (b.len < size)
		buf_puts(&b, unit);
	buf_puts(&b, "\r\nX: y\r\n\r\n");
	env = read_head(a, b.p, b.len);
	assert_in_range(env.header_count, 1, 2000);
	assert_true(utf8_valid(slice_of(env.subject)));
	assert_in_range(arena_size(a), 1, 64 * 1024 * 1024);
	buf_free(&b);
	arena_free(&a);
}

/* None may crash, and none may take long or much memory: all is linear. */
static void test_hostile(void **state)
{
	static const char *const units[] = {"a:", "(", ")", "\"", "\\", "<", ">", ",", "a@b,",
		"=?utf-8?q?", "=?utf-8?q?x?= ", "=?a?q?x?==?b?q?y?=", "\r\n ", "\xff", "<a@b> ",
		"a;b*0*=x;", "((a)", "\0x", "=?utf-8?b?/////w==?= "};
	static const char *const names[] = {"From", "To", "Subject", "References", "Date",
		"Received", "Authentication-Results", "Content-Type", "Return-Path"};

	(void)state;
	for (size_t i = 0; i < sizeof units / sizeof *units; i++)
		for (size_t j = 0; j < sizeof names / sizeof *names; j++)
			repeat(names[j], units[i][0] == '\0' ? "x" : units[i], 300000);
}

static void test_many_fields(void **state)
{
	struct buf b = {.max = 1 << 20};
	struct arena *a = arena_new();
	struct envelope env;

	(void)state;
	for (size_t i = 0; i < 20000; i++)
		buf_puts(&b, "X-A: b\n");
	env = read_head(a, b.p, b.len);
	assert_int_equal(env.header_count, HEADER_FIELDS_MAX);
	buf_free(&b);
	arena_free(&a);
}

/* Addresses in running text, also as people spell them where robots read. */
static void test_address_in_text(void **state)
{
	static const struct {
		const char *text, *address; /* "": none */
	} cases[] = {
		{"Mail: anna@b.example.", "anna@b.example"},
		{"anna(\xc3\xa4)b.example", "anna@b.example"},
		{"anna(a\xcc\x88)b.example", "anna@b.example"},
		{"anna (at) b.example, Tel. 1", "anna@b.example"},
		{"anna[at]b.example", "anna@b.example"},
		{"anna {AT} b.example", "anna@b.example"},
		{"<anna@b.example>:", "anna@b.example"},
		{"x@ anna@b.example", "anna@b.example"},
		{"Treffen (at) home", ""},
		{"Bildung (at) 16.02.", ""},
		{"(at) b.example", ""},
		{"anna(at)", ""},
		{"anna (at", ""},
		{"@", ""},
		{"", ""},
	};
	struct arena *a = arena_new();

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		size_t n = strlen(cases[i].text);
		char *copy = malloc(n > 0 ? n : 1);
		struct slice rest = {copy, n};
		const char *address;

		memcpy(copy, cases[i].text, n);
		assert_int_equal(address_within(rest), cases[i].address[0] != '\0');
		address = address_next(a, &rest);
		assert_string_equal(address != NULL ? address : "", cases[i].address);
		assert_true(address == NULL || address_next(a, &rest) == NULL);
		free(copy);
	}
	arena_free(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_address_in_text),
		cmocka_unit_test(test_from),
		cmocka_unit_test(test_texts),
		cmocka_unit_test(test_dates),
		cmocka_unit_test(test_addresses),
		cmocka_unit_test(test_pasted_addresses),
		cmocka_unit_test(test_whole_head),
		cmocka_unit_test(test_auto_submitted),
		cmocka_unit_test(test_odd_heads),
		cmocka_unit_test(test_doubt),
		cmocka_unit_test(test_return_path),
		cmocka_unit_test(test_aligned),
		cmocka_unit_test(test_parameters),
		cmocka_unit_test(test_hostile),
		cmocka_unit_test(test_many_fields),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
