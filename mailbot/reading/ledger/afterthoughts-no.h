/*
 * Takes claims and a clause behind a no that makes none; leaves over what may turn that no: a time at which they come
 * after all, an answer that is taken back, postponed or another one's, the writer's place given to somebody, a question
 * for another event instead.
 */
#ifndef READING_AFTERTHOUGHTS_NO_H
#define READING_AFTERTHOUGHTS_NO_H

#include "reading/ledger/ledger.h"

void afterthoughts_check_no(const struct study *s, const struct claims *claims,
	const struct clause *c, struct ledger *l);

#endif
