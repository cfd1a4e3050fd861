/*
 * The part of a day (`vormittags`, `in the evening`) that chooses between several events of one day;
 * and the coming week, which a day of the week alone means.
 *
 * Takes a run's atom with its events, in the making; what lies beside it is still as atoms.c left it.
 * A part of the day is a word that means SENSE_DAY_PART, n says which: 1 before noon, 2 the
 * afternoon, 3 the evening; 0: no event can be told by it. It counts only within the run or right beside it, and only
 * where it is the only one: `vormittags oder abends` chooses nothing. An event is meant where it alone
 * begins in that part or lies there for the most part, and no other reaches into it.
 */
#ifndef READING_DAYPARTS_H
#define READING_DAYPARTS_H

#include "reading/study.h"

/* Narrows the events of `out`, which ends before the atom `next`, in the sentence that ends at `end`. */
void daypart_narrow(const struct study *s, size_t next, size_t end, struct atom *out);

/* Narrows the events of `out`, a day of the week without a date, in the sentence that begins at `first`:
 * to those of the coming seven days, where any are. One that comes every week is none for sure. */
void daypart_week(const struct study *s, size_t first, struct atom *out);

#endif
