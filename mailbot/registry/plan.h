/*
 * What edited series would change in the register: worked out, and carried out on confirmation.
 */
#ifndef REGISTRY_PLAN_H
#define REGISTRY_PLAN_H

#include "decide/plan.h"
#include "registry/staff.h"

/* Who is told of changes of a series: one mail, or one call, about all of them. */
struct plan_party {
	int64_t id;
	const char *address, *name, *phone; /* "" where there is none */
	const struct plan_event **events; /* at which it is registered */
	size_t count, room;
	struct notice *notices; /* what it is told: what differs from what it was told before */
	size_t notice_count, notice_room;
};

struct plan_event_state {
	const struct plan_event *event;
	size_t parties, seats; /* registered there now */
	bool told; /* they are to know of it … */
	size_t news; /* … and so many do not know it yet */
};

struct plan_series {
	const char *file; /* of the edited one */
	const struct series *before, *after; /* before NULL: new */
	bool other; /* something changes beside the events: title, names, subjects, reminders, … */
	struct plan_events events;
	struct plan_event_state *states; /* one for each of `events` */
	struct plan_party *parties;
	size_t party_count, party_room;
};

/* A series whose people are all forgotten, of which nothing waits, and whose file is gone. */
struct plan_ended {
	const char *id, *file;
};

struct plan {
	struct plan_series *items; /* series that change */
	size_t count, room;
	struct plan_ended *ended; /* that go out of the register */
	size_t ended_count, ended_room;
	size_t mails, calls; /* that it makes */
};

/*
 * Compares the series of `rules` with those in force. A series in force that `rules` do not have is
 * an error until its retention has come, nobody stands in it and nothing of it waits any more; then it
 * ends. All lives in the arena; `rules` must outlive it.
 */
int registry_plan(struct registry *reg, struct arena *a, const struct rules *rules, int64_t now,
	struct plan *out, struct err *e);

/*
 * Works the plan out anew and carries it out, in one transaction: the register takes the series;
 * registrations at an event that is removed are cancelled; who is concerned gets a notice, which
 * begins a conversation, or stands on the list of those to be called; with `staff->silent` nobody is
 * told. Mails to them that have not left are withdrawn. A series that ends is taken out. Needs the
 * key. Nothing where nothing changes.
 */
int registry_plan_apply(struct registry *reg, struct arena *a, const struct staff *staff,
	struct plan *out, struct err *e);

#endif
