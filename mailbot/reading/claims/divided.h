/*
 * Takes claims with how many come; says of those that a number of seats in all belongs to, and several events, whether the
 * seats may be shared out among these.
 */
#ifndef READING_DIVIDED_H
#define READING_DIVIDED_H

#include "reading/claims/claims.h"

/* `insgesamt vier Plätze für den Kongress und das Forum`: at each, or two and two? Where the letter says otherwise how many
 * they are, at each. */
void divided_doubt(const struct study *s, struct claims *out);

#endif
