/*
 * Takes claims and a clause; says which of the events that it names nothing consumed: those that the
 * claims do not name, those that nobody knows, those that it leaves open.
 */
#ifndef READING_LEDGER_EVENTS_H
#define READING_LEDGER_EVENTS_H

#include "reading/ledger/ledger.h"

/* Events that the clause names surely, beyond what is claimed. */
void ledger_check_events(const struct study *s, const struct claims *claims, const struct clause *c,
	struct ledger *l);

/* `an den anderen Abenden muss ich leider arbeiten`, beside what they do come to. */
bool ledger_rest_hindered(
	const struct study *s, const struct claims *claims, const struct clause *c);

/* `on the 16th I have to work`, beside a request for other events: where somebody is then. */
bool ledger_kept_elsewhere(
	const struct study *s, const struct claims *claims, const struct clause *c);

/* Words that any event may have, where one is meant that nobody knows. */
void ledger_check_unknown_events(const struct study *s, const struct clause *c, struct ledger *l);

/* Events on which the clause says that they have not decided. */
void ledger_check_open(const struct study *s, const struct claims *claims, const struct clause *c,
	struct ledger *l);

#endif
