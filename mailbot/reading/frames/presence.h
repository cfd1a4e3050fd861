/*
 * Takes clauses; settles that who is at the place of an event on its day comes to it: `ich bin am 15. März im Rathaus`.
 * Likewise who is `da`: `am 16. sind meine Frau und ich da`. Only where nothing else stands there, so that nobody is in
 * the town hall for another matter.
 */
#ifndef READING_PRESENCE_H
#define READING_PRESENCE_H

#include "reading/study.h"

void presence_settle(struct study *s);

#endif
