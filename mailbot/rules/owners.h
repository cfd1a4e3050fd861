/*
 * Whose a word or a day may be: of all series at once, those that may have an event of that name, or on that day. More
 * than do, never fewer (callings.h says which do): whoever looks for the series that a letter names leaves the others out.
 */
#ifndef RULES_OWNERS_H
#define RULES_OWNERS_H

#include "rules/series.h"

struct owners;
struct series_callings;

struct owners *owners_compile(struct arena *a, const struct series *const *series,
	const struct series_callings *const *callings, size_t count);

/* Each sets may[], a field a series, for those whose it may be; the others it leaves as they are. */

/* A name, folded, or several between hyphens. */
void owners_of_word(const struct owners *o, struct slice key, bool *may);
/* A word that begins as names do: inflected, a compound. */
void owners_of_begin(const struct owners *o, struct slice key, bool *may);
/* A slip, transliterated: no more edits from a name than are tolerated. */
void owners_of_slip(const struct owners *o, struct slice latin, bool *may);
/* A place of a sort, whose names hold one of those words, folded. */
void owners_of_place(const struct owners *o, struct slice stems, bool *may);
/* A day; year, month, day 0: any. */
void owners_of_day(const struct owners *o, int year, int month, int day, bool *may);

#endif
