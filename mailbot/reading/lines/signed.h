/*
 * Takes a row; says whether it begins with From's own name and goes on with no more than where they are found, by a number:
 * `Petra Kowalski, Station 4B`, `Emre Aydın, Matr. 5120388`, `Kim Berger, 2. Vorsitzende`.
 */
#ifndef READING_SIGNED_H
#define READING_SIGNED_H

#include "reading/lines/writer.h"
#include "reading/study.h"

/* Tokens of the row before the sign behind the name, of which `from` are no part of it (words of leave); 0. */
size_t signed_name(struct study *s, const struct row *row, size_t from, const struct from *f);

/* `Kim Berger, Tochter Lena`: somebody of theirs behind the name. */
bool signed_with_kin(const struct study *s, const struct row *row);

#endif
