/*
 * Takes the events of a sentence; reads a date on which several of them are beside words that take them all: `am 11. Juni komme
 * ich zu beiden`, `im Mai bin ich überall dabei`, `den 11. schaffe ich nicht, weder die Übung noch das Fest`. Alone such a date
 * names none of them.
 */
#ifndef READING_TOGETHER_H
#define READING_TOGETHER_H

#include "reading/study.h"

void together_read(struct study *s, const struct sentence *x);

#endif
