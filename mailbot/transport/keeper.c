#include "transport/keeper.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/limits.h"

enum { KEEPER_FD = STDERR_FILENO + 1 }; /* the child's only descriptor beside it */

struct keeper {
	pid_t pid; /* 0: there is no login, and nobody to ask */
	int line;
};

/* What the child answers: one packet of the line. */
struct answer {
	int rc; /* of secret_read */
	char text[SECRET_BYTES_MAX + 1]; /* the secret, or what went wrong */
};

static void answer_once(const struct secret_source *source, int line)
{
	struct answer *a = xcalloc(1, sizeof *a);
	struct secret *s = NULL;
	struct err e = {0};

	a->rc = secret_read(source, &s, &e);
	strncpy(a->text, s != NULL ? secret_text(s) : e.text, sizeof a->text - 1);
	secret_free(&s);
	if (send(line, a, sizeof *a, MSG_NOSIGNAL) < 0)
		_exit(1);
	explicit_bzero(a, sizeof *a);
	free(a);
}

static void __attribute__((noreturn)) keep(const struct secret_source *source, int line, pid_t us)
{
	char ask;

	/* Its own group is not needed: each command has one, and a signal to us is none to it. */
	signal(SIGTERM, SIG_DFL);
	signal(SIGINT, SIG_IGN);
	if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0 || getppid() != us ||
		(line != KEEPER_FD && dup2(line, KEEPER_FD) < 0) ||
		fcntl(KEEPER_FD, F_SETFD, FD_CLOEXEC) != 0 ||
		close_range(KEEPER_FD + 1, ~0U, 0) != 0)
		_exit(1);
	while (recv(KEEPER_FD, &ask, 1, 0) == 1)
		answer_once(source, KEEPER_FD);
	_exit(0);
}

int keeper_start(const struct secret_source *source, struct keeper **out, struct err *e)
{
	int line[2];
	pid_t us = getpid(), pid;

	if (source->file == NULL && source->command == NULL && source->token_command == NULL) {
		*out = xcalloc(1, sizeof **out);
		return 0;
	}
	if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, line) != 0)
		return err_errno(e, "a line to the password's keeper");
	pid = fork();
	if (pid == 0)
		keep(source, line[1], us);
	close(line[1]);
	if (pid < 0) {
		err_errno(e, "starting the password's keeper");
		close(line[0]);
		return -1;
	}
	*out = xcalloc(1, sizeof **out);
	(*out)->pid = pid;
	(*out)->line = line[0];
	return 0;
}

/* The child's command has a deadline of its own; ours only meets a child that is no more. */
static int await(int line, struct err *e)
{
	struct pollfd pfd = {.fd = line, .events = POLLIN};
	int n;

	do
		n = poll(&pfd, 1, (SECRET_COMMAND_SECONDS + 5) * 1000);
	while (n < 0 && errno == EINTR);
	return n == 1 ? 0 : err_set(e, "the password's keeper does not answer");
}

int keeper_ask(struct keeper *k, struct secret **out, struct err *e)
{
	struct answer *a;
	ssize_t n = -1;
	int rc = -1;

	*out = NULL;
	if (k->pid == 0)
		return 0;
	a = xcalloc(1, sizeof *a);
	if (send(k->line, "", 1, MSG_NOSIGNAL) == 1 && await(k->line, e) == 0)
		n = recv(k->line, a, sizeof *a, 0);
	if (n != (ssize_t)sizeof *a) {
		err_set(e, "the password's keeper has ended");
	} else if (a->rc != 0) {
		err_set(e, "%s", a->text);
	} else {
		*out = secret_new(slice_of(a->text));
		rc = 0;
	}
	explicit_bzero(a, sizeof *a);
	free(a);
	return rc;
}

bool keeper_gone(const struct keeper *k)
{
	char none;

	return k->pid != 0 && recv(k->line, &none, 1, MSG_PEEK | MSG_DONTWAIT) == 0;
}

void keeper_free(struct keeper **k)
{
	if (*k == NULL)
		return;
	if ((*k)->pid > 0) {
		close((*k)->line);
		kill((*k)->pid, SIGKILL);
		while (waitpid((*k)->pid, NULL, 0) < 0 && errno == EINTR)
			;
	}
	free(*k);
	*k = NULL;
}
