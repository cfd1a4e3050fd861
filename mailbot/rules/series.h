/*
 * A series: the set of dated events that one invitation announces. Compiled from
 * rules/series/NAME.xml, whose schema and manual is rules/series.xsd. The register keeps the XML
 * text of every series in force, so compiling takes bytes and a name for errors.
 */
#ifndef RULES_SERIES_H
#define RULES_SERIES_H

#include <stdint.h>

#include "base/problems.h"
#include "base/zone.h"

/* A name that people use, and in which language ("de"; NULL: in any). */
struct named {
	const char *text;
	const char *language;
	struct place place;
};

struct names {
	struct named *items;
	size_t count, room;
};

/* A sort of event ("Fachforum"), singular and plural, by language; `als alle Foren` means all of a
 * sort. */
struct event_sort {
	const char *id; /* as <event sort="…"> names it: the singular in the office's language */
	struct names singular; /* includes `id` itself */
	struct names plural;
	struct place place;
};

struct event {
	const char *id; /* [a-z0-9-], unique in its series */
	const char *title; /* in full, as mails show it */
	const struct event_sort *sort;
	struct names names; /* other names by language, the titles in other languages among them;
			       may be empty */
	struct civil begin, end;
	int64_t begin_utc, end_utc;
	const char *venue; /* "Selimiye Moschee (…)"; "" where none is given */
	const char *address; /* "Hessische Straße 1, 44339 Dortmund"; "" likewise */
	int seats; /* in all; 0: no limit */
	int64_t deadline; /* last moment to register or change, UTC; 0: the event's begin */
	struct place place;
};

/* A reminder of each event: so many working days before its day, at that time. */
struct reminder {
	int days;
	int hour, minute;
};

struct rule_file;

struct series {
	const char *id;
	const char *title;
	const char *organiser; /* the office's name, as in a mail's closing */
	const char *inbox; /* the address that letters of this series are sent to */
	const char **subjects; /* of the invitation, at least one */
	size_t subject_count;
	const struct zone *zone;
	struct civil retention; /* the day on which persons are forgotten; default: three months
				   after the last event */
	struct reminder *reminders; /* default: one working day before, at 10:00 */
	size_t reminder_count;
	struct event_sort *sorts;
	size_t sort_count;
	struct event *events; /* in order of begin: positions are counted in it */
	size_t event_count;
	struct slice xml; /* the bytes it was compiled from */
	struct place place;
};

/*
 * Compiles one file. All of it lives in the arena, but for `file->bytes` (kept as `xml`) and
 * `file->name` (in places), which must outlive it. -1 where anything is wrong: every mistake stands
 * in `problems`. Reads the zone's file.
 */
int series_compile(struct arena *a, const struct rule_file *file, const struct rule_file *schema,
	const struct series **out, struct problems *problems);

/* What no file can see alone: every series has an id of its own, and so has every event in all
 * series, since a reading names events by their bare id. */
int series_check_all(const struct series *const *all, size_t count, struct problems *problems);

/* NULL where there is none of that id. */
const struct event *series_event(const struct series *s, const char *id);

#endif
