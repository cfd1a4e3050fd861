/*
 * Files of rules, compressed: who has a reader hands them to it again only when one had to be ended, and runs
 * for months in between.
 */
#ifndef RULES_PACKED_H
#define RULES_PACKED_H

#include "rules/rules.h"

/* Compresses their bytes into the arena; what they were read into may go. Names are borrowed still. */
void rule_files_pack(struct arena *a, struct rule_files *files);

/* The bytes of a file, packed or not; in the arena where it was. */
struct slice rule_file_bytes(struct arena *a, const struct rule_file *file);

#endif
