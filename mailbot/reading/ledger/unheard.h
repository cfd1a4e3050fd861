/*
 * Takes claims and a clause that made none; says whether something is asked in it that no claim has heard: one more
 * seat, somebody else's coming or staying away, another hour or day. Asked before any aside is looked for: such a clause
 * sounds like talk.
 */
#ifndef READING_UNHEARD_H
#define READING_UNHEARD_H

#include "reading/ledger/ledger.h"

/* The reason's id; NULL: nothing is. */
const char *unheard_request(
	const struct study *s, const struct claims *claims, const struct clause *c);

/* `Der Rest unserer Abordnung sagt hiermit ab`: no events are meant. */
bool unheard_rest_of_people(const struct study *s, const struct clause *c);

#endif
