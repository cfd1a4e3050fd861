/* A carrier that is told to stop in the moment in which it is started. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <arpa/inet.h>
#include <signal.h>
#include <sys/socket.h>
#include <unistd.h>

#include "transport/carrier.h"
#include "transport/curl.h"

static bool yes(void)
{
	return true;
}

/* Takes connections and says nothing. */
static int silent_server(int *port)
{
	struct sockaddr_in at = {.sin_family = AF_INET, .sin_addr = {htonl(INADDR_LOOPBACK)}};
	socklen_t size = sizeof at;
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

	assert_true(fd >= 0 && bind(fd, (struct sockaddr *)&at, size) == 0 && listen(fd, 8) == 0);
	assert_int_equal(getsockname(fd, (struct sockaddr *)&at, &size), 0);
	*port = ntohs(at.sin_port);
	return fd;
}

/* The first signal has taken the handler away; the carrier is forked after it, and told again. */
static void test_told_to_stop_while_it_starts(void **state)
{
	struct server_settings server = {.host = "127.0.0.1", .tls = TLS_IMPLICIT};
	int fd = silent_server(&server.port);

	(void)state;
	signal(SIGTERM, SIG_DFL);
	for (int i = 0; i < 20; i++) {
		struct carrier *c = carrier_new(&server, NULL, yes);
		struct sent sent = {0};
		struct err why = {""};
		carrier_start(
			c, "a@web.example", "b@web.example", SLICE("Subject: x\r\n\r\ny\r\n"));
		carrier_stop(c);
		carrier_end(c, &sent, &why);
		assert_int_equal(sent.end, SEND_SERVER);
		carrier_free(&c);
	}
	close(fd);
}

static int load(void **state)
{
	struct err e;

	(void)state;
	return curl_load(&e);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_told_to_stop_while_it_starts),
	};

	return cmocka_run_group_tests(tests, load, NULL);
}
