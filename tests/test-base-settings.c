/*
 * Settings: the shipped example is sound, defaults hold, every mistake is named with its line.
 * tests/broken/settings/NAME.conf is a file with mistakes, NAME.errors what is said about it.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/settings.h"
#include "base/sound.h"

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

static const struct settings *load(struct arena *a, const char *path)
{
	struct problems p = {.arena = a};
	struct settings *s = NULL;

	if (settings_load(a, path, &s, &p) != 0)
		fail_msg("%s", said(&p));
	return s;
}

/* Writes a file into a folder of its own and loads it. */
static const struct settings *load_text(struct arena *a, const char *dir, const char *text)
{
	const char *path = arena_printf(a, "%s/x.conf", dir);
	struct err e;

	assert_int_equal(file_write(path, slice_of(text), 0600, &e), 0);
	const struct settings *s = load(a, path);
	unlink(path);
	return s;
}

static void test_example(void **state)
{
	struct arena *a = arena_new();
	const struct settings *s = load(a, "systemd/mailbot.conf");

	(void)state;
	assert_string_equal(s->file, "systemd/mailbot.conf");
	assert_string_equal(s->inbox.host, "mail.office.example");
	assert_int_equal(s->inbox.port, 993);
	assert_int_equal(s->inbox.tls, TLS_IMPLICIT);
	assert_string_equal(s->inbox.user, "anmeldung@office.example");
	assert_string_equal(s->inbox.password.file, "/etc/mailbot/inbox.password");
	assert_null(s->inbox.password.command);
	assert_null(s->inbox.ca_file);
	assert_int_equal(s->outbox.port, 465);
	assert_string_equal(s->outbox.user, "anmeldung@office.example");
	assert_string_equal(s->sender_address, "anmeldung@office.example");
	assert_string_equal(s->sender_name, "Anmeldung der Migrations- und Integrationsagentur");
	assert_string_equal(s->contact_person, "Frau Muster");
	assert_string_equal(s->contact_phone, "0231 / 50 - 00000");
	assert_string_equal(s->register_file, "/var/lib/mailbot/register.db");
	assert_string_equal(s->key_file, "/var/lib/mailbot/key");
	assert_string_equal(s->folders.inbox, "INBOX");
	assert_string_equal(s->folders.done, "Anmeldungen/Erledigt");
	assert_string_equal(s->folders.review, "Anmeldungen/Bitte prüfen");
	assert_string_equal(s->folders.automatic, "Anmeldungen/Automatische Mails");
	assert_string_equal(s->folders.again, "Anmeldungen/Noch einmal lesen");
	assert_string_equal(s->folders.sent, "Sent");
	assert_true(s->leave_unrelated);
	assert_false(s->copies);
	assert_int_equal(s->poll_seconds, 60);
	assert_string_equal(s->language, "de");
	assert_null(s->authserv_id);
	assert_false(s->trust_from);
	assert_int_equal(s->answers_per_address, 6);
	assert_int_equal(s->answers_per_thread, 4);
	assert_int_equal(s->receipts_per_address, 1);
	arena_free(&a);
}

/* Is it a line of the example that shows what holds without it? */
static bool shows_default(struct slice line)
{
	static const char *const names[] = {
		"# port = ", "# tls = ", "# language = ", "# poll_seconds = ", "# trust_from = ",
		"# answers_per_address = ", "# answers_per_thread = ", "# receipts_per_address = ",
		"# unrelated = ", "# copies = ", "# folders = {", "# };", "#\t"};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (slice_starts(line, names[i]))
			return true;
	return false;
}

