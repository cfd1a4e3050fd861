/* The password's keeper: what it hands over, what it says, and that it is gone when we are done. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "transport/keeper.h"
#include "pidfd.h"

static const struct {
	const char *command, *secret, *error;
} cases[] = {
	{"echo geheim", "geheim", NULL},
	{"printf 'zwei\\nZeilen'", "zwei", NULL},
	{NULL, NULL, NULL},
	{"exit 3", NULL, "password command: ended with status 3"},
	{"kill -9 $$", NULL, "password command: ended by signal 9"},
	{"true", NULL,
		"password command: its first line is empty, the password should stand there"},
	/* It has nothing of ours but standard error and what the shell needs. */
	{"ls /proc/self/fd | tr '\\n' ' '", "0 1 2 3 ", NULL},
};

static void it_hands_over_what_it_got(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const struct secret_source source = {.command = cases[i].command};
		struct keeper *k = NULL;
		struct secret *s = NULL;
		struct err e = {0};
		assert_int_equal(keeper_start(&source, &k, &e), 0);
		/* there is a child, unless there is nothing to ask it for */
		assert_int_equal(waitpid(-1, NULL, WNOHANG), source.command != NULL ? 0 : -1);
		for (int again = 0; again < 2; again++) {
			int rc = keeper_ask(k, &s, &e);
			assert_int_equal(rc, cases[i].error != NULL ? -1 : 0);
			if (cases[i].error != NULL)
				assert_string_equal(e.text, cases[i].error);
			if (cases[i].secret != NULL)
				assert_string_equal(secret_text(s), cases[i].secret);
			else
				assert_null(s);
			secret_free(&s);
		}
		keeper_free(&k);
		assert_null(k);
		assert_int_equal(waitpid(-1, NULL, WNOHANG), -1);
	}
}

static void it_knows_a_token_from_a_password(void **state)
{
	const struct secret_source source = {.token_command = "echo jung; echo egal"};
	const struct secret_source broken = {.token_command = "echo"};
	struct secret *s = NULL;
	struct err e = {0};

	(void)state;
	assert_int_equal(secret_read(&source, &s, &e), 0);
	assert_string_equal(secret_text(s), "jung");
	secret_free(&s);
	assert_int_equal(secret_read(&broken, &s, &e), -1);
	assert_string_equal(
		e.text, "token command: its first line is empty, the token should stand there");
}

static void it_asks_afresh_each_time(void **state)
{
	char path[] = "/tmp/mailbot-token-XXXXXX", command[100];
	int fd = mkstemp(path);
	struct keeper *k = NULL;
	struct secret *s = NULL;
	struct err e;

	(void)state;
	snprintf(command, sizeof command, "echo >>%s; wc -l <%s", path, path);
	const struct secret_source source = {.command = command};
	assert_int_equal(keeper_start(&source, &k, &e), 0);
	for (int i = 1; i <= 3; i++) {
		assert_int_equal(keeper_ask(k, &s, &e), 0);
		assert_int_equal(secret_text(s)[0], '0' + i);
		secret_free(&s);
	}
	keeper_free(&k);
	close(fd);
	unlink(path);
}

static void it_is_known_that_it_is_gone(void **state)
{
	const struct secret_source source = {.command = "echo jung; kill -9 $PPID"}, none = {0};
	struct keeper *k = NULL;
	struct secret *s = NULL;
	struct err e = {0};

	(void)state;
	assert_int_equal(keeper_start(&none, &k, &e), 0);
	assert_false(keeper_gone(k));
	keeper_free(&k);
	assert_int_equal(keeper_start(&source, &k, &e), 0);
	assert_false(keeper_gone(k));
	assert_int_equal(keeper_ask(k, &s, &e), -1);
	assert_string_equal(e.text, "the password's keeper has ended");
	assert_true(keeper_gone(k));
	keeper_free(&k);
}

static void it_can_be_ended_in_the_middle_of_a_command(void **state)
{
	const struct secret_source source = {.command = "sleep 600"};
	int64_t began = clock_monotonic_ms();
	struct keeper *k = NULL;
	struct err e;

	(void)state;
	assert_int_equal(keeper_start(&source, &k, &e), 0);
	keeper_free(&k);
	keeper_free(&k);
	assert_true(clock_monotonic_ms() - began < 25 * 1000); /* its own patience is 30 s */
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(it_hands_over_what_it_got),
		cmocka_unit_test(it_knows_a_token_from_a_password),
		cmocka_unit_test(it_asks_afresh_each_time),
		cmocka_unit_test(it_is_known_that_it_is_gone),
		cmocka_unit_test(it_can_be_ended_in_the_middle_of_a_command),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
