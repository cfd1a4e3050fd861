/*
 * Takes clauses that were understood; a question whether the writer may come late, and right behind it when they will be
 * there, is a yes to what the question names: `Is it ok to turn up late on the 18th? I should make it by 4:30`, `Darf ich am
 * 18. später kommen? Ich bin bis vier in der Schule`. The question stays one for the office.
 */
#ifndef READING_LATENESS_H
#define READING_LATENESS_H

#include "reading/study.h"

void lateness_settle(struct study *s);

#endif
