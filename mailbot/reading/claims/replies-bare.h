/*
 * Takes a letter that answers a mail of ours; doubts what it says of an event in few words, where what our mail said decides
 * whether they mean coming or staying away.
 */
#ifndef READING_REPLIES_BARE_H
#define READING_REPLIES_BARE_H

#include "reading/study.h"

/*
 * Behind frames_read, before claims are made. `den zweiten`, `Kongress`, `ja, Kongress`, to `shall that be cancelled?` or `you do not come any more`: nobody knows. To
 * `which of these are cancelled?` it is cancelled, but not `zum Kongress`, `den zweiten nicht`. To a mail that only says how
 * they stand, `den zweiten` and `alle außer Bildung` may be what stays as well as what goes.
 * `Ja, aber zum Kongress komme ich` to a question whether it is cancelled is a yes and a no.
 */
void replies_doubt_bare(struct study *s);

/* `den ersten, aber nicht den letzten`, where we asked which, of a clause that no claim was made of: whether there is a place
 * of our list in it that no event was made of. */
bool replies_lose_place(const struct study *s, const struct clause *c);

#endif
