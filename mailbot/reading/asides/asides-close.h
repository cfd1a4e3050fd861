/*
 * Takes a clause beside requests, of somebody whom the writer names by what they are to them; tells whether it says no
 * more than what these do in the meantime: a closed list of where they are, what they work, what they look after, how
 * the writer gets there. Every word of it must be known, and none of those who come is spoken of.
 */
#ifndef READING_ASIDES_CLOSE_H
#define READING_ASIDES_CLOSE_H

#include "reading/claims/claims.h"

/* `mein Mann hat leider Spätschicht`, `meine Mutter passt auf die Kinder auf`, `mein Sohn bringt mich hin`; beside a
 * writer who comes alone, also `meine Frau ist noch nicht wieder gesund und möchte lieber zu Hause bleiben`. */
bool aside_of_close(const struct study *s, const struct claims *claims, const struct clause *c);

/* Whether all clauses of a sentence are such. */
bool aside_close_sentence(const struct study *s, const struct claims *claims, size_t sentence);

#endif
