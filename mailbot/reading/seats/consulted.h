/*
 * Takes a clause in which `we` come, by no number; says how many these are where the writer told right before with whom they
 * spoke about it, and nothing more: `I checked with Selena, and Friday suits us`, `ich habe meine Frau gefragt, wir kommen
 * gern`. Somebody close, or a name alone: no boss, nobody with a title, and nobody of whom the letter says more.
 */
#ifndef READING_CONSULTED_H
#define READING_CONSULTED_H

#include "reading/study.h"

/* Two, or 0 where it is not so. */
int consulted_count(const struct study *s, const struct clause *c);
/* Whether a clause is what was told so: whom it names was counted. */
bool consulted_told(const struct study *s, const struct clause *c);

#endif
