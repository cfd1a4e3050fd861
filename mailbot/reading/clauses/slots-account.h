/*
 * Takes a clause that asks for something, its slots filled; consumes the words that are safe in any
 * request, the reason of a no, and who stands behind it. What is left over then is trouble.
 */
#ifndef READING_SLOTS_ACCOUNT_H
#define READING_SLOTS_ACCOUNT_H

#include "reading/study.h"

/* Consumes the words that may stand in any request; what no slot and no list takes is trouble. */
void slots_account(struct study *s, struct clause *c);

#endif
