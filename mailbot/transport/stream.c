#include "transport/stream.h"

#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/limits.h"
#include "transport/resolve.h"
#include "transport/tls.h"

struct stream {
	const struct server_settings *server;
	int fd;
	struct tls *tls; /* NULL: in clear, before STARTTLS */
	mailstream *mailstream;
	int64_t deadline;
	size_t budget; /* bytes that may still come */
	const char *fault; /* once set, every read and write fails at once */
};

/* Connecting -------------------------------------------------------------------------------- */

/* 0, or what errno would say. */
static int connect_address(const struct address *to, int64_t deadline, int *out)
{
	int fd = socket(to->family, to->type | SOCK_NONBLOCK | SOCK_CLOEXEC, to->protocol);
	int why = 0, n = 0, on = 1;
	socklen_t size = sizeof why;

	if (fd < 0)
		return errno;
	if (connect(fd, (const struct sockaddr *)&to->at, to->len) != 0 && errno != EINPROGRESS)
		why = errno;
	while (why == 0 && n <= 0) {
		struct pollfd pfd = {.fd = fd, .events = POLLOUT};
		int64_t left = deadline - clock_monotonic_ms();
		n = left > 0 ? poll(&pfd, 1, (int)left) : 0;
		if (n == 0)
			why = ETIMEDOUT;
		else if (n < 0 && errno != EINTR)
			why = errno;
	}
	if (why == 0 && getsockopt(fd, SOL_SOCKET, SO_ERROR, &why, &size) != 0)
		why = errno;
	if (why != 0) {
		close(fd);
		return why;
	}
	/* Commands are small and each waits for its answer. */
	setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
	setsockopt(fd, SOL_SOCKET, SO_KEEPALIVE, &on, sizeof on);
	*out = fd;
	return 0;
}

static int connect_any(
	const struct server_settings *server, int64_t deadline, int *fd, struct err *e)
{
	struct address list[ADDRESSES_MAX];
	size_t count;
	int why = EADDRNOTAVAIL;

	if (resolve(server->host, server->port, deadline, list, &count, e) != 0)
		return -1;
	for (size_t i = 0; i < count && why != 0; i++) {
		int64_t until = clock_monotonic_ms() + CONNECT_ADDRESS_MS;
		why = connect_address(&list[i], until < deadline ? until : deadline, fd);
	}
	errno = why;
	return why == 0 ? 0 : err_errno(e, "connecting");
}

int stream_open(const struct server_settings *server, int64_t deadline, struct stream **out,
	enum fault *fault, struct err *e)
{
	struct stream *s = xcalloc(1, sizeof *s);
	int rc;

	*out = NULL;
	s->server = server;
	s->fd = -1;
	s->deadline = deadline;
	*fault = FAULT_LATER;
	rc = connect_any(server, deadline, &s->fd, e);
	if (rc == 0 && server->tls == TLS_IMPLICIT)
		rc = stream_start_tls(s, deadline, fault, e);
	if (rc != 0) {
		stream_free(&s);
		return err_wrap(e, "%s:%d", server->host, server->port);
	}
	*fault = FAULT_NONE;
	*out = s;
	return 0;
}

int stream_start_tls(struct stream *s, int64_t deadline, enum fault *fault, struct err *e)
{
	if (s->mailstream != NULL && s->mailstream->read_buffer_len > 0) {
		*fault = FAULT_TLS;
		return err_set(e, "TLS refused: words in clear came after the answer to STARTTLS");
	}
	if (tls_new(s->fd, s->server->host, s->server->ca_file, &s->tls, fault, e) != 0)
		return -1;
	if (tls_handshake(s->tls, deadline, fault, e) == 0)
		return 0;
	s->fault = "TLS failed";
	return -1;
}

/* Reading and writing ------------------------------------------------------------------------ */

static ssize_t fail(struct stream *s, const char *why)
{
	s->fault = why;
	return -1;
}

