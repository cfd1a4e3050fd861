/* What systemd is told: where its socket is a path or a name, and when it watches us. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "daemon/notify.h"

static int listen_at(const char *name, size_t len)
{
	struct sockaddr_un at = {.sun_family = AF_UNIX};
	int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);

	memcpy(at.sun_path, name, len);
	assert_int_equal(bind(fd, (const struct sockaddr *)&at,
				 (socklen_t)(offsetof(struct sockaddr_un, sun_path) + len)),
		0);
	return fd;
}

static void told(int fd, const char *socket)
{
	char text[64] = "";

	assert_int_equal(setenv("NOTIFY_SOCKET", socket, 1), 0);
	notify_state("READY=1\nSTATUS=Here.");
	assert_int_equal(recv(fd, text, sizeof text, 0), strlen("READY=1\nSTATUS=Here."));
	assert_memory_equal(text, "READY=1\nSTATUS=Here.", strlen("READY=1\nSTATUS=Here."));
	close(fd);
}

static void sockets(void **state)
{
	char folder[] = "/tmp/mailbot-notify.XXXXXX", path[64], name[64];

	(void)state;
	assert_non_null(mkdtemp(folder));
	snprintf(path, sizeof path, "%s/notify", folder);
	told(listen_at(path, strlen(path)), path);
	unlink(path);
	rmdir(folder);
	snprintf(name, sizeof name, "@%s", folder);
	name[0] = '\0';
	int fd = listen_at(name, 1 + strlen(folder));
	name[0] = '@';
	told(fd, name);
}

/* Nobody listens, or it is no address: that is all. */
static void nobody(void **state)
{
	static const char *const sockets[] = {"", "@", "/nowhere/at/all", "vsock:2:1", "relative"};
	char long_one[300];

	(void)state;
	for (size_t i = 0; i < sizeof sockets / sizeof *sockets; i++) {
		setenv("NOTIFY_SOCKET", sockets[i], 1);
		notify_state("READY=1");
	}
	memset(long_one, '/', sizeof long_one - 1);
	long_one[sizeof long_one - 1] = '\0';
	setenv("NOTIFY_SOCKET", long_one, 1);
	notify_state("READY=1");
	unsetenv("NOTIFY_SOCKET");
	notify_state("READY=1");
}

static void watchdog(void **state)
{
	char own[32];
	static const struct {
		const char *pid, *usec;
		uint64_t wanted;
	} table[] = {
		{NULL, NULL, 0},
		{NULL, "30000000", 30000000},
		{"1", "30000000", 0},
		{"own", "30000000", 30000000},
		{"own", "soon", 0},
		{"own", "-1", 0},
	};

	(void)state;
	snprintf(own, sizeof own, "%ld", (long)getpid());
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		unsetenv("WATCHDOG_PID");
		unsetenv("WATCHDOG_USEC");
		if (table[i].pid != NULL)
			setenv("WATCHDOG_PID",
				strcmp(table[i].pid, "own") == 0 ? own : table[i].pid, 1);
		if (table[i].usec != NULL)
			setenv("WATCHDOG_USEC", table[i].usec, 1);
		assert_int_equal(notify_watchdog(), table[i].wanted);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sockets),
		cmocka_unit_test(nobody),
		cmocka_unit_test(watchdog),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
