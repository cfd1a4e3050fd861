/*
 * Takes tokens and rows; gives each row its sort: greeting, closing, the name below it, the tail
 * below that. Nothing is taken away that holds a number of people, a day, a negation, a pronoun or
 * an intent: such a row stays body and must be understood. A postscript is body. Fills
 * reading->writer.
 */
#ifndef READING_ROWS_H
#define READING_ROWS_H

#include "reading/study.h"

void rows_sort(struct study *s);

#endif
