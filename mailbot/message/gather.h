/*
 * The text of a letter out of its parts: the best of alternatives, HTML where the plain text is
 * missing or a stub, all texts one below the other, whatever hangs between them.
 */
#ifndef MESSAGE_GATHER_H
#define MESSAGE_GATHER_H

#include "message/draft.h"

struct gathered {
	struct draft *draft;
	struct draft *other; /* what the alternatives to it say; NULL where there are none, or where
				they say nothing */
	struct slice folded, other_folded; /* the texts of both, where there are two */
	bool encrypted;
};

struct gathered gather_text(struct arena *a, const struct mime *mime, const struct quotes *quotes);

/* Whether one of two texts has words that the other lacks: links and single letters
 * aside. Both folded. */
bool gather_lacks(struct arena *a, struct slice words, struct slice in);

#endif
