/* The lock, tried from inside: what a process may still do once it is on. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/limits.h"
#include "reader/lock.h"

enum layer { READER, CHILD };
enum { LOCK_FAILED = 100, FORK_FAILED = 101 };

static int at_pipe[2]; /* where a child's output goes */

/* What `attempt` returns there, or 1000 + the signal that ended it. */
static int locked(enum layer layer, int (*attempt)(void))
{
	int status;

	assert_int_equal(pipe(at_pipe), 0);
	pid_t pid = fork();
	assert_true(pid >= 0);
	if (pid == 0) {
		struct lock *lock = NULL;
		int ends[2];
		if (lock_reader(&lock, NULL) != 0)
			_exit(LOCK_FAILED);
		if (layer == READER)
			_exit(attempt());
		if (pipe2(ends, O_CLOEXEC) != 0 || (pid = fork()) < 0)
			_exit(FORK_FAILED);
		if (pid == 0) {
			lock_child(lock, ends[1]);
			_exit(attempt());
		}
		while (waitpid(pid, &status, 0) < 0)
			;
		/* A status cannot hold both: the signals stand above. */
		_exit(WIFSIGNALED(status) ? 200 + WTERMSIG(status) : WEXITSTATUS(status));
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	close(at_pipe[0]);
	close(at_pipe[1]);
	if (WIFSIGNALED(status))
		return 1000 + WTERMSIG(status);
	return WEXITSTATUS(status) > 200 ? 800 + WEXITSTATUS(status) : WEXITSTATUS(status);
}

/* ---- attempts: 0 where it was done, else errno ---- */

static int try_nothing(void)
{
	return 0;
}

static int try_memory(void)
{
	char *p = malloc(10 * 1024 * 1024);

	if (p == NULL)
		return ENOMEM;
	memset(p, 1, 10 * 1024 * 1024);
	free(p);
	return 0;
}

#ifndef MAILBOT_SANITIZED

static int done(long result)
{
	return result < 0 ? errno : 0;
}

static int try_open(void)
{
	return done(open("/etc/hostname", O_RDONLY));
}

static int try_open_itself(void)
{
	return done(open("/proc/self/maps", O_RDONLY));
}

static int try_create(void)
{
	return done(open("/tmp/mailbot-test-lock", O_WRONLY | O_CREAT, 0600));
}

static int try_unlink(void)
{
	return done(unlink("/tmp/mailbot-test-lock"));
}

static int try_stat(void)
{
	struct stat st;

	return done(stat("/etc/hostname", &st));
}

static int try_kept_file(void)
{
	return done(write(at_pipe[1], "x", 1));
}

static int try_socket(void)
{
	return done(socket(AF_INET, SOCK_STREAM, 0));
}

static int try_unix_socket(void)
{
	return done(socket(AF_UNIX, SOCK_STREAM, 0));
}

static int try_connect(void)
{
	struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(25)};

	return done(connect(STDIN_FILENO, (struct sockaddr *)&to, sizeof to));
}

static int try_bind(void)
{
	struct sockaddr_un at = {.sun_family = AF_UNIX};

	return done(bind(STDIN_FILENO, (struct sockaddr *)&at, sizeof at));
}

static int try_random(void)
{
	char byte;

	return done(syscall(SYS_getrandom, &byte, 1, 0));
}

static int try_execve(void)
{
	char *none[] = {NULL};

	return done(execve("/bin/true", none, none));
}

static int try_ptrace(void)
{
	return done(ptrace(PTRACE_TRACEME, 0, NULL, NULL));
}

static int try_peek(void)
{
	char byte;
	struct iovec iov = {&byte, 1};

	return done(process_vm_readv(getppid(), &iov, 1, &iov, 1, 0));
}

static int try_fork(void)
{
	pid_t pid = fork();

	if (pid == 0)
		_exit(0);
	return done(pid);
}

static int try_thread(void)
{
	return done(syscall(
		SYS_clone, CLONE_VM | CLONE_THREAD | CLONE_SIGHAND, NULL, NULL, NULL, NULL));
}

static int try_namespace(void)
{
	return done(syscall(SYS_clone, CLONE_NEWUSER | SIGCHLD, NULL, NULL, NULL, NULL));
}

static int try_unshare(void)
{
	return done(unshare(CLONE_NEWUSER));
}

static int try_kill(void)
{
	return done(kill(1, 0));
}

static int try_code(void)
{
	return mmap(NULL, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) ==
			MAP_FAILED
		? errno
		: 0;
}

static int try_made_code(void)
{
	void *p = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	return p == MAP_FAILED ? errno : done(mprotect(p, 4096, PROT_READ | PROT_EXEC));
}

static int try_too_much_memory(void)
{
	return malloc((size_t)LETTER_BYTES_MAX + CHILD_MEMORY_MAX + 1) == NULL ? ENOMEM : 0;
}

static int try_more_limit(void)
{
	struct rlimit all = {RLIM_INFINITY, RLIM_INFINITY};

	return done(setrlimit(RLIMIT_AS, &all));
}

static int try_other_limit(void)
{
	return done(prlimit(1, RLIMIT_CORE, NULL, NULL));
}

static int try_pipe(void)
{
	int ends[2];

	return done(pipe2(ends, 0));
}

static int try_name(void)
{
	return done(prctl(PR_SET_NAME, "x", 0, 0, 0));
}

