/*
 * The lexicon: a hash from folded words to their meanings, and the phrases that begin with them. Only
 * language.c builds it: a draft first, in which everything may grow and change, and when it is packed
 * a form that takes a third of that and never changes afterwards.
 */
#ifndef RULES_LEXICON_H
#define RULES_LEXICON_H

#include "rules/language.h"

struct lexicon {
	struct slot *slots; /* by their numbers */
	size_t count, room;
	uint32_t *table; /* where a word's slot stands: its number + 1; 0: free */
	size_t size; /* of the table; a power of two */
	struct arena *
		drafts; /* all that the slots point to but what few meanings have; NULL: packed, or empty */
};

/* The slot of a key, made where there is none; it moves when the next one is made. */
struct slot *lexicon_slot(struct lexicon *l, struct slice key);
const struct slot *lexicon_find(const struct lexicon *l, struct slice key);

/* The slot's meaning in a language, made where there is none. */
struct meaning *lexicon_meaning(
	struct lexicon *l, struct slot *slot, const struct language *language, struct place place);

/* One that stands in no slot: a phrase's. */
struct meaning *lexicon_new_meaning(
	struct lexicon *l, const struct language *language, struct place place);

/* Says that it is a form of a verb. */
void lexicon_inflect(
	struct lexicon *l, struct meaning *m, const struct verb *verb, unsigned forms, bool joined);

/* What few meanings have, of one that is made or changed; in the arena, where it stays. */
struct rare_meaning *lexicon_rare(struct arena *a, struct meaning *m);

/* Gives every word its other two keys, where they are no words of the same language themselves. */
void lexicon_derive(struct arena *a, struct lexicon *l);

/*
 * Once no word is added any more: all of it into the arena, and what is the same only once (lexicon-pack.c).
 * Where meanings stand changes, and that they are the same pointer says only that they are alike.
 */
void lexicon_pack(struct arena *a, struct lexicon *l);

#endif