/* The example with these lines in force says the same as without: its comments are true. */
static void test_example_comments(void **state)
{
	char dir[] = "/tmp/mailbot-test-XXXXXX";
	struct arena *a = arena_new();
	const struct settings *plain = load(a, "systemd/mailbot.conf");
	struct buf text = {.max = 65536};
	struct slice rest, line;
	size_t freed = 0;
	struct err e;

	(void)state;
	assert_non_null(mkdtemp(dir));
	assert_int_equal(file_read(a, "systemd/mailbot.conf", 65536, &rest, &e), 0);
	while (slice_line(&rest, &line)) {
		line = slice_trim(line);
		freed += shows_default(line);
		buf_printf(
			&text, "%.*s\n", SLICE_ARGS(slice_from(line, shows_default(line) ? 1 : 0)));
	}
	assert_int_equal(freed, 10 + 10);
	const struct settings *s = load_text(a, dir, text.p);
	assert_int_equal(s->inbox.port, plain->inbox.port);
	assert_int_equal(s->inbox.tls, plain->inbox.tls);
	assert_int_equal(s->outbox.port, plain->outbox.port);
	assert_string_equal(s->language, plain->language);
	assert_string_equal(s->folders.inbox, plain->folders.inbox);
	assert_string_equal(s->folders.done, plain->folders.done);
	assert_string_equal(s->folders.review, plain->folders.review);
	assert_string_equal(s->folders.automatic, plain->folders.automatic);
	assert_string_equal(s->folders.again, plain->folders.again);
	assert_string_equal(s->folders.sent, plain->folders.sent);
	assert_int_equal(s->leave_unrelated, plain->leave_unrelated);
	assert_int_equal(s->copies, plain->copies);
	assert_int_equal(s->poll_seconds, plain->poll_seconds);
	assert_int_equal(s->trust_from, plain->trust_from);
	assert_int_equal(s->answers_per_address, plain->answers_per_address);
	assert_int_equal(s->answers_per_thread, plain->answers_per_thread);
	assert_int_equal(s->receipts_per_address, plain->receipts_per_address);
	buf_free(&text);
	assert_int_equal(rmdir(dir), 0);
	arena_free(&a);
}

static void test_all_values(void **state)
{
	char dir[] = "/tmp/mailbot-test-XXXXXX";
	struct arena *a = arena_new();

	(void)state;
	assert_non_null(mkdtemp(dir));
	const struct settings *s = load_text(a, dir,
		"inbox = { host = \"::1\"; port = 1143; tls = \"starttls\"; user = \"ä\";\n"
		"  password_command = \"echo secret\"; ca_file = \"ca.pem\"; };\n"
		"outbox : { host = \"localhost\"; tls = \"starttls\" };\n"
		"sender = { address = \"a.b+c@x.example\"; name = \"Büro\"; };\n"
		"contact = { person = \"P\"; phone = \"1\"; };\n"
		"folders = { done = \"Fertig\"; };\n"
		"register = \"sub/r.db\"; key = \"/k\"; rules = \"../rules\"; templates = \"t\";\n"
		"language = \"en\"; poll_seconds = 1; authserv_id = \"mx.example\";\n"
		"trust_from = true; answers_per_address = 9; answers_per_thread = 8;\n"
		"receipts_per_address = 0;\n");
	assert_string_equal(s->inbox.host, "::1");
	assert_int_equal(s->inbox.port, 1143);
	assert_int_equal(s->inbox.tls, TLS_STARTTLS);
	assert_string_equal(s->inbox.user, "ä");
	assert_null(s->inbox.password.file);
	assert_string_equal(s->inbox.password.command, "echo secret");
	assert_string_equal(s->inbox.ca_file, arena_printf(a, "%s/ca.pem", dir));
	assert_int_equal(s->outbox.port, 587);
	assert_null(s->outbox.user);
	assert_null(s->outbox.password.file);
	assert_string_equal(s->sender_address, "a.b+c@x.example");
	assert_string_equal(s->sender_name, "Büro");
	assert_string_equal(s->folders.inbox, "INBOX");
	assert_string_equal(s->folders.done, "Fertig");
	assert_string_equal(s->register_file, arena_printf(a, "%s/sub/r.db", dir));
	assert_string_equal(s->key_file, "/k");
	assert_string_equal(s->rules_dir, arena_printf(a, "%s/../rules", dir));
	assert_string_equal(s->templates_dir, arena_printf(a, "%s/t", dir));
	assert_string_equal(s->language, "en");
	assert_int_equal(s->poll_seconds, 1);
	assert_string_equal(s->authserv_id, "mx.example");
	assert_true(s->trust_from);
	assert_int_equal(s->answers_per_address, 9);
	assert_int_equal(s->answers_per_thread, 8);
	assert_int_equal(s->receipts_per_address, 0);
	assert_int_equal(rmdir(dir), 0);
	arena_free(&a);
}

