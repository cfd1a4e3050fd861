/*
 * A day of the week whose week is said beside it: `nächste Woche Mittwoch`, `Tuesday of next week`; and a
 * day that is so many weeks behind another: `heute in zwei Wochen`, `a week from Friday`.
 *
 * Takes a study with sentences, in whose atoms such a phrase is a word that means SENSE_WEEK or
 * SENSE_WEEKS_ON. The date beside it becomes that very day, with the events on it. Where two days can be
 * meant (`Freitag in zwei Wochen`, written on a Saturday), it keeps the events of both; where nobody can
 * tell (`übernächsten Freitag`), it has none. Call it before later.c.
 */
#ifndef READING_WEEKS_H
#define READING_WEEKS_H

#include "reading/study.h"

void weeks_find(struct study *s);

#endif
