/*
 * An erasure in the making: what is to go is put into temporary tables, then all of it goes in one
 * transaction. Private to this room.
 */
#ifndef REGISTRY_ERASING_H
#define REGISTRY_ERASING_H

#include "registry/erase.h"
#include "registry/rows.h"

/* Begins a transaction with empty tables (sql-erase.c). Ended by erasing_end alone. */
int erasing_begin(struct registry *reg, struct err *e);

int erasing_letter(struct registry *reg, int64_t id, struct err *e);
int erasing_party(struct registry *reg, int64_t id, struct err *e);
int erasing_text(struct registry *reg, int64_t letter, struct err *e);
int erasing_name(struct registry *reg, int64_t party, const char *name, struct err *e);

int erasing_count(struct registry *reg, struct erase_counts *out, struct err *e);

/* A number that grows with whatever is entered of what goes, or comes of it; never 0. */
int erasing_version(struct registry *reg, int64_t *version, struct err *e);

/* Whether one of the mails that go is on its way: then nothing may go yet. */
int erasing_busy(struct registry *reg, bool *busy, struct err *e);

/* Puts all of it on the list, and erases it. Nothing where there is nothing. */
int erasing_carry_out(struct registry *reg, int64_t now, struct err *e);

/* Commits where rc is 0 and `keep`, else takes it back. */
int erasing_end(struct registry *reg, int rc, bool keep, struct err *e);

/* ---- strike.c ---- */

/* Takes a name out of what is known of a party: its attendees, notes, needs, mails, acts. */
int strike_name(
	struct registry *reg, struct arena *a, int64_t party, const char *name, struct err *e);

/* A text (or JSON) as names are looked for in it: folded, every line end and run of blanks one blank. */
struct slice text_flat(struct arena *a, struct slice text);
/* Whether such a text has such a one in it; an empty one never. */
bool text_has(struct slice text, struct slice what);

#endif
