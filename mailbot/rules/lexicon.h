/*
 * The lexicon: a hash from folded words to their meanings, and the phrases that begin with them.
 * Only language.c builds it; it never changes afterwards.
 */
#ifndef RULES_LEXICON_H
#define RULES_LEXICON_H

#include "rules/language.h"

struct lexicon {
	struct slot **slots; /* NULL: free; where they point to never moves */
	size_t count, size; /* size is a power of two */
	struct arena *table; /* the slots', while they grow; NULL: they do not */
};

/* The slot of a key, made where there is none. */
struct slot *lexicon_slot(struct arena *a, struct lexicon *l, struct slice key);
/* Once no word is added any more: its table where everything else is. */
void lexicon_pack(struct arena *a, struct lexicon *l);
/* All of them by their numbers. */
const struct slot **lexicon_list(struct arena *a, const struct lexicon *l);
const struct slot *lexicon_find(const struct lexicon *l, struct slice key);

/* The slot's meaning in a language, made where there is none. */
struct meaning *lexicon_meaning(
	struct arena *a, struct slot *slot, const struct language *language, struct place place);

/* One that stands in no slot: a phrase's. */
struct meaning *lexicon_new_meaning(
	struct arena *a, const struct language *language, struct place place);

/* What few meanings have, of one that is made or changed. */
struct rare_meaning *lexicon_rare(struct arena *a, struct meaning *m);

/* Gives every word its other two keys, where they are no words of the same language themselves. */
void lexicon_derive(struct arena *a, struct lexicon *l);

#endif
