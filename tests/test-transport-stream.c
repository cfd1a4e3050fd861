/* The stream below libetpan: deadline and budget hold against servers that drip, flood or hang up. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <arpa/inet.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "transport/stream.h"

/* Milliseconds for what comes at once: a machine may have much else to do. */
enum { PATIENCE = 50 * 1000 };

/* A server in a process of its own, on a port of loopback. */
struct peer {
	pid_t pid;
	struct server_settings settings;
	struct stream *stream;
	mailstream *m;
};

static void drip(int fd)
{
	for (;;) {
		if (send(fd, "x", 1, MSG_NOSIGNAL) != 1)
			return;
		usleep(20 * 1000);
	}
}

static void flood(int fd)
{
	char x[4096];

	memset(x, 'x', sizeof x);
	while (send(fd, x, sizeof x, MSG_NOSIGNAL) > 0)
		;
}

static void hang_up(int fd)
{
	(void)fd;
}

static void stay_deaf(int fd)
{
	(void)fd;
	sleep(600);
}

static void echo(int fd)
{
	char x[4096];
	ssize_t n;

	while ((n = read(fd, x, sizeof x)) > 0 && send(fd, x, (size_t)n, MSG_NOSIGNAL) > 0)
		;
}

static void start(struct peer *p, void (*serve)(int))
{
	struct sockaddr_in at = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	socklen_t size = sizeof at;
	int listener = socket(AF_INET, SOCK_STREAM, 0);
	enum fault fault;
	struct err e = {""};

	assert_int_equal(bind(listener, (struct sockaddr *)&at, sizeof at), 0);
	assert_int_equal(listen(listener, 1), 0);
	assert_int_equal(getsockname(listener, (struct sockaddr *)&at, &size), 0);
	p->pid = fork();
	if (p->pid == 0) {
		serve(accept(listener, NULL, NULL));
		_exit(0);
	}
	close(listener);
	/* In clear until somebody says STARTTLS; localhost may be ::1 first, where nobody listens. */
	p->settings = (struct server_settings){
		.host = "localhost", .port = ntohs(at.sin_port), .tls = TLS_STARTTLS};
	assert_int_equal(
		stream_open(&p->settings, clock_monotonic_ms() + PATIENCE, &p->stream, &fault, &e),
		0);
	assert_int_equal(fault, FAULT_NONE);
	p->m = stream_mailstream(p->stream);
	assert_non_null(p->m);
}

static void stop(struct peer *p)
{
	mailstream_close(p->m);
	kill(p->pid, SIGKILL);
	waitpid(p->pid, NULL, 0);
}

/* Reads until it fails; how many bytes came. */
static size_t read_all(struct peer *p)
{
	char x[5000];
	size_t total = 0;
	ssize_t n;

	while ((n = mailstream_read(p->m, x, sizeof x)) >= 0) {
		assert_true(n > 0); /* 0 would make libetpan ask for ever */
		total += (size_t)n;
	}
	return total;
}

static void test_deadline(void **state)
{
	struct peer p;
	int64_t begin, took;
	char x;

	(void)state;
	start(&p, drip);
	stream_limit(p.stream, clock_monotonic_ms() + PATIENCE, 1000 * 1000);
	assert_int_equal(mailstream_read(p.m, &x, 1), 1);
	begin = clock_monotonic_ms();
	stream_limit(p.stream, begin + 300, 1000 * 1000);
	read_all(&p);
	took = clock_monotonic_ms() - begin;
	assert_true(took >= 250 && took < PATIENCE);
	assert_string_equal(stream_fault(p.stream), "no answer in time");
	/* For good: a new deadline does not revive it. */
	stream_limit(p.stream, clock_monotonic_ms() + PATIENCE, 1000);
	assert_int_equal(read_all(&p), 0);
	assert_int_equal(mailstream_write(p.m, "x", 1), 1); /* into the buffer ... */
	assert_int_equal(mailstream_flush(p.m), -1); /* ... and no farther */
	stop(&p);
}

static void test_budget(void **state)
{
	struct peer p;

	(void)state;
	start(&p, flood);
	stream_limit(p.stream, clock_monotonic_ms() + PATIENCE, 100 * 1000);
	assert_int_equal(read_all(&p), 100 * 1000);
	assert_string_equal(stream_fault(p.stream), "the server's answer has no end");
	stop(&p);
}

static void test_end(void **state)
{
	struct peer p;

	(void)state;
	start(&p, hang_up);
	stream_limit(p.stream, clock_monotonic_ms() + PATIENCE, 1000);
	assert_int_equal(read_all(&p), 0);
	assert_string_equal(stream_fault(p.stream), "the server closed the connection");
	stop(&p);
}

static void test_deaf(void **state)
{
	struct peer p;
	char *much = calloc(1, 64 * 1024 * 1024);

	(void)state;
	start(&p, stay_deaf);
	stream_limit(p.stream, clock_monotonic_ms() + 300, 1000);
	assert_true(mailstream_write(p.m, much, 64 * 1024 * 1024) < 64 * 1024 * 1024);
	assert_string_equal(stream_fault(p.stream), "the server does not take what we send");
	free(much);
	stop(&p);
}

static void test_abandon(void **state)
{
	struct peer p;
	char x[8];

	(void)state;
	start(&p, echo);
	stream_limit(p.stream, clock_monotonic_ms() + PATIENCE, 1000);
	assert_int_equal(mailstream_write(p.m, "hallo", 5), 5);
	assert_int_equal(mailstream_flush(p.m), 0);
	assert_int_equal(mailstream_read(p.m, x, 2), 2);
	assert_null(stream_fault(p.stream));
	mailstream_write(p.m, "nie", 3);
	stream_abandon(p.stream);
	assert_int_equal(mailstream_flush(p.m), -1);
	stop(&p);
}

static void test_words_before_tls(void **state)
{
	struct peer p;
	enum fault fault = FAULT_NONE;
	struct err e = {""};
	char x[8];

	(void)state;
	start(&p, echo);
	stream_limit(p.stream, clock_monotonic_ms() + PATIENCE, 1000);
	mailstream_write(p.m, "OK\r\n* BAD", 9);
	mailstream_flush(p.m);
	assert_int_equal(mailstream_read(p.m, x, 4), 4);
	assert_true(stream_pending(p.stream));
	assert_int_equal(
		stream_start_tls(p.stream, clock_monotonic_ms() + PATIENCE, &fault, &e), -1);
	assert_int_equal(fault, FAULT_TLS);
	assert_string_equal(
		e.text, "TLS refused: words in clear came after the answer to STARTTLS");
	stop(&p);
}

static void test_no_answer_to_tls(void **state)
{
	struct peer p;
	enum fault fault = FAULT_NONE;
	struct err e = {""};

	(void)state;
	start(&p, stay_deaf);
	int64_t begin = clock_monotonic_ms();
	assert_int_equal(stream_start_tls(p.stream, begin + 300, &fault, &e), -1);
	assert_int_equal(fault, FAULT_LATER);
	assert_string_equal(e.text, "no answer while TLS was being set up");
	assert_true(clock_monotonic_ms() - begin < PATIENCE);
	stop(&p);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_deadline),
		cmocka_unit_test(test_budget),
		cmocka_unit_test(test_end),
		cmocka_unit_test(test_deaf),
		cmocka_unit_test(test_abandon),
		cmocka_unit_test(test_words_before_tls),
		cmocka_unit_test(test_no_answer_to_tls),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
