#include "rules/xml-fits.h"

#include <stdio.h>
#include <string.h>

#include "rules/xml-words.h"
#include "rules/xml.h"

/* What the schema refused has this at its _private. */
static char refused;

struct checking {
	struct problems *problems;
	const char *name;
	const xmlDoc *schema;
	const xmlNode *root; /* of the document */
	size_t count;
	bool misplaced; /* a child of the root is: libxml2 has not looked at those behind it */
};

/* The line of the first word that an element has of its own; else that of its start tag. A text's
 * number is that of its last line. */
static struct place text_place(const xmlNode *node)
{
	struct place place = xml_place(node);

	for (const xmlNode *child = node->children; child != NULL; child = child->next) {
		struct slice text = slice_of((const char *)child->content);
		const char *word = child->type == XML_TEXT_NODE ? slice_trim(text).p : NULL;
		if (word == NULL || slice_trim(text).len == 0)
			continue;
		place.line = (int)xmlGetLineNo(child);
		for (const char *p = word; p < text.p + text.len; p++)
			place.line -= *p == '\n';
		break;
	}
	return place;
}

/* Marks the attribute that it is about, which libxml2 only names ("Element 'event', attribute 'date': …"), or the element. */
static void mark_refused(const xmlError *error)
{
	static const char word[] = "', attribute '";
	struct slice text = slice_of(error->message);
	long colon = slice_find(text, ':'), at = slice_find_ci(text, word);
	xmlNode *node = error->node;
	char name[128];

	if (node == NULL)
		return;
	if (node->type == XML_ELEMENT_NODE && at >= 0 && at < colon) {
		text = slice_from(text, (size_t)at + strlen(word));
		snprintf(name, sizeof name, "%.*s", (int)slice_find(text, '\''), text.p);
		xmlAttr *attribute = xmlHasProp(node, (const xmlChar *)name);
		if (attribute != NULL)
			node = (xmlNode *)attribute;
	}
	node->_private = &refused;
}

static void on_schema_error(void *data, xmlError *error)
{
	struct checking *c = data;
	const xmlNode *node = error->node;

	/* said of an element that is looked at alone, and which the schema does not know: that was told before */
	if (c->misplaced && error->code == XML_SCHEMAV_CVC_ELT_1)
		return;
	c->count++;
	mark_refused(error);
	if (node != NULL && node->type == XML_ATTRIBUTE_NODE)
		node = node->parent;
	struct place place = {c->name, error->line};
	if (node != NULL)
		place = error->code == XML_SCHEMAV_CVC_COMPLEX_TYPE_2_3 ? text_place(node)
									: xml_place(node);
	xml_words_schema(c->problems, place, error, node, c->schema);
	if (error->code == XML_SCHEMAV_ELEMENT_CONTENT && node != NULL && node->parent == c->root)
		c->misplaced = true;
}

/* Only the programmer sees these: a schema that is itself no schema. */
static void on_broken_schema(void *data, xmlError *error)
{
	struct checking *c = data;

	c->count++;
	xml_words_parse(c->problems, (struct place){c->name, error->line}, error);
}

xmlSchema *xml_schema_compile(xmlDoc *source, const char *name, struct problems *problems)
{
	struct checking c = {.problems = problems, .name = name};
	xmlSchemaParserCtxt *parser = xmlSchemaNewDocParserCtxt(source);

	xmlSchemaSetParserStructuredErrors(parser, on_broken_schema, &c);
	xmlSchema *compiled = xmlSchemaParse(parser);
	if (c.count > 0) {
		xmlSchemaFree(compiled);
		compiled = NULL;
	}
	xmlSchemaFreeParserCtxt(parser);
	return compiled;
}

/* ---- each for itself ---- */

static bool is_declaration(const xmlNode *node)
{
	return xml_is(node, "element") && xmlHasProp(node, (const xmlChar *)"name") != NULL;
}

