/*
 * Takes clauses; gives what each says: they come, they do not, it is open, it says nothing, or it was
 * not understood (and then why). A clause that asks for something is understood only where every
 * atom of it fills a slot of its frame or is listed as safe.
 */
#ifndef READING_FRAMES_H
#define READING_FRAMES_H

#include "reading/study.h"

void frames_read(struct study *s);

#endif
