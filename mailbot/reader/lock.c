#include "reader/lock.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/capability.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <seccomp.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/limits.h"

enum { LOCK_FAILED = 71, FILES_MAX = 16 };

struct lock {
	pid_t reader;
	struct sock_fprog child; /* the child's filter, compiled */
};

/* ---- limits and privileges ---- */

static int limit(int what, rlim_t value, struct err *e)
{
	struct rlimit l = {value, value};

	return setrlimit(what, &l) == 0 ? 0 : err_errno(e, "limiting resource %d", what);
}

/* As root we own every file still, but nothing more than that. */
static int drop_capabilities(struct err *e)
{
	struct __user_cap_header_struct head = {_LINUX_CAPABILITY_VERSION_3, 0};
	struct __user_cap_data_struct none[2] = {{0}, {0}};

	return syscall(SYS_capset, &head, none) == 0 ? 0 : err_errno(e, "dropping capabilities");
}

static int give_up(struct err *e)
{
	if (limit(RLIMIT_CORE, 0, e) != 0 || drop_capabilities(e) != 0)
		return -1;
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
		return err_errno(e, "giving up new privileges");
	return 0;
}

static int silence(int fd, struct err *e)
{
	int null = open("/dev/null", O_RDWR | O_CLOEXEC);

	if (null < 0 || dup2(null, fd) < 0)
		return err_errno(e, "/dev/null");
	if (null != fd)
		close(null);
	return 0;
}

void lock_free(struct lock **lock)
{
	if (*lock == NULL)
		return;
	free((*lock)->child.filter);
	free(*lock);
	*lock = NULL;
}

/* Only `out` is left, as standard output. Where it may not even say what went wrong, a child just
 * ends. */
static void leave_only(const struct lock *lock, int out)
{
	if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0 || getppid() != lock->reader)
		_exit(LOCK_FAILED);
	if (dup2(STDOUT_FILENO, STDIN_FILENO) < 0 || dup2(out, STDOUT_FILENO) < 0)
		_exit(LOCK_FAILED);
	for (int fd = STDERR_FILENO + 1; fd < FILES_MAX; fd++)
		close(fd);
}

#ifdef MAILBOT_SANITIZED

int lock_reader(struct lock **out, struct err *e)
{
	if (silence(STDOUT_FILENO, e) != 0 || give_up(e) != 0)
		return -1;
	if (close_range(STDERR_FILENO + 1, ~0U, 0) != 0)
		return err_errno(e, "closing files");
	*out = xcalloc(1, sizeof **out);
	(*out)->reader = getpid();
	return 0;
}

void lock_child(const struct lock *lock, int out)
{
	leave_only(lock, out);
}

#else

/* The program's own memory is there already; what letters may add to it is bounded. */
static int limit_memory(struct err *e)
{
	long pages = 0;
	FILE *f = fopen("/proc/self/statm", "re");

	if (f == NULL || fscanf(f, "%ld", &pages) != 1) {
		if (f != NULL)
			fclose(f);
		return err_errno(e, "/proc/self/statm");
	}
	fclose(f);
	return limit(RLIMIT_AS,
		(rlim_t)pages * (rlim_t)sysconf(_SC_PAGESIZE) + LETTER_BYTES_MAX + CHILD_MEMORY_MAX,
		e);
}

/* ---- Landlock ---- */

/* No file, no port, nobody else's socket or process, even where the filter below had a hole. As in the kernel's landlock.h since ABI 6; older headers lack the later members. */
struct landlock_rules {
	uint64_t files, ports, scopes;
};

/* Everything that the kernel's ABI can forbid, forbidden. */
static struct landlock_rules landlock_of(long abi)
{
	static const int file_bits[] = {0, 13, 14, 15, 15, 16};
	struct landlock_rules all = {0};

	all.files = (1U << (abi > 5 ? 16 : file_bits[abi])) - 1;
	all.ports = abi >= 4 ? 3 : 0; /* to bind, to connect */
	all.scopes = abi >= 6 ? 3 : 0; /* abstract sockets, signals */
	return all;
}

