/* Facts in, bytes of a mail out: golden mails byte for byte, and what must never stand in one.
 * `GOLDEN=write test-compose` writes the golden mails anew; then look at each. */
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
#include "base/limits.h"
#include "compose/compose.h"
#include "decide/facts.h"

static const char golden[] = "tests/golden/compose";
static const struct identity office = {
	.address = "anmeldung@mia-do.example",
	.name = "MIA-DO, Stadt Dortmund – Büro",
	.person = "Reyhan Güntürk",
	.phone = "0231 50-27247",
};

static struct templates *load_templates(struct arena *a)
{
	struct problems problems = {.arena = a};
	struct templates *t = NULL;

	int rc = compose_templates(a, "templates", "de", &t, &problems);
	problems_print(&problems, stderr);
	assert_int_equal(rc, 0);
	assert_int_equal(problems.count, 0);
	return t;
}

static json_t *load_facts(struct arena *a, const char *path)
{
	struct slice bytes;
	struct err e;

	if (file_read(a, path, MAIL_BYTES_MAX, &bytes, &e) != 0)
		fail_msg("%s", e.text);
	json_t *facts = json_loadb(bytes.p, bytes.len, 0, NULL);
	assert_non_null(facts);
	return facts;
}

static struct slice compose(struct arena *a, const struct templates *t, const json_t *facts)
{
	struct slice mail = {NULL, 0};
	struct err e = {""};

	if (compose_mail(a, facts, &office, t, &mail, &e) != 0)
		fail_msg("%s", e.text);
	return mail;
}

/* What holds for every mail: CRLF only, ASCII only, short lines, one head. */
static void look_sound(struct slice mail, const char *path)
{
	size_t column = 0;

	for (size_t i = 0; i < mail.len; i++) {
		unsigned char c = (unsigned char)mail.p[i];
		if (c >= 0x80 || c == '\0' ||
			(c == '\r') != (i + 1 < mail.len && mail.p[i + 1] == '\n') ||
			(c == '\n' && (i == 0 || mail.p[i - 1] != '\r')))
			fail_msg("%s: byte %zu is 0x%02x", path, i, c);
		column = c == '\n' ? 0 : column + 1;
		if (column > 79) /* 78 and the CR */
			fail_msg("%s: a line above 78 bytes, up to byte %zu", path, i);
	}
	assert_true(mail.len > 2 && mail.p[mail.len - 1] == '\n');
}

static void test_golden(void **state)
{
	struct arena *a = arena_new();
	const struct templates *t = load_templates(a);
	const char **paths;
	size_t count;
	struct err e;
	bool rewrite = getenv("GOLDEN") != NULL;

	(void)state;
	assert_int_equal(file_list(a, golden, ".json", true, &paths, &count, &e), 0);
	assert_true(count >= 12);
	for (size_t i = 0; i < count; i++) {
		json_t *facts = load_facts(a, paths[i]);
		struct slice mail = compose(a, t, facts), expected;
		const char *eml = arena_printf(a, "%.*s.eml", (int)strlen(paths[i]) - 5, paths[i]);
		look_sound(mail, paths[i]);
		assert_true(slice_eq(mail, compose(a, t, facts)));
		json_decref(facts);
		if (rewrite && file_write(eml, mail, 0644, &e) != 0)
			fail_msg("%s", e.text);
		if (file_read(a, eml, MAIL_BYTES_MAX, &expected, &e) != 0)
			fail_msg("%s", e.text);
		if (!slice_eq(mail, expected))
			fail_msg("%s: composed otherwise now:\n%.*s", eml, SLICE_ARGS(mail));
	}
	arena_free(&a);
}

/* ---- facts as the register makes them ---- */

