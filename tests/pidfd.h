/*
 * Valgrind 3.19 knows no pidfd_open: a stand-in for the programs that run under it. The descriptor is ready once the child has
 * ended, which is all that is asked of it. One include a test program; under no other build does it say anything.
 */
#ifndef TESTS_PIDFD_H
#define TESTS_PIDFD_H

#ifdef MAILBOT_VALGRIND

#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/pidfd.h>
#include <sys/wait.h>
#include <unistd.h>

struct watched {
	pid_t pid;
	int line;
};

/* Until the child has ended, which is left to be waited for; closing our end makes the other ready. */
static void *pidfd_watch(void *arg)
{
	struct watched *w = arg;
	siginfo_t info;

	waitid(P_PID, (id_t)w->pid, &info, WEXITED | WNOWAIT);
	close(w->line);
	free(w);
	return NULL;
}

int pidfd_open(pid_t pid, unsigned int flags)
{
	struct watched *w = malloc(sizeof *w);
	pthread_t thread;
	int line[2];

	(void)flags;
	if (w == NULL || pipe2(line, O_CLOEXEC) != 0)
		abort();
	*w = (struct watched){.pid = pid, .line = line[1]};
	if (pthread_create(&thread, NULL, pidfd_watch, w) != 0)
		abort();
	pthread_detach(thread);
	return line[0];
}

#endif

#endif
