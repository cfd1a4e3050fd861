/*
 * Answers to invitations that calendar programs send (RFC 5546, 3.2.3): text/calendar.
 */
#ifndef MESSAGE_CALENDAR_H
#define MESSAGE_CALENDAR_H

#include "message/message.h"
#include "message/mime.h"

/*
 * The first event of the calendar part; NULL where the text is none. A zone that it names and does not
 * bring along must be that of a series.
 */
struct calendar_reply *calendar_read(
	struct arena *a, const struct mime_part *part, const struct rules *rules);

#endif
