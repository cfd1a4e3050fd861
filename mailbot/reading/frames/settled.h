/*
 * Takes clauses whose verbs are not yet read; gives up the doubt of an intention (`I plan to come to the
 * congress`, `I am interested in attending it`) that an order right behind it settles: `please register me`.
 * Both are the writer's own and nobody else's, of one event, and nothing else in them makes either doubtful.
 */
#ifndef READING_SETTLED_H
#define READING_SETTLED_H

#include "reading/study.h"

void settled_take(struct study *s);

#endif
