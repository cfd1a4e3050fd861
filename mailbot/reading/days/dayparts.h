/*
 * The part of a day (`vormittags`, `in the evening`) that chooses between several events of one day;
 * the coming week, which a day of the week alone means; and how many days an event lasts.
 *
 * Takes a run's atom with its events, in the making; what lies beside it is still as atoms.c left it.
 * A part of the day is a word that means SENSE_DAY_PART, n says which: 1 before noon, 2 the
 * afternoon, 3 the evening; 0: no event can be told by it. It counts within the run, right beside it, or behind it
 * in the same clause, and only where it is the only one: `vormittags oder abends` chooses nothing. An event is meant where it alone
 * begins in that part or lies there for the most part, and no other reaches into it.
 */
#ifndef READING_DAYPARTS_H
#define READING_DAYPARTS_H

#include "reading/study.h"

/* Narrows the events of `out`, all of one day, in the sentence that ends before the atom `end`. */
void daypart_narrow(const struct study *s, size_t end, struct atom *out);

/* Whether they all begin on the same day. */
bool daypart_one_day(const struct study *s, struct eset of);

/* On how many days it takes place: one that ends in the small hours is of one. */
int daypart_days(const struct event *e);

/* Narrows the events of `out`, a day of the week without a date, in the sentence that begins at `first`:
 * to those of the coming seven days, where any are. One that comes every week is none for sure. */
void daypart_week(const struct study *s, size_t first, struct atom *out);

#endif
