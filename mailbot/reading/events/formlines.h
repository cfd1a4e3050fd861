/*
 * Takes sentences with their events; lines of a form, one under the other, of which one names an event and the other its
 * day, speak of one event: `Event: Open Lab`, `Date: 23 November`. What they have in common is meant; nothing: a
 * contradiction in both.
 */
#ifndef READING_FORMLINES_H
#define READING_FORMLINES_H

#include "reading/study.h"

void formlines_pair(struct study *s);

#endif
