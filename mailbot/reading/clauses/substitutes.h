/*
 * Takes a clause and its verbs; says whether somebody comes in another one's place (`statt meiner Frau
 * komme ich`, `Frau X vertritt mich`, `springt für mich ein`): the one who is replaced does not come,
 * and the event may be that of the no before it.
 */
#ifndef READING_SUBSTITUTES_H
#define READING_SUBSTITUTES_H

#include "reading/claims/claims.h"

/* Takes who is replaced out of the clause, before anybody counts its people. */
void substitutes_take(struct study *s, struct clause *c);
/* Doubts what was read where nobody is named who comes instead. */
void substitutes_check(struct study *s, struct clause *c);

/* Whether the clause goes on with a no of the writer's, or with what keeps them away. */
bool substitutes_follow(const struct study *s, const struct clause *c);

/* Settles the claims of those who come in another one's place with the others. */
void substitutes_settle(struct study *s, struct claims *out);

/* Whether who comes by it takes the place of somebody, or may where that somebody is registered (`ich schicke Frau Berg`);
 * and whether that is the writer alone. */
bool substitutes_maybe(const struct study *s, const struct claim *claim);
bool substitutes_writer(const struct study *s, const struct claim *claim);

#endif
