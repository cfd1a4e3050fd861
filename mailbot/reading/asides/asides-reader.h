/*
 * Takes a sentence beside requests, that makes none; tells whether all that it doubts, or makes a condition of, is the
 * reader's own affair: `I don't know if your calendar is full`, `whether you have seen the paper`, `you are probably busy`,
 * `it would be nice to talk if you have time`. Nothing that the writer asked for hangs on it. Not what the reader does with the
 * writer, their seat or the list: `I don't know if you want me there`, `you may have to cross me off`.
 */
#ifndef READING_ASIDES_READER_H
#define READING_ASIDES_READER_H

#include "reading/claims/claims.h"

/* Whether the clause's whole sentence is such. */
bool aside_of_reader(const struct study *s, const struct claims *claims, const struct clause *c);

bool aside_reader_sentence(const struct study *s, const struct claims *claims, size_t sentence);

#endif
