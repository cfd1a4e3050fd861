/*
 * The rules that were in force last, as bytes in a file: with these a loop that is started again begins,
 * whatever somebody may be editing in the folder of rules meanwhile.
 */
#ifndef RULES_KEPT_H
#define RULES_KEPT_H

#include "rules/rules.h"

/* Where they lie: beside the register. */
const char *rules_kept_path(struct arena *a, const char *register_file);

/* Writes the files that sound rules were compiled from (packed or not), unless they lie there already. -1
 * where that cannot be done: then nothing lies there any more. */
int rules_keep(const struct rules *rules, const char *path, struct err *e);

/* Whether this very program was running by these: then they are sound, and need not be looked at again. */
bool rules_kept_same(const char *path, const struct rule_files *files);

/* Reads them into the arena. False where there are none, or not whole. */
bool rules_kept(struct arena *a, const char *path, struct rule_files *out);

#endif
