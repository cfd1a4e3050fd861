#include "rules/shipped.h"

#include <stdbool.h>
#include <string.h>

/* Each as "FOLDER/NAME"; the Makefile writes the list. */
static const char *const shipped[] = {
#include "shipped.inc"
};

static bool is_there(const char *name, const char *const *names, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(strrchr(names[i], '/') + 1, name) == 0)
			return true;
	return false;
}

int shipped_check(const char *folder, const char *dir, const char *const *names, size_t count,
	struct problems *problems)
{
	size_t length = strlen(folder);
	int rc = 0;

	for (size_t i = 0; i < sizeof shipped / sizeof *shipped; i++) {
		const char *name = shipped[i] + length + 1;
		if (strncmp(shipped[i], folder, length) != 0 || shipped[i][length] != '/' ||
			is_there(name, names, count))
			continue;
		rc = problem_add(problems, (struct place){NULL, 0},
			"%s/%s is missing, expected all files of rules that this mailbot came with "
			"(README.md says how to do without one)",
			dir, name);
	}
	return rc;
}
