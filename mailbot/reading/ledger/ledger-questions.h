/*
 * Takes claims and a clause that made none, and that asks or hangs on another one; says what nothing consumed in it: a
 * question whether they may come, a condition of the claims, a reason that wants or doubts something.
 */
#ifndef READING_LEDGER_QUESTIONS_H
#define READING_LEDGER_QUESTIONS_H

#include "reading/ledger/ledger.h"

/* A question: somebody must look, and more where it asks whether they may come. */
void ledger_check_question(const struct study *s, const struct claims *claims,
	const struct clause *c, struct ledger *l);

/* `Bitte schicken Sie mir das Programm`: what the office is asked for, and no answer of ours gives. */
bool ledger_asks_office(const struct study *s, const struct clause *c);

/* `Let me know what it costs`: a question in the form of an order. */
bool ledger_wants_told(const struct study *s, const struct sentence *x);

/* `ich wüsste gern, ob es Kaffee gibt`: what the writer would like to know, without a question mark. */
bool ledger_would_know(const struct study *s, const struct clause *c);

/* A clause that another one is the main clause of: a condition, a reason, what is left open. */
void ledger_check_reason(const struct study *s, const struct claims *claims, const struct clause *c,
	struct ledger *l);

/* `ob ich auch am 16. kann, klärt sich noch` */
bool ledger_left_open(const struct study *s, const struct clause *c);

/* `ich komme nicht, weil ich muss, sondern weil ich will`: the no was of the reason. */
bool ledger_turns_reason(
	const struct study *s, const struct claims *claims, const struct clause *c);

/* `ich kann am 16. nicht, | weil die Klausur verlegt wurde`: what was put off, at an atom, is the reason's, and a no stands. */
bool ledger_puts_off(const struct study *s, const struct clause *c, size_t at);

#endif
