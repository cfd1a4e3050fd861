/*
 * A day whose month is said behind it: `the 16th of next month`, `the second Monday in May`, `der letzte Freitag des
 * nächsten Monats`.
 *
 * Takes a study with sentences, in whose atoms `next month` is a word that means SENSE_MONTH_ON or SENSE_MONTH_AGO. The
 * date before it becomes that very day, with the events on it. Call it before later.c.
 */
#ifndef READING_MONTHS_H
#define READING_MONTHS_H

#include "reading/study.h"

void months_find(struct study *s);

#endif
