/*
 * Takes claims and ledger; gives the reading's kind, disposition, reasons, requests and guess, with
 * the evidence for each. In doubt review, with its reason, and the best guess.
 */
#ifndef READING_DECIDE_H
#define READING_DECIDE_H

#include "reading/ledger/ledger.h"

void reading_decide(struct study *s, struct claims *claims, const struct ledger *ledger);

/* A calendar program's answer, which speaks for itself. True where it was one. */
bool reading_decide_calendar(struct study *s);

#endif
