#include "rules/xml.h"

#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/log.h"
#include "rules/xml-fits.h"
#include "rules/xml-words.h"

/* What a document knows of its origin; hangs at doc->_private. */
struct origin {
	struct arena *arena;
	const char *name;
};

/* What a parser's callbacks need. */
struct parsing {
	const char *name;
	struct problems *problems;
	bool failed; /* what is behind it cannot be read */
	bool slipped; /* something that hurts nothing around it */
	bool ended; /* nobody wants to know more */
};

static const struct origin *origin_of(const xmlNode *node)
{
	return node->doc->_private;
}

static int count_lines(struct slice text)
{
	int lines = 0;

	for (size_t i = 0; i < text.len; i++)
		lines += text.p[i] == '\n';
	return lines;
}

/* Whether elements and attributes are still what they seem: a bare &, an attribute given twice. */
static bool hurts_nothing(const xmlError *error)
{
	switch (error->code) {
	case XML_ERR_ENTITYREF_SEMICOL_MISSING:
	case XML_ERR_UNDECLARED_ENTITY:
	case XML_ERR_ATTRIBUTE_REDEFINED: return true;
	case XML_ERR_NAME_REQUIRED:
		return slice_find_ci(slice_of(error->message), "EntityRef") >= 0;
	default: return false;
	}
}

/* The first broken tag only: what follows it is noise. */
static void on_parse_error(void *data, xmlError *error)
{
	xmlParserCtxt *ctxt = data;
	struct parsing *p = ctxt->_private;

	if (error->level < XML_ERR_ERROR || p->failed || p->ended)
		return;
	if (hurts_nothing(error))
		p->slipped = true;
	else
		p->failed = true;
	xml_words_parse(p->problems, (struct place){p->name, error->line}, error);
	if (p->failed)
		xmlStopParser(ctxt);
}

static void on_doctype(void *data, const xmlChar *name, const xmlChar *public_id, const xmlChar *id)
{
	xmlParserCtxt *ctxt = data;
	struct parsing *p = ctxt->_private;

	(void)name, (void)public_id, (void)id;
	if (!p->failed)
		problem_add(p->problems, (struct place){p->name, xmlSAX2GetLineNumber(ctxt)},
			"a rule file has no <!DOCTYPE …> and no entities of its own, take it out");
	p->failed = true;
	xmlStopParser(ctxt);
}

/* The root, and no further. */
static void on_root(void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri,
	int space_count, const xmlChar **spaces, int count, int defaulted,
	const xmlChar **attributes)
{
	xmlParserCtxt *ctxt = data;
	struct parsing *p = ctxt->_private;

	xmlSAX2StartElementNs(
		data, name, prefix, uri, space_count, spaces, count, defaulted, attributes);
	p->ended = true;
	xmlStopParser(ctxt);
}

/* *sound is set to false where it has mistakes, and left alone where it has none. */
static xmlDoc *parse(struct arena *a, const struct rule_file *file, bool root_only, bool *sound,
	struct problems *problems)
{
	struct parsing p = {.name = file->name, .problems = problems};
	struct origin *origin = arena_alloc(a, sizeof *origin);
	xmlParserCtxt *ctxt = NULL;
	xmlDoc *doc = NULL;

	bool large = file->bytes.len > RULE_FILE_BYTES_MAX;
	if (large || slice_trim(file->bytes).len == 0) {
		problem_add(problems, (struct place){file->name, 0}, "%s",
			large ? "the file is too large for a file of rules" : "the file is empty");
		return NULL;
	}
	ctxt = xmlNewParserCtxt();
	if (ctxt == NULL)
		log_fatal("out of memory");
	ctxt->_private = &p;
	ctxt->sax->serror = on_parse_error;
	ctxt->sax->internalSubset = on_doctype;
	if (root_only)
		ctxt->sax->startElementNs = on_root;
	doc = xmlCtxtReadMemory(ctxt, file->bytes.p, (int)file->bytes.len, NULL, NULL,
		XML_PARSE_NONET | XML_PARSE_BIG_LINES | XML_PARSE_NOCDATA | XML_PARSE_RECOVER);
	if (doc == NULL && !p.failed)
		problem_add(problems, (struct place){file->name, 0}, "this is no XML");
	if (doc != NULL && p.failed) {
		xmlFreeDoc(doc);
		doc = NULL;
	}
	if (p.slipped)
		*sound = false;
	if (doc != NULL) {
		*origin = (struct origin){a, file->name};
		doc->_private = origin;
	}
	xmlFreeParserCtxt(ctxt);
	return doc;
}

