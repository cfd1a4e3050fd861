/*
 * Takes a clause before its slots are filled; finds in it who stays at home (`dabei, ohne meine Frau`,
 * `this time without my daughter`), and marks those words as told: they come to nothing, and who does
 * come is counted without them. Only where nobody but the writer comes, behind the verb that decides, where no
 * negation stands and nothing else follows: `nicht ohne meine Frau` and `ohne meine Frau zu fragen` stay what they were.
 */
#ifndef READING_WITHOUT_H
#define READING_WITHOUT_H

#include "reading/study.h"

void without_take(struct study *s, struct clause *c);

#endif
