/*
 * What the events of a series can be called: word -> set of events, from titles, other names, places
 * and addresses; the words for each sort of event; whole titles. Made when the rules are compiled, as
 * the sentences of each language have it: names in another language are false friends there.
 */
#ifndef RULES_CALLINGS_H
#define RULES_CALLINGS_H

#include "rules/eset.h"
#include "rules/index.h"
#include "rules/language.h"

enum {
	CALLING_REPAIR_MIN = 5, /* bytes: shorter words are too near to each other */
	CALLING_HEAD_MIN = 5, /* of a compound's head: `forum` of `Fachforum` */
	CALLING_PART_MIN = 4, /* of a compound's first part */
};

enum calls {
	CALLS_NOTHING,
	CALLS_TITLE,
	CALLS_PLACE,
	CALLS_SORT,
	CALLS_SORTS,
	CALLS_SERIES, /* a word of the series' own title or organiser: names no event */
};

struct call {
	struct slice key, latin;
	uint64_t letters; /* of `latin` */
	enum calls calls;
	struct eset events;
	bool proper; /* it stands in a title itself, not only in another name */
	bool whole; /* a title or another name has no other word */
	bool front; /* stands only before a sort in one word: `Orgel` of `Orgelkonzert` */
	bool heads; /* of a sort: its last part alone says it too (`Forum`) */
};

/* A title of several words, glue and all; or a place's, from one of its words on. */
struct title {
	bool place;
	struct slice *words;
	size_t count, room;
	struct eset events;
	bool asks; /* `Wie geht es weiter?`: a question, which is a title only where it is said to be one */
};

struct venue {
	struct slice name; /* folded */
	struct eset events;
};

struct callings {
	struct call *calls;
	size_t count, room;
	struct title *titles;
	size_t title_count, title_room;
	struct venue *venues; /* different ones */
	size_t venue_count, venue_room;
	/* numbers of calls by what is looked for: the whole word, the head of a sort's name; the first
	 * CALLING_PART_MIN bytes; and those that can be the last part of a compound */
	struct index words, fronts;
	uint32_t *sorts;
	size_t sort_count, sort_room;
	struct index begins,
		holds; /* numbers of titles, by their first CALLING_PART_MIN bytes; those that are none of a place, by each word */
};

/* Those of one series. */
struct series_callings {
	const struct callings *unknown; /* in a language that we do not know: all names */
	const struct callings *common; /* in one that no name is only for */
	struct own_callings {
		const struct language *language;
		const struct callings *callings;
	} * own; /* in one that names are for, and that does not act */
	size_t own_count, own_room;
};

struct series_callings *callings_compile(
	struct arena *a, const struct series *series, const struct languages *languages);

/* Those of sentences in that language; NULL: in one that we do not know. */
const struct callings *callings_in(
	const struct series_callings *s, const struct language *language);

/* Words that name nothing: articles, prepositions and the like, in any language. */
bool calling_glue(const struct languages *l, struct slice key);

/* `und`, `and`, in any language. */
bool calling_joins(const struct languages *l, struct slice key);

/* The next run of letters and hyphens. */
bool calling_word(struct slice *rest, struct slice *word);

#endif
