/*
 * Frames: how the reader, its children and who needs letters read talk to each other. A frame is a
 * type and a length (uint32_t each, in the machine's own order: both ends run on it), then so many
 * bytes. Whoever takes one looks at type and length before it takes the bytes (fd_read).
 *
 *     to the reader      RULE…, then a letter at a time LETTER, and READ for those that came
 *     from the reader    READY or REFUSED; for each READ the READINGs in order, then END
 *     from its child     READINGs
 */
#ifndef READER_FRAME_H
#define READER_FRAME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/slice.h"

enum frame_type {
	FRAME_RULE = 1, /* struct frame_rule, name, bytes of a file of rules */
	FRAME_READY, /* the rules are compiled, the reader is locked */
	FRAME_REFUSED, /* it cannot begin, and why: text */
	FRAME_LETTER, /* struct frame_letter, context, bytes */
	FRAME_READ, /* nothing: read the letters that came */
	FRAME_READING, /* its JSON */
	FRAME_END, /* how the child ended: int32_t as of waitpid(2) */
};

struct frame {
	uint32_t type, len;
};

struct frame_rule {
	uint32_t kind, schema, name_len;
};

struct frame_letter {
	int64_t received;
	uint32_t context_len; /* kind, series, events, each with its NUL; 0: no context */
};

/*
 * Both are over before `deadline` (monotonic, milliseconds); 0 waits for ever. False where
 * the other end is gone, the deadline over, or the system at fault (errno).
 *
 * A deadline to send wants a socket. Without one, who sends to an end that is gone gets SIGPIPE.
 */
bool frame_send(
	int fd, enum frame_type type, const struct slice *parts, size_t count, int64_t deadline);
bool frame_take(int fd, struct frame *out, int64_t deadline);

#endif
