/*
 * Takes claims that stand; doubts a yes to an hour that its event does not have, and one that a later sentence puts off
 * to another day, and a no to one day of several. Before the claims' seats are counted. Also tells what only says how late somebody comes.
 */
#ifndef READING_LATE_H
#define READING_LATE_H

#include "reading/claims/claims.h"

/* `ich komme am 16. um 22 Uhr`, when it is over, `bis 15 Uhr`, when it has not begun: which event, or which hour, is meant? */
void late_doubt_hours(const struct study *s, struct claims *out);

/* `am 18. komme ich. Ich schaffe es aber erst am 21.`: both, or the second only? */
void late_doubt_put_off(const struct study *s, struct claims *out);

/* `am 15. Mai kann ich nicht`, of an event that takes two days: and the second? */
void late_doubt_one_day(const struct study *s, struct claims *out);

/* `meine Frau etwas später`, `den Anfang nicht`: how late somebody comes, in words that add nobody and decide nothing. */
bool late_only(const struct study *s, const struct clause *c);

#endif