static void test_facts_of_decide(void **state)
{
	struct arena *a = arena_new();
	struct err e = {""};
	struct zone *zone;
	struct slice mail, expected;

	(void)state;
	assert_int_equal(zone_load(a, "Europe/Berlin", &zone, &e), 0);
	const struct series series = {
		.id = "reihe", .title = "Reihe", .organiser = "Büro", .zone = zone};
	const struct event event = {.id = "a",
		.title = "Forum",
		.begin = {2011, 7, 1, 9, 0, 0},
		.end = {2011, 7, 1, 12, 30, 0},
		.venue = "",
		.address = ""};
	const char *names[] = {"Anna Krämer"}, *references[] = {"1@post.example"};
	struct standing standing = {.event = &event,
		.status = STATUS_CONFIRMED,
		.seats = 2,
		.names = names,
		.name_count = 1};
	struct facts facts = {.kind = MAIL_CONFIRMATION,
		.language = "",
		.message_id = "2@mia-do.example",
		.date = 1309500000,
		.to = {"Anna Krämer", "anna@post.example"},
		.subject = "AW: Forum",
		.in_reply_to = "1@post.example",
		.references = references,
		.reference_count = 1,
		.salutation = "Anna Krämer",
		.series = &series,
		.understood = &standing,
		.understood_count = 1,
		.state = &standing,
		.state_count = 1,
		.changed = true,
		.quote = SLICE("Ich komme.")};
	for (facts.kind = 0; facts.kind < MAIL_MAILING; facts.kind++) {
		bool says_state =
			facts.kind != MAIL_WHICH_EVENTS && facts.kind != MAIL_WHICH_CANCEL;
		json_t *json = facts_to_json(&facts);
		mail = compose(a, load_templates(a), json);
		look_sound(mail, mail_kind_names[facts.kind]);
		json_decref(json);
		/* in July, Berlin is two hours east; an event without a place has no empty lines */
		assert_non_null(
			memmem(mail.p, mail.len, "Fri, 01 Jul 2011 08:00:00 +0200\r\n", 33));
		expected = SLICE("   Forum\r\n   Freitag, 1. Juli 2011, 9:00 bis 12:30 Uhr\r\n"
				 "   2 Pl=C3=A4tze, darunter Anna Kr=C3=A4mer\r\n\r\n");
		if (says_state)
			assert_non_null(memmem(mail.p, mail.len, expected.p, expected.len));
	}
	arena_free(&a);
}

/* ---- what must never stand in a head ---- */

/* A mail with one value of its facts put in place of another. */
static int compose_with(
	struct arena *a, const char *key, json_t *value, struct slice *mail, struct err *e)
{
	json_t *facts = load_facts(a, "tests/golden/compose/confirmation-one.json");

	json_object_set_new(facts, key, value);
	int rc = compose_mail(a, facts, &office, load_templates(a), mail, e);
	json_decref(facts);
	return rc;
}

/* The fields of the head, each with its lines; *body is the rest. */
static size_t head_fields(struct slice mail, struct slice *fields, size_t max, struct slice *body)
{
	size_t count = 0;
	struct slice line;

	*body = mail;
	while (slice_line(body, &line) && line.len > 0) {
		if (line.p[0] == ' ' || line.p[0] == '\t') {
			assert_true(count > 0);
			continue;
		}
		assert_true(count < max);
		fields[count++] = line;
	}
	return count;
}

static void test_no_injection(void **state)
{
	static const char *const texts[] = {
		"x\r\nBcc: opfer@evil.example",
		"x\nBcc: opfer@evil.example",
		"x\rBcc: opfer@evil.example",
		"x\r\n\r\nBcc: opfer@evil.example",
		"x\xe2\x80\xa8"
		"Bcc: opfer@evil.example",
		"x\xc2\x85"
		"Bcc: opfer@evil.example",
		"x\vBcc: opfer@evil.example",
		"=?utf-8?Q?x=0D=0ABcc:_opfer=40evil.example?=",
		"=?utf-8?B?eA0KQmNjOiBvcGZlckBldmlsLmV4YW1wbGU=?=",
		"=\xe2\x80\x8b?utf-8?Q?x=0D=0ABcc:_opfer?=",
		"<opfer@evil.example>, <y@evil.example>",
		"\"\\",
		"a;b:c,d",
	};
	static const char *const keys[] = {"subject", "in_reply_to", "quote", "to"};

	(void)state;
	for (size_t k = 0; k < sizeof keys / sizeof *keys; k++)
		for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
			struct arena *a = arena_new();
			struct slice mail, fields[32], body;
			struct err e = {""};
			json_t *value = strcmp(keys[k], "to") == 0
				? json_pack(
					  "{s:s, s:s}", "name", texts[i], "address", "a@b.example")
				: json_string(texts[i]);
			assert_non_null(value);
			if (compose_with(a, keys[k], value, &mail, &e) != 0)
				fail_msg("%s: %s", keys[k], e.text);
			look_sound(mail, texts[i]);
			size_t count = head_fields(mail, fields, 32, &body);
			assert_in_range(count, 11, 13);
			for (size_t f = 0; f < count; f++) {
				assert_false(slice_starts_ci(fields[f], "bcc"));
				/* only our own encoded words, which GMime begins in capitals */
				if (memmem(fields[f].p, fields[f].len, "=?utf-8?", 8) != NULL)
					fail_msg("%s: %.*s", keys[k], SLICE_ARGS(fields[f]));
			}
			arena_free(&a);
		}
}

