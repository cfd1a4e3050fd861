/*
 * How far a backlog is: a bar at the foot of a terminal, or a line now and then where standard error
 * is none (the journal). Nothing at all for few letters: then each has its own line in the log.
 *
 *   receive  ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━────────────────────  4,213 of 10,000  371/s  0:16 left
 *   receive backlog done=4213 of=10000 rate=371/s left=16s
 */
#ifndef BASE_PROGRESS_H
#define BASE_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct progress {
	const char *name; /* of who works; NULL: nothing is under way */
	size_t done, total;
	int64_t began, told; /* monotonic, ms */
	bool terminal;
};

/* A backlog of `total` letters. What is fewer than PROGRESS_LETTERS_MIN begins nothing. */
void progress_begin(struct progress *p, const char *name, size_t total);

/* So many more are done; `more` have come to them. */
void progress_step(struct progress *p, size_t done, size_t more);

/* It is over: all is done, or it was stopped and goes on another time. */
void progress_end(struct progress *p);

/* Whether a bar stands for the lines of the single letters. */
bool progress_shown(const struct progress *p);

/*
 * What it says: the bar for a terminal of so many columns, at most 80 (no line end, never wider), or
 * the line. `ms` since it began; `utf8`: whether the terminal has box characters.
 */
void progress_bar(
	const struct progress *p, int64_t ms, int columns, bool utf8, char *out, size_t size);
void progress_line(const struct progress *p, int64_t ms, char *out, size_t size);

#endif
