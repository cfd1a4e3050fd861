/* Passwords from files and commands: what is taken, and what errors say and do not say. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/file.h"
#include "base/limits.h"
#include "transport/secret.h"
#include "pidfd.h"

static void check(const struct secret_source *source, const char *want, const char *why)
{
	struct secret *s = NULL;
	struct err e = {""};
	int rc = secret_read(source, &s, &e);

	if (why != NULL) {
		assert_string_equal(e.text, why);
		assert_int_equal(rc, -1);
		assert_null(s);
		return;
	}
	assert_string_equal(e.text, "");
	assert_int_equal(rc, 0);
	assert_string_equal(secret_text(s), want);
	secret_free(&s);
	assert_null(s);
}

static void test_command(void **state)
{
	static const struct {
		const char *command, *secret, *why;
	} cases[] = {
		{"echo geheim", "geheim", NULL},
		{"printf geheim", "geheim", NULL},
		{"printf 'geheim\\r\\nzweite Zeile\\n'", "geheim", NULL},
		{"printf ' mit Blanks  \\n'", " mit Blanks  ", NULL},
		{"echo 'pä\\ss\"wort'", "pä\\ss\"wort", NULL},
		{"echo geheim; seq 1 2000", "geheim", NULL},
		{"echo geheim; exec >&-; true", "geheim", NULL},
		{"cat; echo geheim", "geheim", NULL}, /* its standard input is empty */
		{"sleep 60 2>/dev/null & echo geheim", "geheim",
			NULL}, /* who stays behind holds nobody up */
		{"echo geheim >&2; exit 3", NULL, "password command: ended with status 3"},
		{"echo geheim; exit 1", NULL, "password command: ended with status 1"},
		{"kill -9 $$", NULL, "password command: ended by signal 9"},
		{"/no/such/program-geheim 2>/dev/null", NULL,
			"password command: ended with status 127"},
		{"true", NULL,
			"password command: its first line is empty, the password should stand there"},
		{"printf '\\ngeheim\\n'", NULL,
			"password command: its first line is empty, the password should stand there"},
		{"printf 'geheim\\001\\n'", NULL,
			"password command: a control character in its first line, where the password "
			"should stand"},
		{"head -c 20000 /dev/zero | tr '\\0' g", NULL,
			"password command: more than 16384 bytes; only its first line counts"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct secret_source source = {.command = cases[i].command};
		int64_t start = clock_monotonic_ms();
		check(&source, cases[i].secret, cases[i].why);
		assert_true(
			clock_monotonic_ms() - start < 25 * 1000); /* its own patience is 30 s */
	}
}

static void test_file(void **state)
{
	static const struct {
		struct slice content;
		const char *secret, *what; /* after the file's name */
	} cases[] = {
		{SLICE("geheim\n"), "geheim", NULL},
		{SLICE("geheim"), "geheim", NULL},
		{SLICE("geheim\r\nmehr\n"), "geheim", NULL},
		{SLICE(""), NULL, "its first line is empty, the password should stand there"},
		{SLICE("\n\n"), NULL, "its first line is empty, the password should stand there"},
		{SLICE("ge\0heim\n"), NULL,
			"a control character in its first line, where the password should stand"},
		{SLICE("ge\theim\n"), NULL,
			"a control character in its first line, where the password should stand"},
	};
	char path[] = "/tmp/test-secret.XXXXXX", why[256];
	int fd = mkstemp(path);

	(void)state;
	assert_true(fd >= 0);
	close(fd);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct secret_source source = {.file = path};
		assert_int_equal(file_write(path, cases[i].content, 0600, NULL), 0);
		snprintf(why, sizeof why, "%s: %s", path,
			cases[i].what != NULL ? cases[i].what : "");
		check(&source, cases[i].secret, cases[i].what != NULL ? why : NULL);
	}
	assert_int_equal(file_write(path, SLICE("geheim\n"), 0600, NULL), 0);
	assert_int_equal(chmod(path, 0640), 0); /* a group of its own is as good */
	check(&(struct secret_source){.file = path}, "geheim", NULL);
	assert_int_equal(chmod(path, 0644), 0);
	snprintf(why, sizeof why,
		"password file %s: mode 0644 lets everybody have it; `chmod o=` it", path);
	check(&(struct secret_source){.file = path}, NULL, why);
	unlink(path);
	snprintf(why, sizeof why,
		"password file %s: there is none; write the password into its first line and `chmod 600` it, "
		"or name another in the settings ('password_file')",
		path);
	check(&(struct secret_source){.file = path}, NULL, why);
	check(&(struct secret_source){.file = "/tmp"}, NULL, "password file: /tmp: Is a directory");
}

static void test_longest(void **state)
{
	char path[] = "/tmp/test-secret.XXXXXX";
	char *text = malloc(SECRET_BYTES_MAX + 1);
	int fd = mkstemp(path);

	(void)state;
	assert_true(fd >= 0);
	close(fd);
	memset(text, 'g', SECRET_BYTES_MAX);
	text[SECRET_BYTES_MAX] = '\0';
	assert_int_equal(file_write(path, slice_of(text), 0600, NULL), 0);
	check(&(struct secret_source){.file = path}, text, NULL);
	unlink(path);
	free(text);
}

static void test_none(void **state)
{
	struct secret *s = (struct secret *)state;
	struct secret_source source = {0};

	assert_int_equal(secret_read(&source, &s, NULL), 0);
	assert_null(s);
	secret_free(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_command),
		cmocka_unit_test(test_file),
		cmocka_unit_test(test_longest),
		cmocka_unit_test(test_none),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