static bool declared(const xmlNode *top, const xmlNode *like)
{
	xmlChar *name = xmlGetNoNsProp(like, (const xmlChar *)"name");
	bool found = false;

	for (const xmlNode *node = top->children; node != NULL && !found; node = node->next) {
		xmlChar *other =
			is_declaration(node) ? xmlGetNoNsProp(node, (const xmlChar *)"name") : NULL;
		found = other != NULL && xmlStrEqual(name, other);
		xmlFree(other);
	}
	xmlFree(name);
	return found;
}

/* The elements that stand in `scope` directly become ones that the schema knows by themselves. */
static void declare_children(xmlNode *top, const xmlNode *scope)
{
	for (const xmlNode *node = scope->children; node != NULL; node = node->next) {
		if (node->type != XML_ELEMENT_NODE)
			continue;
		if (!is_declaration(node)) {
			declare_children(top, node);
			continue;
		}
		if (declared(top, node))
			continue;
		xmlNode *copy = xmlDocCopyNode((xmlNode *)node, top->doc, 1);
		xmlUnsetProp(copy, (const xmlChar *)"minOccurs");
		xmlUnsetProp(copy, (const xmlChar *)"maxOccurs");
		xmlAddChild(top, copy);
	}
}

/* Every child of the root, whatever stands before it, by a schema that knows them alone. What was told
 * already is shown once. */
static void check_by(struct checking *c, xmlDoc *doc, xmlDoc *source, const char *name)
{
	xmlNode *top = xmlDocGetRootElement(source), *root = NULL;

	for (xmlNode *node = top->children; node != NULL && root == NULL; node = node->next)
		if (is_declaration(node))
			root = node;
	if (root == NULL)
		return;
	declare_children(top, root);
	xmlSchema *compiled = xml_schema_compile(source, name, c->problems);
	if (compiled == NULL)
		return;
	xmlSchemaValidCtxt *valid = xmlSchemaNewValidCtxt(compiled);
	xmlSchemaSetValidStructuredErrors(valid, on_schema_error, c);
	for (xmlNode *node = xmlDocGetRootElement(doc)->children; node != NULL; node = node->next)
		if (xml_is(node, NULL))
			xmlSchemaValidateOneElement(valid, node);
	xmlSchemaFreeValidCtxt(valid);
	xmlSchemaFree(compiled);
}

static void check_children(struct checking *c, xmlDoc *doc, const struct xml_schema *schema)
{
	xmlDoc *copy = xmlCopyDoc(schema->source, 1);

	check_by(c, doc, copy, schema->name);
	xmlFreeDoc(copy);
}

bool xml_fits(
	xmlDoc *doc, const char *name, const struct xml_schema *schema, struct problems *problems)
{
	struct checking c = {.problems = problems,
		.name = name,
		.schema = schema->source,
		.root = xmlDocGetRootElement(doc)};
	xmlSchemaValidCtxt *valid = xmlSchemaNewValidCtxt(schema->compiled);

	xmlSchemaSetValidStructuredErrors(valid, on_schema_error, &c);
	bool ok = xmlSchemaValidateDoc(valid, doc) == 0 && c.count == 0;
	xmlSchemaFreeValidCtxt(valid);
	if (!ok && c.count == 0)
		problem_add(problems, (struct place){name, 0},
			"the file could not be checked against %s", schema->name);
	if (c.misplaced)
		check_children(&c, doc, schema);
	return ok;
}

bool xml_refused(const xmlNode *node)
{
	if (node->_private == &refused)
		return true;
	for (const xmlAttr *at = node->type == XML_ELEMENT_NODE ? node->properties : NULL;
		at != NULL; at = at->next)
		if (at->_private == &refused)
			return true;
	for (const xmlNode *child = node->type == XML_ELEMENT_NODE ? node->children : NULL;
		child != NULL; child = child->next)
		if (xml_refused(child))
			return true;
	return false;
}