/* Waits for what the last call wants. False: the deadline has passed, or the system failed. */
static bool wait_ready(struct stream *s, short events)
{
	struct pollfd pfd = {.fd = s->fd, .events = s->tls != NULL ? tls_wants(s->tls) : events};
	int64_t left = s->deadline - clock_monotonic_ms();
	int n = left > 0 ? poll(&pfd, 1, left < INT32_MAX ? (int)left : INT32_MAX) : 0;

	return n > 0 || (n < 0 && errno == EINTR);
}

/* libetpan takes 0 for "try again", for ever: so the end is a fault here. */
static ssize_t low_read(mailstream_low *low, void *p, size_t len)
{
	struct stream *s = low->data;

	if (s->fault != NULL)
		return -1;
	if (len > s->budget)
		len = s->budget;
	if (len == 0)
		return fail(s, "the server's answer has no end");
	for (;;) {
		ssize_t n = s->tls != NULL ? tls_read(s->tls, p, len) : read(s->fd, p, len);
		if (n > 0) {
			s->budget -= (size_t)n;
			return n;
		}
		if (n == 0)
			return fail(s, "the server closed the connection");
		if (errno != EAGAIN && errno != EINTR)
			return fail(s, "the connection broke");
		if (errno == EAGAIN && !wait_ready(s, POLLIN))
			return fail(s, "no answer in time");
	}
}

static ssize_t low_write(mailstream_low *low, const void *p, size_t len)
{
	struct stream *s = low->data;
	size_t done = 0;

	if (s->fault != NULL)
		return -1;
	while (done < len) {
		const char *rest = (const char *)p + done;
		ssize_t n = s->tls != NULL ? tls_write(s->tls, rest, len - done)
					   : send(s->fd, rest, len - done, MSG_NOSIGNAL);
		if (n > 0)
			done += (size_t)n;
		else if (n == 0 || (errno != EAGAIN && errno != EINTR))
			return fail(s, "the connection broke");
		else if (errno == EAGAIN && !wait_ready(s, POLLOUT))
			return fail(s, "the server does not take what we send");
	}
	return (ssize_t)len;
}

static int low_close(mailstream_low *low)
{
	(void)low; /* low_free does it: libetpan always calls both */
	return 0;
}

static int low_fd(mailstream_low *low)
{
	return ((struct stream *)low->data)->fd;
}

static void low_free(mailstream_low *low)
{
	struct stream *s = low->data;

	stream_free(&s);
	free(low);
}

static mailstream_low_driver driver = {
	.mailstream_read = low_read,
	.mailstream_write = low_write,
	.mailstream_close = low_close,
	.mailstream_get_fd = low_fd,
	.mailstream_free = low_free,
};

mailstream *stream_mailstream(struct stream *s)
{
	enum { BUFFER_BYTES = 16 * 1024 }; /* a TLS record */
	mailstream_low *low = mailstream_low_new(s, &driver);

	s->mailstream = low != NULL ? mailstream_new(low, BUFFER_BYTES) : NULL;
	return s->mailstream;
}

/* The rest ----------------------------------------------------------------------------------- */

void stream_limit(struct stream *s, int64_t deadline, size_t bytes)
{
	s->deadline = deadline;
	s->budget = bytes;
}

void stream_abandon(struct stream *s)
{
	if (s->fault == NULL)
		s->fault = "the connection was given up";
}

int stream_fd(const struct stream *s)
{
	return s->fd;
}

bool stream_pending(const struct stream *s)
{
	return (s->mailstream != NULL && s->mailstream->read_buffer_len > 0) ||
		(s->tls != NULL && tls_pending(s->tls));
}

const char *stream_fault(const struct stream *s)
{
	return s->fault;
}

void stream_free(struct stream **s)
{
	if (*s == NULL)
		return;
	tls_free(&(*s)->tls);
	if ((*s)->fd >= 0)
		close((*s)->fd);
	free(*s);
	*s = NULL;
}
