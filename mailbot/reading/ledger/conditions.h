/*
 * Takes claims and a clause; says whether a condition in it that hangs on nothing of the guest's (`falls noch Plätze frei
 * sind`) goes on with one that does: `… und mein Mann frei bekommt`.
 */
#ifndef READING_CONDITIONS_H
#define READING_CONDITIONS_H

#include "reading/claims/claims.h"

bool condition_goes_on(const struct study *s, const struct claims *claims, const struct clause *c);

#endif
