/*
 * Takes sentences of atoms; gives a run of those that name one event, and what it means: pieces (a title,
 * a place, a sort, a date) joined by glue (prepositions, articles, quotes, brackets, an event's noun, a
 * time), each with the events that it fits. What they have in common is what is meant; nothing: a
 * contradiction. Writes nothing to the study but the months that days take from those behind them.
 * Positions are atoms; `end` is where the sentence ends.
 */
#ifndef READING_RUNS_H
#define READING_RUNS_H

#include "reading/study.h"

/* A run, with the events that its parts fit where it `has` such parts. */
struct run {
	size_t first, end; /* atoms */
	struct eset title, sort, place, day, weekday, month;
	bool has_title, has_sort, has_place, has_day, has_weekday, has_month;
	bool going, quoted, definite, indefinite, over, common, repaired, clash, plural, compound;
	bool stands; /* `the business one`: a word that stands for a sort's */
	bool occasion; /* `Rententermin`: a title's word, and one for any event */
	bool part; /* a word of a title that is not all of it */
	bool at_place; /* `am`, `in`, `on` before it: where something is, as much as what it is */
	size_t pieces, words;
	size_t open; /* brackets */
};

/* Whether a run can begin with the atom. */
bool run_is_piece(const struct atom *a);

/* Whether it is a word that only joins pieces: `für`, `das`, `Ihrem`, `um`. */
bool run_is_glue_word(const struct atom *a);

/* `two places at the forum and one at the congress`: one of what was counted before, and no event. */
bool run_counts_one(const struct study *s, size_t at);

/* The run that begins with the piece at `at`; glue may reach back to `first`. */
struct run run_at(struct study *s, size_t first, size_t at, size_t end);

/* Says in `out` which events the run means, and how surely. */
void run_judge(const struct study *s, struct run *r, struct atom *out);

#endif
