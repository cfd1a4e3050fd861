/*
 * Takes a clause with its verbs and its subject; tells whether it announces a decision that it does not make: `zum Kongress
 * melde ich mich später an`, `I will sign up for it next week`. What is announced is open.
 */
#ifndef READING_POSTPONED_H
#define READING_POSTPONED_H

#include "reading/study.h"

bool postponed(const struct study *s, const struct clause *c);

#endif
