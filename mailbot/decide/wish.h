/*
 * What staff want: who is to stand how at an event, said plainly or taken from a guess. Pure, like
 * `decide`, but it carries out what a person has decided: what speaks against it is an objection that
 * the person is told of, and may overrule.
 */
#ifndef DECIDE_WISH_H
#define DECIDE_WISH_H

#include "decide/change.h"

struct wish {
	enum request_action action;
	const struct event *event;
	/* Register: in all from now on. 0: as many as are named, else as before, else one. */
	int seats;
	/* Register: who comes from now on; none: whoever stood there. Cancel: only these do not. */
	const char *const *names;
	size_t name_count;
};

/*
 * What the wish does to how the party stands. `reason` where that cannot be done at all:
 * "seats-contradict" (more names than seats), "person-unknown" (nobody of that name is registered
 * there, or several may be).
 */
struct change wish_change(struct arena *a, const struct party *party, const struct wish *wish);

/* What an entry of a reading's guess does, now that a person has looked at it. */
struct change guess_change(struct arena *a, const struct reading *reading,
	const struct party *party, const struct request *request, const struct event *event);

/* Reasons that speak against a change; ids, in the arena. */
struct objections {
	const char **items;
	size_t count, room;
};

/*
 * Adds what speaks against it: "event-over", "after-deadline" (both against registering only; the
 * deadline counts from `received`, when it was asked for), "full", "many-seats".
 */
void change_objections(struct arena *a, const struct change *c, const struct known *known,
	int64_t received, int64_t now, struct objections *out);

#endif
