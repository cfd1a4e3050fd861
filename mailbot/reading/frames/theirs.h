/*
 * Takes clauses that were understood; those that tell of somebody who asks in a letter of their own ask for nothing here:
 * `meine Nachbarin will auch mit, die schreibt Ihnen selbst`, `my brother is going to the congress, he has already
 * written to you`. Both parts become told.
 */
#ifndef READING_THEIRS_H
#define READING_THEIRS_H

#include "reading/claims/claims.h"
#include "reading/study.h"

void theirs_tell(struct study *s);

/* `mein Bruder und ich kommen, er schreibt Ihnen selbst`: is he one of those who are registered here? */
bool theirs_doubtful(const struct study *s, const struct claims *claims, const struct clause *c);

/* Whether a sentence tells of nothing but that. */
bool theirs_sentence(const struct study *s, size_t sentence);

#endif
