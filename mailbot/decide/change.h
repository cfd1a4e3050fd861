/*
 * What one request does to how a party stands at one event. The arithmetic of seats and names, and
 * nothing else: pure, and each case of it stands in tests/test-decide.c.
 */
#ifndef DECIDE_CHANGE_H
#define DECIDE_CHANGE_H

#include "decide/decide.h"

enum change_kind {
	CHANGE_SAME, /* it stands so already */
	CHANGE_REGISTER,
	CHANGE_CANCEL,
	CHANGE_DECLINE,
};

struct change {
	const char *reason; /* why it cannot be carried out; NULL where it can */
	enum change_kind kind;
	struct standing before; /* status confirmed, cancelled or declined; seats 0 where none */
	struct standing after;
	bool reduces; /* takes seats or people away: only the party itself may do so */
	const char **withdrawn; /* only these people go, the others stay; NULL */
	size_t withdrawn_count;
};

/* The party's standing at that event; NULL where there is none. */
const struct standing *party_at(const struct party *party, const char *event);

/* Where a change begins: as it stands there now, and confirmed without anybody yet. */
struct change change_start(const struct party *party, const struct event *event);

/* `request` of the reading, for `party`, at `event`. */
struct change change_of(struct arena *a, const struct reading *reading, const struct party *party,
	const struct request *request, const struct event *event);

/*
 * The writer alone is withdrawn from somebody else's party, where they are plainly one of its
 * attendees at that event; else reason "other-address".
 */
struct change change_withdraw(
	struct arena *a, const char *writer, const struct party *party, const struct event *event);

/* It does no more than take people off whom the party knows to be registered. */
bool change_withdraws(const struct change *c);

/* Who stood there by name and plainly comes no more, while others do: whoever the change takes off, and who is
 * missing where all who come are named. */
void change_gone(struct arena *a, const struct change *c, const char ***names, size_t *count);

/* Whether one of the reading's attendees for that event is, or may be, registered there with
 * `party`. */
bool change_overlaps(const struct reading *reading, const char *event, const struct party *party);

/* Who the reading says comes to that event, each once. */
void change_names(struct arena *a, const struct reading *reading, const char *event,
	const char ***names, size_t *count);

/* "event-over", "after-deadline" (of when it was asked for), NULL: of a further seat at that event. */
const char *event_late(const struct event *event, int64_t received, int64_t now);

/* The same of a change: what takes no further seat can be had until the event begins. */
const char *change_late(const struct change *c, int64_t received, int64_t now);

/* How many seats are left to whoever asks now; -1: the event has no limit. */
int change_left(const struct known *known, const struct event *event);

/* "full" where it takes more seats than are left (`known`: what is taken); NULL. */
const char *change_full(const struct known *known, const struct change *c);

#endif
