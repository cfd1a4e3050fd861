/*
 * Takes claims and a clause beside them; tells whether the events that it names and nobody asked for are only what news or papers
 * are of, and whether these are heard, read, waited for or sent: `I look forward to hearing details of the congress`, `bitte
 * schicken Sie mir das Programm des Kongresses`. Nobody comes by it.
 */
#ifndef READING_TIDINGS_H
#define READING_TIDINGS_H

#include "reading/claims/claims.h"

bool tidings_told(const struct study *s, const struct claims *claims, const struct clause *c);

#endif
