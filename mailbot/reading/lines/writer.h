/*
 * Takes rows and the envelope; gives who wrote: the closing line that shares a word with From, else From, in full where
 * the letter's own words have in full what From has not. Names come from positions, not from dictionaries. (writer.c
 * knows From's words in the letter, writer-name.c chooses the name.)
 */
#ifndef READING_WRITER_H
#define READING_WRITER_H

#include "reading/study.h"

enum { FROM_WORDS_MAX = 8 };

/* From's address up to the `@`. */
struct slice writer_local_part(const struct study *s);

/* The words of From's name and of its address, folded. */
struct from {
	struct slice words[FROM_WORDS_MAX];
	size_t count;
};

struct from writer_words(struct study *s);

/* Whether the token is one of From's words, or a part of a double name of theirs. */
bool writer_has(struct study *s, const struct from *f, const struct token *t);
/* Whether the row shares a word with From; whether it has no others. */
bool writer_shares(struct study *s, const struct row *row, const struct from *f);
bool writer_is(struct study *s, const struct row *row, const struct from *f);
/* Whether every word of the row stands in From's address, run together: `ernaposchmann@`. */
bool writer_in_address(struct study *s, const struct row *row);

/* Fills reading->writer; `row` is that of the signing name, row_count where there is none. */
void writer_find(struct study *s, const struct from *f, size_t row);

/* The name of From as people say it: `Krämer, Anneliese` is `Anneliese Krämer`, no titles. "" */
const char *writer_from_name(struct study *s);

#endif
