/*
 * Takes tokens; tells what is a quantity that counts no people: a time of day, a number with a unit, a
 * year, a telephone number, a room.
 */
#ifndef READING_QUANTITIES_H
#define READING_QUANTITIES_H

#include "reading/study.h"

/* How many tokens a quantity takes at `at`; 0 where there is none. */
size_t quantity_at(const struct study *s, size_t at, size_t end);

/* `18:00`, `18.30 Uhr`: a time of day alone. */
size_t quantity_clock_at(const struct study *s, size_t at, size_t end);
/* `at six`, `until 8`: an hour without anything that says so; 0. */
size_t quantity_hour_at(const struct study *s, size_t at, size_t end);

/* `2012` */
bool quantity_is_year(const struct token *t);

/* `2012`: the year that nothing but figures says; 0 where the atom is none. */
int quantity_year(const struct study *s, const struct atom *a);

/* `student no`: without figures behind it, its no may be one. */
bool quantity_ends_in_no(const struct study *s, size_t at, const struct meaning *phrase, size_t n);
/* `student no. 2098114`: figures that are no day behind a phrase of `n` tokens, of which a no is the last; tokens; 0. */
size_t quantity_numbered_at(
	const struct study *s, size_t at, size_t end, const struct meaning *phrase, size_t n);

/* A telephone number, an account, a postcode: figures with blanks, slashes and dashes. */
size_t quantity_figures_at(const struct study *s, size_t at, size_t end);

/* A time of day in words: tokens, and *minutes after midnight; 0. */
size_t quantity_spoken_at(const struct study *s, size_t at, size_t end, int *minutes);

#endif
