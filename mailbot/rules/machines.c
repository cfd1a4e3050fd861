#include "rules/machines.h"

#include <string.h>

#include "rules/xml.h"

const char *const machine_sort_names[MACHINE_SORTS] = {
	"person", "robot", "absence", "ticket", "receipt", "list", "report", "reaction"};

static const char *const where_names[] = {"subject", "text", "name", "address"};

static enum machine_sort sort_of(const xmlNode *node)
{
	const char *is = xml_attr_or(node, "is", "robot");

	for (size_t i = 0; i < MACHINE_SORTS; i++)
		if (strcmp(is, machine_sort_names[i]) == 0)
			return (enum machine_sort)i;
	return MACHINE_ROBOT;
}

static int add_header(
	struct arena *a, struct machines *m, const xmlNode *node, struct problems *problems)
{
	struct machine_header h = {.name = xml_attr_or(node, "name", ""),
		.is = sort_of(node),
		.except = xml_attr_flag(node, "except", false),
		.hint = xml_attr(node, "weight") != NULL,
		.weight = xml_attr_number(node, "weight", MACHINE_WEIGHT),
		.place = xml_place(node)};
	int rc = xml_patterns(a, node, false, &h.values, problems);

	ARENA_PUSH(a, m->headers, m->header_count, m->header_room, h);
	return rc;
}

static int add_words(
	struct arena *a, struct machines *m, const xmlNode *node, struct problems *problems)
{
	const char *in = xml_attr_or(node, "in", "text");
	struct machine_words w = {.is = sort_of(node),
		.where = IN_MACHINE_TEXT,
		.weight = xml_attr_number(node, "weight", 1),
		.place = xml_place(node)};
	int rc;

	for (size_t i = 0; i < sizeof where_names / sizeof *where_names; i++)
		if (strcmp(in, where_names[i]) == 0)
			w.where = (enum machine_where)i;
	/* in a text words stand anywhere; the others are one line, which the pattern fits wholly */
	rc = xml_patterns(a, node, w.where == IN_MACHINE_TEXT, &w.patterns, problems);
	ARENA_PUSH(a, m->words, m->word_count, m->word_room, w);
	return rc;
}

static int add_part(
	struct arena *a, struct machines *m, const xmlNode *node, struct problems *problems)
{
	struct machine_part part = {.is = sort_of(node)};
	int rc = xml_patterns(a, node, false, &part.types, problems);

	ARENA_PUSH(a, m->parts, m->part_count, m->part_room, part);
	return rc;
}

int machines_compile(struct arena *a, const struct rule_file *file, const struct rule_file *schema,
	struct switches *switches, struct machines **into, struct problems *problems)
{
	bool sound;
	xmlDoc *doc = xml_read(a, file, schema, &sound, problems);
	struct machines *m = arena_alloc(a, sizeof *m);
	int rc = 0;

	if (doc == NULL)
		return -1;
	XML_EACH(node, xml_root(doc), NULL)
	{
		if (xml_refused(node) || switches_skip(a, switches, node, &rc, problems))
			continue;
		if (xml_is(node, "header"))
			rc |= add_header(a, m, node, problems);
		else if (xml_is(node, "part"))
			rc |= add_part(a, m, node, problems);
		else if (xml_is(node, "words"))
			rc |= add_words(a, m, node, problems);
		else if (xml_is(node, "failed"))
			rc |= xml_patterns(a, node, false, &m->failed, problems);
		else if (xml_is(node, "delayed"))
			rc |= xml_patterns(a, node, false, &m->delayed, problems);
		else if (xml_is(node, "original"))
			rc |= xml_patterns(a, node, false, &m->original, problems);
	}
	xml_free(&doc);
	rc = sound ? rc : -1;
	*into = m;
	return rc;
}
