/*
 * What staff's commands share: who does it, the register with its key, and German sentences for what
 * was, what would be, and what is done. The verbs are the registry's (registry/staff.h): here they
 * are only asked for and shown. All words come from the catalogue (group `desk`).
 */
#ifndef CLI_DESK_H
#define CLI_DESK_H

#include <getopt.h>

#include "cli/house.h"
#include "registry/staff.h"

struct desk {
	struct house house;
	const struct catalogue *words;
	struct house early; /* of the words, where desk_say must speak before desk_open */
	struct registry *reg;
	struct staff staff;
	const char *config;
	bool yes; /* no question before it is done */
	bool make; /* a register that is missing is made: nothing was received yet */
};

/* Options that all of them know: the values of `struct option` begin above any character. */
enum {
	DESK_CONFIG = 256,
	DESK_NOW,
	DESK_BY,
	DESK_NOTE,
	DESK_YES,
	DESK_DRY,
	DESK_ANYWAY,
	DESK_SILENT,
	DESK_OWN, /* those of a command of its own begin here */
};
/* clang-format off */
#define DESK_OPTIONS \
	{"config", required_argument, NULL, DESK_CONFIG}, \
	{"now", required_argument, NULL, DESK_NOW}, \
	{"by", required_argument, NULL, DESK_BY}, \
	{"note", required_argument, NULL, DESK_NOTE}, \
	{"yes", no_argument, NULL, DESK_YES}, \
	{"dry-run", no_argument, NULL, DESK_DRY}, \
	{"anyway", no_argument, NULL, DESK_ANYWAY}, \
	{"silent", no_argument, NULL, DESK_SILENT}
/* clang-format on */

/* Takes one of them. CLI_OK, or CLI_USAGE where its value is wrong; CLI_FAILED: it is none of them. */
int desk_option(struct desk *d, int c);

/* Takes all options: each by `take` (which hands desk_option what is not its own). CLI_OK, or CLI_USAGE
 * where one is wrong, which is said; an unknown one shows how `command` is called. */
int desk_options(struct desk *d, int argc, char **argv, const struct option *longs,
	const char *command, int (*take)(void *with, int c), void *with);

/* The next option as getopt_long gives it ("+:": and stops at the first word), -1 at the end; '?' where one is wrong, which
 * is said. */
int desk_next_option(struct desk *d, int argc, char **argv, const char *how,
	const struct option *longs, const char *command);

/* "12 kB", rounded up, in the arena. */
const char *desk_size(struct arena *a, size_t bytes);

/* Reads a file that staff named. CLI_OK, or CLI_USAGE, which is said. */
int desk_file(struct desk *d, const char *path, size_t max, struct slice *bytes);

/* Prints how a command is called: group `usage` of the catalogue. To standard error it ends with CLI_USAGE, else with
 * CLI_OK, and so does this. */
int desk_usage(struct desk *d, const char *command, FILE *out);

/* A text of an option or a name, in *into: not empty, not too long, UTF-8. CLI_OK or CLI_USAGE. */
int desk_text(struct desk *d, const char *option, const char *text, const char **into);
/* The same of a name, which no address stands in, and some letter does. */
int desk_name(struct desk *d, const char *option, const char *text, const char **into);
/* An address that mail can be sent to, as typed or pasted (address_typed). */
int desk_address(struct desk *d, const char *option, const char *text, const char **into);
/* What is said of a name that has an address in it, or no letter; NULL where it may be one. */
const char *desk_name_wrong(struct desk *d, const char *name);

/* Opens settings, rules, catalogue, and the register. CLI_OK or what to end with. */
int desk_open(struct desk *d);
void desk_close(struct desk *d);

/* A sentence with its fields: desk_say(d, "by", "who", "Anna", NULL). In the arena; its id where the
 * catalogue has none. */
const char *desk_say(struct desk *d, const char *id, ...) __attribute__((sentinel));

/* Says it on standard error. Returns `status`. */
int desk_fail(int status, const char *sentence);

/* Says that something went wrong that no clerk can mend, with the plain words for administrators. Returns CLI_FAILED. */
int desk_fault(struct desk *d, const struct err *e);

/* "20.01.2011 10:00" in the series' zone. */
const char *desk_when(struct desk *d, int64_t t);

/* The number of an item, an act, a call; 0 and a sentence on standard error where it is none. */
int64_t desk_number(struct desk *d, const char *text);

/* `mailbot list WHAT` with the words from `from` on. Returns its status. */
int desk_list(const char *what, int argc, char **argv, int from);

/* ---- cli/wishes.c ---- */

struct wishes {
	struct wish *items;
	size_t count, room;
	const struct series *series;
};

/*
 * "register kongress 2 'Anna Berg' 'Jan Berg' cancel arbeit": what staff want, said plainly. `verb`:
 * what the first words mean without one of their own ("register", "cancel"; NULL: they must say it).
 * CLI_OK or CLI_USAGE; what is wrong is on standard error, with what would be right.
 */
int desk_wishes(struct desk *d, const char *verb, char **args, size_t count, struct wishes *out);

/* The event of that id, else the only one of that title or day, and its series; NULL. */
const struct event *desk_event(struct desk *d, const char *id, const struct series **series);
/* The ids of all events, with commas. */
const char *desk_events(struct desk *d);
/* Says that there is no such event, which one is near, and which there are. Returns CLI_USAGE. */
int desk_no_event(struct desk *d, const char *word);

/* ---- cli/find.c ---- */

/* `--party NUMBER`. CLI_OK or CLI_USAGE. */
int desk_party(struct desk *d, const char *text, int64_t *id);

/* "--party 7   Anna Berg   anna@web.example   0231 4711   kongress, arbeit" */
const char *desk_party_row(struct desk *d, const struct party_row *row);

/*
 * Whom a cancellation is about: the party of that number or address, else the one whose name fits and
 * who comes to one of the events. Sets person->party, and *series where it is NULL. Several are shown,
 * to choose from; so is one who only may be meant, where nobody is asked before it is done. CLI_OK,
 * CLI_FAILED, or CLI_USAGE where nothing says who it is.
 */
int desk_find(struct desk *d, const struct wishes *wishes, struct person *person,
	const struct series **series);

/* ---- cli/done.c ---- */

/* Whether a person sits there who is asked before anything is done. */
bool desk_asks(const struct desk *d);
/* Asks that question: whether they said yes. */
bool desk_agreed(struct desk *d, const char *question);

/*
 * Does it: shows what would change and asks, where a person sits there; then does what was shown, and
 * nothing else. Says what was done, or why not. CLI_OK or CLI_FAILED. `again`: how it is taken back
 * ("mailbot register --undo"), NULL where that needs no word.
 */
int desk_do(struct desk *d,
	int (*verb)(struct desk *d, void *with, struct done *out, struct err *e), void *with,
	const char *again);

/* The sentence of a reason, of those too that only staff meet. */
const char *desk_reason(struct desk *d, const char *id);

/* "angemeldet, 2 Plätze: Anna Berg, Jan Berg" */
const char *desk_standing(struct desk *d, const struct standing *s, bool there);

#endif
