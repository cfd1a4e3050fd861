/*
 * Takes the claims; doubts those to all events of which what stands behind says which: `zu allem, was nichts kostet`,
 * `everything that is free`, `alle: A und B`. A relative clause that only says that the office offers them says nothing.
 */
#ifndef READING_NARROWED_H
#define READING_NARROWED_H

#include "reading/claims/claims.h"

void narrowed_doubt(const struct study *s, struct claims *out);

#endif
