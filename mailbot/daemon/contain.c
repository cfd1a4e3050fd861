#include "daemon/contain.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/capability.h>
#include <linux/landlock.h>
#include <sched.h>
#include <seccomp.h>
#include <stdint.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/log.h"

#define COUNT(list) (sizeof(list) / sizeof *(list))

/* ---- privileges ---- */

static int limit(int what, rlim_t value, struct err *e)
{
	struct rlimit l = {value, value};

	return setrlimit(what, &l) == 0 ? 0 : err_errno(e, "limiting resource %d", what);
}

/* Of capabilities, root keeps that over files: the register may be another user's. */
static int give_up(struct err *e)
{
	struct __user_cap_header_struct head = {_LINUX_CAPABILITY_VERSION_3, 0};
	struct __user_cap_data_struct has[2], kept[2] = {{0}, {0}};

	if (limit(RLIMIT_CORE, 0, e) != 0)
		return -1;
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
		return err_errno(e, "giving up new privileges");
	if (syscall(SYS_capget, &head, has) != 0)
		return err_errno(e, "capabilities");
	kept[0].permitted = kept[0].effective = has[0].permitted & (1U << CAP_DAC_OVERRIDE);
	if (syscall(SYS_capset, &head, kept) != 0)
		return err_errno(e, "giving up capabilities");
	return 0;
}

/* ---- Landlock ---- */

enum {
	MAY_READ = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR,
	MAY_EXECUTE = MAY_READ | LANDLOCK_ACCESS_FS_EXECUTE,
	MAY_TRUNCATE = 1 << 14, /* since ABI 3; older headers lack it */
	MAY_WRITE = MAY_READ | LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_MAKE_REG |
		LANDLOCK_ACCESS_FS_REMOVE_FILE | MAY_TRUNCATE,
	OF_FILES = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_WRITE_FILE |
		LANDLOCK_ACCESS_FS_EXECUTE | MAY_TRUNCATE, /* what makes sense for a file itself */
	PORT_BIND = 1 << 0,
	PORT_CONNECT = 1 << 1,
	PORT_RULE = 2, /* enum landlock_rule_type, since ABI 4 */
	PORT_RESOLVER = 53,
};

/* As in the kernel's landlock.h since ABI 6; older headers lack the later members. */
struct ruleset {
	uint64_t files, ports, scopes;
};

struct port_rule {
	uint64_t access, port;
};

/* What the system's libraries, resolver and certificates lie in. What is not there is no loss. */
static const struct {
	const char *path;
	uint64_t access;
} system_paths[] = {
	{"/etc", MAY_READ},
	{"/usr", MAY_EXECUTE},
	{"/lib", MAY_EXECUTE},
	{"/lib64", MAY_EXECUTE},
	{"/proc", MAY_READ},
	{"/run/systemd/resolve", MAY_READ},
	{"/run/resolvconf", MAY_READ},
	{"/var/lib/ca-certificates", MAY_READ},
	{"/dev/null", MAY_READ | LANDLOCK_ACCESS_FS_WRITE_FILE},
	{"/dev/urandom", MAY_READ},
};

static int allow_path(int ruleset, const char *path, uint64_t access, uint64_t handled)
{
	struct landlock_path_beneath_attr rule = {.allowed_access = access & handled};
	struct stat st;
	int rc = 0;

	rule.parent_fd = open(path, O_PATH | O_CLOEXEC);
	if (rule.parent_fd < 0)
		return errno == ENOENT || errno == ENOTDIR || errno == EACCES ? 0 : -1;
	if (fstat(rule.parent_fd, &st) == 0 && !S_ISDIR(st.st_mode))
		rule.allowed_access &= OF_FILES;
	if (syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule, 0) != 0)
		rc = -1;
	close(rule.parent_fd);
	return rc;
}

static int allow_paths(int ruleset, const struct containment *c, uint64_t handled)
{
	for (size_t i = 0; i < COUNT(system_paths); i++)
		if (allow_path(ruleset, system_paths[i].path, system_paths[i].access, handled) != 0)
			return -1;
	for (size_t i = 0; i < COUNT(c->readable); i++)
		if (c->readable[i] != NULL &&
			allow_path(ruleset, c->readable[i], MAY_READ, handled) != 0)
			return -1;
	if (c->starts && allow_path(ruleset, "/proc/self/exe", MAY_EXECUTE, handled) != 0)
		return -1;
	return allow_path(ruleset, c->folder, MAY_WRITE, handled);
}

