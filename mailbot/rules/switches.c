#include "rules/switches.h"

#include <string.h>

#include "rules/xml.h"

void switches_collect(struct arena *a, const struct rule_file *file, struct switches *s)
{
	struct problems unheard = {.arena = a};
	bool sound;
	xmlDoc *doc = xml_read(a, file, NULL, &sound, &unheard);

	if (doc == NULL)
		return;
	XML_EACH(node, xml_root(doc), "off")
	ARENA_PUSH(a, s->items, s->count, s->room,
		(struct switch_off){xml_attr_or(node, "id", ""), xml_place(node), false});
	xml_free(&doc);
}

static int name_entry(struct arena *a, struct switches *s, const char *id, struct place place,
	struct problems *problems)
{
	for (size_t i = 0; i < s->named_count; i++)
		if (strcmp(s->named[i].id, id) == 0)
			return problem_add(problems, place,
				"the id '%s' is taken by the entry at %s:%d, expected another", id,
				s->named[i].place.file, s->named[i].place.line);
	ARENA_PUSH(a, s->named, s->named_count, s->named_room, (struct named_entry){id, place});
	return 0;
}

bool switches_skip(struct arena *a, struct switches *s, const xmlNode *entry, int *rc,
	struct problems *problems)
{
	const char *id = xml_attr(entry, "id");
	bool off = false;

	/* the id of <html> is that of an element in a mail */
	if (s == NULL || id == NULL || xml_is(entry, "off") || xml_is(entry, "html"))
		return false;
	if (name_entry(a, s, id, xml_place(entry), problems) != 0)
		*rc = -1;
	for (size_t i = 0; i < s->count; i++) {
		if (strcmp(s->items[i].id, id) != 0)
			continue;
		s->items[i].found = true;
		if (xml_attr_flag(entry, "core", false))
			*rc = problem_add(problems, s->items[i].place,
				"'%s' is of the core and cannot be switched off", id);
		else
			off = true;
	}
	return off;
}

int switches_finish(const struct switches *s, struct problems *problems)
{
	int rc = 0;

	for (size_t i = 0; i < s->count; i++)
		if (!s->items[i].found)
			rc = problem_add(problems, s->items[i].place,
				"no entry of machines.xml, quotes.xml or office.xml has the id '%s'",
				s->items[i].id);
	return rc;
}
