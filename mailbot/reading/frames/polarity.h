/*
 * Takes a clause whose verb registers, comes, suits, cancels or declines, with its slots and its
 * subject; gives whether they come or do not, who is registered, for whom a no is said, and what
 * stands against it (trouble).
 */
#ifndef READING_POLARITY_H
#define READING_POLARITY_H

#include "reading/study.h"

/* Of a verb that registers, comes or suits, which one negation turns. */
void polarity_read_positive(struct study *s, struct clause *c);

/* Of a verb that cancels or declines. */
void polarity_read_negative(struct study *s, struct clause *c);

#endif
