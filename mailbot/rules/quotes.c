#include "rules/quotes.h"

#include <string.h>

#include "rules/xml.h"

static const char *const field_names[QUOTE_FIELDS] = {
	"from", "sent", "to", "cc", "subject", "other"};

static const char *const mark_names[] = {
	"", "quote", "rest", "introduction", "signature", "forwarded"};

/* The list that an element of that name fills; NULL where it fills none. */
static struct patterns *list_of(struct quotes *q, const xmlNode *node)
{
	const char *of = xml_attr_or(node, "of", "quote");

	if (xml_is(node, "introduction"))
		return &q->introductions;
	if (xml_is(node, "divider"))
		return strcmp(of, "forward") == 0 ? &q->forwards : &q->dividers;
	if (xml_is(node, "closing"))
		return &q->closings;
	if (xml_is(node, "prefix"))
		return strcmp(of, "forward") == 0 ? &q->passed_on : &q->answered;
	if (xml_is(node, "attached"))
		return &q->attached;
	if (xml_is(node, "postscript"))
		return &q->postscripts;
	if (xml_is(node, "contact"))
		return &q->contacts;
	if (xml_is(node, "footer"))
		return &q->footers;
	if (xml_is(node, "disclaimer"))
		return &q->disclaimers;
	if (xml_is(node, "advert"))
		return &q->adverts;
	if (xml_is(node, "field"))
		for (size_t i = 0; i < QUOTE_FIELDS; i++)
			if (strcmp(xml_attr_or(node, "is", ""), field_names[i]) == 0)
				return &q->fields[i];
	return NULL;
}

static void add_html(struct arena *a, struct quotes *q, const xmlNode *node)
{
	static const char *const attributes[] = {"class", "id", "name"};
	struct html_rule rule = {.tag = xml_attr(node, "tag"), .place = xml_place(node)};

	for (size_t i = 0; i < sizeof attributes / sizeof *attributes; i++) {
		const char *value = xml_attr(node, attributes[i]);
		size_t n = value != NULL ? strlen(value) : 0;

		if (value == NULL)
			continue;
		rule.attribute = attributes[i];
		rule.stem = n > 1 && value[n - 1] == '*';
		rule.value = rule.stem ? arena_string(a, (struct slice){value, n - 1}) : value;
	}
	for (size_t i = 0; i < sizeof mark_names / sizeof *mark_names; i++)
		if (strcmp(xml_attr_or(node, "is", ""), mark_names[i]) == 0)
			rule.is = (enum html_mark)i;
	ARENA_PUSH(a, q->html, q->html_count, q->html_room, rule);
}

int quotes_compile(struct arena *a, const struct rule_file *file, const struct rule_file *schema,
	struct switches *switches, struct quotes **into, struct problems *problems)
{
	bool sound;
	xmlDoc *doc = xml_read(a, file, schema, &sound, problems);
	struct quotes *q = arena_alloc(a, sizeof *q);
	int rc = 0;

	if (doc == NULL)
		return -1;
	XML_EACH(node, xml_root(doc), NULL)
	{
		struct patterns *list = list_of(q, node);

		if (xml_refused(node) || switches_skip(a, switches, node, &rc, problems))
			continue;
		if (xml_is(node, "html"))
			add_html(a, q, node);
		if (list == NULL)
			continue;
		rc |= xml_patterns(a, node, list == &q->attached, list, problems);
	}
	xml_free(&doc);
	rc = sound ? rc : -1;
	*into = q;
	return rc;
}

/* What is left of a subject below the prefix that fits; all of it where none does. */
static struct slice without_prefix(const struct patterns *list, struct slice subject)
{
	const struct pattern *p = pattern_match(list, subject);

	if (p == NULL || p->count == 0)
		return subject;
	if (p->count == 1) /* "AW: …" */
		return slice_trim(slice_from(subject, p->literals[0].text.len));
	return slice_trim(slice_from(subject, (size_t)slice_find(subject, ':') + 1));
}

struct slice quotes_subject(
	const struct quotes *q, struct slice folded, bool *answered, bool *passed_on)
{
	for (struct slice rest = folded;; folded = rest) {
		rest = without_prefix(&q->answered, folded);
		*answered = *answered || rest.len < folded.len;
		if (rest.len < folded.len)
			continue;
		rest = without_prefix(&q->passed_on, folded);
		*passed_on = *passed_on || (rest.len < folded.len && !*answered);
		if (rest.len == folded.len)
			return folded;
	}
}
