/*
 * What a person passes on or quotes may itself be a machine's: "Begin forwarded message:" above the
 * report that a mail could not be delivered. The letter stays a person's; the report says which
 * address failed.
 */
#ifndef MESSAGE_FORWARDED_H
#define MESSAGE_FORWARDED_H

#include "message/message.h"
#include "message/mime.h"

/*
 * The report that stands below the sender's words, or hangs on them as a mail. It is one by its
 * sender or its subject (its own: the letter's says nothing) and by its words, as rules/machines.xml
 * has them. NULL where there is none, or where it names no address. `m` has its lines already.
 */
struct bounce *forwarded_bounce(struct arena *a, const struct message *m, const struct mime *mime,
	const struct rules *rules);

#endif
