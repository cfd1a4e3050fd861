/*
 * All that the office may word: the folder templates/, with a folder for each language that holds
 * its mails (*.txt), its pages (*.html) and its catalogue.
 */
#ifndef TEMPLATE_TEMPLATES_H
#define TEMPLATE_TEMPLATES_H

#include "template/catalogue.h"
#include "template/template.h"

struct templates;

struct templates_language {
	const char *code; /* ISO 639-1, the folder's name */
	/* After templates_load has failed: what could be understood of them, to look for more mistakes; NULL: nothing. */
	const struct template_set *set;
	const struct catalogue *catalogue;
};

/* Loads every language of `dir`. `language` is the one for what has no templates of its own, and
 * must be there. Lives in the arena; every mistake is a problem, and then it returns -1. */
int templates_load(struct arena *a, const char *dir, const char *language, struct templates **out,
	struct problems *problems);

/* That language, else the one given at loading; never NULL. */
const struct templates_language *templates_language(
	const struct templates *t, const char *language);

/* The languages that there are: entry `i` from 0, NULL beyond the last. */
const struct templates_language *templates_at(const struct templates *t, size_t i);

#endif
