/*
 * What the fuzz targets share. Each hands libFuzzer's bytes, an exact heap copy without a trailing
 * NUL, to one parser of ours; besides what the sanitizers find, CHECK holds what its header
 * promises. `make fuzz` runs them all.
 */
#ifndef TESTS_FUZZ_H
#define TESTS_FUZZ_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "rules/rules.h"

#define CHECK(promise) \
	do { \
		if (!(promise)) { \
			fprintf(stderr, "%s:%d: broken: %s\n", __FILE__, __LINE__, #promise); \
			abort(); \
		} \
	} while (0)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static inline struct slice fuzz_bytes(const uint8_t *data, size_t size)
{
	return (struct slice){(const char *)data, size};
}

/* The rules that are shipped, compiled once. */
static inline const struct rules *fuzz_rules(void)
{
	static struct rules *rules;
	static struct arena *a;

	if (rules != NULL)
		return rules;
	a = arena_new();
	struct problems problems = {.arena = a};
	struct rule_files files = {0};
	if (rule_files_read(a, "rules", NULL, 0, &files, &problems) != 0 ||
		rules_compile(&files, &rules, &problems) != 0) {
		problems_print(&problems, stderr);
		exit(2);
	}
	rules_learn(rules);
	return rules;
}

#endif
