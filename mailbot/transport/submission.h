/*
 * One connection of the outbox, by libcurl, kept as long as it lives. It sends one letter at a time,
 * and waits: libcurl knows no other way to await the answer to a letter's last byte. Private to
 * carrier.c.
 */
#ifndef TRANSPORT_SUBMISSION_H
#define TRANSPORT_SUBMISSION_H

#include "transport/outbox.h"

struct submission;

/* Both are only borrowed and must outlive it. Does not connect. */
struct submission *submission_new(
	const struct server_settings *server, const struct secret *password);
void submission_free(struct submission **s); /* says QUIT */
void submission_stop_when(struct submission *s, bool (*asked)(void));

/* Whether the host's name can be one at all. */
bool submission_host_sound(const struct server_settings *server);

/* As outbox_send. */
enum send_end submission_send(struct submission *s, const char *from, const char *to,
	struct slice letter, struct sent *out, struct err *why);

#endif
