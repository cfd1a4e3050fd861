/*
 * Takes a clause that speaks of `both`, `all three`; gives the events that the clause right before it is about, where these are
 * as many: `Bildung und Arbeit interessieren mich, ich komme zu beiden`. Also where each by itself would be no more than a
 * word.
 */
#ifndef READING_PAIRS_H
#define READING_PAIRS_H

#include "reading/study.h"

/* Empty where they are not so many, or anything is said of them that may turn it. */
struct eset pairs_before(const struct study *s, const struct clause *c);

/* `am 18. und am 21. habe ich frei, da komme ich`: whether the writer comes to all that they named before it, in a row. */
bool pairs_listed(const struct study *s, const struct clause *about, const struct clause *c);

#endif
