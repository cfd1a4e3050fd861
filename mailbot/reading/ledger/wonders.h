/*
 * Takes claims and a clause beside them; tells whether its sentence is a question in the form of a statement: `I was wondering
 * if you'd be handing out the slides`, `ich frage mich, ob Sie die Unterlagen verteilen`. What the office does is in doubt there,
 * and nothing that the writer does.
 */
#ifndef READING_WONDERS_H
#define READING_WONDERS_H

#include "reading/claims/claims.h"

bool wonders_of_office(const struct study *s, const struct claims *claims, const struct clause *c);
/* `Ich frage mich, ob ich das schaffe`, behind a yes: the yes is in doubt. */
bool wonders_of_oneself(const struct study *s, const struct claims *claims, const struct clause *c);

#endif
