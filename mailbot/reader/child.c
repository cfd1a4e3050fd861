#include "reader/child.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/limits.h"
#include "reading/json.h"

enum { CHILD_LOCK_FAILED = 71, CHILD_WRITE_FAILED = 74, CHILD_TOO_MUCH = 75 };

static void limit(int what, rlim_t value)
{
	struct rlimit l = {value, value};

	if (setrlimit(what, &l) != 0)
		_exit(CHILD_LOCK_FAILED);
}

/* The program's own memory is there already; what a letter may add to it is bounded. */
static rlim_t memory_now(void)
{
	long pages = 0;
	FILE *f = fopen("/proc/self/statm", "re");

	if (f == NULL || fscanf(f, "%ld", &pages) != 1)
		_exit(CHILD_LOCK_FAILED);
	fclose(f);
	return (rlim_t)pages * (rlim_t)sysconf(_SC_PAGESIZE);
}

static void lock_down(int out)
{
	int null = open("/dev/null", O_RDWR | O_CLOEXEC);

	if (null < 0 || dup2(null, STDIN_FILENO) < 0 || dup2(null, STDOUT_FILENO) < 0)
		_exit(CHILD_LOCK_FAILED);
#ifndef MAILBOT_SANITIZED
	/* What libraries complain of may quote the letter; a sanitizer's report must be seen, and
	 * needs its memory. */
	if (dup2(null, STDERR_FILENO) < 0)
		_exit(CHILD_LOCK_FAILED);
	limit(RLIMIT_AS, memory_now() + CHILD_MEMORY_MAX);
#else
	(void)memory_now;
#endif
	if (dup2(out, STDERR_FILENO + 1) < 0 || close_range(STDERR_FILENO + 2, ~0U, 0) != 0)
		_exit(CHILD_LOCK_FAILED);
	limit(RLIMIT_CORE, 0);
	limit(RLIMIT_FSIZE, 0);
	limit(RLIMIT_NPROC, 0);
	limit(RLIMIT_NOFILE, 16); /* character set tables are files */
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
		_exit(CHILD_LOCK_FAILED);
}

static void write_all(const void *bytes, size_t len)
{
	for (const char *p = bytes; len > 0;) {
		ssize_t n = write(STDERR_FILENO + 1, p, len);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			_exit(CHILD_WRITE_FAILED);
		p += n;
		len -= (size_t)n;
	}
}

static void read_one(const struct rules *rules, const struct letter *letter)
{
	struct arena *a = arena_new();
	const struct message *m = message_read(a, letter->bytes, letter->envelope, rules);
	const struct reading *r = reading_make(a, m, rules, letter->context, letter->received);
	json_t *json = reading_to_json(r);
	char *text = json_dumps(json, JSON_COMPACT);
	size_t len = text != NULL ? strlen(text) : 0;

	if (len == 0 || len > READING_BYTES_MAX)
		_exit(CHILD_TOO_MUCH);
	uint32_t head = (uint32_t)len;
	write_all(&head, sizeof head);
	write_all(text, len);
	free(text);
	json_decref(json);
	arena_free(&a);
}

void child_run(const struct rules *rules, const struct letter *letters, size_t count, int out)
{
	lock_down(out);
	for (size_t i = 0; i < count; i++)
		read_one(rules, &letters[i]);
	_exit(0);
}
