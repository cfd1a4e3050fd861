/*
 * Patterns as a clerk writes them: "Am … schrieb …:". Words stand as they are written, case and
 * the kind of quotes, dashes and blanks aside; … is anything (on the same line) or nothing. A … that
 * touches a word continues it ("abwesen…"), else words end where they end. Without … at an end the
 * pattern begins and ends where the line does.
 */
#ifndef RULES_PATTERN_H
#define RULES_PATTERN_H

#include <stdint.h>

#include "base/arena.h"
#include "base/problems.h"

enum { PATTERN_GRAMS = 6, PATTERN_GRAM_BITS = 4096, PATTERN_CHAINS = 64 };

struct literal {
	struct slice text; /* folded */
	bool word_before, word_after; /* a word ends there */
};

struct pattern {
	struct literal *literals; /* in order; between two of them is a gap */
	size_t count;
	bool open_start, open_end; /* a gap there */
	uint16_t grams[PATTERN_GRAMS]; /* some three bytes of its literals, hashed: a text without
					  them all is not looked at */
	size_t gram_count;
	uint32_t next; /* the number of the next one of its chain, from 1; 0: none */
	struct place place;
};

struct patterns {
	struct pattern *items;
	size_t count, room;
	/* Chains in order of the list: of those that begin with like bytes, of those open at their start. */
	uint32_t first[PATTERN_CHAINS], open;
};

/*
 * NFKD, case folded; blanks of all kinds collapsed, curly quotes straight, dashes short, invisible
 * characters gone. `text` must be valid UTF-8; the result lives in the arena.
 */
struct slice pattern_fold(struct arena *a, struct slice text);

/* How many words a folded text has: pieces between blanks. */
size_t pattern_words(struct slice folded);

/* Makes room for so many more of them at once: an arena keeps what a list has outgrown. */
void patterns_room(struct arena *a, struct patterns *list, size_t more);

/* Adds one. `anywhere` puts a gap at both ends. Without any word it is a problem. */
int pattern_add(struct arena *a, struct patterns *list, const char *text, bool anywhere,
	struct place place, struct problems *problems);

/* The first pattern that fits the whole folded line; NULL where none does. */
const struct pattern *pattern_match(const struct patterns *list, struct slice folded);

/* A folded text that is held against many lists. */
struct pattern_text {
	struct slice text;
	uint64_t grams[PATTERN_GRAM_BITS / 64]; /* a bit for each three bytes that stand in it */
};
void pattern_text_set(struct pattern_text *t, struct slice folded);
const struct pattern *pattern_match_text(
	const struct patterns *list, const struct pattern_text *text);

#endif
