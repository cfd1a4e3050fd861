/*
 * What waits for a person was put there by the series and the seats of that day. What of it is different
 * today:
 *
 *     event-off     an event that it is about is in no series any more
 *     free-again    there were not enough seats left, and now there are
 */
#ifndef REGISTRY_TODAY_H
#define REGISTRY_TODAY_H

#include <jansson.h>

#include "registry/registry.h"

/*
 * Takes out of a kept reading what names events, or a series, that `rules` do not have: what is left
 * can be shown, and accepted. Where nothing is left to carry out it is a person's.
 */
void today_reading(json_t *reading, const struct rules *rules);

/*
 * The reasons as they are today. `guess`: of the item; `address`: of who wrote, whose own seats are
 * counted. Looks at the register only where there were not enough seats.
 */
int today_reasons(struct registry *reg, struct arena *a, const struct rules *rules, json_t *reasons,
	const json_t *guess, const char *address, struct err *e);

/* Events of the guess that have fewer seats left today than it wants. In the arena. */
int today_full(struct registry *reg, struct arena *a, const struct rules *rules,
	const json_t *guess, const char *address, const struct event ***out, size_t *count,
	struct err *e);

#endif
