/*
 * The contained child: what runs behind the reader's fork. It reads the letters of one batch in
 * order and sends a frame for each: FRAME_READING with the reading's JSON.
 */
#ifndef READER_CHILD_H
#define READER_CHILD_H

#include "reader/lock.h"
#include "reader/reader.h"

/* A letter as a child gets it: what it can know by the bytes, it finds out itself. */
struct child_letter {
	struct slice bytes;
	const struct context *context; /* NULL */
	int64_t received;
};

/*
 * One reading as JSON, for free(3); NULL where it would be longer than a frame may be. The whole of
 * what a child does to a letter: the reader does it once before its lock, so that all that
 * libraries load, and open, is there.
 */
char *child_read(const struct rules *rules, const struct child_letter *letter);

/* Locks the process, reads, sends to `out`, ends. */
void child_run(const struct lock *lock, const struct rules *rules,
	const struct child_letter *letters, size_t count, int out) __attribute__((noreturn));

#endif
