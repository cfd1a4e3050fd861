/*
 * Takes a claim with its events; says whether these belong to something else than a guest's coming: to the papers of an
 * event, to what a bare yes or no was said to, to what takes place on the same day, to a group that is called alike, to what
 * the writer was to do there, to seats somewhere else; or whether its no is of some of several who come.
 */
#ifndef READING_UNRELATED_H
#define READING_UNRELATED_H

#include "reading/claims/claims.h"

/* `said`: the claim's own clause names the events. A reason's id; NULL: they are the claim's. */
const char *unrelated_event(const struct study *s, const struct claim *claim, bool said);

#endif
