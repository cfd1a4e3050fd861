/*
 * Takes the claims of a whole letter; settles `überall` beside events that are named with how many come to each: it is all
 * of those, and not all that there are.
 */
#ifndef READING_EVERYWHERE_H
#define READING_EVERYWHERE_H

#include "reading/claims/claims.h"

/* `Bildung: 3 Personen, Kongress: 5 Personen. Ich selbst bin überall dabei`: one of those who are counted, so that the
 * clause asks for nothing more. Anybody else may be one more: then nobody can tell. */
void everywhere_settle(struct study *s, struct claims *out);

#endif
