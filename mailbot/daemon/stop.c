#include "daemon/stop.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stddef.h>
#include <unistd.h>

static volatile sig_atomic_t asked;
static int ends[2] = {-1, -1};

static void on_signal(int signal)
{
	int before = errno;

	(void)signal;
	asked = 1;
	if (write(ends[1], "", 1) < 0)
		asked = 1; /* the pipe is full of earlier ones: it wakes all the same */
	errno = before;
}

int stop_watch(struct err *e)
{
	struct sigaction stop = {.sa_handler = on_signal, .sa_flags = SA_RESETHAND};
	struct sigaction ignore = {.sa_handler = SIG_IGN};

	if (ends[0] < 0 && pipe2(ends, O_CLOEXEC | O_NONBLOCK) != 0)
		return err_errno(e, "making a pipe for signals");
	if (sigaction(SIGTERM, &stop, NULL) != 0 || sigaction(SIGINT, &stop, NULL) != 0 ||
		sigaction(SIGPIPE, &ignore, NULL) != 0)
		return err_errno(e, "setting up signals");
	return 0;
}

bool stop_asked(void)
{
	return asked != 0;
}

int stop_fd(void)
{
	return ends[0];
}
