#include "daemon/supervise.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"
#include "daemon/process.h"
#include "daemon/stop.h"

enum {
	/* Milliseconds of rest after a death: the first, the longest that it grows to, and how long
	   one must have lived for the next to begin with the first again. */
	PAUSE_FIRST_MS = 1000,
	PAUSE_MOST_MS = 5 * 60 * 1000,
	LIVED_WELL_MS = 10 * 60 * 1000,
	STEP_MS = 50, /* between two looks whether somebody has ended */
	WORKERS_MAX = 8,
};

/* ---- one ---- */

static void __attribute__((noreturn)) execute(const struct worker *w, int line, int lock, int us)
{
	/* Out of the way first: either may stand where the other is to go. */
	int line_high = fcntl(line, F_DUPFD_CLOEXEC, PROCESS_LOCK_FD + 1);
	int lock_high = fcntl(lock, F_DUPFD_CLOEXEC, PROCESS_LOCK_FD + 1);

	if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0 || getppid() != us ||
		dup2(line_high, PROCESS_LINE_FD) < 0 || dup2(lock_high, PROCESS_LOCK_FD) < 0 ||
		close_range(PROCESS_LOCK_FD + 1, ~0U, 0) != 0)
		_exit(126);
	/* systemd hears of us alone. */
	unsetenv("NOTIFY_SOCKET");
	unsetenv("WATCHDOG_USEC");
	unsetenv("WATCHDOG_PID");
	execv(w->program, w->argv);
	_exit(127);
}

int worker_start(struct worker *w, int lock, struct err *e)
{
	int line[2], us = getpid();

	if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, line) != 0)
		return err_errno(e, "starting %s", w->name);
	pid_t pid = fork();
	if (pid == 0)
		execute(w, line[1], lock, us);
	close(line[1]);
	if (pid < 0) {
		err_errno(e, "starting %s", w->name);
		close(line[0]);
		return -1;
	}
	w->pid = pid;
	w->line = line[0];
	w->ready = false;
	w->started = w->heard = clock_monotonic_ms();
	w->again = 0;
	return 0;
}

/* Whether it has ended; then it is buried. */
static bool has_ended(struct worker *w)
{
	if (w->pid == 0)
		return true;
	pid_t pid = waitpid(w->pid, &w->status, WNOHANG);
	if (pid == 0 || (pid < 0 && errno == EINTR))
		return false;
	close(w->line);
	w->line = -1;
	w->pid = 0;
	return true;
}

/* Reads what it has said. */
static void listen_to(struct worker *w)
{
	char word;

	while (w->pid != 0 && recv(w->line, &word, 1, MSG_DONTWAIT) == 1) {
		w->heard = clock_monotonic_ms();
		if (word == PROCESS_READY)
			w->ready = true;
	}
}

/* Until it says something or ends (the line is then readable too), or stop is asked. */
static void pause_at(const struct worker *w)
{
	struct pollfd fds[] = {{.fd = w->line, .events = POLLIN},
		{.fd = stop_asked() ? -1 : stop_fd(), .events = POLLIN}};

	poll(fds, 2, STEP_MS);
	/* The line of one that ends stays readable until it is buried. */
	if ((fds[0].revents & POLLHUP) != 0)
		poll(NULL, 0, 1);
}

bool worker_await(struct worker *w)
{
	while (!stop_asked()) {
		listen_to(w);
		if (w->ready)
			return true;
		if (has_ended(w))
			return false;
		pause_at(w);
	}
	return false;
}

void worker_go(struct worker *w)
{
	const char go = PROCESS_GO;

	if (w->pid != 0 && send(w->line, &go, 1, MSG_DONTWAIT | MSG_NOSIGNAL) < 0)
		log_line(LOG_DEBUG, "run %s does not listen", w->name);
}

bool worker_join(struct worker *w)
{
	while (!has_ended(w)) {
		if (stop_asked())
			return false;
		listen_to(w);
		pause_at(w);
	}
	return true;
}

