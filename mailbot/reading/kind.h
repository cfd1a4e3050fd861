/* What sort of letter a person wrote. Takes clauses, claims and the guess. */
#ifndef READING_KIND_H
#define READING_KIND_H

#include "reading/ledger/ledger.h"

/* Whether somebody asks to come or to stay away: in words that were understood, in what they hand on
 * (`forwarded`, `attachment-only`), or in what can only be guessed at and is no mere question about an event. */
bool kind_request(const struct study *s, const struct claims *claims, const struct ledger *ledger);

#endif
