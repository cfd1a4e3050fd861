/*
 * Containment, tried from inside: each case is a process that locks itself down and then tries. What
 * is left out of sanitizer builds is not tried there.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/log.h"
#include "daemon/contain.h"

static char inside[] = "/tmp/mailbot-inside-XXXXXX", outside[] = "/tmp/mailbot-outside-XXXXXX";
static int open_port, other_port; /* somebody listens at both */
static long abi;

/* Runs `tries` contained: true where it came back with 0. */
static bool contained(int (*tries)(void), bool forks, bool starts)
{
	int status = 0;
	pid_t pid = fork();

	if (pid == 0) {
		struct containment c = {.name = "test",
			.folder = inside,
			.ports = {open_port},
			.forks = forks,
			.starts = starts,
			.memory = 256 * 1024 * 1024};
		struct err e = {0};
		log_level(LOG_CRIT);
		if (contain(&c, &e) != 0) {
			fprintf(stderr, "%s\n", e.text);
			_exit(100);
		}
		int rc = tries();
		if (rc != 0)
			fprintf(stderr, "step %d: %s\n", rc, strerror(errno));
		_exit(rc);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

static int path_in(const char *folder, const char *name, int flags)
{
	char path[200];

	snprintf(path, sizeof path, "%s/%s", folder, name);
	return open(path, flags | O_CLOEXEC, 0600);
}

static int connect_to(int port)
{
	struct sockaddr_in a = {.sin_family = AF_INET,
		.sin_port = htons((uint16_t)port),
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	int rc = connect(fd, (struct sockaddr *)&a, sizeof a), why = errno;

	close(fd);
	errno = why;
	return rc;
}

static int listen_at(int *port)
{
	struct sockaddr_in a = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	socklen_t len = sizeof a;
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

	assert_int_equal(bind(fd, (struct sockaddr *)&a, sizeof a), 0);
	assert_int_equal(listen(fd, 8), 0);
	assert_int_equal(getsockname(fd, (struct sockaddr *)&a, &len), 0);
	*port = ntohs(a.sin_port);
	return fd;
}

static int setup(void **state)
{
	(void)state;
	abi = syscall(SYS_landlock_create_ruleset, NULL, 0, 1U);
	if (mkdtemp(inside) == NULL || mkdtemp(outside) == NULL)
		return -1;
	close(path_in(outside, "secret", O_WRONLY | O_CREAT));
	listen_at(&open_port);
	listen_at(&other_port);
	return 0;
}

static int teardown(void **state)
{
	static const char *const names[] = {"new", "secret"};
	char path[200];

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		snprintf(path, sizeof path, "%s/%s", i == 0 ? inside : outside, names[i]);
		unlink(path);
	}
	rmdir(inside);
	rmdir(outside);
	return 0;
}

static int work(void)
{
	int fd = path_in(inside, "new", O_RDWR | O_CREAT);

	if (fd < 0 || write(fd, "x", 1) != 1 || ftruncate(fd, 0) != 0)
		return 1;
	if (connect_to(open_port) != 0)
		return 2;
	if (open("/etc/passwd", O_RDONLY) < 0)
		return 3;
	/* As the resolver does. */
	if (socket(AF_NETLINK, SOCK_RAW, 0) < 0 || socket(AF_UNIX, SOCK_STREAM, 0) < 0)
		return 4;
	return 0;
}

static void what_its_work_needs_works(void **state)
{
	(void)state;
	assert_true(contained(work, false, false));
}

static int files(void)
{
	if (path_in(outside, "secret", O_RDONLY) >= 0 || errno != EACCES)
		return 1;
	if (path_in(outside, "new", O_WRONLY | O_CREAT) >= 0 || errno != EACCES)
		return 2;
	if (open("/etc/mailbot-test", O_WRONLY | O_CREAT, 0600) >= 0)
		return 3;
	return 0;
}

static int ports(void)
{
	return connect_to(other_port) == 0 || errno != EACCES;
}

static void no_other_file_and_no_other_port(void **state)
{
	(void)state;
	if (abi >= 1)
		assert_true(contained(files, false, false));
	if (abi >= 4)
		assert_true(contained(ports, false, false));
	assert_true(abi >= 1 || abi == -1);
}

static int privileges(void)
{
	char line[200];
	int found = 0;
	FILE *f = fopen("/proc/self/status", "re");

	while (f != NULL && fgets(line, sizeof line, f) != NULL)
		found += strcmp(line, "NoNewPrivs:\t1\n") == 0;
	if (found != 1)
		return 1;
	return setuid(1) == 0 && getuid() == 0;
}

static void no_privileges(void **state)
{
	(void)state;
	assert_true(contained(privileges, false, false));
}

#ifndef MAILBOT_SANITIZED

static int calls(void)
{
	if (ptrace(PTRACE_TRACEME, 0, NULL, NULL) == 0 || errno != EPERM)
		return 1;
	if (unshare(CLONE_NEWUSER) == 0 || errno != EPERM)
		return 2;
	if (socket(AF_PACKET, SOCK_RAW, 0) >= 0 || errno != EAFNOSUPPORT)
		return 3;
	if (listen(socket(AF_INET, SOCK_STREAM, 0), 1) == 0 || errno != EPERM)
		return 4;
	if (syscall(SYS_bpf, 0, NULL, 0) == 0 || errno != EPERM)
		return 5;
	return 0;
}

static int starting(void)
{
	char *const argv[] = {(char *)"true", NULL};

	if (fork() >= 0 || errno != EPERM)
		return 1;
	execv("/bin/true", argv);
	return errno != EPERM;
}

static int forking(void)
{
	char *const argv[] = {(char *)"true", NULL};
	int status = 1;
	pid_t pid = fork();

	if (pid == 0) {
		execv("/bin/true", argv);
		_exit(errno == EPERM ? 0 : 1);
	}
	return pid < 0 || waitpid(pid, &status, 0) != pid || status != 0;
}

static int starts(void)
{
	char *const argv[] = {(char *)"true", NULL};
	int status = 1;
	pid_t pid = fork();

	if (pid == 0) {
		execv("/bin/true", argv);
		_exit(1);
	}
	return pid < 0 || waitpid(pid, &status, 0) != pid || status != 0;
}

static int memory(void)
{
	size_t much = (size_t)300 * 1024 * 1024;

	return mmap(NULL, much, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) !=
		MAP_FAILED ||
		errno != ENOMEM;
}

static void no_call_that_takes_over(void **state)
{
	(void)state;
	assert_true(contained(calls, false, false));
	assert_true(contained(calls, true, true));
}

static void who_starts_nothing_can_start_nothing(void **state)
{
	(void)state;
	assert_true(contained(starting, false, false));
	assert_true(contained(forking, true, false));
	assert_true(contained(starts, true, true));
}

static void no_more_memory(void **state)
{
	(void)state;
	assert_true(contained(memory, false, false));
}

#endif

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_its_work_needs_works),
		cmocka_unit_test(no_other_file_and_no_other_port),
		cmocka_unit_test(no_privileges),
#ifndef MAILBOT_SANITIZED
		cmocka_unit_test(no_call_that_takes_over),
		cmocka_unit_test(who_starts_nothing_can_start_nothing),
		cmocka_unit_test(no_more_memory),
#endif
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
