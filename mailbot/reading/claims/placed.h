/*
 * Takes a decision that names no event; gives the one of which nothing but its place was said: `das in Hörde ist bei uns um die
 * Ecke, da komme ich`. Only where the place stands for what takes place there, and no other event is named; empty else.
 */
#ifndef READING_PLACED_H
#define READING_PLACED_H

#include "reading/study.h"

struct eset placed_there(const struct study *s, const struct clause *c);

#endif
