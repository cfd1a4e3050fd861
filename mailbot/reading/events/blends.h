/*
 * Takes sentences with their events; gives those up that blend two titles: two events in one pair of
 * quotes (`„Arbeit und Bildung“`), one forum with a word each of two titles, a quoted title whose words
 * stand apart in the real one; and a position beside a day that mean two (`das erste Forum am 18.`, which
 * is on the 16th). They are contradictions from then on.
 */
#ifndef READING_BLENDS_H
#define READING_BLENDS_H

#include "reading/study.h"

void blends_doubt(struct study *s, const struct sentence *x);

#endif
