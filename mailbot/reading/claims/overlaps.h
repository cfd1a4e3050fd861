/*
 * Takes claims with their seats; doubts those of which some events, not all, are another's, where each names people of
 * its own: `Frau A: 16.02. und 15.03., Herr B: 15.03.` Are they one there, or two? And a list of two names that may be
 * a signature.
 */
#ifndef READING_OVERLAPS_H
#define READING_OVERLAPS_H

#include "reading/claims/claims.h"

void overlaps_doubt(const struct study *s, struct claims *claims);

/* `Teilnehmer Kongress:`, and the writer's name and another one right below, which may be the writer's employer. */
bool overlaps_with_signature(const struct study *s, const struct claims *claims);

#endif
