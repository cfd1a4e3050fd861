/*
 * Takes a clause with its atoms; says of its events what the others of the clause say of them: `no
 * forum for me tomorrow` is tomorrow's. Places and times beside a day (`at the school`, `after work`)
 * become adjuncts.
 */
#ifndef READING_COREFER_H
#define READING_COREFER_H

#include "reading/study.h"

/* An event that may be several is the one that the clause names beside it, where that is one of them. */
void corefer_events(struct study *s, const struct clause *c);

/* How many atoms at `at` say at which place or occasion, in a clause that names its event's day; 0. */
size_t corefer_place(const struct study *s, const struct clause *c, size_t at);

/*
 * How many atoms at `at` are a preposition and a common noun that change nothing there: `with a heavy
 * heart I decline`, `under these circumstances`; 0. Not where a no may be limited by them, nor where
 * coming may be coming to something else.
 */
size_t corefer_free(const struct study *s, const struct clause *c, size_t at);

/* How many atoms at `at` say after or before what one comes: `right after my class`; 0. */
size_t corefer_time(const struct study *s, const struct clause *c, size_t at);

#endif
