/*
 * `This one`, `that evening`, `diesen Termin`: the one event that was spoken of.
 *
 * Takes a study whose events are found and whose sentences know what quoted line they answer; such a
 * phrase is a word that means SENSE_THIS_EVENT. It becomes an event where one alone can be meant: that
 * of the quoted line above, else what the nearest words before it name, in their sentence or in one of
 * the two before. Where those are several, or none, it stays what it is.
 */
#ifndef READING_POINTING_H
#define READING_POINTING_H

#include "reading/study.h"

void pointing_find(struct study *s);

#endif
