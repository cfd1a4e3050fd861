/*
 * The template engine: a small subset of mustache, for mails and web pages.
 *
 *     {{name}} {{a.b}} {{.}}     a field; escaped in HTML, as it is in text
 *     {{#name}} … {{/name}}      once where it is true, for each item where it is a list
 *     {{^name}} … {{/name}}      where it is false: null, false, 0, "", an empty list or object
 *     {{! … }}                   a comment
 *     {{> name}}                 another file of the same folder and ending, in its place
 *
 * A line that holds nothing but one section tag, comment or partial vanishes with its line end; a
 * partial that stands so takes the blanks before it as its indentation. A name that the innermost
 * value does not have is looked for in those around it. There is no unescaped field and no change
 * of delimiters.
 *
 * Nothing is passed over in silence: a field that the data does not have is an error with file,
 * line, its name and the nearest one that there is.
 */
#ifndef TEMPLATE_TEMPLATE_H
#define TEMPLATE_TEMPLATE_H

#include <jansson.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/problems.h"

enum template_sort {
	TEMPLATE_TEXT, /* "*.txt": nothing is escaped */
	TEMPLATE_HTML, /* "*.html": & < > " ' are */
};

struct template;

/*
 * Compiles the text that stands at `place`; lines are counted on from there. The template lives in
 * the arena, `text` must outlive it. Every mistake is a problem, and then it returns -1. Its
 * partials are unknown until it belongs to a set.
 */
int template_compile(struct arena *a, struct place place, enum template_sort sort,
	struct slice text, struct template **out, struct problems *problems);

/*
 * Appends to `out`, whose cap bounds it. `data` is an object. On a fault -1, with what was written
 * before it in `out`: a field that is not there, a list or object where a text must stand, more
 * than `out` may hold.
 */
int template_render(const struct template *t, const json_t *data, struct buf *out, struct err *e);

/*
 * Looks for every field that `sample` does not have, in all sections, whether they are true or not.
 * Where the sample has a list, its first item stands for all. -1 where there was any. What is broken in itself, or has
 * a partial that is, is not looked at there: that was a problem when it was compiled.
 */
int template_check(const struct template *t, const json_t *sample, struct problems *problems);

/* Whether it has fields, sections or partials: else it is the same with any data. */
bool template_has_fields(const struct template *t);
bool template_has_partials(const struct template *t);

/* ---- template/set.c: the templates of one folder ---- */

struct template_set;

/* Compiles all *.txt and *.html of `dir` and links their partials. All of it lives in the arena. Where anything is wrong
 * it returns -1, and *out is for template_check alone: NULL where there is nothing to look at. */
int template_set_load(
	struct arena *a, const char *dir, struct template_set **out, struct problems *problems);

/* By file name, "confirmation.txt"; NULL where there is none. */
const struct template *template_set_get(const struct template_set *set, const char *name);

#endif
