#include "reader/frame.h"

#include <errno.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/fd.h"

/* The end may be an attacker's, who takes nothing: it is never written to without a look. */
static ssize_t send_some(int fd, const char *p, size_t len, int64_t deadline)
{
	if (deadline == 0)
		return write(fd, p, len);
	if (!fd_ready(fd, POLLOUT, deadline))
		return 0;
	return send(fd, p, len, MSG_DONTWAIT | MSG_NOSIGNAL);
}

static bool send_all(int fd, const char *p, size_t len, int64_t deadline)
{
	while (len > 0) {
		ssize_t n = send_some(fd, p, len, deadline);
		if (n < 0 && (errno == EINTR || errno == EAGAIN))
			continue;
		if (n <= 0)
			return false;
		p += n;
		len -= (size_t)n;
	}
	return true;
}

bool frame_send(
	int fd, enum frame_type type, const struct slice *parts, size_t count, int64_t deadline)
{
	struct frame head = {.type = type};

	for (size_t i = 0; i < count; i++)
		head.len += (uint32_t)parts[i].len;
	if (!send_all(fd, (const char *)&head, sizeof head, deadline))
		return false;
	for (size_t i = 0; i < count; i++)
		if (!send_all(fd, parts[i].p, parts[i].len, deadline))
			return false;
	return true;
}

bool frame_take(int fd, struct frame *out, int64_t deadline)
{
	return fd_read(fd, out, sizeof *out, deadline);
}
