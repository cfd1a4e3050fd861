/*
 * The supervisor's hands, with shells as the processes: started, awaited, sent off, buried, started
 * again, killed when they stall, ended when told to.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"
#include "daemon/process.h"
#include "daemon/stop.h"
#include "daemon/supervise.h"

static int lock;
static bool (*enough)(void); /* what is waited for; NULL: nothing */

/* A shell: descriptor 3 is its line, 4 the lock. (Its redirections write to a socket as to a file.) */
static struct worker shell(const char *script)
{
	static char *argv[8][4];
	static size_t used;
	char **a = argv[used++ % 8];

	a[0] = (char *)"sh";
	a[1] = (char *)"-c";
	a[2] = (char *)script;
	a[3] = NULL;
	return (struct worker){
		.name = "shell", .program = "/bin/sh", .argv = a, .stop_ms = 500, .line = -1};
}

static void start(struct worker *w)
{
	struct err e = {0};

	if (worker_start(w, lock, &e) != 0)
		fail_msg("%s", e.text);
}

static int setup(void **state)
{
	struct err e;
	char name[] = "/tmp/mailbot-lock-XXXXXX";

	(void)state;
	log_level(LOG_CRIT);
	lock = mkstemp(name);
	unlink(name);
	enough = NULL;
	return lock < 0 ? -1 : stop_watch(&e);
}

static void it_is_awaited_sent_off_and_buried(void **state)
{
	struct worker w = shell("printf r >&3; head -c 1 <&3 | grep -q g");

	(void)state;
	start(&w);
	assert_true(worker_await(&w));
	worker_go(&w);
	assert_true(worker_join(&w));
	assert_true(worker_well(&w));
	assert_int_equal(w.pid, 0);
}

/* 5 is the folder that ls lists. */
static void it_has_the_lock_and_nothing_else(void **state)
{
	struct worker w = shell("test \"$(ls /proc/self/fd | tr '\\n' ' ')\" = '0 1 2 3 4 5 ' &&"
				" test -z \"$NOTIFY_SOCKET\"");

	(void)state;
	setenv("NOTIFY_SOCKET", "/nowhere", 1);
	start(&w);
	unsetenv("NOTIFY_SOCKET");
	assert_true(worker_join(&w));
	assert_true(worker_well(&w));
}

static void who_ends_before_it_is_ready_is_seen(void **state)
{
	struct worker w = shell("exit 3");

	(void)state;
	start(&w);
	assert_false(worker_await(&w));
	assert_false(worker_well(&w));
	assert_int_equal(WEXITSTATUS(w.status), 3);
}

static void a_program_that_is_not_there_is_seen(void **state)
{
	struct worker w = shell("");

	(void)state;
	w.program = "/nowhere/mailbot";
	start(&w);
	assert_false(worker_await(&w));
	assert_int_equal(WEXITSTATUS(w.status), 127);
}

static void all_end_when_told_to(void **state)
{
	struct worker w[] = {shell("printf r >&3; exec sleep 600"),
		shell("trap '' TERM; printf r >&3; while :; do sleep 0.2; done")};
	int64_t began;

	(void)state;
	w[0].stop_ms = 50 * 1000;
	for (size_t i = 0; i < 2; i++) {
		start(&w[i]);
		assert_true(worker_await(&w[i]));
	}
	began = clock_monotonic_ms();
	workers_end(w, 2);
	assert_true(clock_monotonic_ms() - began < 50 * 1000);
	assert_int_equal(WTERMSIG(w[0].status), SIGTERM);
	assert_int_equal(WTERMSIG(w[1].status), SIGKILL);
	workers_end(w, 2); /* once more is nothing */
}

static void one_turn(void)
{
	if (enough())
		raise(SIGTERM);
}

static int counted;

static bool thrice(void)
{
	struct stat st;

	return fstat(counted, &st) != 0 || st.st_size >= 3;
}

/* It leaves a byte in the file each time that it is sent off. */
static void who_dies_is_started_again_after_a_pause(void **state)
{
	char count[] = "/tmp/mailbot-count-XXXXXX", script[200];

	(void)state;
	counted = mkstemp(count);
	snprintf(script, sizeof script, "printf r >&3; head -c 1 <&3 >>%s; kill -9 $$", count);
	struct worker w = shell(script);
	struct err e;
	start(&w);
	assert_true(worker_await(&w));
	worker_go(&w);
	enough = thrice;
	int64_t began = clock_monotonic_ms();
	workers_keep(&w, 1, lock, one_turn, 100);
	int64_t took = clock_monotonic_ms() - began;
	workers_end(&w, 1);
	char seen[16];
	ssize_t n = pread(counted, seen, sizeof seen, 0);
	close(counted);
	unlink(count);
	/* Pauses of 1 s and 2 s, and no more: the next is of 4 s. */
	assert_int_equal(n, 3);
	assert_true(took >= 3000);
	assert_int_equal(stop_watch(&e), 0);
}

static struct worker stalls;
static int first;

static bool another(void)
{
	return stalls.pid != first;
}

static void who_stalls_is_killed(void **state)
{
	struct worker *w = &stalls;

	(void)state;
	stalls = shell("printf r >&3; exec sleep 600");
	w->stall_ms = 200;
	start(w);
	assert_true(worker_await(w));
	first = w->pid;
	enough = another;
	workers_keep(w, 1, lock, one_turn, 100);
	assert_int_not_equal(w->pid, first);
	assert_int_equal(kill(first, 0), -1);
	workers_end(w, 1);
}

int main(void)
{
	/* The last two raise SIGTERM, and stop stays asked: each has a process of its own. */
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(it_is_awaited_sent_off_and_buried),
		cmocka_unit_test(it_has_the_lock_and_nothing_else),
		cmocka_unit_test(who_ends_before_it_is_ready_is_seen),
		cmocka_unit_test(a_program_that_is_not_there_is_seen),
		cmocka_unit_test(all_end_when_told_to),
		cmocka_unit_test(who_stalls_is_killed),
	};
	const struct CMUnitTest again[] = {
		cmocka_unit_test(who_dies_is_started_again_after_a_pause)};
	pid_t pid = fork();

	if (pid == 0)
		exit(cmocka_run_group_tests_name("again", again, setup, NULL));
	int status = 0, failed = cmocka_run_group_tests(tests, setup, NULL);
	waitpid(pid, &status, 0);
	return failed != 0 || status != 0;
}
