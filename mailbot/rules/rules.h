/*
 * The rules: what people edit, compiled. Files come as bytes (`rule_files_read` fetches them), so
 * that the contained reader can be handed them; `rules_compile` checks each against its schema and
 * reports every mistake with file and line. Compiled rules never change; they are read-only to all
 * who use them.
 *
 *     rules/series/NAME.xml      series.h      a set of events
 *     rules/language/CODE.xml    language.h    words and their senses
 *     rules/machines.xml         machines.h    absence notices, bounces, robots
 *     rules/quotes.xml           quotes.h      what introduces a quote, a signature, a disclaimer
 *     rules/office.xml           office.h      what is the office's own
 *     rules/sentences/CODE.txt   sentences.h   labelled sentences, for the second opinion
 *     rules/KIND.xsd             the schema of each, with its manual inside
 */
#ifndef RULES_RULES_H
#define RULES_RULES_H

#include "base/arena.h"
#include "base/err.h"
#include "base/problems.h"
#include "rules/series.h"

struct languages;
struct series_callings;
struct mentions;
struct owners;
struct machines;
struct quotes;
struct office;
struct bank;

enum rule_kind {
	RULE_SERIES,
	RULE_LANGUAGE,
	RULE_MACHINES,
	RULE_QUOTES,
	RULE_OFFICE,
	RULE_SENTENCES,
	RULE_KINDS,
};

const char *rule_kind_name(enum rule_kind kind); /* "series", "language", … */

struct rule_file {
	enum rule_kind kind;
	bool schema; /* the kind's XSD, not a file of rules */
	const char *name; /* as errors name it: "rules/series/x.xml" */
	struct slice bytes; /* empty where they are packed */
	const struct packed *packed; /* rules/packed.h; NULL: they are not */
};

struct rule_files {
	struct rule_file *items;
	size_t count, room;
};

/*
 * Reads all files of a folder of rules into the arena, schemas first, then by kind and name. Where
 * `series_count` > 0 the files in `series` take the place of DIR/series/. What is missing or
 * unreadable is a problem.
 */
int rule_files_read(struct arena *a, const char *dir, const char *const *series,
	size_t series_count, struct rule_files *out, struct problems *problems);

/* Copies their names there: for who gives up the arena that they were read into. */
void rule_files_own_names(struct arena *a, struct rule_files *files);

/* SHA-256 over their kinds, names and bytes (not packed ones), hexadecimal; not over their folder. */
void rule_files_hash(const struct rule_files *files, char hex[65]);

struct rules {
	struct arena *arena; /* owns everything below */
	struct rule_files files; /* what they were compiled from; names and bytes are borrowed */
	const struct series **series; /* in order of file name; at least one */
	size_t series_count;
	const struct series_callings **callings; /* of each of them; of heads alone NULL */
	const struct mentions *mentions; /* of all of them; likewise */
	const struct owners *owners; /* of what names them; likewise, and where there is but one */
	const struct languages *languages;
	const struct machines *machines;
	const struct quotes *quotes;
	const struct office *office;
	struct bank *banks;
	char hash[65]; /* of all files (rule_files_hash) */
};

/* Compiles them. Names and bytes must outlive the rules (series keep their XML). -1 where anything is
 * wrong. */
int rules_compile(const struct rule_files *files, struct rules **out, struct problems *problems);

/*
 * The same for who reads no letters itself: series, the office's own, and of each language whether it
 * acts. A twentieth of the memory and of the time. `hash` and `files` are those of all, and that
 * they are sound is for who compiles all of them to find: words are not looked at.
 */
int rules_compile_heads(
	const struct rule_files *files, struct rules **out, struct problems *problems);
/* For who hands them to no reader: there are no `files` any more, and their bytes may go. Their names
 * stay, which places are told by, and of who reads letters the bytes of the series. */
void rules_forget_files(struct rules *rules);
/* What only who reads letters needs, and before the first: learns the banks of sentences. */
void rules_learn(struct rules *rules);
void rules_free(struct rules **rules);

const struct series *rules_series(const struct rules *rules, const char *id);

#endif
