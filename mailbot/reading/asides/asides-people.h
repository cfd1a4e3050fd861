/*
 * Takes a clause that is a whole sentence and names somebody beside a writer who has decided; tells whether it says nothing
 * that could bring them: a closed list.
 */
#ifndef READING_ASIDES_PEOPLE_H
#define READING_ASIDES_PEOPLE_H

#include "reading/claims/claims.h"

/* `Frau Roth hat mir davon erzählt`, `mein Chef ist einverstanden`, `das ist mit ihm besprochen`, `ich leite einen Kurs mit
 * 15 Teilnehmern`; beside a writer who comes alone, also `meine Frau kann leider nicht`. */
bool aside_of_person(const struct study *s, const struct claims *claims, const struct clause *c);

#endif
