/*
 * Takes a yes to all of a sort, and what takes one of them out: a no behind it, or what stands behind an
 * exception and says why.
 */
#ifndef READING_EXCEPTIONS_H
#define READING_EXCEPTIONS_H

#include "reading/claims/claims.h"

/* `für alle Termine, nur am 18. kann ich nicht`: the yes is to the others. */
void exceptions_settle(const struct study *s, struct claims *out);

/* `to everything except the 16th, when I teach`, `bis auf den 18.: da bin ich verreist`: why that one is taken
 * out. */
bool exception_explained(const struct study *s, const struct clause *c);

#endif