static void test_broken(void **state)
{
	struct arena *a = arena_new();
	const char **names = NULL;
	struct slice expected;
	struct err e = {""};
	size_t count = 0, bad = 0;

	(void)state;
	assert_int_equal(
		file_list(a, "tests/broken/settings", ".conf", true, &names, &count, &e), 0);
	assert_true(count >= 15);
	for (size_t i = 0; i < count; i++) {
		struct problems p = {.arena = a};
		struct settings *s = NULL;
		const char *errors = arena_printf(
			a, "%.*s.errors", (int)(strlen(names[i]) - strlen(".conf")), names[i]);
		if (file_read(a, errors, 65536, &expected, &e) != 0)
			fail_msg("%s", e.text);
		assert_int_equal(settings_load(a, names[i], &s, &p), -1);
		char *text = said(&p);
		if (strcmp(text, expected.p) != 0) {
			print_error("%s: expected\n%sbut it is\n%s", names[i], expected.p, text);
			bad++;
		}
		free(text);
	}
	assert_int_equal(bad, 0);
	arena_free(&a);
}

static void test_no_file(void **state)
{
	struct arena *a = arena_new();
	struct problems p = {.arena = a};
	struct settings *s = NULL;

	(void)state;
	assert_int_equal(settings_load(a, "tests/broken/settings/no.conf", &s, &p), -1);
	char *text = said(&p);
	assert_string_equal(text, "tests/broken/settings/no.conf: No such file or directory\n");
	free(text);
	arena_free(&a);
}

/* Some editors write one before UTF-8; lines keep their numbers. */
static void test_byte_order_mark(void **state)
{
	char dir[] = "/tmp/mailbot-test-XXXXXX";
	struct arena *a = arena_new();
	struct slice example;
	struct err e;

	(void)state;
	assert_non_null(mkdtemp(dir));
	assert_int_equal(file_read(a, "systemd/mailbot.conf", 65536, &example, &e), 0);
	const char *text = arena_printf(a, "\xef\xbb\xbf%.*s", SLICE_ARGS(example));
	assert_string_equal(load_text(a, dir, text)->inbox.host, "mail.office.example");
	rmdir(dir);
	arena_free(&a);
}

static void test_defaults_of_places(void **state)
{
	struct arena *a = arena_new();

	(void)state;
	assert_string_equal(settings_default_dir(a, "rules"), "rules");
	/* Below PREFIX, whatever that is. */
	assert_true(slice_ends_ci(
		slice_of(settings_default_dir(a, "not-here")), "/share/mailbot/not-here"));
	setenv("MAILBOT_CONFIG", "/somewhere/x.conf", 1);
	assert_string_equal(settings_default_file(a), "/somewhere/x.conf");
	unsetenv("MAILBOT_CONFIG");
	arena_free(&a);
}

static void test_sound(void **state)
{
	static const struct {
		bool (*sound)(const char *text);
		const char *good[8], *bad[12];
	} cases[] = {
		{sound_line, {"a", "ä b", "\xf0\x9f\x98\x80"},
			{"", "a\nb", "a\r", "\t", "\x7f", "\xe4", "\xc0\x80"}},
		{sound_host, {"localhost", "mx1.office.example", "192.0.2.1", "2001:db8::1"},
			{"", "a b", "-a", ".a", "http://a", "ä.example"}},
		{sound_address, {"a@b", "a.b+c@office.example", "o'neill@b.example"},
			{"", "a", "@b", "a@", "a b@c", "a@b@c", ".a@b", "a.@b", "a..b@c", "a@b c",
				"ä@b", "<a@b>"}},
		{sound_folder, {"INBOX", "Anmeldungen/Bitte prüfen"},
			{"", "/a", "a/", "a//b", "a*", "%", "a\nb"}},
		{sound_language, {"de", "tr"}, {"", "d", "deu", "DE", "d1"}},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		for (const char *const *p = cases[i].good; *p != NULL; p++)
			if (!cases[i].sound(*p))
				fail_msg("'%s' is sound", *p);
		size_t many = sizeof cases[i].bad / sizeof *cases[i].bad;
		for (size_t j = 0; j < many && cases[i].bad[j] != NULL; j++)
			if (cases[i].sound(cases[i].bad[j]))
				fail_msg("'%s' is not sound", cases[i].bad[j]);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_example),
		cmocka_unit_test(test_example_comments),
		cmocka_unit_test(test_all_values),
		cmocka_unit_test(test_broken),
		cmocka_unit_test(test_no_file),
		cmocka_unit_test(test_byte_order_mark),
		cmocka_unit_test(test_defaults_of_places),
		cmocka_unit_test(test_sound),
	};
	return cmocka_run_group_tests_name("base-settings", tests, NULL, NULL);
}
