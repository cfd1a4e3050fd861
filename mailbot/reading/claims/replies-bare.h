/*
 * Takes a letter that answers a mail of ours, behind frames_read and before claims are made; doubts the clauses in it that
 * name an event and have no verb, where what our mail said decides whether they mean coming or staying away.
 */
#ifndef READING_REPLIES_BARE_H
#define READING_REPLIES_BARE_H

#include "reading/study.h"

/*
 * `den zweiten`, `Kongress`, `ja, Kongress`, to `shall that be cancelled?` or `you do not come any more`: nobody knows. To
 * `which of these are cancelled?` it is cancelled, but not `zum Kongress`, `den zweiten nicht`. To a mail that only says how
 * they stand, `den zweiten` and `alle außer Bildung` may be what stays as well as what goes.
 */
void replies_doubt_bare(struct study *s);

/* `den ersten, aber nicht den letzten`, where we asked which: a clause that asks for nothing, and in it a place of our list that
 * no event was made of. */
bool replies_lose_place(const struct study *s, const struct clause *c);

#endif
