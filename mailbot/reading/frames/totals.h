/*
 * Takes a clause; tells whether it says how many they are now, behind a registration that is told of: `wir hatten uns
 * zu dritt zum Kongress angemeldet. Jetzt sind wir fünf. Bitte ändern Sie das.` The last says nothing of its own.
 */
#ifndef READING_TOTALS_H
#define READING_TOTALS_H

#include "reading/claims/claims.h"

/* The event of that registration; empty for none. */
struct eset totals_now(const struct study *s, const struct clause *c);

/* Whether the clause asks for no more than that the number before it be entered. */
bool totals_change(const struct study *s, const struct claims *claims, const struct clause *c);

#endif
