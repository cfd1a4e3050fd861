/*
 * Takes atoms; where nouns have no capital, tells nouns from the verbs that look like them: behind an
 * article, a possessive or a preposition `board`, `tour` and `managing` are no verbs.
 */
#ifndef READING_NOUNS_H
#define READING_NOUNS_H

#include "reading/study.h"

void nouns_find(struct study *s);

#endif