/* It is a file like another. */
struct xml_schema *xml_schema_read(const struct rule_file *file, struct problems *problems)
{
	struct arena *a = arena_new();
	struct xml_schema *s = arena_alloc(a, sizeof *s);
	bool sound = true;

	*s = (struct xml_schema){.arena = a, .name = file->name};
	s->source = parse(a, file, false, &sound, problems);
	if (sound && s->source != NULL)
		s->compiled = xml_schema_compile(s->source, s->name, problems);
	if (s->compiled == NULL)
		xml_schema_free(&s);
	return s;
}

void xml_schema_free(struct xml_schema **schema)
{
	struct xml_schema *s = *schema;

	*schema = NULL;
	if (s == NULL)
		return;
	struct arena *a = s->arena;
	xmlSchemaFree(s->compiled);
	xmlFreeDoc(s->source);
	arena_free(&a);
}

xmlDoc *xml_read_by(struct arena *a, const struct rule_file *file, const struct xml_schema *schema,
	bool *sound, struct problems *problems)
{
	*sound = true;
	xmlDoc *doc = parse(a, file, false, sound, problems);

	if (doc == NULL || !xml_fits(doc, file->name, schema, problems))
		*sound = false;
	return doc;
}

/* Where the schema is broken nothing fits it. */
static bool fits(xmlDoc *doc, const struct rule_file *file, const struct rule_file *schema,
	struct problems *problems)
{
	struct xml_schema *s = xml_schema_read(schema, problems);
	bool ok = s != NULL && xml_fits(doc, file->name, s, problems);

	xml_schema_free(&s);
	return ok;
}

xmlDoc *xml_read(struct arena *a, const struct rule_file *file, const struct rule_file *schema,
	bool *sound, struct problems *problems)
{
	*sound = true;
	xmlDoc *doc = parse(a, file, false, sound, problems);

	if (doc == NULL || (schema != NULL && !fits(doc, file, schema, problems)))
		*sound = false;
	return doc;
}

xmlDoc *xml_read_root(
	struct arena *a, const struct rule_file *file, bool *sound, struct problems *problems)
{
	*sound = true;
	xmlDoc *doc = parse(a, file, true, sound, problems);

	if (doc == NULL)
		*sound = false;
	return doc;
}

void xml_free(xmlDoc **doc)
{
	xmlFreeDoc(*doc);
	*doc = NULL;
}

const xmlNode *xml_root(const xmlDoc *doc)
{
	return xmlDocGetRootElement(doc);
}

struct place xml_place(const xmlNode *node)
{
	return (struct place){origin_of(node)->name, (int)xmlGetLineNo(node)};
}

bool xml_is(const xmlNode *node, const char *name)
{
	return node->type == XML_ELEMENT_NODE &&
		(name == NULL || strcmp((const char *)node->name, name) == 0);
}

static const xmlNode *first_called(const xmlNode *node, const char *name)
{
	while (node != NULL && !xml_is(node, name))
		node = node->next;
	return node;
}

const xmlNode *xml_child(const xmlNode *parent, const char *name)
{
	return first_called(parent->children, name);
}

const xmlNode *xml_next(const xmlNode *node, const char *name)
{
	return first_called(node->next, name);
}

static bool blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* A copy in the arena, trimmed, every run of white space one space. */
static char *collapse(struct arena *a, struct slice text)
{
	text = slice_trim(text);
	char *copy = arena_alloc(a, text.len + 1);
	size_t n = 0;

	for (size_t i = 0; i < text.len; i++) {
		if (!blank(text.p[i]))
			copy[n++] = text.p[i];
		else if (copy[n - 1] != ' ')
			copy[n++] = ' ';
	}
	copy[n] = '\0';
	return copy;
}

