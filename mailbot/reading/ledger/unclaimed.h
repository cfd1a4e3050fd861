/*
 * Takes sentences that no request was made of; says by what they sound like (sceptic.h) whether they ask for nothing,
 * which explains what the ledger has left over in them, or speak against the requests beside them. Rules and likeness
 * must agree: where a sentence holds a word that alarms, what it sounds like explains nothing. Never makes a request.
 */
#ifndef READING_UNCLAIMED_H
#define READING_UNCLAIMED_H

#include "reading/ledger/ledger.h"

/* Whether what is left over stands in a sentence that asks for nothing. */
bool unclaimed_explains(
	const struct study *s, const struct claims *claims, const struct left_over *left);

/* Whether a sentence behind a request sounds as if it took it back. */
bool unclaimed_objects(const struct study *s, const struct claims *claims);

#endif
