/*
 * Takes claims; finds the events of those whose clause names none: of the quoted line, else of the
 * subject, else the ones of the letter's other decisions, else of the context; never one out of a
 * question. A claim of which nobody can say to which event it goes has a reason then.
 */
#ifndef READING_CLAIMS_EVENTS_H
#define READING_CLAIMS_EVENTS_H

#include "reading/claims/claims.h"

/* `die anderen`, which nothing is asked of, leave the claims. */
void claims_find_missing(struct study *s, struct claims *out);

/* `ich wohne in Hörde`: a place in what decides nothing names no event. */
bool claims_only_place(const struct study *s, const struct clause *c);

/* `wir kommen immer beide`: to all that was named. */
bool claims_both_each(const struct study *s, const struct clause *c);

/* `in for both days`, where one of the events takes two. */
bool claims_take_days(const struct study *s, struct eset events);

#endif
