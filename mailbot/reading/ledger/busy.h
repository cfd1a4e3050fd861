/*
 * Takes claims, and a clause right behind a no of the writer's, in its sentence; tells whether it says no more than what
 * somebody of theirs has or becomes then, which is why they do not come: `zum Kongress kann ich nicht, meine Nichte hat da
 * ihren Abiball`, `… meine Schwiegermutter wird achtzig`. Whatever else is asked for, nobody comes along by it.
 */
#ifndef READING_BUSY_H
#define READING_BUSY_H

#include "reading/claims/claims.h"

bool busy_told(const struct study *s, const struct claims *claims, const struct clause *c);

#endif
