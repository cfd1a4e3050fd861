#include "template/catalogue.h"

#include <libconfig.h>
#include <string.h>

#include "base/conf.h"
#include "base/file.h"
#include "base/limits.h"
#include "template/template.h"

struct sentence {
	const char *id;
	const char *text;
	struct place place;
	const struct template *template; /* NULL where it has no fields */
};

/* A group of sentences, or a list of words (their ids are NULL). */
struct group {
	const char *name;
	struct place place;
	struct sentence *items;
	size_t count, room;
};

struct catalogue {
	const char *file;
	struct group *groups;
	size_t count, room;
	bool partly; /* something in it is broken: what is missing may stand there */
};

/* What is passed down while a file is walked. */
struct loader {
	struct arena *arena;
	struct catalogue *c;
	struct problems *problems;
};

static struct place place_of(const struct loader *l, const config_setting_t *s)
{
	return (struct place){l->c->file, (int)config_setting_source_line(s)};
}

static int add_sentence(struct loader *l, struct group *g, const config_setting_t *s)
{
	struct place at = place_of(l, s);
	const char *name = config_setting_name(s);
	struct sentence item = {.place = at};
	struct template *t;

	if (config_setting_type(s) != CONFIG_TYPE_STRING)
		return problem_add(l->problems, at, "%s.%s: a sentence in \"…\" is expected",
			g->name, name != NULL ? name : "[]");
	item.text = arena_string(l->arena, slice_of(config_setting_get_string(s)));
	if (name != NULL)
		item.id = arena_string(l->arena, slice_of(name));
	if (template_compile(l->arena, at, TEMPLATE_TEXT, slice_of(item.text), &t, l->problems) !=
		0)
		return -1;
	if (template_has_partials(t))
		return problem_add(l->problems, at, "%s.%s: a sentence takes no partials", g->name,
			name != NULL ? name : "[]");
	item.template = template_has_fields(t) ? t : NULL;
	ARENA_PUSH(l->arena, g->items, g->count, g->room, item);
	return 0;
}

static int add_group(struct loader *l, const config_setting_t *s)
{
	struct group g = {
		.name = arena_string(l->arena, slice_of(config_setting_name(s))),
		.place = place_of(l, s),
	};
	int rc = 0;

	if (!config_setting_is_aggregate(s))
		return problem_add(l->problems, g.place,
			"'%s' stands alone: a group { … } of sentences or a list [ … ] of words is "
			"expected",
			g.name);
	for (unsigned i = 0; i < (unsigned)config_setting_length(s); i++)
		if (add_sentence(l, &g, config_setting_get_elem(s, i)) != 0)
			rc = -1;
	ARENA_PUSH(l->arena, l->c->groups, l->c->count, l->c->room, g);
	return rc;
}

static int parse(struct loader *l, struct slice bytes)
{
	bool readable;
	config_t conf;

	config_init(&conf);
	int rc = conf_read(&conf, l->c->file, bytes, l->problems, &readable) > 0 ? -1 : 0;
	const config_setting_t *root = readable ? config_root_setting(&conf) : NULL;
	for (int i = 0; root != NULL && i < config_setting_length(root); i++)
		if (add_group(l, config_setting_get_elem(root, (unsigned)i)) != 0)
			rc = -1;
	config_destroy(&conf);
	return rc;
}

int catalogue_load(struct arena *a, const char *dir, const char *language, struct catalogue **out,
	struct problems *problems)
{
	struct catalogue *c = arena_alloc(a, sizeof *c);
	struct loader l = {a, c, problems};
	struct slice bytes;
	struct err e;

	*out = NULL;
	c->file = arena_printf(a, "%s/%s/catalogue.conf", dir, language);
	if (file_read(a, c->file, TEMPLATE_BYTES_MAX, &bytes, &e) != 0)
		return problem_add(problems, (struct place){NULL, 0}, "%s", e.text);
	if (memchr(bytes.p, '\0', bytes.len) != NULL)
		return problem_add(problems, (struct place){c->file, 0}, "holds a NUL byte");
	*out = c;
	int rc = parse(&l, bytes);
	c->partly = rc != 0;
	return rc;
}

bool catalogue_partly(const struct catalogue *c)
{
	return c->partly;
}

static const struct group *find_group(const struct catalogue *c, const char *name)
{
	for (size_t i = 0; i < c->count; i++)
		if (strcmp(c->groups[i].name, name) == 0)
			return &c->groups[i];
	return NULL;
}

/* libconfig's names have no '+', ids such as "act+review" do. */
static bool same_id(const char *name, const char *id)
{
	while (*name != '\0' && (*name == *id || (*name == '-' && *id == '+')))
		name++, id++;
	return *name == *id;
}

static const struct sentence *find(const struct catalogue *c, const char *group, const char *id)
{
	const struct group *g = find_group(c, group);

	for (size_t i = 0; g != NULL && i < g->count; i++)
		if (g->items[i].id != NULL && same_id(g->items[i].id, id))
			return &g->items[i];
	return NULL;
}

const char *catalogue_sentence(const struct catalogue *c, const char *group, const char *id)
{
	const struct sentence *s = find(c, group, id);

	return s != NULL ? s->text : NULL;
}

const char *catalogue_word(const struct catalogue *c, const char *group, const char *id)
{
	const char *text = catalogue_sentence(c, group, id);

	return text != NULL ? text : id;
}

int catalogue_fill(struct arena *a, const struct catalogue *c, const char *group, const char *id,
	const json_t *data, const char **out, struct err *e)
{
	const struct sentence *s = find(c, group, id);
	struct buf text = {.max = TEMPLATE_BYTES_MAX};
	int rc = -1;

	*out = id;
	if (s == NULL && c->partly)
		return 0;
	if (s == NULL)
		return err_set(e, "%s: there is no %s.%s", c->file, group, id);
	if (s->template == NULL) {
		*out = s->text;
		return 0;
	}
	json_t *none = json_object();
	if (template_render(s->template, data != NULL ? data : none, &text, e) == 0) {
		*out = arena_string(a, buf_slice(&text));
		rc = 0;
	}
	json_decref(none);
	buf_free(&text);
	return rc;
}

int catalogue_check(const struct catalogue *c, const char *group, const char *id,
	const json_t *sample, struct problems *problems)
{
	const struct sentence *s = find(c, group, id);

	if (s == NULL && c->partly)
		return -1;
	if (s == NULL)
		return problem_add(problems, catalogue_place(c, group, NULL),
			"there is no sentence '%s' in '%s'", id, group);
	return s->template != NULL ? template_check(s->template, sample, problems) : 0;
}

const char *catalogue_item(const struct catalogue *c, const char *list, size_t i)
{
	const struct group *g = find_group(c, list);

	return g != NULL && i < g->count ? g->items[i].text : NULL;
}

struct place catalogue_place(const struct catalogue *c, const char *group, const char *id)
{
	const struct group *g = find_group(c, group);
	const struct sentence *s = id == NULL ? NULL : find(c, group, id);

	if (s != NULL)
		return s->place;
	return g != NULL && id == NULL ? g->place : (struct place){c->file, 0};
}
