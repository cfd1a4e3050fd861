/*
 * What several commands need before they can begin: settings, rules, words. Each says what is wrong
 * on standard error, every mistake with its file and line.
 */
#ifndef CLI_HOUSE_H
#define CLI_HOUSE_H

#include <stdarg.h>

#include "base/settings.h"
#include "reader/reader.h"
#include "registry/registry.h"
#include "rules/rules.h"
#include "template/catalogue.h"

struct templates;

struct house {
	struct arena *arena; /* owns all but the rules and their files */
	struct settings *settings; /* NULL where there is no settings file and none is needed */
	/* What could be read of settings with mistakes; NULL: they have none. */
	struct settings *broken;
	struct arena *files_arena;
	struct rule_files files;
	struct rules *rules;
	bool kept; /* they are those that were in force last (rules/kept.h) */
	const char *rules_dir, *templates_dir, *language;
	bool unknown; /* the settings name them, but could not be read at all */
};

/*
 * Reads the settings: `path`, else where they are looked for (settings_default_file). Where there
 * are none, `needed` makes that an error; else folders and language have their defaults. Returns
 * CLI_OK or CLI_USAGE.
 */
int house_open(struct house *h, const char *path, bool needed);

/* Looks for every mistake in the rules and templates that the settings name, also where house_open has failed with
 * STATUS; but not in rules by which this very program ran last (rules/kept.h). Returns that, or CLI_USAGE where there are
 * any. */
int house_check(struct house *h, int status);

/* Loads the templates of the settings. CLI_OK or CLI_USAGE. */
int house_templates(struct house *h, struct templates **templates);

/* Compiles the rules: of `dir`, else of the settings, else ./rules or where they were installed;
 * `series` as in rule_files_read. CLI_OK or CLI_USAGE. */
int house_rules(struct house *h, const char *dir, const char *const *series, size_t series_count);

/*
 * The same by rules_compile_heads, of the settings' rules: for who reads no letters itself. Where it is not `known`
 * that they are sound, the rules that were in force last take their place (`h->kept`), if there are any.
 */
int house_heads(struct house *h, bool known);
/* Then the bytes of the rules' files may go: they are only for a reader. */
void house_forget_files(struct house *h);
/* Or are kept for one, in a quarter of the memory. */
void house_pack_files(struct house *h);

/* Only reads the files; house_rules then compiles these. For who hands them to a reader meanwhile. */
int house_rule_files(
	struct house *h, const char *dir, const char *const *series, size_t series_count);

/* Then the series in force, of the register, in place of those of the folder, which somebody may be
 * editing; to be called before house_rules. CLI_OK or CLI_FAILED. */
int house_in_force(struct house *h, struct registry *reg);

/* The sentences of `language`, else of the settings, else German. NULL where anything is wrong. */
const struct catalogue *house_catalogue(struct house *h, const char *language);

/*
 * A sentence of a group with its fields: pairs of names and texts, then NULL; what could move
 * a terminal's cursor is taken out of these. Its id where `words` is NULL or has none.
 */
const char *house_say(struct arena *a, const struct catalogue *words, const char *group,
	const char *id, ...) __attribute__((sentinel));
const char *house_vsay(struct arena *a, const struct catalogue *words, const char *group,
	const char *id, va_list fields);

void house_close(struct house *h);

/* Takes the files behind `--series FILE…`: the option's own value and the arguments after it that
 * end with ".xml". */
void house_series_option(
	struct arena *a, int argc, char **argv, const char ***files, size_t *count, size_t *room);

/* `--now TIME`: where the robot's clock starts. CLI_OK or CLI_USAGE. */
int house_now(const char *text);

/* A letter out of a file, received as its own lines say; `rules` name the gateways. CLI_OK or
 * CLI_FAILED. */
int house_letter(
	struct arena *a, const char *path, const struct rules *rules, struct letter *letter);

/* Whether a letter can be sent to an address that a person typed (NULL: it was none). */
bool house_writable(const char *address);

/* Prints "mailbot: TEXT" to standard error. Returns `status`. */
int house_fail(int status, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

#endif
