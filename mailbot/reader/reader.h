/*
 * Letters are read in a contained child: what a hostile letter breaks, breaks there. One child a
 * batch (at most BATCH_LETTERS_MAX letters or BATCH_BYTES_MAX bytes; one big letter alone). When a
 * child dies or a letter takes longer than LETTER_READ_MS, the letter that it was at is read once
 * more, alone in a new child; only then is it `unreadable`, and the rest of the batch goes on in a
 * new child.
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

/*
 * Reads them: out[i] is the reading of letters[i], made in the arena, never NULL. A letter that
 * cannot be read has disposition review, no requests, and the reason `unreadable`. -1 only where no
 * child can be made at all.
 */
int reader_read(struct arena *a, const struct rules *rules, const struct letter *letters,
	size_t count, struct reading **out, struct err *e);

#endif
