/*
 * What has become of a letter: how far it came, the server's last reply and libcurl's result, put
 * together. Pure: the outbox's judgement in one place.
 */
#ifndef TRANSPORT_VERDICT_H
#define TRANSPORT_VERDICT_H

#include <curl/curl.h>

#include "transport/outbox.h"

/* The last of our commands that went out. */
enum stage {
	STAGE_CONNECT, /* none of these yet: name, connection, TLS, greeting, EHLO */
	STAGE_LOGIN,
	STAGE_FROM,
	STAGE_TO,
	STAGE_DATA, /* the command, and the letter */
};

struct progress {
	const char *host; /* for the words */
	int port;
	enum stage stage;
	bool all_given; /* the last byte may have gone */
	int code; /* of the last reply, its last line; 0: none came */
	char status[12]; /* its enhanced status */
	bool relaying; /* it says that it carries no letters to others for us */
	bool took; /* it has taken some other recipient from us */
	unsigned
		unverified; /* why the certificate was refused: GnuTLS's status; 0 where it was not */
	CURLcode rc; /* of the transfer */
};

/* Fills *out; returns its `end`, and sets `why` where that is not SEND_SENT. */
enum send_end verdict(const struct progress *p, struct sent *out, struct err *why);

#endif
