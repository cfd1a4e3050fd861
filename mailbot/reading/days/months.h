/*
 * What is said of months: a day whose month is said behind it: `the 16th of next month`, `the second Monday in May`, `der letzte Freitag des
 * nächsten Monats`; a part of one (`Ende Mai`, `early in June`); the next one itself, beside a kind of event (`next month's ride`).
 *
 * Takes a study with sentences, in whose atoms `next month` is a word that means SENSE_MONTH_ON or SENSE_MONTH_AGO. The
 * date before it becomes that very day, with the events on it; a month keeps those of its part. Call it before later.c.
 */
#ifndef READING_MONTHS_H
#define READING_MONTHS_H

#include "reading/study.h"

void months_find(struct study *s);

#endif
