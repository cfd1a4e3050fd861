/*
 * Takes a yes of the writer's own that names no event; gives the event that was told of right before it, with its day or
 * title, as of something that takes place: `The city is having a congress on the 15th. I'm planning on attending`, `Am 15. März
 * gibt es im Rathaus einen Kongress. Ich komme`. Nothing where another one, another place, or something else that one may go
 * to, stands beside it.
 */
#ifndef READING_INTRODUCED_H
#define READING_INTRODUCED_H

#include "reading/study.h"

/* `I'll be there`, `count me in`: the writer's own yes to what was spoken of, and nobody beside them. */
bool introduced_yes(const struct study *s, const struct clause *c);

/* `There is a congress on March 15. I'll be there on the 16th`: there, and on a day of another one. */
bool introduced_other(const struct study *s, const struct clause *yes);

struct eset introduced_before(const struct study *s, const struct clause *yes);

#endif
