/* The templates of a folder, and the parts that they take from each other. */
#include "template/node.h"

#include <string.h>

#include "base/file.h"
#include "base/limits.h"
#include "base/nearest.h"

struct member {
	const char *name; /* the file's, without its folder */
	struct template *t;
};

struct template_set {
	struct member *members;
	size_t count, room;
};

static const char *const endings[] = {
	[TEMPLATE_TEXT] = ".txt",
	[TEMPLATE_HTML] = ".html",
};

static int load_file(struct arena *a, const char *path, enum template_sort sort,
	struct template_set *set, struct problems *problems)
{
	struct place place = {path, 0};
	struct slice bytes;
	struct err e;
	struct member m = {.name = strrchr(path, '/') + 1};

	if (file_read(a, path, TEMPLATE_BYTES_MAX, &bytes, &e) != 0)
		return problem_add(problems, (struct place){NULL, 0}, "%s", e.text);
	int rc = template_compile(a, place, sort, bytes, &m.t, problems);
	ARENA_PUSH(a, set->members, set->count, set->room, m);
	return rc;
}

static struct template *find(const struct template_set *set, struct slice name, const char *ending)
{
	for (size_t i = 0; i < set->count; i++) {
		struct slice file = slice_of(set->members[i].name);
		size_t stem = file.len - strlen(ending);
		if (file.len > strlen(ending) && slice_is(slice_from(file, stem), ending) &&
			slice_eq(slice_head(file, stem), name))
			return set->members[i].t;
	}
	return NULL;
}

static int no_partial(const struct template_set *set, const struct template *t,
	const struct node *node, struct problems *problems)
{
	const char *ending = endings[t->sort];
	struct nearest n = {.name = node->text};

	for (size_t i = 0; i < set->count; i++) {
		struct slice file = slice_of(set->members[i].name);
		if (slice_ends_ci(file, ending))
			nearest_offer(&n, slice_head(file, file.len - strlen(ending)));
	}
	return problem_add(problems, (struct place){t->place.file, node->line},
		"no partial '%.*s': there is no file %.*s%s%s%.*s%s", SLICE_ARGS(node->text),
		SLICE_ARGS(node->text), ending, n.best.len > 0 ? "; did you mean '" : "",
		SLICE_ARGS(n.best), n.best.len > 0 ? "'?" : "");
}

static int link_partials(const struct template_set *set, struct problems *problems)
{
	int rc = 0;

	for (size_t i = 0; i < set->count; i++) {
		struct template *t = set->members[i].t;
		for (size_t k = 0; k < t->count; k++) {
			struct node *node = &t->nodes[k];
			if (node->kind != NODE_PARTIAL)
				continue;
			node->partial = find(set, node->text, endings[t->sort]);
			if (node->partial == NULL)
				rc = no_partial(set, t, node, problems);
		}
	}
	return rc;
}

/* Whether `t` comes to `target` by its partials; `depth` ends the search in other circles. */
static bool reaches(const struct template *t, const struct template *target, int depth)
{
	if (depth == TEMPLATE_DEPTH_MAX)
		return false;
	for (size_t i = 0; i < t->count; i++) {
		const struct template *p = t->nodes[i].partial;
		if (p != NULL && (p == target || reaches(p, target, depth + 1)))
			return true;
	}
	return false;
}

static int refuse_circles(const struct template_set *set, struct problems *problems)
{
	int rc = 0;

	for (size_t i = 0; i < set->count; i++)
		if (reaches(set->members[i].t, set->members[i].t, 0))
			rc = problem_add(problems, set->members[i].t->place,
				"its partials lead back to itself");
	return rc;
}

int template_set_load(
	struct arena *a, const char *dir, struct template_set **out, struct problems *problems)
{
	struct template_set *set = arena_alloc(a, sizeof *set);
	int rc = 0;

	*out = NULL;
	for (enum template_sort sort = TEMPLATE_TEXT; sort <= TEMPLATE_HTML; sort++) {
		const char **paths;
		size_t count;
		struct err e;
		if (file_list(a, dir, endings[sort], true, &paths, &count, &e) != 0)
			return problem_add(problems, (struct place){NULL, 0}, "%s", e.text);
		for (size_t i = 0; i < count; i++)
			if (load_file(a, paths[i], sort, set, problems) != 0)
				rc = -1;
	}
	if (link_partials(set, problems) != 0)
		rc = -1;
	if (refuse_circles(set, problems) != 0)
		return -1;
	*out = set;
	return rc;
}

const struct template *template_set_get(const struct template_set *set, const char *name)
{
	for (size_t i = 0; i < set->count; i++)
		if (strcmp(set->members[i].name, name) == 0)
			return set->members[i].t;
	return NULL;
}
