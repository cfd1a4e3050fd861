/*
 * What a party was last told of an event: by a mail of ours that has left, or a call that was made.
 * A notice of a change is worth that and nothing else: what was changed and changed back before it
 * left is none, and one that is withdrawn for a newer one goes on in it.
 */
#ifndef REGISTRY_TOLD_H
#define REGISTRY_TOLD_H

#include "registry/plan.h"

/* Why a plan withdraws mails (outgoing.why). */
#define TOLD_WITHDRAWN "series-changed"

/* An event as it was told; only what a mail says of it is set. */
struct told {
	struct event event;
	bool left; /* false: no mail about it has left; then as the first that did not says it */
	bool waits; /* what changes stands in a notice that has not left … */
	bool off; /* … and is that it does not take place */
};

struct told_list {
	struct told *items;
	size_t count, room;
};

/* All that the party was told, in order of its mails. Lives in the arena. */
int told_load(struct registry *reg, struct arena *a, int64_t party, const struct zone *zone,
	struct told_list *out, struct err *e);

/*
 * What `party`, a party of `to` with its standings in the series as it is to be, is to be told of
 * what the plan changes, and of what a notice of an earlier one still has to say: all of it that
 * differs from what it knows, in order of begin, what does not take place last. Into `to`.
 */
void told_notices(struct arena *a, const struct told_list *told, const struct series *after,
	const struct party *party, int64_t now, struct plan_party *to);

/*
 * A party that has nothing to be told of a change may have lost its confirmation to one: the last
 * mail that a plan withdrew from it goes out after all, its events as they are now. Nothing where
 * there is none, or another has come since.
 */
int told_again(struct registry *reg, struct arena *a, int64_t party, const struct series *series,
	bool held, int64_t now, struct err *e);

#endif
