/*
 * Takes a clause that asks for one event in another one's place (`I'd like to come to the congress instead`,
 * `could you move me to the congress?`), and those before it; gives the event that is left: the only one that
 * a registration of the writer's own, told of right before it, was for, or what they say that they cannot come
 * to. The clause before it may have said that the writer comes there (`I am down for the forum`): then it is no
 * more than told; a no stays one.
 */
#ifndef READING_TURNS_H
#define READING_TURNS_H

#include "reading/study.h"

/* The event that is left; none where no such clause stands before `c`, or where `c` says itself. */
struct eset turns_left(struct study *s, const struct clause *c);

/* `bitte den Kongress statt Bildung`, `Änderung: A statt B`: one event in another's place, without a verb. */
bool turns_swaps(const struct study *s, const struct clause *c);

/* Whether somebody said no in the same or the previous sentence. */
bool turns_follows_no(const struct study *s, const struct clause *c);

/* `könnten wir statt am 16. am 18. kommen?`: its modal doubts nothing, and asks. */
void turns_take_leave(struct study *s, struct clause *c);

/* `transfer my seat from the 18th to the 22nd`: a verb that changes something, and what is the writer's. */
bool turns_moves_mine(const struct study *s, const struct clause *c);

/* `I can't come on the 16th. Could I come on the 18th instead?`: a question that asks for it. */
bool turns_asks(const struct study *s, const struct clause *c);

/* `would it be possible to come`: for whom but the writer? */
bool turns_if_possible(const struct study *s, const struct clause *c);

/* `I registered for the forum but would like to come to the congress`: instead, or as well? */
bool turns_doubtful(const struct study *s, const struct clause *c);

#endif
