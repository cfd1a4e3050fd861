/*
 * Takes a line below a name; says whether it speaks, or only tells who signs: an office, a calling, a telephone,
 * hours. What speaks is never cut away with a signature.
 */
#ifndef READING_TAILS_H
#define READING_TAILS_H

#include "reading/study.h"

/* Whether a word may not be cut away. */
bool tail_word_speaks(const struct token *t);

/* Whether a row may not. */
bool tail_speaks(const struct study *s, const struct row *row);

#endif
