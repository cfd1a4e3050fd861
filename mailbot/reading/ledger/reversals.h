/*
 * Takes a clause and what is asked for; tells whether its few words turn the decision before them: behind nothing but a no `I
 * can.`, `my wife can`, `so I can come after all`, `my wife's stays`, `if there is no childcare`; behind a yes `you can cross me
 * out again`, `(cancelled)`, `from the 14th to the 19th I'm in Hamburg`; beside either a phrase of parting about an event.
 */
#ifndef READING_REVERSALS_H
#define READING_REVERSALS_H

#include "reading/claims/claims.h"

bool reversal_stands(const struct study *s, const struct claims *claims, const struct clause *c);

/*
 * Whether what was taken for a request is none: `on the 18th I'm on the late shift`, `I mixed up the dates, it is the 21st
 * that I can't`, `could somebody give me a lift to the forum? Then I come`, `I live near. My wife too.`
 */
bool reversal_of_claimed(
	const struct study *s, const struct claims *claims, const struct clause *c);

/* `I hope the evening is a success without me` */
bool reversal_without_me(const struct study *s, const struct clause *c);

/* `I come as two people`, `I come as a group`: how many is that? */
bool reversal_counts_as(const struct study *s, const struct clause *c);

#endif
