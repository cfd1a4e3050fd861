/*
 * Takes a clause beside a decision; tells whether it begins as the language lists talk (`I never knew`, `no need to phone`) and goes
 * on with words that turn, count and name nothing: it asks for nothing then, whatever they are.
 */
#ifndef READING_ASIDES_TALK_H
#define READING_ASIDES_TALK_H

#include "reading/claims/claims.h"

/* Whether an atom can turn nothing where a thing is spoken of, or the office: a word that is known, of nobody's coming. */
bool aside_calm(const struct study *s, size_t at, size_t end);

bool aside_talk(const struct study *s, const struct claims *claims, const struct clause *c);
/* All of a sentence is talk, a saying, or of what is hoped for. */
bool aside_talk_sentence(const struct study *s, const struct claims *claims, size_t sentence);

#endif
