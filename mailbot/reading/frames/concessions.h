/*
 * Takes clauses that were understood; settles those that grant something before a no: `so gern ich den Kongress
 * erlebt hätte: ich muss absagen`, `auch wenn ich gern gekommen wäre, …`, `much as I would have liked to come, …`.
 * They ask for nothing, and the no goes to the event that they name. Only where the no is the writer's and speaks of
 * no other event.
 */
#ifndef READING_CONCESSIONS_H
#define READING_CONCESSIONS_H

#include "reading/study.h"

void concessions_settle(struct study *s);

#endif
