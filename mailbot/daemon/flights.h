/*
 * Mails on their way, as many as the outbox takes, and how they end.
 */
#ifndef DAEMON_FLIGHTS_H
#define DAEMON_FLIGHTS_H

#include "base/arena.h"
#include "registry/registry.h"
#include "transport/outbox.h"

enum { FLIGHTS_MAX = 16 }; /* of the setting `connections` */

struct flight {
	struct arena *arena; /* owns its bytes; NULL: free */
	int64_t mail;
	int tries;
};

struct flights {
	struct flight items[FLIGHTS_MAX];
};

/* One that is free: the outbox has no more connections than there are flights. */
struct flight *flights_spare(struct flights *f);
/* The one of that mail. */
struct flight *flights_find(struct flights *f, int64_t mail);
void flights_free(struct flights *f);

/* One that has ended, and does not stand in the register as such yet. */
struct landed {
	int64_t mail;
	struct sent sent;
	struct err why;
};

struct landings {
	struct landed items[FLIGHTS_MAX];
	size_t count;
};

/* Waits for one of those on their way, and takes all that have ended then; none: there are none. */
void flights_await(struct outbox *outbox, struct landings *l);

/* Whether one of them failed by the server's fault, not its own. */
bool landings_server_failed(const struct landings *l);

enum mail_result landed_result(const struct landed *one);
/* What staff see as the reason: the reply "550 5.1.1", else the end's name. */
const char *landed_reason(struct arena *a, const struct landed *one);

#endif
