/*
 * A no that only marks off what was told before it: `ich hatte mich für A angemeldet, nicht für B` says what is wrong, and wants A
 * as much as it does not want B; so does `nicht B, A!`, a no with two events that nothing joins. Such a no is never carried out
 * with A dropped.
 */
#ifndef READING_CONTRASTS_H
#define READING_CONTRASTS_H

#include "reading/claims/claims.h"

/* Of such a no the events that are wanted instead; none where it is none. */
struct eset contrasts_wanted(const struct study *s, const struct clause *c);

/* Doubts such noes. */
void contrasts_doubt(const struct study *s, struct claims *out);

#endif
