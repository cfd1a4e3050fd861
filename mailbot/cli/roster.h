/*
 * The list that an office has kept so far, as a CSV: its lines understood, put together by who comes
 * (several lines of one address at one event are several people; without an address one is known by
 * name and telephone number), with what is wrong in them: lines that say different numbers of seats
 * for one of them are all wrong. Nothing of the register here.
 */
#ifndef CLI_ROSTER_H
#define CLI_ROSTER_H

#include "base/csv.h"
#include "rules/rules.h"

enum roster_column {
	ROSTER_NAME,
	ROSTER_FIRST,
	ROSTER_LAST,
	ROSTER_ADDRESS,
	ROSTER_EVENT,
	ROSTER_SEATS,
	ROSTER_ATTENDEES,
	ROSTER_PHONE,
	ROSTER_ORGANISATION,
	ROSTER_NOTE,
	ROSTER_NEEDS,
	ROSTER_COLUMNS,
};

/* What one line says of how many come with whom it names. */
struct roster_said {
	const char *name;
	int line, seats;
	bool stated; /* by a number, or by names; else one is only taken for it */
};

/* Somebody at one event. */
struct roster_entry {
	int line; /* the first that says so */
	const char *address, *name, *phone, *organisation, *note; /* "" where there is none */
	const struct series *series;
	const struct event *event;
	int seats;
	const char **names;
	size_t name_count, name_room;
	const char **needs; /* in pairs, as registry/staff.h has them */
	size_t need_count, need_room; /* of pairs; of cells */
	int doubles; /* lines that say the same again */
	bool stated; /* `seats`, as roster_said has it */
	struct roster_said *said; /* of each line with somebody new */
	size_t said_count, said_room;
	bool contradicts; /* lines say different numbers: none of them holds */
};

struct roster_fault {
	int line;
	const char *id; /* of group `roster` in the catalogue */
	const char *text, *near; /* what stands there, what was perhaps meant; "" */
};

struct roster {
	struct roster_entry *entries;
	size_t count, room;
	struct roster_fault *faults; /* in order of line */
	size_t fault_count, fault_room;
	const char **ignored; /* headings that mean nothing here */
	size_t ignored_count, ignored_room;
};

/*
 * Understands the rows. `event`: of all of them, where there is no such column (NULL: there must be
 * one). False where the first row is no heading with at least a name or an address (and the event):
 * then out->faults says so.
 */
bool roster_read(struct arena *a, const struct csv *csv, const struct rules *rules,
	const char *event, struct roster *out);

/* The only event that a text names, and its series: by its id, its title, another name, its day ("16.02.2011"); NULL. */
const struct event *roster_event(
	struct arena *a, const struct rules *rules, const char *text, const struct series **series);

/* ---- roster-needs.c ---- */

/* Adds what a cell says that they need, one a line: "Essen: vegan". What begins with no kind is "other". */
void roster_needs(struct arena *a, const char *cell, struct roster_entry *entry);

/* Whether two telephone numbers may be one: as far as both say digits from the end on, these are the
 * same ("+49 231 4711", "0231 4711", "4711"). None at all may be any. */
bool roster_same_phone(const char *a, const char *b);

#endif
