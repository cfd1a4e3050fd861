/*
 * XML for all kinds of rule files: bytes -> a document that fits its schema, and the few ways to
 * look into it that a compiler of rules needs. Mistakes become problems in plain English with file
 * and line.
 *
 *     bool sound;
 *     xmlDoc *doc = xml_read(a, file, schema, &sound, problems);
 *     if (doc == NULL)
 *         return -1;
 *     const xmlNode *root = xml_root(doc);
 *     XML_EACH (event, root, "event")
 *         use(xml_attr(event, "id"), xml_place(event));
 *     xml_free(&doc);
 *
 * Rule files have no namespace, no DTD and no entities of their own; nothing is ever loaded from
 * elsewhere. A type of the schema says in its <xs:appinfo> what is expected, in the words that
 * follow "expected" in an error: "a date such as 2011-02-16".
 */
#ifndef RULES_XML_H
#define RULES_XML_H

#include <libxml/tree.h>

#include "rules/pattern.h"
#include "rules/rules.h"

/*
 * Parses and validates. Where anything is wrong *sound is false, and every mistake stands in `problems` (of broken
 * tags the first). Of a file whose tags are broken there is no document: NULL. Of any other there is one all the
 * same, so that its compiler finds what else is wrong: xml_attr does not give the attributes that the schema refuses,
 * and what it wants may be missing. The caller frees the document with xml_free; all
 * text that the functions below give out lives in the arena and outlives it. `file->name` must
 * outlive the places. Where `schema` is NULL there is no schema, and only the form is checked.
 */
xmlDoc *xml_read(struct arena *a, const struct rule_file *file, const struct rule_file *schema,
	bool *sound, struct problems *problems);
void xml_free(xmlDoc **doc); /* *doc may be NULL */

/* The root with its attributes and nothing in it, for who wants no more of a file that others check. */
xmlDoc *xml_read_root(
	struct arena *a, const struct rule_file *file, bool *sound, struct problems *problems);

/*
 * For a kind of many files: its schema, compiled once, which takes as long as to read a large file by
 * it. NULL where it is none, which stands in `problems`. The caller frees; name and bytes of the file
 * are borrowed.
 */
struct xml_schema;
struct xml_schema *xml_schema_read(const struct rule_file *file, struct problems *problems);
void xml_schema_free(struct xml_schema **schema); /* *schema may be NULL */
/* As xml_read, by a schema that is compiled already. */
xmlDoc *xml_read_by(struct arena *a, const struct rule_file *file, const struct xml_schema *schema,
	bool *sound, struct problems *problems);

const xmlNode *xml_root(const xmlDoc *doc);
struct place xml_place(const xmlNode *node); /* the line where its start tag ends */
bool xml_is(const xmlNode *node, const char *name);
/* Whether the schema refused it, or anything in it. */
bool xml_refused(const xmlNode *node);

/* Child elements called `name` (NULL: all), in order; NULL where there is none, or no more. */
const xmlNode *xml_child(const xmlNode *parent, const char *name);
const xmlNode *xml_next(const xmlNode *node, const char *name);
#define XML_EACH(node, parent, name) \
	for (const xmlNode *node = xml_child(parent, name); node != NULL; \
		node = xml_next(node, name))

/* An attribute, trimmed and white space collapsed; NULL where it is not there. */
const char *xml_attr(const xmlNode *node, const char *name);
/* The same with what holds where it is not there. Numbers and flags were checked by the schema:
 * what is no number is `absent`; "true", "1" and "yes" are true, anything else is false. */
const char *xml_attr_or(const xmlNode *node, const char *name, const char *absent);
long xml_attr_number(const xmlNode *node, const char *name, long absent);
bool xml_attr_flag(const xmlNode *node, const char *name, bool absent);

/* All text in the element and below, without comments, trimmed and white space collapsed; "". */
const char *xml_text(const xmlNode *node);
/* The same of its first child of that name; NULL where there is no such child. */
const char *xml_child_text(const xmlNode *parent, const char *name);

/* A piece of an element's text and the line on which it begins. */
struct xml_piece {
	const char *text; /* trimmed, white space collapsed, never empty */
	struct place place;
};

struct xml_pieces {
	struct xml_piece *items;
	size_t count, room;
};

/* The element's text in pieces: between `separator`s, and ' ' means any white space. For lists such
 * as <unit>Jahre Uhr Euro</unit> (' ') and <words>sage … ab | kann nicht kommen</words> ('|').
 */
struct xml_pieces xml_split(const xmlNode *node, char separator);
/* The same of an attribute; none where it is not there. */
struct xml_pieces xml_attr_split(const xmlNode *node, const char *name, char separator);

/* The patterns in an element, parted by |, into the list. -1 where one of them is none: each such is a
 * problem. */
int xml_patterns(struct arena *a, const xmlNode *node, bool anywhere, struct patterns *list,
	struct problems *problems);

#endif
