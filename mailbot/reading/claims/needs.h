/*
 * Takes clauses; gives what their writers need: a wheelchair's place, an interpreter, what they do not eat. What is said
 * not to be needed is no need (`ich brauche keine Dolmetschung`, `der Rollstuhl bleibt zu Hause`).
 */
#ifndef READING_NEEDS_H
#define READING_NEEDS_H

#include "reading/study.h"

/* Whether something is needed in that clause. */
bool needs_stand(const struct study *s, const struct clause *c);

/*
 * Lists the letter's needs in its reading. Whether a person should look: seats that are needed are none of them, but who
 * asks for them in such words may need them for somebody else (`ich brauche einen Platz. Meine Frau geht hin`).
 */
bool needs_list(struct study *s);

#endif
