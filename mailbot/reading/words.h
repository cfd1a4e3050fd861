/*
 * Takes message and series; gives the words: line by line, of which nothing depends on the series, and then the events and
 * the people that they mention. Lines may be shared by studies of several series: nothing changes them any more.
 */
#ifndef READING_WORDS_H
#define READING_WORDS_H

#include "reading/study.h"

/* In the language that fits best or in `instead`. Gives the language that fits nearly as well; NULL. */
const struct language *study_lines(struct study *s, const struct language *instead);

/* More atoms than are read stay without both. */
void study_events(struct study *s);
void study_people(struct study *s);

#endif
