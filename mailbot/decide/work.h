/*
 * A decision in the making, for the files of this room: decide.c (what a letter asks for) and ask.c
 * (what is asked back, and what completes it).
 */
#ifndef DECIDE_WORK_H
#define DECIDE_WORK_H

#include "decide/answer.h"
#include "decide/change.h"
#include "decide/decide.h"

struct work {
	struct arena *arena;
	const struct decide_in *in;
	const struct reading *reading; /* the letter's; or completed by what it answers */
	struct decision *out;
	const char *answer_to; /* NULL: must not be answered */
	const struct party *party; /* whose registrations the letter is about */
	struct change *changes; /* one a request, while it is looked at; then those carried out */
	size_t count;
	const char **reasons; /* why a person looks, the weightiest first */
	size_t reason_count, reason_room;
	bool settled; /* what we had asked is answered */
};

/* ---- decide.c ---- */

void work_effect(struct work *w, struct effect effect);
void work_reason(struct work *w, const char *id);
void work_reading_reasons(struct work *w);
bool work_has_reason(const struct work *w, const char *id);

/* A review item about the letter, with all reasons found so far. */
void work_review(struct work *w, bool asked);

/* Tells `to` how they stand after the changes where these are theirs; returns whether it is held. */
bool work_mail(struct work *w, struct facts *mail, const struct party *to);

/* Carries the changes out and answers; `question`: something else is with a person. */
void work_carry_out(struct work *w, bool question);

/* Whether the letter answers a mail of ours to its own address: only who reads that has the token. */
bool work_answers_own_mail(const struct known *known);
/* A reply to a mail about somebody else's party. */
bool work_from_other_address(const struct known *known);

/* ---- ask.c ---- */

/* Whether the letter has to do with the series: by what the reading found, or because whoever stands
 * there asks for something without saying for what. */
bool work_concerns(const struct work *w);

/*
 * The letter answers what we asked: with a bare yes or no, carried out (true, all is done); or by
 * naming events, which then have the seats and people of the letter that lacked them (false:
 * w->reading is another then, and it goes on as any other).
 */
bool ask_completed(struct work *w);

/* Thanks for a mail of ours that asks nothing: nobody need look, and an answer would only be thanked
 * for again. */
bool ask_thanked(const struct work *w);

/*
 * Instead of a receipt: asks which events are meant, or that a cancellation be confirmed, where that
 * is all that is missing. `changes`: what the letter asks for, as far as it was worked out. True
 * where it was asked; then the item is hidden and nothing else is to be done.
 */
bool ask_back(struct work *w, const struct change *changes, size_t count);

/* What becomes of the item about which we had asked: decided where it is settled, else shown. */
void ask_settle(struct work *w);

#endif
