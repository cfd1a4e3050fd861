/*
 * Takes claims, and a clause that makes none; says why where it asks for something that would be lost beside what was
 * understood: another order, another event, somebody who is brought. No likeness to talk explains that.
 */
#ifndef READING_LOST_H
#define READING_LOST_H

#include "reading/claims/claims.h"

/* A reason's id; NULL: nothing is lost. */
const char *lost_beside(const struct study *s, const struct claims *claims, const struct clause *c);

#endif
