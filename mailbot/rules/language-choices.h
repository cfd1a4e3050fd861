/*
 * Takes a text of a language file in which choices stand, `mein Deutsch ist [noch/leider noch] nicht so (gut/toll)`; gives
 * every text that it stands for: with one of what round brackets hold, with one or none of what square ones hold.
 */
#ifndef RULES_LANGUAGE_CHOICES_H
#define RULES_LANGUAGE_CHOICES_H

#include "rules/language-compile.h"

enum { LANGUAGE_CHOICES_MAX = 512 }; /* texts that one may stand for: more is a slip */

struct choices {
	struct slice *items;
	size_t count, room;
};

/* In c->scratch; complains of brackets that do not fit and of texts that stand for too many. */
struct choices language_choices(struct compiling *c, struct slice text, struct place place);

#endif
