/*
 * Takes the clauses of the subject, and the claims that the body's clauses make; gives what the subject names, a claim by
 * it where the body decides nothing, and doubts where it speaks against what the body decides.
 */
#ifndef READING_CLAIMS_SUBJECT_H
#define READING_CLAIMS_SUBJECT_H

#include "reading/claims/claims.h"

bool claims_in_subject(const struct study *s, const struct clause *c);

/* Notes in `out` what the writer's own subject names. */
void claims_read_subject(struct study *s, struct claims *out);

/* Whether the body decides nothing, asks nothing, names no event, and holds no word that nobody knows. */
bool claims_body_neutral(const struct study *s);

/* For a letter without a decision in its body. */
void claims_decide_by_subject(struct study *s, struct claims *out);

/* For a letter with one: people that the subject names belong to it. */
void claims_hold_against_subject(struct study *s, struct claims *out);

#endif
