/*
 * What a letter has of an invitation: by its quote and subject, or by names in its own words. All
 * texts are folded (pattern_fold).
 */
#ifndef MESSAGE_INVITATION_H
#define MESSAGE_INVITATION_H

#include "message/envelope.h"
#include "rules/rules.h"

/* The series whose invitation is quoted or answered; NULL where none is. */
const struct series *invitation_answered(struct arena *a, struct slice quoted,
	const struct envelope *env, const struct rules *rules);

/* Whether the text names an event of any series, its subjects aside; with `days` "am 16." does. */
bool invitation_named(struct arena *a, struct slice folded, const struct rules *rules, bool days);

/*
 * Whether the addresses of two events stand in the sender's own words: nobody writes those, so the
 * invitation stands there in a dress that we do not know.
 */
bool invitation_copied(struct arena *a, struct slice folded, const struct rules *rules);

#endif
