/*
 * Whose no it is: where others than the writer do not come (`Ali Demir kommt doch nicht`, `my wife is ill`), the guess is of
 * them alone, and takes nobody else's seat.
 *
 * Takes a study that was read, and the guess; mends the guess. It never acts.
 */
#ifndef READING_GUESS_WHOSE_H
#define READING_GUESS_WHOSE_H

#include "reading/claims/claims.h"

/* Says of each cancellation that is others' alone who they are: by their names, or that it are others (`who`). */
void guess_whose(const struct study *s, struct requests *out);

/* Makes a no, of which guess_whose has said whose it is, a registration of those who come in that place. */
void guess_replace(struct request *r, int seats);

/* Says of registrations that they take somebody's place where words do: `Sven Ohm will come instead`, `für Ali Demir kommt …`. */
void guess_stand_ins(const struct study *s, struct requests *out);

#endif
