/*
 * Takes a sentence without a verb, and the claims before it; tells whether it asks for one more event, with as many as it
 * says: `Am 16. kommen wir zu dritt. Beim Kongress dann zu zweit.`, `… Am 21. nur meine Frau und ich.`, `… Am 22. allein.`
 */
#ifndef READING_AFRESH_H
#define READING_AFRESH_H

#include "reading/claims/claims.h"

bool afresh_counted(const struct study *s, const struct claims *claims, const struct clause *c);

/* `Seven of us on the 22nd. For the congress it'll be just me`: the same, at the beginning of a letter whose first yes stands
 * behind it. */
bool afresh_opens(const struct study *s, const struct claims *claims, const struct clause *c);

#endif
