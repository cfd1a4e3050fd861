/*
 * Takes claims that are all a no, and a clause that made none; says whether it turns that no, narrows it, or asks for
 * something else: coming late after all, another in the writer's place, fewer of several, a name that is to stay on the list.
 * Asked before any aside is looked for.
 */
#ifndef READING_UNHEARD_NO_H
#define READING_UNHEARD_NO_H

#include "reading/ledger/ledger.h"

/* The reason's id; NULL: nothing does. */
const char *unheard_behind_no(const struct study *s, const struct clause *c);

/* `Not for the whole time.`, taken into the no before it. */
bool unheard_narrows(const struct study *s, const struct clause *c);

#endif
