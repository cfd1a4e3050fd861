/*
 * Takes sentences of atoms; gives one atom for each event that is named: a run of words that call
 * events, joined by glue (a sort's noun, quotes, a date, a weekday, a place, a time), intersects the
 * sets of its parts. One is left: that event. None: a contradiction (title of one, date of another; a
 * blend of two titles). Several: needs a date. `und`, a comma, the same kind of thing twice open a
 * new run. References (references.c) are taken first.
 */
#ifndef READING_EVENTS_H
#define READING_EVENTS_H

#include "reading/study.h"

void events_find(struct study *s);

#endif
