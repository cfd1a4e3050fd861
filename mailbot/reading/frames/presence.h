/*
 * Takes clauses; settles that who is at the place of an event on its day comes to it: `ich bin am 15. März im Rathaus`.
 * Likewise who is `da`: `am 16. sind meine Frau und ich da`. Only where nothing else stands there, so that nobody is in
 * the town hall for another matter.
 */
#ifndef READING_PRESENCE_H
#define READING_PRESENCE_H

#include "reading/study.h"

void presence_settle(struct study *s);

/* `on the 15th I'm at the town hall for my passport`: where no more than place and day name the event, what somebody of
 * the writer's is there for is another thing; the atom that leads to it, `end` for none. */
size_t presence_errand(const struct study *s, const struct clause *c);

#endif
