/*
 * libxml2's mistakes in plain English: "<event>: attribute 'sort' is missing". A part of rules/xml.
 */
#ifndef RULES_XML_WORDS_H
#define RULES_XML_WORDS_H

#include <libxml/tree.h>
#include <libxml/xmlerror.h>

#include "base/problems.h"

/* A file that is not well-formed, or a schema that is none. */
void xml_words_parse(struct problems *problems, struct place place, const xmlError *error);

/*
 * A document that does not fit its schema. `node` is the element it is about (NULL where unknown);
 * `schema` the schema's own document, which says in <xs:appinfo> what its types expect.
 */
void xml_words_schema(struct problems *problems, struct place place, const xmlError *error,
	const xmlNode *node, const xmlDoc *schema);

#endif
