#include "reader/child.h"

#include <malloc.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/limits.h"
#include "message/carried.h"
#include "reader/frame.h"
#include "reading/json/json.h"

enum { CHILD_WRITE_FAILED = 74, CHILD_TOO_MUCH = 75 };

char *child_read(const struct rules *rules, const struct child_letter *letter)
{
	struct arena *a = arena_new();
	struct envelope env = {0};

	envelope_read(a, letter->bytes, &env);
	envelope_carried(&env, rules);
	const struct message *m = message_read(a, letter->bytes, &env, rules);
	const struct reading *r = reading_make(a, m, rules, letter->context, letter->received);
	struct buf text = {.max = READING_BYTES_MAX};

	reading_write(&text, r);
	arena_free(&a);
	if (text.over)
		buf_free(&text);
	return text.p;
}

/* A child lives for a batch: memory that was once had is kept for the next letter. */
static void keep_memory(void)
{
	mallopt(M_TRIM_THRESHOLD, CHILD_MEMORY_MAX);
	mallopt(M_TOP_PAD, 1024 * 1024);
}

void child_run(const struct lock *lock, const struct rules *rules,
	const struct child_letter *letters, size_t count, int out)
{
	keep_memory();
	lock_child(lock, out);
	for (size_t i = 0; i < count; i++) {
		char *text = child_read(rules, &letters[i]);
		struct slice json = slice_of(text);

		if (text == NULL)
			_exit(CHILD_TOO_MUCH);
		if (!frame_send(STDOUT_FILENO, FRAME_READING, &json, 1, 0))
			_exit(CHILD_WRITE_FAILED);
		free(text);
	}
	_exit(0);
}
