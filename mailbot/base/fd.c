#include "base/fd.h"

#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <unistd.h>

#include "base/clock.h"

bool fd_ready(int fd, short events, int64_t deadline)
{
	for (;;) {
		int64_t left = deadline - clock_monotonic_ms();
		struct pollfd one = {.fd = fd, .events = events};
		if (left <= 0)
			return false;
		int n = poll(&one, 1, left < INT_MAX ? (int)left : INT_MAX);
		if (n > 0)
			return true;
		if (n < 0 && errno != EINTR)
			return false;
	}
}

bool fd_read(int fd, void *bytes, size_t len, int64_t deadline)
{
	for (char *p = bytes; len > 0;) {
		if (deadline != 0 && !fd_ready(fd, POLLIN, deadline))
			return false;
		ssize_t n = read(fd, p, len);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return false;
		p += n;
		len -= (size_t)n;
	}
	return true;
}
