/*
 * Letters are read in a process of their own: what a hostile letter breaks, breaks there. The reader
 * (`mailbot reader`, exec'd) is handed the rules as bytes, locks itself down (lock.h), and forks a
 * child a batch: at most BATCH_LETTERS_MAX letters or BATCH_BYTES_MAX bytes, one big letter alone.
 *
 * When the child dies, or stalls, or sends what cannot be, the letter that it was at is read once
 * more, alone; only then is it `unreadable`. Each time reader and child are ended and others
 * started, and the rest go on in them.
 *
 * What comes back is checked in full (reading/json/json.h), and the envelope is never the child's.
 */
#ifndef READER_READER_H
#define READER_READER_H

#include "reading/reading.h"

struct letter {
	const char *file; /* what it is called in the reading; "" */
	struct slice bytes;
	const struct envelope *envelope;
	const struct context *context; /* NULL */
	int64_t received; /* UTC; 0: unknown */
	bool head_only; /* it is larger than LETTER_BYTES_MAX, and `bytes` its beginning: nobody
			   reads it, and its reason is `too-large` */
};

/* For tests: what is 0 or NULL is as ever. */
struct reader_options {
	const char *program; /* what is exec'd in the place of this very program */
	int start_ms, letter_ms; /* READER_START_MS, LETTER_READ_MS */
};

struct reader;

/* No process yet. The files (of the rules that letters will be read by) and the options are borrowed
 * and must outlive it; `options` may be NULL. */
struct reader *reader_new(const struct rule_files *files, const struct reader_options *options);
void reader_free(struct reader **r); /* ends its process; *r may be NULL */

/*
 * Starts the process, for who wants it ready when the letters are; without it the first letter
 * does. Does not wait. The process lives no longer than the thread that started it.
 */
int reader_start(struct reader *r, struct err *e);

/*
 * Hands over the first of the letters, as many as go into one child, and does not wait: they are read
 * while the caller does something else. The next reader_read must be of these letters, or reader_drop
 * comes before it. Where that fails reader_read will see.
 */
void reader_begin(struct reader *r, const struct letter *letters, size_t count);
/* Nobody wants the readings of what reader_begin was given any more. */
void reader_drop(struct reader *r);

/*
 * Reads them: out[i] is the reading of letters[i], made in the arena, never NULL. `rules` are those
 * of the reader's files. A letter that cannot be read has disposition review, no requests, and the
 * reason `unreadable`. -1 only where no reader can be made at all.
 *
 * *done says how many were read: all of them, but where their readings would take more memory than
 * READINGS_BYTES_MAX together; the rest is then for another call and another arena. At least one.
 */
int reader_read(struct reader *r, struct arena *a, const struct rules *rules,
	const struct letter *letters, size_t count, struct reading **out, size_t *done,
	struct err *e);

#endif
