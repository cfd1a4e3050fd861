#include "transport/carrier.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/fd.h"
#include "transport/submission.h"

enum {
	CARRIER_FD = STDERR_FILENO + 1, /* the child's only descriptor beside it */
	GOODBYE_MS = 1000, /* for a server to take a QUIT */
};

struct carrier {
	const struct server_settings *server;
	const struct secret *password;
	bool (*asked)(void);
	pid_t pid; /* 0: none */
	int line;
	bool busy;
};

/* What goes over the line: this and then the three, one after the other. */
struct request {
	size_t from, to, letter; /* bytes; of the first two with their NUL */
};

struct answer {
	struct sent sent;
	struct err why;
};

/* All at once as far as possible: who reads is woken for each piece. */
static bool write_all(int fd, struct iovec *parts, size_t count)
{
	while (count > 0) {
		const struct msghdr all = {.msg_iov = parts, .msg_iovlen = count};
		ssize_t n = sendmsg(fd, &all, MSG_NOSIGNAL);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return false;
		for (; count > 0 && (size_t)n >= parts->iov_len; parts++, count--)
			n -= (ssize_t)parts->iov_len;
		if (count > 0) {
			parts->iov_base = (char *)parts->iov_base + n;
			parts->iov_len -= (size_t)n;
		}
	}
	return true;
}

/* ---- the process ---- */

static bool carry_one(struct submission *s)
{
	struct request r;
	struct answer a;
	char *bytes;
	bool done = false;

	if (!fd_read(CARRIER_FD, &r, sizeof r, 0))
		return false;
	memset(&a, 0, sizeof a);
	bytes = xmalloc(r.from + r.to + r.letter + 1);
	if (fd_read(CARRIER_FD, bytes, r.from + r.to + r.letter, 0)) {
		submission_send(s, bytes, bytes + r.from,
			(struct slice){bytes + r.from + r.to, r.letter}, &a.sent, &a.why);
		done = write_all(CARRIER_FD, &(struct iovec){&a, sizeof a}, 1);
	}
	free(bytes);
	return done;
}

/* Those by which we are told to stop; the first of them takes its handler away (daemon/stop.h). */
static void stops(int how)
{
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, SIGTERM);
	sigaddset(&set, SIGINT);
	sigprocmask(how, &set, NULL);
}

static void __attribute__((noreturn)) carry(const struct carrier *c, int line, pid_t parent)
{
	struct submission *s = submission_new(c->server, c->password);

	if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0 || getppid() != parent ||
		(line != CARRIER_FD && dup2(line, CARRIER_FD) < 0) ||
		close_range(CARRIER_FD + 1, ~0U, 0) != 0)
		_exit(1);
	submission_stop_when(s, c->asked);
	/* Who is started while all are being stopped knows so, and must not die of being told again. */
	if (c->asked != NULL && c->asked()) {
		signal(SIGTERM, SIG_IGN);
		signal(SIGINT, SIG_IGN);
	}
	stops(SIG_UNBLOCK);
	while (carry_one(s))
		;
	submission_free(&s);
	_exit(0);
}

/* ---- its parent ---- */

struct carrier *carrier_new(
	const struct server_settings *server, const struct secret *password, bool (*asked)(void))
{
	struct carrier *c = xcalloc(1, sizeof *c);

	*c = (struct carrier){.server = server, .password = password, .asked = asked, .line = -1};
	return c;
}

void carrier_set_password(struct carrier *c, const struct secret *password)
{
	c->password = password;
}

static int begin(struct carrier *c)
{
	int line[2];
	pid_t us = getpid(), pid;

	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, line) != 0)
		return -1;
	stops(SIG_BLOCK);
	pid = fork();
	if (pid == 0)
		carry(c, line[1], us);
	stops(SIG_UNBLOCK);
	close(line[1]);
	if (pid < 0) {
		close(line[0]);
		return -1;
	}
	c->pid = pid;
	c->line = line[0];
	return 0;
}

static void bury(struct carrier *c)
{
	if (c->line >= 0)
		close(c->line);
	c->line = -1;
	if (c->pid != 0)
		while (waitpid(c->pid, NULL, 0) < 0 && errno == EINTR)
			;
	c->pid = 0;
}

void carrier_free(struct carrier **c)
{
	if (*c == NULL)
		return;
	if ((*c)->pid != 0) {
		struct pollfd pfd = {.fd = (*c)->line, .events = POLLIN};
		shutdown((*c)->line, SHUT_WR);
		if ((*c)->busy || poll(&pfd, 1, GOODBYE_MS) != 1)
			kill((*c)->pid, SIGKILL);
	}
	bury(*c);
	free(*c);
	*c = NULL;
}

void carrier_start(struct carrier *c, const char *from, const char *to, struct slice letter)
{
	struct request r = {strlen(from) + 1, strlen(to) + 1, letter.len};

	c->busy = true;
	if (c->pid == 0 && begin(c) != 0)
		return;
	/* It has nothing to do but to read; where it is gone, carrier_end will see. */
	struct iovec parts[] = {{&r, sizeof r}, {(void *)from, r.from}, {(void *)to, r.to},
		{(void *)letter.p, letter.len}};
	if (!write_all(c->line, parts, sizeof parts / sizeof *parts))
		shutdown(c->line, SHUT_RDWR);
}

bool carrier_busy(const struct carrier *c)
{
	return c->busy;
}

int carrier_fd(const struct carrier *c)
{
	return c->line;
}

void carrier_end(struct carrier *c, struct sent *out, struct err *why)
{
	struct answer a;

	c->busy = false;
	if (c->line < 0) {
		*out = (struct sent){.end = SEND_SERVER, .fault = FAULT_LATER};
		err_set(why, "no process can be started");
	} else if (fd_read(c->line, &a, sizeof a, 0)) {
		*out = a.sent;
		*why = a.why;
	} else {
		bury(c);
		*out = (struct sent){.end = SEND_IN_DOUBT};
		err_set(why, "the process that carried it died");
	}
}

void carrier_stop(struct carrier *c)
{
	if (c->pid != 0)
		kill(c->pid, SIGTERM);
}
