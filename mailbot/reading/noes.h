/* Noes that reach several people at once, and what stays beside a no. Each clause by itself. */
#ifndef READING_NOES_H
#define READING_NOES_H

#include "reading/study.h"

/* `weder bei Ali noch bei mir`, `neither my wife nor I`: one no, which holds for the writer; the other one is told of.
 * Before the clause's people are taken. */
void noes_take_neither(struct study *s, struct clause *c);

/* `wir kommen alle sechs nicht`, `können wir nicht kommen, alle sechs`: all of us stand apart from the word that
 * denies, so nobody is left who comes. Of a clause that says no. */
void noes_take_all(struct study *s, struct clause *c);

/* `der 22. bleibt wie angemeldet`, `the congress is still on for me`: what was asked for before stays, and nothing
 * else stands there. */
bool noes_stays(const struct study *s, const struct clause *c);

#endif
