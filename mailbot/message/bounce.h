/*
 * Mails that could not be delivered: RFC 3464 where the report has a part for machines, else the
 * shapes of Postfix, Exim, qmail, Exchange, Notes, Gmail and the many others, by the lines of
 * rules/machines.xml.
 */
#ifndef MESSAGE_BOUNCE_H
#define MESSAGE_BOUNCE_H

#include "message/message.h"
#include "message/mime.h"
#include "rules/machines.h"

/* `text` is the letter's whole text. NULL where it reports no failed delivery. */
struct bounce *bounce_read(struct arena *a, const struct envelope *env, const struct mime *mime,
	struct slice text, const struct rules *rules);

#endif