static void test_refused(void **state)
{
	static const struct {
		const char *key, *json, *error;
	} rows[] = {
		{"message_id", "\"x@y>\\r\\nBcc: z\"",
			"the facts of the mail: its Message-ID is none"},
		{"message_id", "\"\"", "the facts of the mail: its Message-ID is none"},
		{"message_id", "\"ä@b\"", "the facts of the mail: its Message-ID is none"},
		{"to", "{\"name\": \"\", \"address\": \"a@b\\r\\nBcc: c@d\"}",
			"the recipient's address is no valid address"},
		{"to", "{\"name\": \"\", \"address\": \"a@b,c@d\"}",
			"the recipient's address is no valid address"},
		{"to", "{\"name\": \"\", \"address\": \"a@b@c\"}",
			"the recipient's address is no valid address"},
		{"to", "{\"name\": \"\", \"address\": \"a b@c\"}",
			"the recipient's address is no valid address"},
		{"to", "{\"name\": \"\", \"address\": \"@c\"}",
			"the recipient's address is no valid address"},
		{"to", "{\"name\": \"\", \"address\": \"a@\"}",
			"the recipient's address is no valid address"},
		{"to", "{\"name\": \"\", \"address\": \"\"}",
			"the recipient's address is no valid address"},
		{"to", "{\"name\": \"\", \"address\": \"jürgen@b.example\"}",
			"the recipient's address has characters outside ASCII, which need a server with "
			"SMTPUTF8; no mail is sent to such an address"},
		{"kind", "\"../de/receipt\"",
			"there is no template ../de/receipt.txt in language 'de'"},
		{"date", "\"today\"", "the facts of the mail: Expected integer, got string"},
		{"series", "{\"title\": \"x\", \"organiser\": \"o\", \"zone\": \"../x\"}", NULL},
		{"state", "[{}]", "the facts of the mail: state: Object item not found: event"},
		{"understood", "[{\"event\": {\"title\": \"x\", \"begin\": \"2011-02-30T18:00\"}}]",
			"an event's begin or end is no YYYY-MM-DDTHH:MM"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct arena *a = arena_new();
		struct slice mail;
		struct err e = {""};
		json_t *value = json_loads(rows[i].json, JSON_DECODE_ANY, NULL);
		assert_non_null(value);
		assert_int_equal(compose_with(a, rows[i].key, value, &mail, &e), -1);
		if (rows[i].error != NULL)
			assert_string_equal(e.text, rows[i].error);
		assert_true(e.text[0] != '\0');
		arena_free(&a);
	}
}

static void test_office_without_utf8(void **state)
{
	struct arena *a = arena_new();
	const struct identity who = {"a@b.example", "B\xfcro", "P", "0"};
	json_t *facts = load_facts(a, "tests/golden/compose/receipt-no-series.json");
	struct slice mail;
	struct err e = {""};

	(void)state;
	assert_int_equal(compose_mail(a, facts, &who, load_templates(a), &mail, &e), -1);
	assert_string_equal(e.text, "the office's name, person or phone is no valid UTF-8");
	json_decref(facts);
	arena_free(&a);
}

/* Every fact that must be there is missed with an error, never with a crash. */
static void test_missing_facts(void **state)
{
	struct arena *a = arena_new();
	json_t *all = load_facts(a, "tests/golden/compose/confirmation-one.json"), *value;
	const struct templates *t = load_templates(a);
	const char *key;
	void *next;

	(void)state;
	json_object_foreach_safe(all, next, key, value)
	{
		json_t *facts = json_deep_copy(all);
		struct slice mail;
		struct err e = {""};
		bool optional = strcmp(key, "in_reply_to") == 0 || strcmp(key, "references") == 0;
		json_object_del(facts, key);
		int rc = compose_mail(a, facts, &office, t, &mail, &e);
		if (rc != (optional ? 0 : -1))
			fail_msg("without '%s': %d", key, rc);
		json_decref(facts);
	}
	json_decref(all);
	arena_free(&a);
}

/* ---- templates of the office ---- */

static void remove_folder(struct arena *a, const char *dir)
{
	const char **paths;
	size_t count;
	struct err e;

	assert_int_equal(file_list(a, dir, "", true, &paths, &count, &e), 0);
	for (size_t i = 0; i < count; i++)
		assert_int_equal(unlink(paths[i]), 0);
	assert_int_equal(rmdir(dir), 0);
}

/* A slip in one file of the templates, and what is to be found. */
struct slip {
	const char *file, *from, *to, *problem;
	int line; /* 0: any */
};

static void copy_file(struct arena *a, const char *from, const char *dir, const struct slip *slip)
{
	const char *name = strrchr(from, '/') + 1;
	struct slice bytes;
	struct err e;

	assert_int_equal(file_read(a, from, MAIL_BYTES_MAX, &bytes, &e), 0);
	if (strcmp(name, slip->file) == 0) {
		const char *hit = strstr(bytes.p, slip->from);
		assert_non_null(hit);
		bytes = slice_of(arena_printf(a, "%.*s%s%s", (int)(hit - bytes.p), bytes.p,
			slip->to, hit + strlen(slip->from)));
	}
	assert_int_equal(file_write(arena_printf(a, "%s/%s", dir, name), bytes, 0600, &e), 0);
}

static bool finds(const struct problems *problems, const struct slip *slip)
{
	for (size_t i = 0; i < problems->count; i++) {
		const struct problem *p = &problems->items[i];
		if (strstr(p->text, slip->problem) != NULL &&
			strstr(p->place.file, slip->file) != NULL &&
			(slip->line == 0 || p->place.line == slip->line))
			return true;
	}
	return false;
}

static void test_broken_templates(void **state)
{
	static const struct slip slips[] = {
		{"phone.txt", "{{person}}", "{{persom}}",
			"unknown field 'persom'; did you mean 'person'?", 1},
		{"events.txt", "{{place}}", "{{plaec}}",
			"unknown field 'plaec'; did you mean 'place'?", 6},
		{"receipt.txt", "{{#quoted}}", "{{#qouted}}",
			"'{{/quoted}}' stands where 'qouted' must be closed, which opened in line",
			0},
		{"catalogue.conf", "{{n}} Plätze", "{{m}} Plätze",
			"unknown field 'm'; did you mean 'n'?", 0},
		{"catalogue.conf", "two = ", "tow = ", "there is no sentence 'two' in 'mail'", 0},
		{"catalogue.conf", "\"Sonntag\"", "\"Samstag\", \"Sonntag\"",
			"a list 'weekdays' of 7 words is expected", 0},
	};

	(void)state;
	for (size_t i = 0; i < sizeof slips / sizeof *slips; i++) {
		struct arena *a = arena_new();
		struct problems problems = {.arena = a};
		char dir[] = "/tmp/test-compose-XXXXXX";
		const char **paths;
		size_t count;
		struct templates *t;
		struct err e;

		assert_non_null(mkdtemp(dir));
		const char *de = arena_printf(a, "%s/de", dir);
		assert_int_equal(mkdir(de, 0700), 0);
		assert_int_equal(file_list(a, "templates/de", "", true, &paths, &count, &e), 0);
		for (size_t k = 0; k < count; k++)
			copy_file(a, paths[k], de, &slips[i]);
		assert_int_equal(compose_templates(a, dir, "de", &t, &problems), -1);
		if (!finds(&problems, &slips[i])) {
			problems_print(&problems, stderr);
			fail_msg("not found: %s", slips[i].problem);
		}
		remove_folder(a, de);
		assert_int_equal(rmdir(dir), 0);
		arena_free(&a);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_golden),
		cmocka_unit_test(test_facts_of_decide),
		cmocka_unit_test(test_no_injection),
		cmocka_unit_test(test_refused),
		cmocka_unit_test(test_office_without_utf8),
		cmocka_unit_test(test_missing_facts),
		cmocka_unit_test(test_broken_templates),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
