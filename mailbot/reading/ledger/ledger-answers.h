/*
 * Takes claims; says which of the writer's own lines below quoted ones were lost: whoever writes below the line of an
 * event answers it, so that a yes below one line that nobody understood would vanish beside a no below another. No
 * talk explains that away: comes when all else is settled.
 */
#ifndef READING_LEDGER_ANSWERS_H
#define READING_LEDGER_ANSWERS_H

#include "reading/ledger/ledger.h"

void ledger_check_answers(const struct study *s, const struct claims *claims, struct ledger *l);

#endif
