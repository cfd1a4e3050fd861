/*
 * Takes claims and a clause behind a yes that makes none; leaves over what may turn that yes, or add to those who come,
 * in whatever words: somebody of the writer's who does something there, a but within the clause, a day that is no
 * event's, and anything behind no more than a wish. Behind a no, afterthoughts-no.h says what turns it.
 */
#ifndef READING_AFTERTHOUGHTS_H
#define READING_AFTERTHOUGHTS_H

#include "reading/ledger/ledger.h"

void afterthoughts_check(const struct study *s, const struct claims *claims, const struct clause *c,
	struct ledger *l);

#endif
