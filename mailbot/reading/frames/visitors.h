/*
 * Takes clauses that were understood; settles that somebody who comes to the writer's home or shop comes to no event:
 * `der Handwerker kommt erst um fünf, ich schaffe es am 18. nicht`, `am 22. kommt mein Bruder aus Lyon, ich bitte, mich
 * zu entschuldigen`. Only where the writer stays away from what is spoken of, and no name or title stands there.
 */
#ifndef READING_VISITORS_H
#define READING_VISITORS_H

#include "reading/study.h"

void visitors_settle(struct study *s);

#endif
