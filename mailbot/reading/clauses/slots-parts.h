/*
 * Parts of a clause behind a comma that have no verb of their own, and an event: do they go on with what
 * the clause says? `Am 16. kann ich nicht, am 18. gern`; `am 16. komme ich, am 18. Urlaub`.
 *
 * Takes a clause with its atoms. Where a word in such a part does not go on with the no, or the yes, that
 * was said before it, the clause has a reason: its event would be swept along. Behind an event the part may go
 * on with a list of them (`nicht am 16., am 18. abends`), unless it says which ones alone, or gladly.
 */
#ifndef READING_SLOTS_PARTS_H
#define READING_SLOTS_PARTS_H

#include "reading/study.h"

/* What stands between all of something and one of them, and excepts: `everything but the congress`. */
void slots_mark_barring(struct study *s, const struct clause *c);

/* A noun of two words that says nothing: `business trip`. */
bool slots_two_words(const struct study *s, const struct atom *a);

/* With whom it was spoken of, and who need not come, from atom `i` on: `wie mit meinem Chef vereinbart`; atoms, 0. */
size_t slots_arranged(const struct study *s, const struct clause *c, size_t i);

/* Makes a word that compares two events of which one is preferred a swap. */
void slots_mark_preferred(struct study *s, const struct clause *c);

void slots_check_parts(struct study *s, struct clause *c);

/* Whether the event behind another atom is what some other occasion is called, in a reason: `due to the Impact conference`. */
bool slots_other_occasion(const struct study *s, const struct atom *a);

/* Whether what is taken for an event there is none: where somebody is from, part of a name, or why. */
bool slots_no_event(const struct study *s, const struct clause *c, size_t i);

/* Whether the event behind the one given up at `at` is given up as well: `statt am 16. und am 21. komme ich am 18.`; where
 * nobody can tell, the clause has a reason. */
bool slots_gives_up_more(struct study *s, struct clause *c, size_t at);

#endif