static int allow_port(int ruleset, int port)
{
	struct port_rule rule = {PORT_CONNECT, (uint64_t)port};

	return (int)syscall(SYS_landlock_add_rule, ruleset, PORT_RULE, &rule, 0);
}

static int allow_ports(int ruleset, const struct containment *c)
{
	if (allow_port(ruleset, PORT_RESOLVER) != 0)
		return -1;
	for (size_t i = 0; i < COUNT(c->ports); i++)
		if (c->ports[i] != 0 && allow_port(ruleset, c->ports[i]) != 0)
			return -1;
	return 0;
}

/* `*abi` is 0 where the kernel has no Landlock. */
static int restrict_files(const struct containment *c, long *abi, struct err *e)
{
	static const int bits[] = {0, 13, 14, 15, 15, 16};
	struct ruleset all = {0};
	int rc = -1;

	*abi = syscall(SYS_landlock_create_ruleset, NULL, 0, 1U /* ask for the version */);
	if (*abi <= 0) {
		*abi = 0;
		return 0;
	}
	all.files = (1U << (*abi > 5 ? 16 : bits[*abi])) - 1;
	all.ports = *abi >= 4 ? PORT_BIND | PORT_CONNECT : 0;
	all.scopes = *abi >= 6 ? 1 : 0; /* abstract sockets; signals go to children of ours */
	size_t size = *abi >= 6 ? sizeof all : *abi >= 4 ? 2 * sizeof(uint64_t) : sizeof(uint64_t);
	int ruleset = (int)syscall(SYS_landlock_create_ruleset, &all, size, 0);
	if (ruleset < 0)
		return err_errno(e, "Landlock");
	if (allow_paths(ruleset, c, all.files) != 0 ||
		(all.ports != 0 && allow_ports(ruleset, c) != 0) ||
		syscall(SYS_landlock_restrict_self, ruleset, 0) != 0)
		err_errno(e, "Landlock");
	else
		rc = 0;
	close(ruleset);
	return rc;
}

#ifdef MAILBOT_SANITIZED

static int refuse_calls(const struct containment *c, struct err *e)
{
	(void)c;
	(void)e;
	return 0;
}

static int close_up(const struct containment *c, struct err *e)
{
	(void)c;
	(void)e;
	return 0;
}

#else

/* ---- seccomp ---- */

static const int refused[] = {
	/* other processes */
	SCMP_SYS(ptrace),
	SCMP_SYS(process_vm_readv),
	SCMP_SYS(process_vm_writev),
	SCMP_SYS(process_madvise),
	SCMP_SYS(pidfd_getfd),
	SCMP_SYS(kcmp),
	/* namespaces and the tree of files */
	SCMP_SYS(unshare),
	SCMP_SYS(setns),
	SCMP_SYS(mount),
	SCMP_SYS(umount2),
	SCMP_SYS(move_mount),
	SCMP_SYS(open_tree),
	SCMP_SYS(fsopen),
	SCMP_SYS(fsmount),
	SCMP_SYS(mount_setattr),
	SCMP_SYS(pivot_root),
	SCMP_SYS(chroot),
	SCMP_SYS(open_by_handle_at),
	SCMP_SYS(name_to_handle_at),
	SCMP_SYS(mknod),
	SCMP_SYS(mknodat),
	/* the kernel */
	SCMP_SYS(bpf),
	SCMP_SYS(perf_event_open),
	SCMP_SYS(userfaultfd),
	SCMP_SYS(io_uring_setup),
	SCMP_SYS(io_uring_enter),
	SCMP_SYS(io_uring_register),
	SCMP_SYS(init_module),
	SCMP_SYS(finit_module),
	SCMP_SYS(delete_module),
	SCMP_SYS(kexec_load),
	SCMP_SYS(kexec_file_load),
	SCMP_SYS(add_key),
	SCMP_SYS(request_key),
	SCMP_SYS(keyctl),
	SCMP_SYS(syslog),
	SCMP_SYS(personality),
	SCMP_SYS(modify_ldt),
	/* the machine */
	SCMP_SYS(reboot),
	SCMP_SYS(swapon),
	SCMP_SYS(swapoff),
	SCMP_SYS(sethostname),
	SCMP_SYS(setdomainname),
	SCMP_SYS(settimeofday),
	SCMP_SYS(clock_settime),
	SCMP_SYS(adjtimex),
	SCMP_SYS(clock_adjtime),
	SCMP_SYS(acct),
	SCMP_SYS(quotactl),
	SCMP_SYS(ioperm),
	SCMP_SYS(iopl),
	/* being asked */
	SCMP_SYS(listen),
	SCMP_SYS(accept),
	SCMP_SYS(accept4),
};

