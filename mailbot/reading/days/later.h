/*
 * Days that are counted from one that was named: `am Tag darauf`, `zwei Tage später`, `the Tuesday
 * after that`.
 *
 * Takes a study with sentences, in whose atoms such a phrase is a word that means SENSE_LATER or
 * SENSE_EARLIER; its n says how many days, 0 beside a day of the week: the first one behind, or the
 * last one before. Gives dates in their place, with the events on that day. It is counted from the
 * last date or event that was named before it, in its sentence or the one before; where that is no
 * one day, or there is none, the phrase stays a word that nobody consumes.
 */
#ifndef READING_LATER_H
#define READING_LATER_H

#include "reading/study.h"

void later_find(struct study *s);

#endif
