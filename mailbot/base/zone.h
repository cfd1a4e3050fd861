/*
 * Time zones: civil time in any zone, without the C library's one global zone. A small reader of
 * TZif (RFC 8536) with its footer's rules for the years to come.
 */
#ifndef BASE_ZONE_H
#define BASE_ZONE_H

#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"

struct zone;

/* A day, and a time of it: what a calendar on the wall shows. */
struct civil {
	int year, month, day; /* month and day from 1 */
	int hour, minute, second;
};

/* Reads /usr/share/zoneinfo/NAME ("Europe/Berlin"); names with "..", or a leading '/', are refused.
 * Lives in the arena.
 */
int zone_load(struct arena *a, const char *name, struct zone **out, struct err *e);
/* The same of bytes, for the reader's child, which can open no files. */
int zone_parse(
	struct arena *a, const char *name, struct slice tzif, struct zone **out, struct err *e);
const char *zone_name(const struct zone *z);

/* Seconds since 1970 UTC -> civil time, and back. A time that the change skips is moved on by the
 * gap; one that comes twice is the first. Holds for the years 1 to 9999. */
struct civil zone_civil(const struct zone *z, int64_t when);
int64_t zone_utc(const struct zone *z, struct civil c);
/* Seconds east of UTC at that moment. */
int zone_offset(const struct zone *z, int64_t when);
/* The rules for the years to come, as the TZif footer has them ("CET-1CEST,M3.5.0,M10.5.0/3"). */
const char *zone_footer(const struct zone *z);

/* Days since 1970-01-01 and back, proleptic Gregorian; and 0 Monday … 6 Sunday. */
int32_t civil_days(int year, int month, int day);
struct civil civil_of_days(int32_t days);
int civil_weekday(int32_t days);
bool civil_valid_date(int year, int month, int day);

#endif
