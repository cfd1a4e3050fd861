#include "reader/process.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "reader/frame.h"
#include "reader/serve.h"
#include "rules/packed.h"

enum { EXEC_FAILED = 127, ENVIRONMENT_MAX = 16, ABOVE_OURS = 10 };

/* ---- the child's side, up to exec ---- */

/* How the program itself was loaded, and a sanitizer's own options. What else stands in the
 * environment is no business of a process that reads strangers' letters. */
static void environment(char *kept[static ENVIRONMENT_MAX])
{
	static const char *const names[] = {"LD_", "ASAN_", "UBSAN_", "LSAN_"};
	size_t n = 0;

	for (char **v = environ; *v != NULL; v++)
		for (size_t i = 0; i < sizeof names / sizeof *names; i++)
			if (n + 1 < ENVIRONMENT_MAX && strncmp(*v, names[i], strlen(names[i])) == 0)
				kept[n++] = *v;
	kept[n] = NULL;
}

static void become(const char *program, int socket, int rules, pid_t parent)
{
	char *kept[ENVIRONMENT_MAX];
	char *argv[] = {(char[]){"mailbot"}, (char[]){"reader"}, NULL};
	sigset_t none;
	int null;

	if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0 || getppid() != parent)
		_exit(EXEC_FAILED);
	/* Out of the way first: any of them may have one of the numbers that they are to get. */
	socket = fcntl(socket, F_DUPFD_CLOEXEC, ABOVE_OURS);
	rules = fcntl(rules, F_DUPFD_CLOEXEC, ABOVE_OURS);
	null = fcntl(open("/dev/null", O_RDWR), F_DUPFD_CLOEXEC, ABOVE_OURS);
	if (dup2(socket, STDIN_FILENO) < 0 || dup2(null, STDOUT_FILENO) < 0 ||
		dup2(rules, READER_RULES_FD) < 0)
		_exit(EXEC_FAILED);
	close_range(READER_RULES_FD + 1, ~0U, CLOSE_RANGE_CLOEXEC);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	environment(kept);
	execve(program, argv, kept);
	_exit(EXEC_FAILED);
}

/* ---- ours ---- */

static bool write_rule(int fd, const struct rule_file *file)
{
	struct arena *a = arena_new();
	struct slice name = slice_of(file->name);
	struct frame_rule head = {file->kind, file->schema, (uint32_t)name.len};
	struct slice parts[] = {{(const char *)&head, sizeof head}, name, rule_file_bytes(a, file)};
	bool ok = frame_send(fd, FRAME_RULE, parts, 3, 0);

	arena_free(&a);
	return ok;
}

/* All rules in an open file that has no name: the reader takes them when it comes to it. */
static int write_rules(const struct rule_files *files, struct err *e)
{
	int fd = memfd_create("rules", MFD_CLOEXEC);
	bool ok = fd >= 0;

	for (size_t i = 0; ok && i < files->count; i++)
		ok = write_rule(fd, &files->items[i]);
	if (ok && lseek(fd, 0, SEEK_SET) == 0)
		return fd;
	err_errno(e, "handing the reader its rules");
	if (fd >= 0)
		close(fd);
	return -1;
}

int process_start(
	struct process *p, const char *program, const struct rule_files *files, struct err *e)
{
	int ends[2], rules = write_rules(files, e);
	pid_t parent = getpid();

	if (rules < 0)
		return -1;
	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) {
		close(rules);
		return err_errno(e, "making a socket for the reader");
	}
	p->pid = fork();
	if (p->pid == 0)
		become(program, ends[1], rules, parent);
	close(ends[1]);
	close(rules);
	if (p->pid < 0) {
		p->pid = 0;
		err_errno(e, "starting the reader");
		close(ends[0]);
		return -1;
	}
	p->socket = ends[0];
	return 0;
}

void process_end(struct process *p)
{
	if (p->pid == 0)
		return;
	close(p->socket);
	kill(p->pid, SIGKILL);
	while (waitpid(p->pid, NULL, 0) < 0 && errno == EINTR)
		;
	*p = (struct process){0};
}
