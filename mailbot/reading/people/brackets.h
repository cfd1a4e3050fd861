/*
 * Takes atoms behind somebody who is named or counted; says whether a bracket there tells what they are, where they belong or how
 * old they are: `(1. Vorsitzende)`, `(Station 4B)`, `(head office)`, `(6)`, `(4 und 7)`. It counts nobody.
 */
#ifndef READING_BRACKETS_H
#define READING_BRACKETS_H

#include "reading/study.h"

/* Atoms of the bracket at `at`, behind `p`, of whom `earlier` were counted before the last; 0: none, or it says something
 * else. A name of whoever has none is added. */
size_t bracket_at(struct study *s, size_t at, size_t end, struct people *p, int earlier);

#endif
