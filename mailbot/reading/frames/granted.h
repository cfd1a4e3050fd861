/*
 * Takes a condition of hardly any words, `if so`, `falls nicht`; says whether the office settles it by its
 * own list, since the question before it asks for nothing else.
 */
#ifndef READING_GRANTED_H
#define READING_GRANTED_H

#include "reading/study.h"

/* Its words change nothing then. */
bool granted_settles(struct study *s, const struct clause *c);

/* `if there is still room`, in the sentence of the clause: nothing that its writer has to decide. */
bool granted_seats(const struct study *s, const struct clause *c);

/* `in der ersten Reihe`, `und zwar ganz vorne`: where in the room, which nobody grants by a registration. */
bool granted_narrows(const struct study *s, const struct atom *a);
/* `if there is a seat at the front`, in the sentence of the clause. */
bool granted_narrowed(const struct study *s, const struct clause *c);

#endif
