/*
 * By what a series is known in any text: the titles, names and addresses of its events and the subjects
 * of its invitation, folded (pattern.h), each as words of its own. Those of all series in one table, so
 * that a text is walked once however many events there are.
 */
#ifndef RULES_MENTIONS_H
#define RULES_MENTIONS_H

#include "rules/eset.h"
#include "rules/series.h"

enum mention {
	MENTION_TITLE = 1 << 0,
	MENTION_LONG_NAME = 1 << 1, /* another name, of 12 bytes and more */
	MENTION_NAME = 1 << 2, /* a shorter one */
	MENTION_ADDRESS = 1 << 3,
	MENTION_SUBJECT = 1 << 4, /* of the series: its event 0 stands for it */
};

struct mentions;

const struct mentions *mentions_compile(
	struct arena *a, const struct series *const *series, size_t count);

/* Adds to found[], of each series, the events that the folded text mentions in one of those ways. */
void mentions_find(
	const struct mentions *m, struct slice folded, unsigned kinds, struct eset *found);

#endif
