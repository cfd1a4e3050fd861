/*
 * Takes sentences with their events and people; gives one that puts right what was written before in the words of a plain
 * yes and no: `ich meinte den 18., nicht den 16.`, `I said the forum but I meant the congress`. Only where nothing else
 * stands in it.
 */
#ifndef READING_MEANT_H
#define READING_MEANT_H

#include "reading/study.h"

void meant_hear(struct study *s);

#endif
