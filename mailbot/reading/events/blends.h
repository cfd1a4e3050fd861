/*
 * Takes sentences with their events; gives those up that blend two titles: two events in one pair of
 * quotes (`„Arbeit und Bildung“`), one forum with a word each of two titles, a title whose words stand
 * apart in the real one; and positions beside a day or a place that is not theirs (`das erste Forum am
 * 18.`, which is on the 16th), a day of both that is not the other one's. They are contradictions from
 * then on.
 */
#ifndef READING_BLENDS_H
#define READING_BLENDS_H

#include "reading/study.h"

void blends_doubt(struct study *s, const struct sentence *x);

#endif
