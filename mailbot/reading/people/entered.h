/*
 * Takes a sentence with its people; tells whether a pronoun in it is whom an order enters into the list: `put her down`, `tragen
 * Sie ihn bitte ein`. Part of principals.c.
 */
#ifndef READING_ENTERED_H
#define READING_ENTERED_H

#include "reading/study.h"

/* `put her down`, `sign him up`, `add her`: whom somebody enters stands right behind the verb, and its particle
 * behind them; not `put her up`. */
bool entered_verb(const struct study *s, const struct sentence *x, const struct atom *verb);

/* `bitte melden Sie ihn zum Kongress an`: the order begins its part, and its particle ends it. */
bool entered_by_order(const struct study *s, const struct sentence *x, size_t at);

#endif
