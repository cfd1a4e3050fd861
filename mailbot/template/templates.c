#include "template/templates.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

struct templates {
	struct templates_language *items; /* in order of code */
	size_t count, room;
	size_t fallback;
};

/* A language's folder is called by its two letters; others (of notes, of an editor) are none. */
static bool is_code(const char *name)
{
	return strlen(name) == 2 && name[0] >= 'a' && name[0] <= 'z' && name[1] >= 'a' &&
		name[1] <= 'z';
}

static int by_code(const void *a, const void *b)
{
	const struct templates_language *p = a, *q = b;

	return strcmp(p->code, q->code);
}

static int find_languages(
	struct arena *a, const char *dir, struct templates *t, struct problems *problems)
{
	DIR *d = opendir(dir);

	if (d == NULL)
		return problem_add(problems, (struct place){dir, 0},
			"%s, expected the folder of templates (the setting 'templates')",
			strerror(errno));
	for (const struct dirent *entry; (entry = readdir(d)) != NULL;)
		if (is_code(entry->d_name))
			ARENA_PUSH(a, t->items, t->count, t->room,
				(struct templates_language){
					.code = arena_string(a, slice_of(entry->d_name))});
	closedir(d);
	if (t->count > 0)
		qsort(t->items, t->count, sizeof *t->items, by_code);
	return 0;
}

static int load_language(
	struct arena *a, const char *dir, struct templates_language *l, struct problems *problems)
{
	struct template_set *set;
	struct catalogue *catalogue;
	int rc = template_set_load(a, arena_printf(a, "%s/%s", dir, l->code), &set, problems);

	if (catalogue_load(a, dir, l->code, &catalogue, problems) != 0)
		rc = -1;
	l->set = set;
	l->catalogue = catalogue;
	return rc;
}

int templates_load(struct arena *a, const char *dir, const char *language, struct templates **out,
	struct problems *problems)
{
	struct templates *t = arena_alloc(a, sizeof *t);
	int rc = 0;

	*out = t;
	if (find_languages(a, dir, t, problems) != 0)
		return -1;
	t->fallback = t->count;
	for (size_t i = 0; i < t->count; i++) {
		if (load_language(a, dir, &t->items[i], problems) != 0)
			rc = -1;
		if (strcmp(t->items[i].code, language) == 0)
			t->fallback = i;
	}
	if (t->fallback == t->count)
		return problem_add(problems, (struct place){dir, 0},
			"there is no folder '%s', the language of the settings", language);
	return rc;
}

const struct templates_language *templates_language(const struct templates *t, const char *language)
{
	for (size_t i = 0; i < t->count; i++)
		if (strcmp(t->items[i].code, language) == 0)
			return &t->items[i];
	return &t->items[t->fallback];
}

const struct templates_language *templates_at(const struct templates *t, size_t i)
{
	return i < t->count ? &t->items[i] : NULL;
}
