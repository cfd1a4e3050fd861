/*
 * Takes claims and a clause beside them; tells whether it says no more than when the writer is at their desk again: `I'll be back
 * in the office on Monday`, `am 21. bin ich wieder im Dienst`. That day is no event's,
 * and how sure it is does not matter.
 */
#ifndef READING_RETURNS_H
#define READING_RETURNS_H

#include "reading/claims/claims.h"

bool returns_told(const struct study *s, const struct claims *claims, const struct clause *c);

#endif
