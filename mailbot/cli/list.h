/*
 * Tables of `mailbot list`: each takes the rows of the register (registry_list) and prints them for
 * people. Words come from the catalogue, titles from the rules where they are sound.
 */
#ifndef CLI_LIST_H
#define CLI_LIST_H

#include "cli/desk.h"
#include "cli/table.h"
#include "registry/registry.h"

struct lister {
	struct desk desk; /* its words may be NULL, where there are none: then ids are shown */
	bool json, csv, needs, compare, all, help;
	const char *event, *name;
	size_t list;
	enum registry_list what;
};

/* ---- list.c: what the tables share; texts live in the house's arena ---- */

const char *list_text(const json_t *row, const char *key); /* "" where it is none */
int64_t list_number(const json_t *row, const char *key);
const char *list_word(const struct lister *l, const char *group, const char *id);
const char *list_head(const struct lister *l, const char *id); /* heading of a column */
/* "20.01.2011 10:00" in the zone of the series, where the rules are sound; else in UTC. */
const char *list_when(const struct lister *l, int64_t t);
const struct event *list_event(const struct lister *l, const char *series, const char *event);
const char *list_title(const struct lister *l, const char *id);
/* The entries of an array, one a line, each as `show` gives it. */
const char *list_join(const struct lister *l, const json_t *list,
	const char *(*show)(const struct lister *, const json_t *));
const char *list_show_text(const struct lister *l, const json_t *item);
const char *list_show_reason(const struct lister *l, const json_t *item);
const char *list_show_request(const struct lister *l, const json_t *item);
const char *list_show_number(const struct lister *l, const json_t *row, const char *key);

/* ---- list-register.c ---- */

void list_print_registrations(const struct lister *l, const json_t *rows);
void list_print_review(const struct lister *l, const json_t *rows);
void list_print_outgoing(const struct lister *l, const json_t *rows);
void list_print_alarms(const struct lister *l, const json_t *rows);

/* ---- list-doubles.c ---- */

/* A line for each person of one event (the rows from `first` to before `end`) who may stand there twice. */
void list_print_doubles(const struct lister *l, const json_t *rows, size_t first, size_t end);

/* ---- list-staff.c ---- */

void list_print_events(const struct lister *l, const json_t *rows);
/* Adds those of the series in force that have no row, with zeros. */
void list_add_events(const struct lister *l, json_t *rows);
void list_print_letters(const struct lister *l, const json_t *rows);
void list_print_calls(const struct lister *l, const json_t *rows);
void list_print_needs(const struct lister *l, const json_t *rows);

/* ---- list-csv.c ---- */

/*
 * Who comes, for the door (or, of an event that was taken out of its series, who was to come): UTF-8 with a BOM, `;`, CRLF (RFC 4180 but for the semicolon), which a
 * German Excel opens by a click. Sorted by surname. No cell is a formula: what begins like one gets an apostrophe.
 */
void list_print_csv(const struct lister *l, const json_t *rows);

#endif
