/*
 * rules/machines.xml compiled: by what a machine's mail is known, and how mails that could not be
 * delivered say so. The manual is rules/machines.xsd.
 */
#ifndef RULES_MACHINES_H
#define RULES_MACHINES_H

#include "rules/pattern.h"
#include "rules/rules.h"
#include "rules/switches.h"

/* What sort of machine; each is a reason of the reading ("machine-absence"). */
enum machine_sort {
	MACHINE_NONE, /* a person, or not said */
	MACHINE_ROBOT, /* it says so itself, no more */
	MACHINE_ABSENCE,
	MACHINE_TICKET,
	MACHINE_RECEIPT, /* read and delivery receipts */
	MACHINE_LIST, /* lists, newsletters, bulk mail */
	MACHINE_REPORT, /* a bounce, a delay, a feedback report */
	MACHINE_REACTION, /* a thumb as a mail */
	MACHINE_SORTS,
};
extern const char *const machine_sort_names[MACHINE_SORTS];

/* A header field that tells. */
struct machine_header {
	const char *name;
	struct patterns values; /* none: it is enough that it is there */
	bool except; /* any value but these */
	enum machine_sort is;
	bool hint; /* proves nothing alone: adds its weight */
	long weight;
	struct place place;
};

enum machine_where {
	IN_MACHINE_SUBJECT,
	IN_MACHINE_TEXT,
	IN_MACHINE_NAME,
	IN_MACHINE_ADDRESS,
	MACHINE_WHERES,
};

/* Words that tell; of one element only the first that fits counts. */
struct machine_words {
	struct patterns patterns;
	enum machine_where where;
	enum machine_sort is;
	long weight; /* MACHINE_WEIGHT together are a machine */
	struct place place;
};

enum { MACHINE_WEIGHT = 3 };

/* MIME types of parts that only machines send. */
struct machine_part {
	struct patterns types;
	enum machine_sort is;
};

struct machines {
	struct machine_part *parts;
	size_t part_count, part_room;
	struct machine_header *headers;
	size_t header_count, header_room;
	struct machine_words *words;
	size_t word_count, word_room;
	/* reports without a part that a machine can read, line by line */
	struct patterns failed; /* lines that say that delivery failed for good */
	struct patterns delayed; /* ... that it is only delayed, or failed for now */
	struct patterns original; /* where the undelivered mail begins */
};

int machines_compile(struct arena *a, const struct rule_file *file, const struct rule_file *schema,
	struct switches *switches, struct machines **into, struct problems *problems);

#endif
