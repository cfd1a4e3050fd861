#include "daemon/notify.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/slice.h"

void notify_state(const char *lines)
{
	const char *path = getenv("NOTIFY_SOCKET");
	struct sockaddr_un to = {.sun_family = AF_UNIX};
	size_t len = path != NULL ? strlen(path) : 0;

	/* A path, or a name without one behind an @. */
	if (len < 2 || len >= sizeof to.sun_path || (path[0] != '/' && path[0] != '@'))
		return;
	memcpy(to.sun_path, path, len);
	if (path[0] == '@')
		to.sun_path[0] = '\0';
	int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	if (fd < 0)
		return;
	sendto(fd, lines, strlen(lines), MSG_NOSIGNAL, (const struct sockaddr *)&to,
		(socklen_t)(offsetof(struct sockaddr_un, sun_path) + len));
	close(fd);
}

static uint64_t number(const char *name)
{
	long n = 0;

	return slice_number(slice_of(getenv(name)), INT64_MAX, &n) ? (uint64_t)n : 0;
}

uint64_t notify_watchdog(void)
{
	/* Where it says whom, it may be somebody else. */
	if (getenv("WATCHDOG_PID") != NULL && number("WATCHDOG_PID") != (uint64_t)getpid())
		return 0;
	return number("WATCHDOG_USEC");
}
