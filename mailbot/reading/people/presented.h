/*
 * Takes sentences with their people; makes one mention of two where the writer says who is meant: `wir, das sind Jonas Keller,
 * Mira Aydin und ich,`, `a colleague of mine, Tom Nolte,`, `meine Mutter … . Sie heißt Helga Berger`. What only says so
 * becomes silent. Call it before principals.c.
 */
#ifndef READING_PRESENTED_H
#define READING_PRESENTED_H

#include "reading/study.h"

void presented_take(struct study *s);

#endif
