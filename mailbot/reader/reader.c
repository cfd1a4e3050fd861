#include "reader/reader.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/limits.h"
#include "base/log.h"
#include "reader/child.h"
#include "reading/json.h"

/* How many of the letters go into one child: a few small ones, or one big. */
static size_t batch_size(const struct letter *letters, size_t count)
{
	size_t n = 0, bytes = 0;

	while (n < count && n < BATCH_LETTERS_MAX && !letters[n].head_only) {
		bytes += letters[n].bytes.len;
		if (n > 0 && bytes > BATCH_BYTES_MAX)
			break;
		n++;
	}
	return n;
}

static pid_t child_start(const struct rules *rules, const struct letter *letters, size_t count,
	int *from, struct err *e)
{
	int ends[2];

	if (pipe2(ends, O_CLOEXEC) != 0)
		return err_errno(e, "making a pipe for the reader");
	pid_t pid = fork();
	if (pid < 0) {
		err_errno(e, "starting the reader");
		close(ends[0]);
		close(ends[1]);
		return -1;
	}
	if (pid == 0)
		child_run(rules, letters, count, ends[1]);
	close(ends[1]);
	*from = ends[0];
	return pid;
}

static void child_end(pid_t pid, int from)
{
	close(from);
	kill(pid, SIGKILL); /* it has ended, has stalled, or has sent something odd: in any case it
			       is done */
	while (waitpid(pid, NULL, 0) < 0 && errno == EINTR)
		;
}

/* Exactly `len` bytes before the deadline (monotonic, ms); false where the child died or stalled.
 */
static bool read_exactly(int fd, void *bytes, size_t len, int64_t deadline)
{
	for (char *p = bytes; len > 0;) {
		int64_t left = deadline - clock_monotonic_ms();
		struct pollfd poll_in = {.fd = fd, .events = POLLIN};
		if (left <= 0)
			return false;
		int n = poll(&poll_in, 1, (int)left);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return false;
		ssize_t got = read(fd, p, len);
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return false;
		p += got;
		len -= (size_t)got;
	}
	return true;
}

/* The next reading that the child sends; NULL where it is none that can be believed. */
static struct reading *next_reading(
	struct arena *a, int fd, const struct letter *letter, const struct rules *rules)
{
	int64_t deadline = clock_monotonic_ms() + LETTER_READ_MS;
	struct reading *r = NULL;
	struct err e = {0};
	uint32_t len;

	if (!read_exactly(fd, &len, sizeof len, deadline) || len > READING_BYTES_MAX)
		return NULL;
	char *text = xmalloc(len);
	json_t *json = NULL;
	if (read_exactly(fd, text, len, deadline))
		json = json_loadb(text, len, JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL, NULL);
	if (json == NULL ||
		reading_from_json(a, json, letter->bytes.len, letter->envelope, letter->file, rules,
			&r, &e) != 0) {
		if (e.text[0] != '\0')
			log_line(LOG_ERR, "reader refused: %s", e.text);
		r = NULL;
	}
	json_decref(json);
	free(text);
	return r;
}

/* The reading of a letter that nobody reads. */
static struct reading *set_aside(
	struct arena *a, const struct letter *letter, const struct rules *rules, const char *reason)
{
	struct reading *r = arena_alloc(a, sizeof *r);

	*r = (struct reading){.file = letter->file,
		.envelope = letter->envelope,
		.language = "",
		.series = "",
		.kind = KIND_OTHER,
		.disposition = DISPOSITION_REVIEW,
		.writer = letter->envelope->from.name,
		.phone = "",
		.rules = rules->hash};
	ARENA_PUSH(a, r->reasons, r->reason_count, r->reason_room, reason);
	return r;
}

/* Reads letters in one child; *done says how many came back. */
static int read_batch(struct arena *a, const struct rules *rules, const struct letter *letters,
	size_t count, struct reading **out, size_t *done, struct err *e)
{
	int from = -1;
	pid_t pid = child_start(rules, letters, count, &from, e);

	*done = 0;
	if (pid < 0)
		return -1;
	while (*done < count &&
		(out[*done] = next_reading(a, from, &letters[*done], rules)) != NULL)
		++*done;
	child_end(pid, from);
	return 0;
}

int reader_read(struct arena *a, const struct rules *rules, const struct letter *letters,
	size_t count, struct reading **out, struct err *e)
{
	for (size_t i = 0, done; i < count; i += done) {
		size_t n = batch_size(letters + i, count - i);
		if (n == 0) {
			log_line(LOG_WARNING, "reader letter=%zu too-large", i);
			out[i] = set_aside(a, &letters[i], rules, "too-large");
			done = 1;
			continue;
		}
		if (read_batch(a, rules, letters + i, n, out + i, &done, e) != 0)
			return -1;
		if (done == n)
			continue;
		/* The one that it was at, once more, alone: only then is the letter to blame. */
		size_t at = i + done, alone = 0;
		if (n > 1 && read_batch(a, rules, letters + at, 1, out + at, &alone, e) != 0)
			return -1;
		if (alone == 0) {
			log_line(LOG_WARNING, "reader letter=%zu unreadable", at);
			out[at] = set_aside(a, &letters[at], rules, "unreadable");
		}
		done++;
	}
	return 0;
}
