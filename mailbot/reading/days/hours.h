/*
 * Takes a day among the atoms; gives the hour that stands beside it: `am 16. um 18 Uhr`, `16.02.2011, 18:00`,
 * `tomorrow at 7`, `8pm on Friday`, `morgen Abend gegen acht`: with what says which half of the day it is.
 */
#ifndef READING_HOURS_H
#define READING_HOURS_H

#include "reading/study.h"

/* Minutes after midnight, and in *first, *end the tokens of both; -1 where no hour stands beside the atom (whose tokens
 * are *first to *end before). */
int hours_beside(const struct study *s, size_t atom, size_t *first, size_t *end);

/* The time of day that the atom says, or at which it begins (`10-12 Uhr`), in minutes after midnight; -1 where it says
 * none. Where nothing says which half of the day, `four` is in the afternoon. */
int hours_said(const struct study *s, const struct atom *a);

/* `am 16. um 10 Uhr`, `am 16. vormittags`, where that day's only event is in the evening. */
bool hours_contradict(const struct study *s, size_t atom);

#endif