static int landlock(struct err *e)
{
	long abi = syscall(SYS_landlock_create_ruleset, NULL, 0, 1U /* ask for the version */);

	if (abi <= 0)
		return 0;
	struct landlock_rules all = landlock_of(abi);
	size_t size = abi >= 6 ? sizeof all : abi >= 4 ? 2 * sizeof(uint64_t) : sizeof(uint64_t);
	int fd = (int)syscall(SYS_landlock_create_ruleset, &all, size, 0);
	if (fd < 0 || syscall(SYS_landlock_restrict_self, fd, 0) != 0)
		return err_errno(e, "Landlock");
	close(fd);
	return 0;
}

/* ---- seccomp ---- */

/* What computing takes, and writing to what is open. */
static const int both_may[] = {
	SCMP_SYS(read), SCMP_SYS(write), SCMP_SYS(close), SCMP_SYS(exit), SCMP_SYS(exit_group),
	SCMP_SYS(brk), SCMP_SYS(munmap), SCMP_SYS(mremap), SCMP_SYS(madvise), SCMP_SYS(futex),
	SCMP_SYS(rt_sigaction), SCMP_SYS(rt_sigprocmask), SCMP_SYS(rt_sigreturn),
	SCMP_SYS(restart_syscall), SCMP_SYS(clock_gettime), SCMP_SYS(clock_getres),
	SCMP_SYS(gettimeofday), SCMP_SYS(time), SCMP_SYS(getpid), SCMP_SYS(gettid),
	SCMP_SYS(sysinfo), /* qsort asks how much memory there is */
};

/* What libraries ask for in good faith, and can do without. */
static const int both_refused[] = {
	SCMP_SYS(open),
	SCMP_SYS(openat),
	SCMP_SYS(openat2),
	SCMP_SYS(creat),
	SCMP_SYS(stat),
	SCMP_SYS(lstat),
	SCMP_SYS(fstat),
	SCMP_SYS(newfstatat),
	SCMP_SYS(statx),
	SCMP_SYS(statfs),
	SCMP_SYS(access),
	SCMP_SYS(faccessat),
	SCMP_SYS(faccessat2),
	SCMP_SYS(readlink),
	SCMP_SYS(readlinkat),
	SCMP_SYS(getcwd),
	SCMP_SYS(getdents64),
	SCMP_SYS(lseek),
	SCMP_SYS(ioctl),
	SCMP_SYS(fcntl),
	SCMP_SYS(socket),
	SCMP_SYS(socketpair),
	SCMP_SYS(connect),
	SCMP_SYS(getrandom),
	SCMP_SYS(uname),
	SCMP_SYS(sched_getaffinity),
};

/* What it takes to run a child and to lock it. Not to end it: it ends with its reader. */
static const int reader_may[] = {
	SCMP_SYS(pipe2),
	SCMP_SYS(dup2),
	SCMP_SYS(dup3),
	SCMP_SYS(set_robust_list),
	SCMP_SYS(getppid),
	SCMP_SYS(wait4),
};

static int add(scmp_filter_ctx f, uint32_t action, const int *calls, size_t count)
{
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < count; i++)
		if (calls[i] >= 0) /* else this machine has no such call */
			rc = seccomp_rule_add(f, action, calls[i], 0);
	return rc;
}

/* `call` where argument `arg`, of its bits `mask`, is `value`. */
static int add_if(scmp_filter_ctx f, int call, unsigned arg, uint64_t mask, uint64_t value)
{
	struct scmp_arg_cmp cmp = SCMP_CMP64(arg, SCMP_CMP_MASKED_EQ, mask, value);

	return call < 0 ? 0 : seccomp_rule_add_array(f, SCMP_ACT_ALLOW, call, 1, &cmp);
}

#define COUNT(list) (sizeof(list) / sizeof *(list))

static int add_both(scmp_filter_ctx f)
{
	int rc = add(f, SCMP_ACT_ALLOW, both_may, COUNT(both_may));

	if (rc == 0)
		rc = add(f, SCMP_ACT_ERRNO(EACCES), both_refused, COUNT(both_refused));
	if (rc == 0)
		rc = add_if(f, SCMP_SYS(mmap), 2, PROT_EXEC, 0);
	if (rc == 0)
		rc = add_if(f, SCMP_SYS(mprotect), 2, PROT_EXEC, 0);
	return rc;
}

