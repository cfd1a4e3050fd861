/* A name server that does not answer: this program has a getaddrinfo of its own. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "transport/resolve.h"

/* Milliseconds for what comes at once: a machine may have much else to do. */
enum { PATIENCE = 50 * 1000 };

static struct addrinfo entries[40];
static struct sockaddr_in at[40];

int getaddrinfo(
	const char *host, const char *service, const struct addrinfo *hints, struct addrinfo **out)
{
	size_t n = strcmp(host, "many.example") == 0 ? 40 : 1;

	(void)hints;
	if (strcmp(host, "hangs.example") == 0)
		for (;;)
			pause();
	if (strcmp(host, "dies.example") == 0)
		_exit(0);
	if (strcmp(host, "none.example") == 0)
		return EAI_NONAME;
	if (strcmp(host, "system.example") == 0) {
		errno = EMFILE;
		return EAI_SYSTEM;
	}
	for (size_t i = 0; i < n; i++) {
		at[i] = (struct sockaddr_in){.sin_family = AF_INET,
			.sin_port = htons((uint16_t)atol(service)), /* lint: a test's own */
			.sin_addr = {htonl(0x7f000001 + (uint32_t)i)}};
		entries[i] = (struct addrinfo){.ai_family = AF_INET,
			.ai_socktype = SOCK_STREAM,
			.ai_addr = (struct sockaddr *)&at[i],
			.ai_addrlen = sizeof at[i],
			.ai_next = i + 1 < n ? &entries[i + 1] : NULL};
	}
	*out = entries;
	return 0;
}

static int look_up(const char *host, int64_t ms, struct address *list, size_t *count, struct err *e)
{
	int rc = resolve(host, 993, clock_monotonic_ms() + ms, list, count, e);

	assert_int_equal(waitpid(-1, NULL, WNOHANG), -1); /* no child is left */
	assert_int_equal(errno, ECHILD);
	return rc;
}

static void test_addresses(void **state)
{
	struct address list[ADDRESSES_MAX];
	struct err e = {""};
	size_t count;

	(void)state;
	assert_int_equal(look_up("one.example", PATIENCE, list, &count, &e), 0);
	assert_int_equal(count, 1);
	const struct sockaddr_in *in = (const struct sockaddr_in *)&list[0].at;
	assert_int_equal(ntohs(in->sin_port), 993);
	assert_int_equal(ntohl(in->sin_addr.s_addr), 0x7f000001);
	assert_int_equal(look_up("many.example", PATIENCE, list, &count, &e), 0);
	assert_int_equal(count, ADDRESSES_MAX);
}

static void test_no_addresses(void **state)
{
	static const struct {
		const char *host, *why;
		int ms; /* to wait: short only for what has no answer */
	} cases[] = {
		{"hangs.example", "looking up its address: no answer in time", 300},
		{"dies.example", "looking up its address: no answer in time", 300},
		{"none.example", "looking up its address: Name or service not known", PATIENCE},
		{"system.example", "looking up its address: Too many open files", PATIENCE},
	};
	struct address list[ADDRESSES_MAX];
	size_t count;

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct err e = {""};
		int64_t began = clock_monotonic_ms();
		assert_int_equal(look_up(cases[i].host, cases[i].ms, list, &count, &e), -1);
		assert_string_equal(e.text, cases[i].why);
		assert_in_range(clock_monotonic_ms() - began, 0, cases[i].ms + PATIENCE);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_addresses),
		cmocka_unit_test(test_no_addresses),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
