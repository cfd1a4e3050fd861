/*
 * What a clerk concludes where a letter turns from one thing to another: from one event to the next (`could I come on the
 * 18th instead?`), from all of them to some, from two people to one who comes alone.
 *
 * Takes a study that was read, and the guess as its clauses make it one by one; mends the guess. It never acts.
 */
#ifndef READING_GUESS_TURNS_H
#define READING_GUESS_TURNS_H

#include "reading/claims/claims.h"

/* What a clause gives up, and what it takes for it; both empty where it turns from nothing. */
struct turn {
	struct eset left, taken;
};

struct turn guess_turn(const struct study *s, const struct clause *c);

/* Cancels what is given up for another event, and registers for that one. */
void guess_turns(const struct study *s, struct requests *out);

/* Registers who comes alone where the no before it was another one's. */
void guess_alone(const struct study *s, struct requests *out);

/* Registers who comes though the writer does not: `Henrik Vossen will be there`. */
void guess_deputies(const struct study *s, struct requests *out);

#endif
