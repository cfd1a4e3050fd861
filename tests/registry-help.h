/*
 * For the tests of the registry: a folder of its own for each test, and the shipped rules, learned from
 * once for a whole program. One include a test program, behind cmocka.h.
 */
#ifndef TESTS_REGISTRY_HELP_H
#define TESTS_REGISTRY_HELP_H

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/file.h"
#include "rules/rules.h"

enum { HELP_DIR_MAX = 64 };

/* A new folder; `dir` takes its path. */
static inline void help_folder(char dir[HELP_DIR_MAX])
{
	snprintf(dir, HELP_DIR_MAX, "/tmp/test-registry.XXXXXX");
	assert_non_null(mkdtemp(dir));
}

/* Removes it with the files that lie in it. */
static inline void help_folder_remove(struct arena *a, const char *dir)
{
	const char **names;
	struct err e;
	size_t count;

	assert_int_equal(file_list(a, dir, "", true, &names, &count, &e), 0);
	for (size_t i = 0; i < count; i++)
		unlink(names[i]);
	assert_int_equal(rmdir(dir), 0);
}

/* The shipped rules: *rules, freed by help_rules_free, which also frees what they live in. 0, -1. */
static inline int help_rules(struct arena **house, struct rules **rules)
{
	struct problems problems = {.arena = arena_new()};
	struct rule_files files;

	*house = problems.arena;
	if (rule_files_read(*house, "rules", NULL, 0, &files, &problems) != 0 ||
		rules_compile(&files, rules, &problems) != 0) {
		problems_print(&problems, stderr);
		return -1;
	}
	rules_learn(*rules);
	return 0;
}

static inline int help_rules_free(struct arena **house, struct rules **rules)
{
	rules_free(rules);
	arena_free(house);
	return 0;
}

#endif
