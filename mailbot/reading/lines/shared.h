/*
 * Takes tokens with their meanings; gives them with the verb that two particles share written out:
 * `melden Sie mich zum A an und zum B ab` gets a second `melden Sie mich` behind its `und`, `ich sage den A ab,
 * den B zu` a second `sage` behind its comma, of no width; so that each part has its own verb when clauses are
 * cut. Only verbs that decide are.
 */
#ifndef READING_SHARED_H
#define READING_SHARED_H

#include "reading/study.h"

void shared_verbs(struct study *s);

#endif
