#include "reader/serve.h"

#include <errno.h>
#include <fcntl.h>
#include <malloc.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/fd.h"
#include "base/limits.h"
#include "base/memory.h"
#include "message/charset.h"
#include "reader/child.h"
#include "reader/frame.h"

enum { HEAP_KEPT = 4 * 1024 * 1024 };
enum { SERVE_DONE = 0, SERVE_FAILED = 1, PARENT = STDIN_FILENO };

/* The letters of one batch, and the arena that they stand in. */
struct batch {
	struct arena *arena;
	struct child_letter letters[BATCH_LETTERS_MAX];
	size_t count;
};

/* ---- the rules ---- */

/* Only the series keep their bytes; all the others' are as much as what was compiled of them. */
static bool take_rule(
	struct arena *a, struct arena *scratch, uint32_t len, struct rule_files *files)
{
	struct frame_rule head;
	struct rule_file file;

	if (len < sizeof head || !fd_read(READER_RULES_FD, &head, sizeof head, 0))
		return false;
	len -= (uint32_t)sizeof head;
	if (head.kind >= RULE_KINDS || head.name_len > len)
		return false;
	bool kept = head.kind == RULE_SERIES && head.schema == 0;
	char *text = arena_alloc(kept ? a : scratch, (size_t)len + 1);
	if (!fd_read(READER_RULES_FD, text, len, 0))
		return false;
	file = (struct rule_file){.kind = (enum rule_kind)head.kind,
		.schema = head.schema != 0,
		.name = arena_string(a, (struct slice){text, head.name_len}),
		.bytes = {text + head.name_len, len - head.name_len}};
	ARENA_PUSH(a, files->items, files->count, files->room, file);
	return true;
}

static int compile_and_learn(
	const struct rule_files *files, struct arena *a, struct rules **out, struct err *e)
{
	struct problems problems = {.arena = a};

	if (rules_compile(files, out, &problems) != 0)
		return err_set(e, "%s", problems.count > 0 ? problems.items[0].text : "the rules");
	rules_learn(*out);
	rules_forget_files(*out);
	return 0;
}

static int take_rules(struct arena *a, struct rules **out, struct err *e)
{
	struct arena *scratch = arena_new();
	struct rule_files files = {0};
	bool whole = true;
	struct frame f;
	int rc;

	while (whole && frame_take(READER_RULES_FD, &f, 0))
		whole = f.type == FRAME_RULE && take_rule(a, scratch, f.len, &files);
	close(READER_RULES_FD);
	rc = whole ? compile_and_learn(&files, scratch, out, e)
		   : err_set(e, "the rules did not come whole");
	arena_free(&scratch);
	malloc_trim(0);
	return rc;
}

/* ---- warm ---- */

/* Nobody's letter: it has of everything that makes a library load or open something. */
static const char dummy[] =
	"From: a@example.org\r\nSubject: =?iso-8859-1?q?=41?=\r\n"
	"Date: Wed, 19 Jan 2011 09:00:00 +0100\r\nContent-Type: multipart/mixed; boundary=b\r\n"
	"\r\n--b\r\nContent-Type: text/plain; charset=iso-8859-2\r\n"
	"Content-Transfer-Encoding: quoted-printable\r\n\r\n=E1 1 1.1.2011 a@example.org\r\n"
	"\r\n--b\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n"
	"\r\nPHAgc3R5bGU9ImE6YiI+JmF1bWw7PC9wPg==\r\n"
	"\r\n--b\r\nContent-Type: text/calendar; method=REPLY\r\n\r\nBEGIN:VCALENDAR\r\n"
	"METHOD:REPLY\r\nBEGIN:VEVENT\r\nUID:a\r\nDTSTART;TZID=Europe/Berlin:20110119T090000\r\n"
	"ATTENDEE;PARTSTAT=ACCEPTED:mailto:a@example.org\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
	"\r\n--b--\r\n";

static void warm(const struct rules *rules)
{
	struct child_letter letter = {.bytes = slice_of(dummy), .received = 1295424000};

	charset_preload();
	free(child_read(rules, &letter));
}

/* ---- letters ---- */

static const char *take_word(struct slice *rest)
{
	const char *word = rest->p;
	long end = slice_find(*rest, '\0');

	if (end < 0)
		return NULL;
	*rest = slice_from(*rest, (size_t)end + 1);
	return word;
}

/* kind, series, events, as reader.c sends them. */
static const struct context *context_of(struct arena *a, struct slice words)
{
	struct context *c = arena_alloc(a, sizeof *c);
	size_t room = 0;

	c->kind = take_word(&words);
	c->series = take_word(&words);
	for (const char *id; (id = take_word(&words)) != NULL;)
		ARENA_PUSH(a, c->events, c->event_count, room, id);
	return c->series != NULL ? c : NULL;
}

