/*
 * Takes sentences with their events; gives a yes to a verb that only stands for the one that was denied right before it:
 * `7 May doesn't work for me, 16 June does`. Elsewhere such a word says nothing of its own.
 */
#ifndef READING_ECHOES_H
#define READING_ECHOES_H

#include "reading/study.h"

void echoes_find(struct study *s);

#endif
