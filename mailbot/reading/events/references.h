/*
 * References to several events, or to one by its position: `alle vier Foren`, `die letzten beiden`,
 * `das 1. und das 3. Forum`, `die restlichen drei Termine`, `überall`. The number must fit.
 */
#ifndef READING_REFERENCES_H
#define READING_REFERENCES_H

#include "reading/study.h"

/* A reference at atom `at` (before `end`): how many atoms it takes, 0 where there is none. */
size_t reference_at(struct study *s, size_t at, size_t end, struct atom *out);

#endif
