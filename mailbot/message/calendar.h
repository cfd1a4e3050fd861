/*
 * Answers to invitations that calendar programs send (RFC 5546, 3.2.3): text/calendar.
 */
#ifndef MESSAGE_CALENDAR_H
#define MESSAGE_CALENDAR_H

#include "message/message.h"
#include "message/mime.h"

/* The first event of the calendar part; NULL where the text is none. */
struct calendar_reply *calendar_read(struct arena *a, const struct mime_part *part);

/*
 * Loads a time zone ("Europe/Berlin"), for calendars that name it and do not bring it along, so that
 * it can be had later in a process that may open no files. libical keeps it.
 */
void calendar_preload(const char *zone);

#endif
