#include "reader/reader.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/fd.h"
#include "base/limits.h"
#include "base/log.h"
#include "reader/frame.h"
#include "reader/process.h"
#include "reading/json/json.h"

struct reader {
	const struct rule_files *files;
	const char *program;
	int start_ms, letter_ms;
	struct process process;
	int64_t ready_before; /* monotonic, ms; 0: it has said that it is */
	int32_t status; /* of the last child, as of waitpid(2); -1: it did not end by itself */
	/* What it was handed ahead; NULL: nothing. */
	const struct letter *ahead;
	size_t ahead_count;
};

/* What came instead of a reading, or with it. */
enum came { CAME_READING, CAME_END, CAME_ODD };

struct reader *reader_new(const struct rule_files *files, const struct reader_options *options)
{
	struct reader_options o = options != NULL ? *options : (struct reader_options){0};
	struct reader *r = xcalloc(1, sizeof *r);

	r->files = files;
	/* The very file that we run, whatever stands under its name by now. */
	r->program = o.program != NULL ? o.program : "/proc/self/exe";
	r->start_ms = o.start_ms != 0 ? o.start_ms : READER_START_MS;
	r->letter_ms = o.letter_ms != 0 ? o.letter_ms : LETTER_READ_MS;
	return r;
}

void reader_free(struct reader **r)
{
	if (*r == NULL)
		return;
	process_end(&(*r)->process);
	free(*r);
	*r = NULL;
}

/* ---- the process ---- */

int reader_start(struct reader *r, struct err *e)
{
	if (r->process.pid != 0)
		return 0;
	r->ready_before = clock_monotonic_ms() + r->start_ms;
	return process_start(&r->process, r->program, r->files, e);
}

/* Why it cannot begin, in its own words. */
static int refused(struct reader *r, uint32_t len, struct err *e)
{
	char why[ERR_TEXT_MAX] = "";

	if (len >= sizeof why || !fd_read(r->process.socket, why, len, r->ready_before))
		return err_set(e, "the reader sends what it cannot send");
	return err_set(e, "the reader cannot begin: %s", why);
}

static int take_ready(struct reader *r, struct err *e)
{
	struct frame f;

	if (!frame_take(r->process.socket, &f, r->ready_before))
		return err_set(e, "the reader ended or stalled before it was ready");
	if (f.type == FRAME_REFUSED)
		return refused(r, f.len, e);
	if (f.type != FRAME_READY || f.len != 0)
		return err_set(e, "the reader sends what it cannot send");
	r->ready_before = 0;
	return 0;
}

static int be_ready(struct reader *r, struct err *e)
{
	if (reader_start(r, e) != 0)
		return -1;
	if (r->ready_before == 0 || take_ready(r, e) == 0)
		return 0;
	process_end(&r->process);
	return -1;
}

/* ---- letters go ---- */

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

static void put_word(struct buf *b, const char *word)
{
	buf_puts(b, word);
	buf_putc(b, '\0');
}

static bool send_letter(struct reader *r, const struct letter *letter, int64_t deadline)
{
	const struct context *c = letter->context;
	struct buf words = {.max = HEADER_BYTES_MAX};

	if (c != NULL && c->kind != NULL) {
		put_word(&words, c->kind);
		put_word(&words, c->series);
		for (size_t i = 0; i < c->event_count; i++)
			put_word(&words, c->events[i]);
	}
	struct frame_letter head = {letter->received, (uint32_t)words.len};
	struct slice parts[] = {
		{(const char *)&head, sizeof head}, buf_slice(&words), letter->bytes};
	bool ok = frame_send(r->process.socket, FRAME_LETTER, parts, 3, deadline);
	buf_free(&words);
	return ok;
}

static bool send_batch(struct reader *r, const struct letter *letters, size_t count)
{
	int64_t deadline = clock_monotonic_ms() + r->letter_ms;

	for (size_t i = 0; i < count; i++)
		if (!send_letter(r, &letters[i], deadline))
			return false;
	return frame_send(r->process.socket, FRAME_READ, NULL, 0, deadline);
}

void reader_begin(struct reader *r, const struct letter *letters, size_t count)
{
	size_t n = batch_size(letters, count);
	struct err e;

	if (n == 0 || be_ready(r, &e) != 0)
		return;
	if (send_batch(r, letters, n)) {
		r->ahead = letters;
		r->ahead_count = n;
	} else {
		process_end(&r->process);
	}
}

void reader_drop(struct reader *r)
{
	if (r->ahead != NULL)
		process_end(&r->process);
	r->ahead = NULL;
}

/* ---- readings come ---- */

/*
 * Whether it has no more values than a reading may have: JSON of 16 MB that is all `{},{},…` would
 * take a hundred times that when it is parsed. Quotes and escapes are all that needs knowing.
 */
