/*
 * Entries that a later file switches off: <off id="…"/> in office.xml takes one entry of
 * machines.xml, quotes.xml, or an earlier one of its own, out of force. Which those are stands in
 * their schemas: an entry may have an id, and core="yes" says that it always holds.
 */
#ifndef RULES_SWITCHES_H
#define RULES_SWITCHES_H

#include <libxml/tree.h>

#include "rules/rules.h"

struct switch_off {
	const char *id;
	struct place place;
	bool found; /* an entry has that id */
};

struct switches {
	struct switch_off *items;
	size_t count, room;
	struct named_entry {
		const char *id;
		struct place place;
	} * named; /* all entries with an id that came so far */
	size_t named_count, named_room;
};

/* Collects what `file` switches off. Mistakes in it are left to who compiles it. */
void switches_collect(struct arena *a, const struct rule_file *file, struct switches *s);

/*
 * Whether that entry is not to be compiled. One of the core, or an id that came before, is a
 * problem, and *rc becomes -1. `s` may be NULL: nothing is switched off.
 */
bool switches_skip(struct arena *a, struct switches *s, const xmlNode *entry, int *rc,
	struct problems *problems);

/* After all entries: an id that no entry has is a problem. */
int switches_finish(const struct switches *s, struct problems *problems);

#endif
