/*
 * Takes atoms; finds somebody by what they are and, behind it, their name: `der Leiter unseres Büros, Herr X`, `die
 * stellvertretende Leiterin, Frau X`, `the chair of our club, Ms X`. Positions are atoms; `end` is where the sentence
 * ends.
 */
#ifndef READING_OFFICES_H
#define READING_OFFICES_H

#include "reading/study.h"

/* Adds the one at `at` to `p`; atoms taken, 0. */
size_t office_at(struct study *s, size_t at, size_t end, struct people *p);

#endif