/* What only who starts programs needs, and who has children. */
static const int starting[] = {SCMP_SYS(execve), SCMP_SYS(execveat)};
static const int forking[] = {SCMP_SYS(fork), SCMP_SYS(vfork)};

static int refuse(scmp_filter_ctx f, const int *calls, size_t count)
{
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < count; i++)
		if (calls[i] >= 0) /* else this machine has no such call */
			rc = seccomp_rule_add(f, SCMP_ACT_ERRNO(EPERM), calls[i], 0);
	return rc;
}

/* Sockets of the Internet, of this machine, and the one that the resolver asks for addresses. */
static int refuse_sockets(scmp_filter_ctx f)
{
	static const int kept[] = {AF_UNIX, AF_INET, AF_INET6, AF_NETLINK};
	int rc = seccomp_rule_add(f, SCMP_ACT_ERRNO(EAFNOSUPPORT), SCMP_SYS(socket), 1,
		SCMP_A0(SCMP_CMP_GT, AF_NETLINK));

	for (unsigned family = 0; rc == 0 && family <= AF_NETLINK; family++) {
		bool keep = false;
		for (size_t i = 0; i < COUNT(kept); i++)
			keep |= family == (unsigned)kept[i];
		if (!keep)
			rc = seccomp_rule_add(f, SCMP_ACT_ERRNO(EAFNOSUPPORT), SCMP_SYS(socket), 1,
				SCMP_A0(SCMP_CMP_EQ, family));
	}
	return rc;
}

static int refuse_clones(scmp_filter_ctx f, bool forks, bool starts)
{
	static const uint64_t spaces[] = {CLONE_NEWNS, CLONE_NEWUTS, CLONE_NEWIPC, CLONE_NEWUSER,
		CLONE_NEWPID, CLONE_NEWNET, CLONE_NEWCGROUP};
	/* Its flags stand in memory, where no filter sees them; libc falls back to clone. */
	int rc = seccomp_rule_add(f, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0);

	for (size_t i = 0; rc == 0 && i < COUNT(spaces); i++)
		rc = seccomp_rule_add(f, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(clone), 1,
			SCMP_A0(SCMP_CMP_MASKED_EQ, spaces[i], spaces[i]));
	if (rc == 0 && !forks && !starts) /* the resolver's threads only */
		rc = seccomp_rule_add(f, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(clone), 1,
			SCMP_A0(SCMP_CMP_MASKED_EQ, CLONE_THREAD, 0));
	if (rc == 0 && !forks && !starts)
		rc = refuse(f, forking, COUNT(forking));
	if (rc == 0 && !starts)
		rc = refuse(f, starting, COUNT(starting));
	return rc;
}

static int refuse_calls(const struct containment *c, struct err *e)
{
	scmp_filter_ctx f = seccomp_init(SCMP_ACT_ALLOW);
	int rc = f == NULL ? -ENOMEM : refuse(f, refused, COUNT(refused));

	if (rc == 0)
		rc = refuse_sockets(f);
	if (rc == 0)
		rc = refuse_clones(f, c->forks, c->starts);
	if (rc == 0)
		rc = seccomp_load(f);
	seccomp_release(f);
	errno = -rc;
	return rc == 0 ? 0 : err_errno(e, "the filter of system calls");
}

static int close_up(const struct containment *c, struct err *e)
{
	if (prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0)
		return err_errno(e, "closing up memory");
	return limit(RLIMIT_DATA, c->memory, e);
}

#endif

int contain(const struct containment *c, struct err *e)
{
	long abi = 0;

	if (give_up(e) != 0 || restrict_files(c, &abi, e) != 0 || refuse_calls(c, e) != 0 ||
		close_up(c, e) != 0)
		return err_wrap(e, "containing itself");
	log_line(LOG_INFO, "%s contained landlock=%ld memory=%zuM", c->name, abi,
		c->memory / (1024 * 1024));
	return 0;
}
