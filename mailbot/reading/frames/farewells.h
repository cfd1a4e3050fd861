/*
 * Takes clauses that were understood; settles what keeps the writer away where they wish fun to those who are there: `Ich liege mit
 * Grippe im Bett. Euch viel Spaß heute Abend!`, `in Osaka on 15 March but have fun!`. That is a no, to the one event that both
 * name; only where nothing else is asked for or told in the letter.
 */
#ifndef READING_FAREWELLS_H
#define READING_FAREWELLS_H

#include "reading/study.h"

void farewells_settle(struct study *s);

#endif