/* The attribute as it stands there, in the arena; NULL. */
static const char *attr_raw(const xmlNode *node, const char *name)
{
	const xmlAttr *at = xmlHasProp(node, (const xmlChar *)name);

	if (at != NULL && xml_refused((const xmlNode *)at))
		return NULL;
	xmlChar *value = xmlGetNoNsProp(node, (const xmlChar *)name);
	if (value == NULL)
		return NULL;
	const char *copy = arena_string(origin_of(node)->arena, slice_of((const char *)value));
	xmlFree(value);
	return copy;
}

const char *xml_attr(const xmlNode *node, const char *name)
{
	const char *value = attr_raw(node, name);

	return value == NULL ? NULL : collapse(origin_of(node)->arena, slice_of(value));
}

const char *xml_attr_or(const xmlNode *node, const char *name, const char *absent)
{
	const char *value = xml_attr(node, name);

	return value != NULL ? value : absent;
}

long xml_attr_number(const xmlNode *node, const char *name, long absent)
{
	const char *value = xml_attr(node, name);
	char *end = NULL;
	long number = value != NULL ? strtol(value, &end, 10) : absent;

	return value == NULL || end == value || *end != '\0' ? absent : number;
}

bool xml_attr_flag(const xmlNode *node, const char *name, bool absent)
{
	const char *value = xml_attr(node, name);

	if (value == NULL)
		return absent;
	return strcmp(value, "true") == 0 || strcmp(value, "1") == 0 || strcmp(value, "yes") == 0;
}

const char *xml_text(const xmlNode *node)
{
	xmlChar *text = xmlNodeGetContent(node);
	const char *copy = collapse(origin_of(node)->arena, slice_of((const char *)text));

	xmlFree(text);
	return copy;
}

const char *xml_child_text(const xmlNode *parent, const char *name)
{
	const xmlNode *child = xml_child(parent, name);

	return child == NULL ? NULL : xml_text(child);
}

/* Cuts `text`, whose first line is place.line, and appends the pieces. */
static void split(struct arena *a, struct slice text, char separator, struct place place,
	struct xml_pieces *out)
{
	size_t at = 0;

	while (at < text.len) {
		size_t start = at;
		while (at < text.len &&
			!(separator == ' ' ? blank(text.p[at]) : text.p[at] == separator))
			at++;
		struct slice piece = {text.p + start, at - start};
		struct slice trimmed = slice_trim(piece);
		struct place where = place;
		where.line += count_lines((struct slice){piece.p, (size_t)(trimmed.p - piece.p)});
		if (trimmed.len > 0)
			ARENA_PUSH(a, out->items, out->count, out->room,
				(struct xml_piece){collapse(a, trimmed), where});
		if (at < text.len)
			at++;
		place.line += count_lines((struct slice){piece.p, at - start});
	}
}

static struct xml_pieces split_content(struct arena *a, const xmlNode *node, char separator)
{
	struct xml_pieces out = {0};
	struct place place = xml_place(node);

	for (const xmlNode *child = node->children; child != NULL; child = child->next) {
		struct slice content = slice_of((const char *)child->content);
		if (child->type == XML_TEXT_NODE)
			split(a, content, separator, place, &out);
		place.line += count_lines(content);
	}
	return out;
}

struct xml_pieces xml_split(const xmlNode *node, char separator)
{
	return split_content(origin_of(node)->arena, node, separator);
}

struct xml_pieces xml_attr_split(const xmlNode *node, const char *name, char separator)
{
	struct xml_pieces out = {0};
	const char *value = xml_attr(node, name);

	if (value != NULL)
		split(origin_of(node)->arena, slice_of(value), separator, xml_place(node), &out);
	return out;
}

int xml_patterns(struct arena *a, const xmlNode *node, bool anywhere, struct patterns *list,
	struct problems *problems)
{
	struct arena *scratch = arena_new();
	struct xml_pieces pieces = split_content(scratch, node, '|');
	int rc = 0;

	patterns_room(a, list, pieces.count);
	for (size_t i = 0; i < pieces.count; i++)
		if (pattern_add(a, list, pieces.items[i].text, anywhere, pieces.items[i].place,
			    problems) != 0)
			rc = -1;
	arena_free(&scratch);
	return rc;
}
