/*
 * Takes a clause whose slots are filled; looks for what belies the word that decides in it: `ohne Krücken komme ich nicht`
 * says no to the crutches and perhaps not to the event, `am 16. sind wir zu zweit zu Hause` is nowhere else,
 * and `bin ich aus der Klinik raus` says what they are out of.
 */
#ifndef READING_BELIED_H
#define READING_BELIED_H

#include "reading/study.h"

void belied_check(const struct study *s, struct clause *c);

#endif
