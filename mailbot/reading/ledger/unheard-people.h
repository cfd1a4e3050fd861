/*
 * Takes a clause that makes no claim, behind or before one that does; says whether somebody may come along in it, in words
 * that were not heard: who is not named, or whom nobody knows.
 */
#ifndef READING_UNHEARD_PEOPLE_H
#define READING_UNHEARD_PEOPLE_H

#include "reading/claims/claims.h"

bool unheard_people(const struct study *s, const struct claims *claims, const struct clause *c);

#endif
