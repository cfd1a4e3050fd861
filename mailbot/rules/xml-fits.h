/*
 * Whether a document fits its schema. A part of rules/xml; xml_refused, of what does not, stands in xml.h.
 */
#ifndef RULES_XML_FITS_H
#define RULES_XML_FITS_H

#include <libxml/tree.h>

#include "base/problems.h"

/*
 * `doc` is a document that rules/xml has parsed, `schema` another; the names are those of their files, as problems tell
 * them. Every mistake is a problem, and what it is of is marked as refused: where a child of the root is out of its
 * place, those behind it are looked at all the same. `schema` is not the same afterwards.
 */
bool xml_fits(xmlDoc *doc, const char *name, xmlDoc *schema, const char *schema_name,
	struct problems *problems);

#endif