static int add_reader(scmp_filter_ctx f)
{
	int rc = add(f, SCMP_ACT_ALLOW, reader_may, COUNT(reader_may));

	/* fork(2) and nothing that shares memory or makes namespaces; libc falls back to it. */
	if (rc == 0)
		rc = add_if(f, SCMP_SYS(clone), 0,
			~(uint64_t)(CLONE_CHILD_SETTID | CLONE_CHILD_CLEARTID), SIGCHLD);
	if (rc == 0)
		rc = seccomp_rule_add(f, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0);
	if (rc == 0)
		rc = add_if(f, SCMP_SYS(prlimit64), 0, ~(uint64_t)0, 0); /* its own */
	if (rc == 0)
		rc = add_if(f, SCMP_SYS(prctl), 0, ~(uint64_t)0, PR_SET_PDEATHSIG);
	if (rc == 0)
		rc = add_if(f, SCMP_SYS(prctl), 0, ~(uint64_t)0, PR_SET_SECCOMP);
	return rc;
}

static scmp_filter_ctx filter_new(bool reader, struct err *e)
{
	scmp_filter_ctx f = seccomp_init(SCMP_ACT_KILL_PROCESS);
	int rc = f == NULL ? -ENOMEM : add_both(f);

	if (rc == 0 && reader)
		rc = add_reader(f);
	if (rc == 0)
		return f;
	seccomp_release(f);
	errno = -rc;
	err_errno(e, "making the filter of system calls");
	return NULL;
}

/* Compiled beforehand: libseccomp takes longer for it than a child for a letter. */
static int compile(scmp_filter_ctx f, struct sock_fprog *out, struct err *e)
{
	int rc = -1, fd = memfd_create("filter", MFD_CLOEXEC);

	if (fd < 0 || seccomp_export_bpf(f, fd) != 0) {
		err_errno(e, "compiling the filter of system calls");
		goto out;
	}
	off_t size = lseek(fd, 0, SEEK_END);
	out->filter = xmalloc((size_t)size);
	if (pread(fd, out->filter, (size_t)size, 0) != size) {
		err_errno(e, "compiling the filter of system calls");
		goto out;
	}
	out->len = (unsigned short)((size_t)size / sizeof *out->filter);
	rc = 0;
out:
	if (fd >= 0)
		close(fd);
	return rc;
}

/* From here on nothing may be said: what libraries complain of may quote a letter. */
static int shut(struct err *e)
{
	if (silence(STDOUT_FILENO, e) != 0 || silence(STDERR_FILENO, e) != 0)
		return -1;
	if (close_range(STDERR_FILENO + 1, ~0U, 0) != 0)
		return err_errno(e, "closing files");
	if (limit_memory(e) != 0 || limit(RLIMIT_FSIZE, 0, e) != 0)
		return -1;
	return limit(RLIMIT_NOFILE, FILES_MAX, e);
}

static int load(scmp_filter_ctx f, struct err *e)
{
	int rc = seccomp_load(f);

	errno = -rc;
	return rc == 0 ? 0 : err_errno(e, "loading the filter of system calls");
}

int lock_reader(struct lock **out, struct err *e)
{
	struct lock *lock = xcalloc(1, sizeof *lock);
	scmp_filter_ctx reader = filter_new(true, e), child = filter_new(false, e);
	int rc = -1;

	lock->reader = getpid();
	if (reader != NULL && child != NULL && compile(child, &lock->child, e) == 0 &&
		shut(e) == 0 && give_up(e) == 0 && landlock(e) == 0 && load(reader, e) == 0) {
		*out = lock;
		lock = NULL;
		rc = 0;
	}
	seccomp_release(reader);
	seccomp_release(child);
	lock_free(&lock);
	return rc;
}

void lock_child(const struct lock *lock, int out)
{
	leave_only(lock, out);
	if (limit(RLIMIT_NPROC, 0, NULL) != 0 || limit(RLIMIT_NOFILE, 0, NULL) != 0 ||
		prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &lock->child) != 0)
		_exit(LOCK_FAILED);
}

#endif
