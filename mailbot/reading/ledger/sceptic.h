/*
 * The sceptic: a second reading that shares nothing with clauses, frames and ledger. It takes each
 * own sentence as a string of words in which events, days, names and numbers are only called that,
 * and says by its likeness to the labelled sentences of the language's bank (rules/sentences.h)
 * whether somebody comes, does not, is undecided, or asks for nothing. It may stop an act where it
 * is sure of another outcome; it never makes one.
 */
#ifndef READING_SCEPTIC_H
#define READING_SCEPTIC_H

#include "reading/claims/claims.h"
#include "rules/likeness.h"

/* Whether it firmly contradicts what the claims make of the letter. Without a bank of the letter's
 * language: never. */
bool sceptic_doubts(const struct study *s, const struct claims *claims);

/* What a sentence and a clause sound like, for the guess too; NULL: nothing can be said of them. */
const struct opinion *sceptic_sentence(const struct study *s, size_t sentence);
const struct opinion *sceptic_clause(const struct study *s, const struct clause *c);

#endif
