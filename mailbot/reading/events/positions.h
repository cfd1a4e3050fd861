/*
 * Takes a position that stands without its noun; gives the event at that place of what was counted before. Writes
 * nothing to the study.
 */
#ifndef READING_POSITIONS_H
#define READING_POSITIONS_H

#include "reading/study.h"

/* `zum ersten Vortrag komme ich, zum zweiten nicht`, `the first talk is full, the second one suits me`: how many
 * atoms from `at` on say the position, and in `out` the event; 0 where none is said, or nobody can tell of what. A
 * place that what was counted does not have contradicts itself. */
size_t position_at(const struct study *s, size_t at, size_t end, struct atom *out);

#endif
