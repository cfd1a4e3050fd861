/*
 * The answer to a letter, as facts; and to whom it may go.
 */
#ifndef DECIDE_ANSWER_H
#define DECIDE_ANSWER_H

#include "decide/change.h"

/*
 * In which language the letter is answered: its own, where it says more than a word or two; `1`, `ok`, `Stop` have none
 * of their own, and go on in that of the mail that they answer.
 */
const char *answer_language(const struct decide_in *in);

/* A mail of that kind in answer to the letter; says nothing yet of the register. */
struct facts *answer_start(
	struct arena *a, const struct decide_in *in, enum mail_kind kind, const char *to);

/* One to a party that did not write the letter: it begins a conversation, and quotes nothing. */
struct facts *answer_notice(struct arena *a, const struct decide_in *in, enum mail_kind kind,
	const struct party *party);

/* How the letter was understood, in order of begin. */
void answer_understood(struct arena *a, const struct decide_in *in, struct facts *mail,
	const struct change *changes, size_t count);

/* The whole state: how the party stands after the changes, in order of begin, without what is
 * over; and what the letter's own party comes to in other series. */
void answer_state(struct arena *a, const struct decide_in *in, struct facts *mail,
	const struct party *party, const struct change *changes, size_t count);

/* ---- ask.c ---- */

/*
 * Which of the events they mean, or which of their registrations they cancel; of one, whether it is that.
 * NULL: there is nothing to choose. `in` needs settings, envelope, reading, times, series and party.
 */
struct facts *ask_question(
	struct arena *a, const struct decide_in *in, bool cancels, const char *to);

#endif
