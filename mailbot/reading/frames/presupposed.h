/*
 * Takes a clause that depends on another; tells whether its no may be taken as said: `da ich am 16. nicht kommen kann, …`,
 * `although I can't be there on the 16th, …`; or its yes, where nothing behind it turns it: `since I'm coming to the congress,
 * …`. A reason or a concession that leads its sentence is granted by whoever writes
 * it, whatever is said behind it.
 */
#ifndef READING_PRESUPPOSED_H
#define READING_PRESUPPOSED_H

#include "reading/study.h"

/* Of a clause as it was cut, before it is read: whether it may be one. */
bool presupposed_leads(const struct study *s, const struct clause *c);
/* Of one that was read as if it stood alone, with all those behind it: whether that reading holds. */
bool presupposed_holds(const struct study *s, const struct clause *c);

#endif
