/*
 * The text of a letter out of its parts: the best of alternatives, HTML where the plain text is
 * missing or a stub, all texts one below the other, whatever hangs between them.
 */
#ifndef MESSAGE_GATHER_H
#define MESSAGE_GATHER_H

#include "message/draft.h"

struct gathered {
	struct draft *draft;
	bool differ; /* text and HTML alternative say different things */
	bool encrypted;
};

struct gathered gather_text(struct arena *a, const struct mime *mime, const struct quotes *quotes);

#endif
