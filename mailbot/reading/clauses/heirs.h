/*
 * Takes a clause with its predicates that gives up a seat for somebody else to have; consumes what it says of them: `please hand my seat to
 * somebody who is keen`. Nobody who has a name or is counted may stand there, and nothing that turns the no.
 */
#ifndef READING_HEIRS_H
#define READING_HEIRS_H

#include "reading/study.h"

void heirs_take(struct study *s, struct clause *c);

#endif
