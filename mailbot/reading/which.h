/*
 * Takes the letter's addresses, thread and words; gives the series that it speaks of.
 */
#ifndef READING_WHICH_H
#define READING_WHICH_H

#include "reading/study.h"

/* Makes it a letter of that series (NULL: of none that we know), with what is still to come of it. */
void which_take(struct study *s, const struct series *series);

/* Before the words are read: by thread, inbox, quoted invitation, or as the only one that goes on; NULL. */
const struct series *which_by_address(const struct study *s);

/*
 * Once they are read as those of a letter of `s->series`: that one; where that is NULL, the only one of which they surely
 * name an event. `ich komme zum Sommerfest`, sent to the inbox of another series that knows of none: where they name only
 * events of one other, nobody can tell whether the address or the words are wrong, and it is NULL. `named`: of how many
 * that are not its own they surely name an event, where that was looked at.
 */
const struct series *which_by_words(const struct study *s, enum series_named *named);

#endif