static bool bounded(const char *text, size_t len)
{
	size_t values = 0, lists = 0;
	bool quoted = false;

	for (size_t i = 0; i < len; i++) {
		char c = text[i];
		if (quoted && c == '\\')
			i++;
		else if (c == '"')
			quoted = !quoted;
		else if (!quoted && (c == ',' || c == ':'))
			values++;
		else if (!quoted && (c == '{' || c == '['))
			lists++;
	}
	return values <= READING_VALUES_MAX && lists <= READING_LISTS_MAX;
}

/* What the child says, if it can be: NULL where not. */
static struct reading *believe(struct arena *a, const char *text, size_t len,
	const struct letter *letter, const struct rules *rules)
{
	struct reading *r = NULL;
	struct err e = {"the reading is no JSON, or too much of it"};
	json_t *json = NULL;

	if (bounded(text, len))
		json = json_loadb(text, len, JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL, NULL);
	if (json == NULL ||
		reading_from_json(a, json, letter->bytes.len, letter->envelope, letter->file, rules,
			&r, &e) != 0)
		r = NULL;
	else if (strcmp(r->rules, rules->hash) != 0)
		r = (err_set(&e, "the reading was made by other rules"), NULL);
	if (r == NULL)
		log_line(LOG_ERR, "reader refused: %s", e.text);
	json_decref(json);
	return r;
}

static enum came next_reading(struct reader *r, struct arena *a, const struct letter *letter,
	const struct rules *rules, struct reading **out)
{
	int64_t deadline = clock_monotonic_ms() + r->letter_ms;
	struct frame f;

	if (!frame_take(r->process.socket, &f, deadline))
		return CAME_ODD;
	if (f.type == FRAME_END && f.len == sizeof r->status &&
		fd_read(r->process.socket, &r->status, sizeof r->status, deadline))
		return CAME_END;
	if (f.type != FRAME_READING || f.len > READING_BYTES_MAX || letter == NULL)
		return CAME_ODD;
	char *text = xmalloc((size_t)f.len + 1);
	*out = NULL;
	if (fd_read(r->process.socket, text, f.len, deadline))
		*out = believe(a, text, f.len, letter, rules);
	free(text);
	return *out != NULL ? CAME_READING : CAME_ODD;
}

/*
 * Reads letters in one child, until they are read or the arena has `most` bytes; *done says how many
 * came back. Where that was not all of them and then the child's end, the reader is not asked again: nothing that a hostile letter had a hand in
 * is there for the next one.
 */
static int read_batch(struct reader *r, struct arena *a, size_t most, const struct rules *rules,
	const struct letter *letters, size_t count, struct reading **out, size_t *done,
	struct err *e)
{
	enum came came = CAME_ODD;

	*done = 0;
	r->status = -1;
	bool has = r->ahead == letters && r->ahead_count == count;
	if (!has)
		reader_drop(r);
	r->ahead = NULL;
	if (be_ready(r, e) != 0)
		return -1;
	if (has || send_batch(r, letters, count)) {
		while (*done < count && arena_size(a) < most &&
			(came = next_reading(r, a, &letters[*done], rules, &out[*done])) ==
				CAME_READING)
			++*done;
		if (came == CAME_READING && *done == count)
			came = next_reading(r, a, NULL, rules, NULL);
	}
	if (*done < count || came != CAME_END)
		process_end(&r->process);
	return 0;
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

int reader_read(struct reader *r, struct arena *a, const struct rules *rules,
	const struct letter *letters, size_t count, struct reading **out, size_t *done,
	struct err *e)
{
	size_t most = arena_size(a) + READINGS_BYTES_MAX;

	for (*done = 0; *done < count && arena_size(a) < most;) {
		size_t at = *done, some, alone;
		size_t n = batch_size(letters + at, count - at);
		if (n == 0) {
			log_line(LOG_WARNING, "reader letter=%zu too-large", at);
			out[at] = set_aside(a, &letters[at], rules, "too-large");
			*done = at + 1;
			continue;
		}
		if (read_batch(r, a, most, rules, letters + at, n, out + at, &some, e) != 0)
			return -1;
		*done = at = at + some;
		if (some == n || (*done > 0 && arena_size(a) >= most))
			continue;
		/* The one that it was at, once more, alone: only then is the letter to blame. */
		if (read_batch(r, a, SIZE_MAX, rules, letters + at, 1, out + at, &alone, e) != 0)
			return -1;
		if (alone == 0) {
			log_line(LOG_WARNING, "reader letter=%zu unreadable status=%d", at,
				(int)r->status);
			out[at] = set_aside(a, &letters[at], rules, "unreadable");
		}
		++*done;
	}
	return 0;
}
