/*
 * Days that are counted from the letter's own or from a day beside: `in three weeks`, `two days ago`, `2 weeks from
 * 15 January`, `yesterday`. Takes a study with sentences; lists them in reading->dates, for people to see. No event is
 * told by them.
 */
#ifndef READING_COUNTED_H
#define READING_COUNTED_H

#include "reading/study.h"

void counted_list(struct study *s);

/* Whether such a distance ends before the token: `two months from today on Tuesday`. */
bool counted_before(const struct study *s, size_t at);

#endif
