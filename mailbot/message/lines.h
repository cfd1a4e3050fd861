/*
 * Whose words each line is. The form (draft.h) says some of it, the words the rest: what introduces
 * a quote, the head of an old mail, signatures, disclaimers, banners (rules/quotes.xml,
 * rules/office.xml).
 *
 * The most dangerous step is cutting away what the sender wrote: where unsure, a line is own.
 */
#ifndef MESSAGE_LINES_H
#define MESSAGE_LINES_H

#include "message/draft.h"
#include "message/message.h"
#include "rules/office.h"

/* Sorts all lines of the draft; the array has draft->count elements and lives in the arena. */
struct line *lines_sort(struct arena *a, const struct draft *d, const struct envelope *env,
	const struct rules *rules);

/* ---- what lines.c and the files below share ---- */

/* What the words of a line tell, in any language: a false friend only keeps a line. */
struct told {
	bool known; /* it was looked at */
	bool telling; /* something that no title or address says */
	bool deciding, certain; /* a decision; with the whole verb: "nehme … teil" */
	bool coming; /* the one to come, with the whole verb */
	bool writing, alone; /* the writer; and no "we" */
	bool addressing; /* somebody else: "Sie", "Ihre" */
	bool assenting; /* yes or no */
};

struct sorter {
	struct arena *arena;
	const struct draft *draft;
	const struct quotes *quotes;
	const struct office *office;
	const struct languages *languages;
	struct slice *folded; /* each line's words without '>', folded */
	struct line *lines;
	struct told *told; /* of each line, once it was asked for */
	size_t count;
	struct slice writer, address; /* From's, folded */
};

bool line_empty(const struct sorter *s, size_t i);
/* Whether its form says that it is quoted. */
bool line_quoted(const struct sorter *s, size_t i);
/* The first line at or behind `i` that is not empty; the count where there is none. */
size_t line_next(const struct sorter *s, size_t i);
void lines_mark(struct sorter *s, size_t from, size_t to, enum line_sort sort);

/* ---- introduction.c ---- */

/* A year, a time, or an address: what no sentence that ends in "schrieb:" has by chance. */
bool line_dated(struct slice text);
/* Without the marks of bold and brackets that stand around what programs write. */
struct slice line_bare(struct slice text);

/* ---- heads.c ---- */

enum head_sort {
	HEAD_NONE,
	HEAD_SENTENCE, /* "Am … schrieb …:" */
	HEAD_QUOTE, /* a head, a divider */
	HEAD_FORWARD, /* a divider of a mail that is passed on */
};

/*
 * Whether an old mail is introduced at line `i`: by "Am … schrieb …:", however wrapped, by a head
 * ("Von:", "Gesendet:"), by a divider. *end is the line behind the introduction.
 */
enum head_sort heads_at(const struct sorter *s, size_t i, size_t *end);
/* The field whose label a folded line begins with ("Von: …"); QUOTE_FIELDS where it begins with none.
 * *value is what follows. */
enum quote_field heads_field(const struct quotes *quotes, struct slice line, struct slice *value);
/* The first of these alone (introduction.c). */
enum head_sort introduction_at(const struct sorter *s, size_t i, size_t *end);

/* ---- signature.c ---- */

/* Within the own lines [from, to): signatures, footers, disclaimers, banners. */
void signature_sort(struct sorter *s, size_t from, size_t to);

/* ---- told.c ---- */

struct told line_told(const struct sorter *s, size_t i);

/* ---- claim.c ---- */

/*
 * Below a head an old mail may stand without any mark, and nothing says where it ends: answers may
 * stand between its lines, a P.S. below it. Marks as `claimed` the lines that read like the sender
 * and unlike an invitation. They stay quoted; the letter is put before a person.
 */
void claim_lines(struct sorter *s);

/* Whether folded words beside a calendar's answer (`yes`, or no) say something else than that. */
bool told_against(struct arena *a, const struct languages *languages, struct slice words, bool yes);

#endif
