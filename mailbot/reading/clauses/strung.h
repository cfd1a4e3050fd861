/*
 * Takes a clause that decides, with all its slots filled; says what is wrong where an event hangs on something else than
 * the verb: on a noun, a comparison or a role between it and the event before it (`im Auftrag des Ausschusses für
 * Bildung`, `mein Thema: Bildung`, `mehr dazu bei Bildung`).
 */
#ifndef READING_STRUNG_H
#define READING_STRUNG_H

#include "reading/study.h"

void strung_check(const struct study *s, struct clause *c);

#endif
