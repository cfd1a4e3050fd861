/*
 * Whether a document fits its schema. A part of rules/xml; xml_refused, of what does not, stands in xml.h.
 */
#ifndef RULES_XML_FITS_H
#define RULES_XML_FITS_H

#include <libxml/tree.h>
#include <libxml/xmlschemas.h>

#include "base/problems.h"

struct arena;

struct xml_schema {
	struct arena *arena;
	const char *name; /* of its file, as problems tell it */
	xmlDoc *source; /* which the compiled one points into */
	xmlSchema *compiled;
};

/* NULL where it is no schema, which is a problem. The caller frees it, before the source. */
xmlSchema *xml_schema_compile(xmlDoc *source, const char *name, struct problems *problems);

/*
 * `doc` is a document that rules/xml has parsed, `name` that of its file. Every mistake is a problem, and what it is of
 * is marked as refused: where a child of the root is out of its place, those behind it are looked at all the same.
 */
bool xml_fits(
	xmlDoc *doc, const char *name, const struct xml_schema *schema, struct problems *problems);

#endif
