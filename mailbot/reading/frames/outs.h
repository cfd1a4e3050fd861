/*
 * Takes clauses that were understood; a part behind the writer's own yes that says no more than that somebody else does not
 * come asks for nothing: `ich komme am 18., Gregor nicht`, `im in for the 15th but nadine's out`, `count me in. Jonas can't
 * make it`. Only of whom the letter names nowhere else, so that nobody is counted who stays away. The part becomes told.
 */
#ifndef READING_OUTS_H
#define READING_OUTS_H

#include "reading/study.h"

void outs_tell(struct study *s);

#endif
