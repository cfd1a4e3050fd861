/*
 * Takes a position that is counted among events of any sort (`der zweite Termin`); gives what it may mean
 * beside the one at that place of the series, where an event takes place more than once: its second time.
 */
#ifndef READING_REPEATS_H
#define READING_REPEATS_H

#include "reading/study.h"

/* The events that are the `n`th (from 1) of those that share their title with another; empty where none does. */
struct eset repeats_nth(const struct study *s, int n);

#endif
