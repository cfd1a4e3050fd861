/*
 * A reading as a person sees it: the letter's own words with what was recognised marked in them,
 * the decision, its reasons in a sentence each. All its words come from the catalogue (groups
 * `show`, `disposition`, `reasons`).
 */
#ifndef CLI_SHOW_H
#define CLI_SHOW_H

#include <stdio.h>

#include "reading/reading.h"
#include "template/catalogue.h"

struct show {
	FILE *out;
	bool colour; /* else marks are brackets */
	const struct catalogue *words;
	const struct rules *rules; /* for the titles and days of events */
};

/* Colours where `out` is a terminal, or CLICOLOR_FORCE is set; never where NO_COLOR is. */
bool show_colour(FILE *out);

void show_reading(const struct show *s, const struct reading *r);

/* Pieces of it, for `mailbot review show`: who wrote and the subject; the own words, marked; a value
 * behind its label (an id of group `show`; NULL: the line above goes on); what is attached, by name and
 * type; the address that could not be reached, where there is one; the guess, numbered. */
void show_head(const struct show *s, struct arena *a, const struct envelope *env);
void show_words(const struct show *s, struct arena *a, const struct reading *r);
/* What the letter passes on of somebody else's; nothing where it does not. */
void show_forwarded(const struct show *s, struct arena *a, const struct reading *r);
void show_field(const struct show *s, struct arena *a, const char *label, const char *text);
void show_parts(const struct show *s, struct arena *a, const struct part *parts, size_t count);
void show_text(const struct show *s, struct arena *a, struct slice text);
void show_bounce(const struct show *s, struct arena *a, const struct reading *r);
void show_choices(const struct show *s, struct arena *a, const struct reading *r);

#endif
