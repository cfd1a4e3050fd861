/*
 * The robot's wall clock. All that it decides, writes or stores uses it, never time(2) and never
 * SQLite's own. Certificates are checked against the real clock; deadlines and pauses run on the
 * monotonic one.
 */
#ifndef BASE_CLOCK_H
#define BASE_CLOCK_H

#include <stdint.h>

#include "base/err.h"

/* Where the clock starts, seconds since 1970 UTC; it runs on from there. Without it, the system's
 * clock. */
void clock_set(int64_t now);

/* `--now TIME`: "2011-01-20T10:00:00+01:00", "…Z", or without a zone in UTC; date alone is
 * midnight. */
int clock_parse(const char *text, int64_t *when, struct err *e);

int64_t clock_now(void);

/* How far it is ahead of the system's, seconds; and the same for another process of ours, so that
 * `--now` runs on through all of them. */
int64_t clock_offset(void);
void clock_shift(int64_t seconds);

int64_t clock_monotonic_ms(void);

#endif
