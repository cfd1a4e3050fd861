/*
 * Takes a clause that asks for nothing, beside a yes; tells whether it says no more than why somebody else is away: `ich komme
 * allein, mein Mann hat Chorprobe`, `Sanjay will be travelling, so there will only be three of us`. Only where it is plain who
 * comes: the writer, a number with `only`, or names that are others; and where whoever is away is none of them.
 */
#ifndef READING_ABSENCES_H
#define READING_ABSENCES_H

#include "reading/claims/claims.h"
#include "reading/study.h"

bool absences_told(const struct study *s, const struct claims *claims, const struct clause *c);

/* `zum Kongress kommt Frau Krause, sie muss arbeiten`: one of those who come, and yet away. */
bool absences_doubtful(const struct study *s, const struct claims *claims, const struct clause *c);

#endif
