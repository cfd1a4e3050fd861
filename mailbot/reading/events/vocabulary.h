/*
 * Takes the series; gives what a word says of its events (rules/callings.h): a name, an inflected one,
 * compounds of a title's word and a sort's; and slips, mended only where nobody knows the word and no
 * other event is nearly as near.
 */
#ifndef READING_VOCABULARY_H
#define READING_VOCABULARY_H

#include "reading/study.h"
#include "rules/callings.h"

/* What a word says of the events. */
struct calling {
	enum calls calls;
	struct eset events;
	bool part; /* a word of titles and names that all have others */
	bool repaired;
	bool occasion; /* in one word with what events may be: Bildungsabend */
	bool compound; /* the sort stands in it: Bildungsforum */
};

void vocabulary_make(struct study *s);

/* Looks a token up. `unknown`: no language knows it, so that a slip may be mended. */
struct calling vocabulary_call(const struct study *s, const struct token *t, bool unknown);

/* A sort's name of several words at token `at` (`guided walk`): how many tokens it takes, 0 where there is none. */
size_t vocabulary_sort_at(struct study *s, size_t at, size_t end, struct calling *out);

/*
 * A whole title or name of several words at token `at`, or what a place is called, whatever its words mean
 * otherwise: how many tokens it takes, 0 where there is none. One that holds a word of doubt or negation
 * never counts.
 */
size_t vocabulary_title_at(const struct study *s, size_t at, size_t end, struct calling *out);

/* The events whose place is one that the word stands for (`mosque`: …-Moschee); empty where none is. */
struct eset vocabulary_place(const struct study *s, const struct meaning *m);

/* Whether titles hold both words (keys), and none holds them side by side in that order: a blend of two. */
bool vocabulary_torn(const struct study *s, struct slice a, struct slice b);

/* Everything that the events can be called, word by word, as the sentences of `language` have it (NULL:
 * of a language that we do not know). Words are folded. */
void vocabulary_each(struct study *s, const struct language *language,
	void (*tell)(void *to, struct slice word, enum calls calls, struct eset events), void *to);

#endif
