/*
 * The catalogue: the sentences and words of one language that are too short for a file of their
 * own: templates/LANGUAGE/catalogue.conf (libconfig).
 *
 *     reasons = { event-over = "Die Veranstaltung hat schon stattgefunden."; … };
 *     seats = { one = "1 Platz"; other = "{{n}} Plätze"; };
 *     weekdays = [ "Montag", … ];
 *
 * Groups of sentences and lists of words, no deeper. A sentence may have the fields of template.h.
 */
#ifndef TEMPLATE_CATALOGUE_H
#define TEMPLATE_CATALOGUE_H

#include <jansson.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/problems.h"

struct catalogue;

/* Reads DIR/LANGUAGE/catalogue.conf; every mistake is a problem with its line. Lives in the arena. Where anything is
 * wrong it returns -1, and *out is what could be read, only to look for more mistakes; NULL: nothing. */
int catalogue_load(struct arena *a, const char *dir, const char *language, struct catalogue **out,
	struct problems *problems);

/* Whether that is such a one: what it does not have may stand where it could not be read, and the
 * ids of such sentences stand for them. */
bool catalogue_partly(const struct catalogue *c);

/*
 * The sentence as it stands in the file; NULL where there is none, so that the caller can show the
 * id. `group` is "reasons", "disposition", "status", "mail-state", …; see templates/de/catalogue.conf. A '+' of an id is written '-' in the file.
 */
const char *catalogue_sentence(const struct catalogue *c, const char *group, const char *id);

/* The same, and the id itself where there is none: for whoever shows it to a person. */
const char *catalogue_word(const struct catalogue *c, const char *group, const char *id);

/* The sentence with its fields filled from `data` (an object; NULL: it has none), in the arena.
 * A sentence that is not there is an error. */
int catalogue_fill(struct arena *a, const struct catalogue *c, const char *group, const char *id,
	const json_t *data, const char **out, struct err *e);

/* Whether the sentence is there and has only fields that `sample` has; what is wrong is a problem. */
int catalogue_check(const struct catalogue *c, const char *group, const char *id,
	const json_t *sample, struct problems *problems);

/* Entry `i` of a list, from 0; NULL beyond its end. */
const char *catalogue_item(const struct catalogue *c, const char *list, size_t i);

/* Where a sentence or list stands, for errors about it; line 0 where it is not there. `id` NULL:
 * the group or list itself. */
struct place catalogue_place(const struct catalogue *c, const char *group, const char *id);

#endif
