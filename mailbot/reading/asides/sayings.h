/*
 * Takes a clause or a sentence; tells whether it is nothing but what the language lists as asking for nothing when it stands
 * alone: `mein Deutsch ist noch nicht so gut`; behind nothing but a no also `vielleicht klappt es ein andermal`. What stands
 * in such words is then neither a no nor a doubt; beside any other word they explain nothing.
 */
#ifndef READING_SAYINGS_H
#define READING_SAYINGS_H

#include "reading/claims/claims.h"

bool saying_clause(const struct study *s, const struct claims *claims, const struct clause *c);
bool saying_sentence(const struct study *s, const struct claims *claims, size_t sentence);

/* `nicht wundern, | wenn ich mitten im Vortrag aufstehe`: what nobody is to wonder at, behind a phrase that says so; nothing
 * hangs on it. */
bool saying_wondered(const struct study *s, const struct clause *c);

/* `I would rather listen to it on the radio`: whether it says more than such a phrase, which holds a word of doubt. */
bool saying_within(const struct study *s, const struct claims *claims, const struct clause *c);

#endif
