/*
 * Takes atoms before people are found in them; finds `außer mir kommt noch Frau Ott`, `mit mir kommen auch A und B`: a
 * sentence that begins with the writer beside whom others come. The word before the writer is a `with` then, and the `noch`
 * behind the verb adds nobody to a number that was said before.
 */
#ifndef READING_BESIDES_H
#define READING_BESIDES_H

#include "reading/study.h"

void besides_take(struct study *s);

#endif
