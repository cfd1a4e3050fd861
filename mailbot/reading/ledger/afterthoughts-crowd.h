/*
 * Takes a clause behind a yes for one person; says whether several come after all, of whom nobody says how many.
 */
#ifndef READING_AFTERTHOUGHTS_CROWD_H
#define READING_AFTERTHOUGHTS_CROWD_H

#include "reading/study.h"

/* `wir sind mehrere`, `how many we will be I'll tell you later`, `wir freuen uns alle` */
bool afterthought_of_crowd(const struct study *s, const struct clause *c);

#endif