static bool take_letter(struct batch *b, uint32_t len)
{
	struct frame_letter head;
	struct child_letter *letter = &b->letters[b->count];

	if (b->count == BATCH_LETTERS_MAX || len < sizeof head ||
		!fd_read(PARENT, &head, sizeof head, 0))
		return false;
	len -= (uint32_t)sizeof head;
	if (head.context_len > len || len - head.context_len > LETTER_BYTES_MAX)
		return false;
	char *bytes = arena_alloc(b->arena, len);
	if (!fd_read(PARENT, bytes, len, 0))
		return false;
	*letter = (struct child_letter){.bytes = {bytes + head.context_len, len - head.context_len},
		.received = head.received};
	if (head.context_len > 0)
		letter->context = context_of(b->arena, (struct slice){bytes, head.context_len});
	b->count++;
	return true;
}

/* False where the other end is gone, or sends what it does not send. */
static bool take_batch(struct batch *b)
{
	struct frame f;

	while (frame_take(PARENT, &f, 0)) {
		if (f.type == FRAME_READ && f.len == 0 && b->count > 0)
			return true;
		if (f.type != FRAME_LETTER || !take_letter(b, f.len))
			return false;
	}
	return false;
}

/* ---- a child a batch ---- */

/*
 * The next reading of the child goes to who waits for it. A child never writes there itself: what
 * one batch's child sends can so not be taken for another's. False where no whole one came.
 */
static bool pass_on(int child)
{
	struct frame f;

	if (!frame_take(child, &f, 0) || f.type != FRAME_READING || f.len > READING_BYTES_MAX)
		return false;
	char *json = xmalloc(f.len + 1);
	struct slice part = {json, f.len};
	bool ok = fd_read(child, json, f.len, 0) && frame_send(PARENT, FRAME_READING, &part, 1, 0);
	free(json);
	return ok;
}

static pid_t start_child(
	const struct lock *lock, const struct rules *rules, const struct batch *b, int *from)
{
	int ends[2];
	pid_t pid;

	if (pipe2(ends, O_CLOEXEC) != 0 || (pid = fork()) < 0)
		_exit(SERVE_FAILED);
	if (pid == 0)
		child_run(lock, rules, b->letters, b->count, ends[1]);
	close(ends[1]);
	*from = ends[0];
	return pid;
}

static bool read_batch(const struct lock *lock, const struct rules *rules, const struct batch *b)
{
	int from = -1, status = 0;
	pid_t pid = start_child(lock, rules, b, &from);
	struct slice end = {(const char *)&status, sizeof status};

	for (size_t n = 0; n < b->count && pass_on(from); n++)
		;
	/* One that goes on writing ends by that. One that goes on otherwise holds us up, until who
	 * waits for us loses patience and ends us, and so it. */
	close(from);
	while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
		;
	return frame_send(PARENT, FRAME_END, &end, 1, 0);
}

static void serve(const struct lock *lock, const struct rules *rules)
{
	struct batch b = {0};

	/* a child lives for one batch: what one letter leaves is the next one's */
	mallopt(M_TRIM_THRESHOLD, HEAP_KEPT);
	mallopt(M_MMAP_THRESHOLD, HEAP_KEPT);
	for (bool go_on = true; go_on;) {
		b.arena = arena_new();
		b.count = 0;
		go_on = take_batch(&b) && read_batch(lock, rules, &b);
		arena_free(&b.arena);
	}
}

static int begin(struct arena *a, struct rules **rules, struct lock **lock, struct err *e)
{
	/* Learning takes as much as the rules themselves, for a moment: not beside what loading took. */
	memory_settle();
	if (take_rules(a, rules, e) != 0)
		return -1;
	warm(*rules);
	memory_settle();
	return lock_reader(lock, e);
}

/* A terminal's ^C, a service manager's end go to all processes; this one ends with who uses it. */
static void ignore_signals(void)
{
	signal(SIGINT, SIG_IGN);
	signal(SIGTERM, SIG_IGN);
	signal(SIGHUP, SIG_IGN);
	signal(SIGPIPE, SIG_DFL);
}

int reader_serve(void)
{
	struct arena *a = arena_new();
	struct rules *rules = NULL;
	struct lock *lock = NULL;
	struct err e = {0};
	int status = SERVE_DONE;

	ignore_signals();
	if (begin(a, &rules, &lock, &e) != 0) {
		struct slice why = slice_of(e.text);
		status = SERVE_FAILED;
		frame_send(PARENT, FRAME_REFUSED, &why, 1, 0);
	} else if (frame_send(PARENT, FRAME_READY, NULL, 0, 0)) {
		serve(lock, rules);
	}
	lock_free(&lock);
	rules_free(&rules);
	arena_free(&a);
	return status;
}