static int try_unknown_call(void)
{
	return done(syscall(SYS_keyctl, 0, 0, 0, 0, 0));
}

static int try_io_uring(void)
{
	return done(syscall(SYS_io_uring_setup, 1, NULL));
}

enum { SYS_KILLED = 1000 + SIGSYS };

static const struct {
	const char *what;
	int (*attempt)(void);
	int reader, child; /* what comes of it */
} attempts[] = {
	{"nothing", try_nothing, 0, 0},
	{"memory", try_memory, 0, 0},
	{"too much memory", try_too_much_memory, ENOMEM, ENOMEM},
	{"open", try_open, EACCES, EACCES},
	{"open /proc", try_open_itself, EACCES, EACCES},
	{"create", try_create, EACCES, EACCES},
	{"unlink", try_unlink, SYS_KILLED, SYS_KILLED},
	{"stat", try_stat, EACCES, EACCES},
	{"a file that was open", try_kept_file, EBADF, EBADF},
	{"socket", try_socket, EACCES, EACCES},
	{"unix socket", try_unix_socket, EACCES, EACCES},
	{"connect", try_connect, EACCES, EACCES},
	{"bind", try_bind, SYS_KILLED, SYS_KILLED},
	{"getrandom", try_random, EACCES, EACCES},
	{"execve", try_execve, SYS_KILLED, SYS_KILLED},
	{"ptrace", try_ptrace, SYS_KILLED, SYS_KILLED},
	{"process_vm_readv", try_peek, SYS_KILLED, SYS_KILLED},
	{"fork", try_fork, 0, SYS_KILLED},
	{"thread", try_thread, SYS_KILLED, SYS_KILLED},
	{"clone into a namespace", try_namespace, SYS_KILLED, SYS_KILLED},
	{"unshare", try_unshare, SYS_KILLED, SYS_KILLED},
	{"kill", try_kill, SYS_KILLED, SYS_KILLED},
	{"mmap of code", try_code, SYS_KILLED, SYS_KILLED},
	{"mprotect to code", try_made_code, SYS_KILLED, SYS_KILLED},
	{"a higher limit", try_more_limit, EPERM, SYS_KILLED},
	{"another's limit", try_other_limit, SYS_KILLED, SYS_KILLED},
	{"pipe", try_pipe, 0, SYS_KILLED},
	{"prctl", try_name, SYS_KILLED, SYS_KILLED},
	{"keyctl", try_unknown_call, SYS_KILLED, SYS_KILLED},
	{"io_uring", try_io_uring, SYS_KILLED, SYS_KILLED},
};

static void test_attempts(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof attempts / sizeof *attempts; i++) {
		int reader = locked(READER, attempts[i].attempt);
		int child = locked(CHILD, attempts[i].attempt);
		if (reader != attempts[i].reader || child != attempts[i].child)
			fail_msg("%s: the reader got %d (expected %d), the child %d (%d)",
				attempts[i].what, reader, attempts[i].reader, child,
				attempts[i].child);
	}
}

#else

static void test_attempts(void **state)
{
	(void)state;
	assert_int_equal(locked(READER, try_nothing), 0);
	assert_int_equal(locked(CHILD, try_memory), 0);
}

#endif

/* ---- in every build ---- */

static int try_privileges(void)
{
	struct rlimit core;

	if (prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) != 1)
		return 1;
	if (getrlimit(RLIMIT_CORE, &core) != 0 || core.rlim_max != 0)
		return 2;
	return 0;
}

static void test_privileges(void **state)
{
	(void)state;
#ifdef MAILBOT_SANITIZED
	assert_int_equal(locked(READER, try_privileges), 0);
	assert_int_equal(locked(CHILD, try_privileges), 0);
#else
	/* It may not even ask for them any more. */
	assert_int_equal(locked(READER, try_privileges), SYS_KILLED);
#endif
}

/* A child whose reader has ended ends too, whatever it is at. */
static void test_a_child_ends_with_its_reader(void **state)
{
	int ends[2], status;
	char byte;

	(void)state;
	assert_int_equal(pipe(ends), 0);
	pid_t reader = fork();
	assert_true(reader >= 0);
	if (reader == 0) {
		struct lock *lock = NULL;
		/* Standard input is all that stays open: there the child holds our pipe. */
		dup2(ends[1], STDIN_FILENO);
		if (lock_reader(&lock, NULL) != 0 || dup2(STDIN_FILENO, 5) != 5)
			_exit(LOCK_FAILED);
		pid_t child = fork();
		if (child == 0) {
			lock_child(lock, 5);
			if (write(STDOUT_FILENO, "c", 1) != 1)
				_exit(1);
			for (;;)
				;
		}
		while (waitpid(child, &status, 0) < 0)
			;
		_exit(0);
	}
	close(ends[1]);
	alarm(100);
	assert_int_equal(read(ends[0], &byte, 1), 1);
	assert_int_equal(kill(reader, SIGKILL), 0);
	assert_int_equal(waitpid(reader, &status, 0), reader);
	assert_int_equal(read(ends[0], &byte, 1), 0); /* the last writer is gone */
	alarm(0);
	close(ends[0]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_attempts),
		cmocka_unit_test(test_privileges),
		cmocka_unit_test(test_a_child_ends_with_its_reader),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
