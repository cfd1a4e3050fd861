/*
 * Takes a clause that names an event; gives how many come to it by the best guess, for a reviewer. A number belongs
 * to the event of its own sentence: first what the clause says, then what its sentence says of no other event, then
 * the sentences behind it up to another event, then those before. People in talk, things, ages, rooms and years are
 * nobody's seats.
 */
#ifndef READING_RECKON_H
#define READING_RECKON_H

#include "reading/study.h"

/* `nur ich`, `allein`, `just me`. */
bool reckon_alone(const struct study *s, const struct clause *c);

/* What the clause sums up, or one behind it in its sentence: `also bitte zwei Plätze`, `17, me included`; 0. */
int reckon_summed(const struct study *s, const struct clause *c);

/* The only number of people that the letter says in all, outside its subject; 0. */
int reckon_letter(const struct study *s);

/* 1 where nothing says more. */
int reckon_seats(const struct study *s, const struct clause *c);

#endif
