#include "rules/office.h"

#include <stdio.h>
#include <string.h>

#include "base/zone.h"
#include "rules/xml.h"

/* A day as the schema has checked its form: 2011-02-16. */
static int parse_day(const char *text, struct place place, struct problems *problems, int32_t *day)
{
	int year = 0, month = 0, d = 0;

	if (sscanf(text, "%4d-%2d-%2d", &year, &month, &d) != 3 ||
		!civil_valid_date(year, month, d))
		return problem_add(
			problems, place, "\"%s\" is no day, expected one such as 2011-02-16", text);
	*day = civil_days(year, month, d);
	return 0;
}

static int add_closed(
	struct arena *a, struct office *o, const xmlNode *node, struct problems *problems)
{
	struct closed_day day = {.place = xml_place(node)};
	const char *from = xml_attr_or(node, "from", ""), *to = xml_attr_or(node, "to", from);

	if (parse_day(from, day.place, problems, &day.from) != 0 ||
		parse_day(to, day.place, problems, &day.to) != 0)
		return -1;
	if (day.to < day.from)
		return problem_add(
			problems, day.place, "the last day, %s, is before the first, %s", to, from);
	ARENA_PUSH(a, o->closed, o->closed_count, o->closed_room, day);
	return 0;
}

static void add_gateway(struct arena *a, struct office *o, const xmlNode *node)
{
	struct gateway g = {.address = xml_attr_or(node, "address", ""),
		.reply_to = xml_attr_flag(node, "reply-to", false),
		.place = xml_place(node)};

	ARENA_PUSH(a, o->gateways, o->gateway_count, o->gateway_room, g);
}

int office_compile(struct arena *a, const struct rule_file *file, const struct rule_file *schema,
	struct switches *switches, struct office **into, struct problems *problems)
{
	bool sound;
	xmlDoc *doc = xml_read(a, file, schema, &sound, problems);
	struct office *o = arena_alloc(a, sizeof *o);
	int rc = 0;

	if (doc == NULL)
		return -1;
	XML_EACH(node, xml_root(doc), NULL)
	{
		if (xml_refused(node) || switches_skip(a, switches, node, &rc, problems))
			continue;
		if (xml_is(node, "tag"))
			rc |= xml_patterns(a, node, false, &o->tags, problems);
		else if (xml_is(node, "banner"))
			rc |= xml_patterns(a, node, false, &o->banners, problems);
		else if (xml_is(node, "gateway"))
			add_gateway(a, o, node);
		else if (xml_is(node, "address"))
			ARENA_PUSH(
				a, o->addresses, o->address_count, o->address_room, xml_text(node));
		else if (xml_is(node, "people"))
			ARENA_PUSH(a, o->people, o->people_count, o->people_room, xml_text(node));
		else if (xml_is(node, "closed"))
			rc |= add_closed(a, o, node, problems);
	}
	xml_free(&doc);
	rc = sound ? rc : -1;
	*into = o;
	return rc;
}

bool office_closed(const struct office *o, int32_t day)
{
	if (civil_weekday(day) >= 5)
		return true;
	for (size_t i = 0; i < o->closed_count; i++)
		if (day >= o->closed[i].from && day <= o->closed[i].to)
			return true;
	return false;
}

const struct gateway *office_gateway(const struct office *o, const char *address)
{
	for (size_t i = 0; i < o->gateway_count; i++)
		if (strcasecmp(o->gateways[i].address, address) == 0)
			return &o->gateways[i];
	return NULL;
}
