/*
 * Takes a sentence behind a yes that makes no request; says whether it may unsay that yes although every word of it is
 * known and means nothing by itself: `Eigentlich.`, `Some day.`, `In Essen.`
 */
#ifndef READING_REMARKS_H
#define READING_REMARKS_H

#include "reading/study.h"

/* A few words without a verb, none of which is kind, or says how they come. */
bool remark_turns(const struct study *s, const struct clause *c);

#endif