bool worker_well(const struct worker *w)
{
	return w->pid == 0 && WIFEXITED(w->status) && WEXITSTATUS(w->status) == 0;
}

/* ---- all ---- */

void workers_end(struct worker *workers, size_t count)
{
	int64_t began = clock_monotonic_ms();
	bool left = true;

	for (size_t i = 0; i < count; i++)
		if (!has_ended(&workers[i]))
			kill(workers[i].pid, SIGTERM);
	while (left) {
		left = false;
		for (size_t i = 0; i < count; i++) {
			struct worker *w = &workers[i];
			if (has_ended(w))
				continue;
			left = true;
			listen_to(w);
			if (clock_monotonic_ms() - began > w->stop_ms)
				kill(w->pid, SIGKILL);
			pause_at(w);
		}
	}
}

static void mourn(struct worker *w)
{
	int64_t now = clock_monotonic_ms();
	int signal = WIFSIGNALED(w->status) ? WTERMSIG(w->status) : 0;

	if (now - w->started > LIVED_WELL_MS || w->pause_ms == 0)
		w->pause_ms = PAUSE_FIRST_MS;
	else
		w->pause_ms = w->pause_ms * 2 < PAUSE_MOST_MS ? w->pause_ms * 2 : PAUSE_MOST_MS;
	w->again = now + w->pause_ms;
	log_line(LOG_WARNING, "run %s ended status=%d signal=%d again-in=%ds", w->name,
		signal != 0 ? -1 : WEXITSTATUS(w->status), signal, w->pause_ms / 1000);
}

static void look_after(struct worker *w, int lock)
{
	struct err e = {0};
	int64_t now = clock_monotonic_ms();

	if (w->pid == 0 && w->again == 0)
		mourn(w);
	if (w->pid == 0 && now >= w->again && worker_start(w, lock, &e) != 0) {
		log_line(LOG_ERR, "run failed: %s", e.text);
		w->again = now + PAUSE_MOST_MS;
	}
	if (w->pid == 0)
		return;
	bool before = w->ready;
	listen_to(w);
	if (w->ready && !before)
		worker_go(w);
	if (w->stall_ms > 0 && now - w->heard > w->stall_ms) {
		log_line(LOG_ERR, "run %s stalled and is killed", w->name);
		kill(w->pid, SIGKILL);
		w->heard = now;
	}
	if (has_ended(w))
		mourn(w);
}

/* Milliseconds until somebody is to be started or has stalled. */
static int next_ms(const struct worker *workers, size_t count, int most)
{
	int64_t now = clock_monotonic_ms(), next = now + most;

	for (size_t i = 0; i < count; i++) {
		const struct worker *w = &workers[i];
		if (w->pid == 0 && w->again < next)
			next = w->again;
		if (w->pid != 0 && w->stall_ms > 0 && w->heard + w->stall_ms + 1 < next)
			next = w->heard + w->stall_ms + 1;
	}
	return next > now ? (int)(next - now) : 0;
}

void workers_keep(struct worker *workers, size_t count, int lock, void (*turn)(void), int turn_ms)
{
	struct pollfd fds[WORKERS_MAX + 1];

	while (!stop_asked()) {
		for (size_t i = 0; i < count; i++)
			look_after(&workers[i], lock);
		turn();
		fds[0] = (struct pollfd){.fd = stop_fd(), .events = POLLIN};
		for (size_t i = 0; i < count && i < WORKERS_MAX; i++)
			fds[i + 1] = (struct pollfd){
				.fd = workers[i].pid != 0 ? workers[i].line : -1, .events = POLLIN};
		poll(fds, count + 1, next_ms(workers, count, turn_ms));
		for (size_t i = 0; i < count; i++) /* see pause_at */
			if ((fds[i + 1].revents & POLLHUP) != 0)
				poll(NULL, 0, 5);
	}
}
