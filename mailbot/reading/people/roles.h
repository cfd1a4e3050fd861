/*
 * What the writer says that they are, beside what they ask: `als Mutter zweier Kinder möchte ich …`, `as head of a
 * team of six I would like …`, `… as a member of the works council`. Nobody else is meant by a word of it, and no
 * number of it is one of seats.
 */
#ifndef READING_ROLES_H
#define READING_ROLES_H

#include "reading/study.h"

/* How many atoms from `at` on, which is `as`, say it, in a sentence or clause that ends before `end`; 0: it says
 * something else. Before people are found as well as behind. */
size_t role_of_writer(const struct study *s, size_t first, size_t at, size_t end);

/* Copies those `n` atoms to `out`, all from a number on as one that counts nobody; gives how many they are then. */
size_t role_without_numbers(const struct study *s, size_t at, size_t n, struct atom *out);

#endif
