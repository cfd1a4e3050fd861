/*
 * Takes claims and a clause; says whether it counts those who come in words that no claim has counted: a seat more, a
 * range, some of several, one who may be counted twice.
 */
#ifndef READING_UNHEARD_SEATS_H
#define READING_UNHEARD_SEATS_H

#include "reading/ledger/ledger.h"

/* In a clause that made no claim. */
bool unheard_seats(const struct study *s, const struct claims *claims, const struct clause *c);

/* `Bitte ein Platz mehr`, `one seat for me, one for Dr. Novak` */
bool unheard_seats_more(const struct study *s, const struct clause *c);

/* `fünf Leute …, sagen wir fünf bis sieben` */
bool unheard_range(const struct study *s, const struct clause *c);

/* `Plus eins, nämlich mein Lebensgefährte`, `+1 (my boyfriend)`: one, or two? */
bool unheard_counted_twice(const struct study *s, const struct clause *c);

#endif
