/*
 * Takes a clause with its events and people; looks at what stands between several events and who comes along: `both
 * times with my wife` says it of as many as it counts, `the second time with my wife` of one of them alone.
 */
#ifndef READING_OCCASIONS_H
#define READING_OCCASIONS_H

#include "reading/study.h"

void occasions_check(const struct study *s, struct clause *c);

#endif
