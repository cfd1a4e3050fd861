/*
 * Takes a letter that answers a mail of ours; tells those apart that are nothing but a short answer: thanks, how many they
 * are now, that they do not come. Both are closed lists: a word more, and it is a letter like any other.
 */
#ifndef READING_REPLIES_H
#define READING_REPLIES_H

#include "reading/claims/claims.h"

/*
 * Whether it says nothing but thanks, or that our mail was read (`alles klar`, `see you there`), and names nobody and
 * nothing: such a one needs nobody (rule 9 of the guide). To a mail that asks something only thanks are thanks.
 */
bool replies_thank(const struct study *s);

/* `keinen davon`, to the question which of them: a no. */
bool replies_refuse(const struct study *s);

/*
 * `wir sind doch drei`, `nur ich`, `make it two`; `doch keine Zeit`, `bitte stornieren`: to a mail that says how they
 * stand, its clause decides. Behind frames_read; before claims are made.
 */
void replies_settle(struct study *s);

/*
 * `nur zum Kongress`, to a mail that shows more than that, or asks what is to be cancelled: are the others to be cancelled? A person is asked, and
 * offered that.
 */
void replies_doubt_only(struct study *s, struct claims *out);

/* `Ich kann zum Kongress`, to the question which are to be cancelled: what is cancelled then? */
void replies_doubt_kept(const struct study *s, struct claims *out);

/* `Nehmen Sie mich von der Liste`, to a mail of staff's: it may be the list of whom they write to. */
void replies_doubt_list(const struct study *s, struct claims *out);

/* Where nothing else can be guessed: `bin leider krank`, `noch zwei Plätze bitte`, of what the mail showed. */
void replies_guess(const struct study *s, struct requests *out);

#endif
