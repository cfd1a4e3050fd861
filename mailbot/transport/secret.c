#include "transport/secret.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/pidfd.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/limits.h"

struct secret {
	size_t len;
	char text[SECRET_BYTES_MAX + 1]; /* the whole of what was read, then its first line only */
};

struct secret *secret_new(struct slice text)
{
	struct secret *s = xcalloc(1, sizeof *s);

	s->len = text.len < SECRET_BYTES_MAX ? text.len : SECRET_BYTES_MAX;
	if (s->len > 0)
		memcpy(s->text, text.p, s->len);
	return s;
}

void secret_free(struct secret **s)
{
	if (*s == NULL)
		return;
	explicit_bzero(*s, sizeof **s);
	free(*s);
	*s = NULL;
}

const char *secret_text(const struct secret *s)
{
	return s->text;
}

/* 1: more may come; 0: the end, or nothing for now; -1: a fault of the system, or too much. */
static int read_some(int fd, struct secret *s, const char *what, struct err *e)
{
	size_t room = SECRET_BYTES_MAX - s->len;
	char beyond;
	ssize_t n = read(fd, room > 0 ? s->text + s->len : &beyond, room > 0 ? room : 1);

	if (n < 0 && errno == EINTR)
		return 1;
	if (n < 0)
		return errno == EAGAIN ? 0 : err_errno(e, "%s", what);
	if (room == 0 && n > 0)
		return err_set(e, "%s: more than %d bytes; only its first line counts", what,
			SECRET_BYTES_MAX);
	s->len += (size_t)n;
	return n > 0;
}

/* Keeps the first line, wipes the rest. */
static int keep_first_line(struct secret *s, const char *what, const char *noun, struct err *e)
{
	struct slice rest = {s->text, s->len}, line = {NULL, 0};

	slice_line(&rest, &line);
	if (line.len == 0)
		return err_set(
			e, "%s: its first line is empty, the %s should stand there", what, noun);
	for (size_t i = 0; i < line.len; i++)
		if ((unsigned char)line.p[i] < ' ' || line.p[i] == 0x7f)
			return err_set(e,
				"%s: a control character in its first line, where the %s should "
				"stand",
				what, noun);
	explicit_bzero(s->text + line.len, sizeof s->text - line.len);
	s->len = line.len;
	return 0;
}

static int read_file(const char *path, struct secret *s, struct err *e)
{
	int more, fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
	struct stat st;

	if (fd < 0 && errno == ENOENT)
		return err_set(e,
			"password file %s: there is none; write the password into its first line and "
			"`chmod 600` it, or name another in the settings ('password_file')",
			path);
	if (fd < 0)
		return err_errno(e, "password file %s", path);
	if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && (st.st_mode & 07) != 0) {
		close(fd);
		return err_set(e,
			"password file %s: mode %04o lets everybody have it; `chmod o=` it", path,
			(unsigned)st.st_mode & 07777);
	}
	while ((more = read_some(fd, s, path, e)) > 0)
		;
	close(fd);
	return more < 0 ? err_wrap(e, "password file") : 0;
}

/* The child's side: a group of its own, so that a deadline ends all that the shell has started. */
static void __attribute__((noreturn)) run_command(const char *command, int out)
{
	int null = open("/dev/null", O_RDONLY | O_CLOEXEC);

	setpgid(0, 0);
	if (null >= 0 && dup2(null, STDIN_FILENO) >= 0 && dup2(out, STDOUT_FILENO) >= 0)
		execl("/bin/sh", "sh", "-c", command, (char *)NULL);
	_exit(127);
}

/*
 * Reads until the command's end, not the output's: something that it left running in the background
 * (an agent) may hold the output open for ever.
 */
static int read_output(int out, int pidfd, const char *what, struct secret *s, struct err *e)
{
	int64_t deadline = clock_monotonic_ms() + SECRET_COMMAND_SECONDS * 1000;
	struct pollfd fds[] = {{.fd = out, .events = POLLIN}, {.fd = pidfd, .events = POLLIN}};

	for (;;) {
		int64_t left = deadline - clock_monotonic_ms();
		int n = left > 0 ? poll(fds, 2, (int)left) : 0, more = 1;

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return err_errno(e, "%s", what);
		if (n == 0)
			return err_set(
				e, "%s: no end after %d seconds", what, SECRET_COMMAND_SECONDS);
		/* All that it has printed by now; where it has ended, that is all there is. */
		while (fds[0].fd >= 0 && more > 0)
			more = read_some(out, s, what, e);
		if (more < 0)
			return -1;
		if (fds[1].revents != 0)
			return 0;
		if (fds[0].revents & POLLHUP)
			fds[0].fd = -1;
	}
}

static int wait_end(pid_t pid, const char *what, struct err *e)
{
	int status = 0;

	while (waitpid(pid, &status, 0) < 0)
		if (errno != EINTR)
			return err_errno(e, "%s", what);
	if (WIFSIGNALED(status))
		return err_set(e, "%s: ended by signal %d", what, WTERMSIG(status));
	if (WEXITSTATUS(status) != 0)
		return err_set(e, "%s: ended with status %d", what, WEXITSTATUS(status));
	return 0;
}

static int read_command(const char *command, const char *what, struct secret *s, struct err *e)
{
	int rc, out[2], pidfd = -1;
	pid_t pid;

	if (pipe2(out, O_CLOEXEC) != 0)
		return err_errno(e, "%s", what);
	fcntl(out[0], F_SETFL, O_NONBLOCK);
	pid = fork();
	if (pid == 0)
		run_command(command, out[1]);
	close(out[1]);
	if (pid < 0) {
		close(out[0]);
		return err_errno(e, "%s", what);
	}
	setpgid(pid, pid); /* the child does it too: whoever comes first */
	pidfd = pidfd_open(pid, 0);
	rc = pidfd < 0 ? err_errno(e, "%s", what) : read_output(out[0], pidfd, what, s, e);
	close(out[0]);
	if (rc != 0)
		kill(-pid, SIGKILL);
	/* What was wrong first is what people want to know. */
	if (wait_end(pid, what, rc == 0 ? e : NULL) != 0)
		rc = -1;
	if (pidfd >= 0)
		close(pidfd);
	return rc;
}

int secret_read(const struct secret_source *source, struct secret **out, struct err *e)
{
	bool token = source->token_command != NULL;
	const char *command = token ? source->token_command : source->command;
	const char *what = token ? "token command" : "password command";
	struct secret *s;
	int rc;

	*out = NULL;
	if (source->file == NULL && command == NULL)
		return 0;
	s = secret_new((struct slice){0});
	if (source->file != NULL) {
		rc = read_file(source->file, s, e);
		what = source->file;
	} else {
		rc = read_command(command, what, s, e);
	}
	if (rc == 0)
		rc = keep_first_line(s, what, token ? "token" : "password", e);
	if (rc == 0)
		*out = s;
	else
		secret_free(&s);
	return rc;
}
