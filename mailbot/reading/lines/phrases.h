/* Finds phrases of the language file in the tokens. */
#ifndef READING_PHRASES_H
#define READING_PHRASES_H

#include "reading/study.h"

/*
 * The longest phrase that begins at token `at` and ends before `end`; NULL. *length is how many
 * tokens it takes. A gap takes words that are no alarm, and no punctuation; a line end, where it is
 * no paragraph's, does not break a phrase.
 */
const struct meaning *phrase_at(const struct study *s, size_t at, size_t end, size_t *length);

/* A word or phrase with that sense at `at`: how many tokens it takes; 0. */
size_t phrase_sense_at(const struct study *s, size_t at, size_t end, enum sense sense);

/* What no gap and no adjunct may swallow: intent, negation, hedge, number, date, person. */
bool token_alarms(const struct token *t);

#endif
