/*
 * Takes claims, and a clause behind a yes that makes no claim; says whether it tells of one or some of those who were
 * counted that they may not come after all: `wir kommen zu dritt, einer von uns hat abgesagt`, `zwei Freundinnen kommen
 * mit, eine davon fällt aus`. How many come then, nobody says.
 */
#ifndef READING_DROPOUTS_H
#define READING_DROPOUTS_H

#include "reading/claims/claims.h"

bool dropouts_told(const struct study *s, const struct claims *claims, const struct clause *c);

#endif
