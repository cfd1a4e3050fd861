/*
 * What a template is inside: for compile.c, render.c and set.c alone.
 *
 * The nodes lie flat in the order of the text; a section knows where its inside ends.
 */
#ifndef TEMPLATE_NODE_H
#define TEMPLATE_NODE_H

#include "template/template.h"

enum node_kind { NODE_TEXT, NODE_FIELD, NODE_SECTION, NODE_INVERTED, NODE_PARTIAL };

struct node {
	enum node_kind kind;
	int line;
	struct slice text; /* the text, at most one line of it; else the tag's name */
	bool line_start; /* TEXT: a line of the template begins here, where a partial's
			    indentation goes */
	size_t end; /* SECTION, INVERTED: the node after its inside */
	struct slice indent; /* PARTIAL: the blanks before it on its own line */
	const struct template *partial; /* PARTIAL: NULL until linked */
};

struct template
{
	struct place place;
	enum template_sort sort;
	struct node *nodes;
	size_t count, room;
	bool broken; /* it was not compiled as a whole: its fields may stand in other sections than it seems */
};

#endif
