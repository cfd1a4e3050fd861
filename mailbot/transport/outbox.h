/*
 * The office's way out, over SMTP (RFC 5321, submission RFC 6409), by libcurl: verified TLS, login
 * or none, some connections (the server's setting) kept as long as they live, each in a process of
 * its own (carrier.h), one letter per recipient so that each has its own reply code.
 */
#ifndef TRANSPORT_OUTBOX_H
#define TRANSPORT_OUTBOX_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "base/settings.h"
#include "base/slice.h"
#include "transport/fault.h"
#include "transport/secret.h"

struct outbox;

/* Both are only borrowed and must outlive it; `password` is NULL where there is no login. Does not
 * connect. */
int outbox_new(const struct server_settings *server, const struct secret *password,
	struct outbox **out, struct err *e);
/* From the next login on; the one before may be freed then. Not while a letter is on its way. */
void outbox_set_password(struct outbox *o, const struct secret *password);

/*
 * Tokens grow old: `renew` gives a new one, or NULL where there is none; it may free the one before.
 * A letter whose token was refused is tried at once with the new one, before outbox_next tells of
 * it. A new token that has let us in nowhere is not renewed again: that is a person's matter.
 */
void outbox_renew_by(struct outbox *o, const struct secret *(*renew)(void *data), void *data);

/* Ends the connection; sets *o to NULL. *o may be NULL. */
void outbox_free(struct outbox **o);

/*
 * To be said before the first letter. `asked` is asked about once a second while a letter is on its way; when it says true, a letter
 * whose last byte has not gone is given up at once (SEND_LATER), and the answer to a last byte is
 * awaited for SMTP_STOP_MS more at most.
 */
void outbox_stop_when(struct outbox *o, bool (*asked)(void));

enum send_end {
	SEND_SENT, /* the server took it: it answers for it from now on */
	SEND_LATER, /* not now (4xx, or the connection broke before the last byte): certainly not
		       sent; try again after a pause */
	SEND_NEVER, /* not this letter, never (5xx, or an address that cannot be) */
	SEND_IN_DOUBT, /* the connection broke after the last byte and before the answer: it may
			  have gone. Never blindly sent again */
	SEND_SERVER, /* not this letter's fault: no connection, TLS or login refused, settings wrong
			(`fault` says which). It stays queued; raise an alarm and wait */
};

struct sent {
	enum send_end end;
	enum fault fault; /* of SEND_SERVER and SEND_LATER, else FAULT_NONE */
	int code; /* the reply that decided, 3 digits; 0 where none came */
	char status[12]; /* its enhanced status "5.1.1" (RFC 3463); "" where none */
};

/*
 * Whether a letter can be started now. Before the server has taken us in once, and after it did not,
 * only one at a time is: a wrong password is not tried on all connections.
 */
bool outbox_may_start(const struct outbox *o);

/* Whether outbox_next would not have to wait. */
bool outbox_has_ended(const struct outbox *o);

/* Starts one; it must live until outbox_next tells of it. Only where outbox_may_start. */
void outbox_start(
	struct outbox *o, int64_t id, const char *from, const char *to, struct slice letter);

/* Waits until one of those that were started has ended: which, and how, as outbox_send says. False
 * where none is on its way. */
bool outbox_next(struct outbox *o, int64_t *id, struct sent *out, struct err *why);

/*
 * Sends one letter to one recipient, while no other is on its way. `from` and `to` are bare addresses; `from` "" is the null
 * sender. `letter` is the whole mail, lines ended by CRLF only, no NUL. Waits at most
 * SMTP_LETTER_MS; an answer to the last byte is awaited for SMTP_ANSWER_MS more at least (RFC
 * 5321, 4.5.3.2.6).
 *
 * Returns what stands in out->end too. `why` is set where that is not SEND_SENT: one clear line
 * without personal data, without the server's words. A kept connection that turns out dead is
 * replaced at once, where nothing of the letter can have been sent.
 */
enum send_end outbox_send(struct outbox *o, const char *from, const char *to, struct slice letter,
	struct sent *out, struct err *why);

/* "sent", "later", "never", "in-doubt", "server": for logs and the register. */
const char *send_end_name(enum send_end end);

#endif
