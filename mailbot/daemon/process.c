#include "daemon/process.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/memory.h"
#include "daemon/stop.h"

enum { ALIVE_EVERY_MS = 1000 };

/* Else there is nobody to tell: descriptor 3 is somebody else's. */
static bool begun;

int process_begin(struct err *e)
{
	int type;
	socklen_t len = sizeof type;

	if (getsockopt(PROCESS_LINE_FD, SOL_SOCKET, SO_TYPE, &type, &len) != 0 ||
		type != SOCK_SEQPACKET || fcntl(PROCESS_LOCK_FD, F_GETFD) < 0)
		return err_set(e, "this is started by `mailbot run`");
	if (fcntl(PROCESS_LINE_FD, F_SETFD, FD_CLOEXEC) != 0 ||
		fcntl(PROCESS_LOCK_FD, F_SETFD, FD_CLOEXEC) != 0)
		return err_errno(e, "the line to the supervisor");
	begun = true;
	return stop_watch(e);
}

static void say(char word)
{
	if (!begun)
		return;
	/* Where it is full the supervisor has enough to read already. */
	if (send(PROCESS_LINE_FD, &word, 1, MSG_DONTWAIT | MSG_NOSIGNAL) < 0)
		return;
}

bool process_ready(void)
{
	struct pollfd fds[] = {
		{.fd = PROCESS_LINE_FD, .events = POLLIN}, {.fd = stop_fd(), .events = POLLIN}};
	char word = 0;

	memory_settle();
	say(PROCESS_READY);
	while (!stop_asked() && word != PROCESS_GO)
		if (poll(fds, 2, -1) > 0 && fds[0].revents != 0 &&
			recv(PROCESS_LINE_FD, &word, 1, MSG_DONTWAIT) == 0)
			return false;
	return !stop_asked();
}

void process_alive(void)
{
	static int64_t said_ms;
	int64_t now = clock_monotonic_ms();

	/* Each time wakes the supervisor, which only counts in minutes. */
	if (said_ms != 0 && now - said_ms < ALIVE_EVERY_MS)
		return;
	said_ms = now;
	say(PROCESS_ALIVE);
}

void process_rest(int seconds, int wake_fd)
{
	struct pollfd fds[] = {
		{.fd = stop_fd(), .events = POLLIN}, {.fd = wake_fd, .events = POLLIN}};

	if (!stop_asked())
		poll(fds, 2, seconds * 1000);
}

void process_rest_ms(int64_t ms)
{
	struct pollfd stop = {.fd = stop_fd(), .events = POLLIN};

	if (!stop_asked() && ms > 0)
		poll(&stop, 1, ms < INT32_MAX ? (int)ms : INT32_MAX);
}
