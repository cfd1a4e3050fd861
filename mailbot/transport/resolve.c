#include "transport/resolve.h"

#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/fd.h"

/* What the child answers, in one write that no pipe cuts in two. */
struct answer {
	int rc, why; /* of getaddrinfo, and errno */
	size_t count;
	struct address addresses[ADDRESSES_MAX];
};
_Static_assert(sizeof(struct answer) <= 4096, "more than a pipe takes at once");

static void ask(const char *host, int port, struct answer *out)
{
	struct addrinfo hints = {.ai_socktype = SOCK_STREAM, .ai_flags = AI_NUMERICSERV};
	struct addrinfo *list = NULL;
	char service[12];

	snprintf(service, sizeof service, "%d", port);
	out->rc = getaddrinfo(host, service, &hints, &list);
	out->why = errno;
	for (const struct addrinfo *ai = list; out->rc == 0 && ai != NULL; ai = ai->ai_next) {
		struct address *a = &out->addresses[out->count];
		if (out->count == ADDRESSES_MAX || ai->ai_addrlen > sizeof a->at)
			continue;
		*a = (struct address){
			ai->ai_family, ai->ai_socktype, ai->ai_protocol, ai->ai_addrlen, {0}};
		memcpy(&a->at, ai->ai_addr, ai->ai_addrlen);
		out->count++;
	}
}

static void __attribute__((noreturn)) child(const char *host, int port, int line, pid_t parent)
{
	struct answer a = {0};

	if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0 || getppid() != parent)
		_exit(1);
	ask(host, port, &a);
	_exit(write(line, &a, sizeof a) != (ssize_t)sizeof a);
}

static int settle(const struct answer *a, struct address out[static ADDRESSES_MAX], size_t *count,
	struct err *e)
{
	errno = a->why;
	if (a->rc != 0)
		return a->rc == EAI_SYSTEM
			? err_errno(e, "looking up its address")
			: err_set(e, "looking up its address: %s", gai_strerror(a->rc));
	if (a->count == 0)
		return err_set(e, "looking up its address: it has none");
	memcpy(out, a->addresses, sizeof a->addresses);
	*count = a->count;
	return 0;
}

int resolve(const char *host, int port, int64_t deadline, struct address out[static ADDRESSES_MAX],
	size_t *count, struct err *e)
{
	struct answer a = {0};
	int line[2];
	pid_t us = getpid(), pid;
	bool came = false;

	*count = 0;
	if (pipe2(line, O_CLOEXEC) != 0)
		return err_errno(e, "looking up its address");
	pid = fork();
	if (pid == 0)
		child(host, port, line[1], us);
	close(line[1]);
	if (pid > 0) {
		came = fd_read(line[0], &a, sizeof a, deadline);
		kill(pid, SIGKILL);
		while (waitpid(pid, NULL, 0) < 0 && errno == EINTR)
			;
	}
	close(line[0]);
	if (pid < 0)
		return err_errno(e, "looking up its address");
	return came ? settle(&a, out, count, e)
		    : err_set(e, "looking up its address: no answer in time");
}
