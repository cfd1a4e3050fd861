/*
 * A process that carries letters over one connection, so that several can wait for their server at
 * once. It knows the password and the letter it carries, and nothing else of ours; what locks its
 * parent down locks it too. It ends when its parent does.
 */
#ifndef TRANSPORT_CARRIER_H
#define TRANSPORT_CARRIER_H

#include "transport/outbox.h"

struct carrier; /* starts its process with its first letter, and again after it died */

/* All are borrowed, and must outlive it; `asked` may be NULL. */
struct carrier *carrier_new(
	const struct server_settings *server, const struct secret *password, bool (*asked)(void));

/* From its next process on; the one before may be freed then. */
void carrier_set_password(struct carrier *c, const struct secret *password);

/* Ends the process: at once where it carries something, else after a goodbye to the server. */
void carrier_free(struct carrier **c);

/* Hands it a letter. Only one that is not busy may be asked. */
void carrier_start(struct carrier *c, const char *from, const char *to, struct slice letter);
bool carrier_busy(const struct carrier *c);

/* Readable once the letter has come to its end; -1 where it has already. */
int carrier_fd(const struct carrier *c);

/* How it ended, as outbox_send says. Where the process died with it, that is in doubt. */
void carrier_end(struct carrier *c, struct sent *out, struct err *why);

/* Tells its process that it is to stop. */
void carrier_stop(struct carrier *c);

#endif
