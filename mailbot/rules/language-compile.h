/*
 * What the files that compile a language share: the languages so far, the file at hand, and what an element of it says
 * of its words. Of the rules room alone; others see rules/language.h.
 */
#ifndef RULES_LANGUAGE_COMPILE_H
#define RULES_LANGUAGE_COMPILE_H

#include "rules/language.h"
#include "rules/lexicon.h"
#include "rules/xml.h"

struct languages {
	struct language *first, *last;
	struct lexicon lexicon;
};

struct endings; /* what one <endings> puts behind a stem */

/* What compiling one file needs. */
struct compiling {
	struct arena *arena, *scratch; /* what is kept, what one file's compiling needs */
	struct languages *languages;
	struct language *language;
	struct endings *endings;
	struct meaning *phrase_meaning; /* of the phrases on this line of this element; NULL */
	struct problems *problems;
	bool failed;
};

/* What an element says of each of its words. */
struct says {
	struct senses senses;
	int n, ordinal, month, weekday;
	const char *what, *stands;
	enum needs needs;
	bool core, carries, open; /* open: words that end so too */
};

/* The sense of that name; -1 where there is none. */
int sense_of(const char *name);

/* A mistake in a file of rules: what it is, of which word. */
void language_complain(struct compiling *c, struct place place, const char *what, const char *word);

/* Cuts the next word off a text in which blanks divide words; false at its end. */
bool language_next_word(struct slice *rest, struct slice *word);

/* Gives a meaning what an element says. */
void meaning_give(struct arena *a, struct meaning *m, const struct says *s, bool abbreviation);

/* Adds what one element of the file stands for. */
void language_add_element(struct compiling *c, const xmlNode *node);

/* Adds a phrase: words, `{senses}` and gaps (`…`), `?` behind it in questions only, `.` at the end of a sentence only. */
void language_add_phrase(
	struct compiling *c, struct slice text, struct place place, const struct says *s);

/* -1 and a problem where a phrase of that first word that changes nothing hides what must be accounted for.
 * `words` by their numbers. */
int language_check_phrase(const struct slot *first, const struct phrase *p,
	const struct slot *words, struct problems *problems);

/* The first `count` of them, with room for more, or none. */
struct phrases *phrases_copy(
	struct arena *a, const struct phrases *from, uint32_t count, uint32_t room);

/* Lists the words that a slip must not turn into something else: what decides, negates or doubts, and days. */
void languages_list_near(struct arena *a, struct languages *l);

#endif
