/*
 * Takes claims and a clause that decides nothing; leaves over every word in it that alarms, every person and every
 * number, where nothing says that it stands there for something else: an aside, small talk, a reason, a role.
 */
#ifndef READING_LEDGER_ALARMS_H
#define READING_LEDGER_ALARMS_H

#include "reading/ledger/ledger.h"

/* People, negations, doubts in a clause that decides nothing. */
void ledger_check_alarms(const struct study *s, const struct claims *claims, const struct clause *c,
	struct ledger *l);

/* `Sollten Sie noch Helfer brauchen`: what the office may need, and nothing of who comes. */
bool ledger_if_office_needs(const struct study *s, const struct clause *c);

#endif
