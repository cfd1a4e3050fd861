/*
 * Takes the claims with their people; gives the reading's attendees: the names of those who come.
 */
#ifndef READING_ATTENDEES_H
#define READING_ATTENDEES_H

#include "reading/claims/claims.h"

/* Lists who comes, once each, with the writer where they come themselves. */
void attendees_list(struct study *s, const struct claims *claims);

/* Lists who probably comes, of a letter that goes to a person with a guess: nobody where nobody would be registered, never
 * more than the guess has seats. Nothing where somebody is listed already. */
void attendees_propose(struct study *s, const struct claims *claims);

#endif
