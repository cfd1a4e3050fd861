/*
 * Which events a clause asks for, in a guess: those that it names, but for what it only tells of
 * others, thanks for, takes out, or does on that day; and those that it points at (`see you there`).
 *
 * Takes a study that was read. It never acts: bolder than claims.h, whose doubts a guess may ignore.
 */
#ifndef READING_GUESS_EVENTS_H
#define READING_GUESS_EVENTS_H

#include "reading/study.h"

/* Whether nothing is decided in it yet. */
bool guess_left_open(const struct study *s, const struct clause *c);

/* Whether what the clause names may be asked for; `strict`: not where it is told, asked or doubted. */
bool guess_counts(const struct study *s, const struct clause *c, bool strict);

/* The events that it names, of those still to come; `strict`: not what others do, nor all at once in
 * talk. */
struct eset guess_named(const struct study *s, const struct clause *c, bool strict);

/* What a clause that names none speaks of: the quoted line above it, or what stands before it, in clause
 * `*by`. */
struct eset guess_spoken_of(
	const struct study *s, const struct clause *c, const struct clause **by);

/* Whether the clause is of that event: it names it, or none after it was named; or it may be, where the whole letter names none. */
bool guess_speaks_of(const struct study *s, const struct clause *c, size_t event);
bool guess_may_speak_of(const struct study *s, const struct clause *c, size_t event);

/* The place in the series of an event that a guess names. */
size_t guess_event(const struct study *s, const char *id);

#endif
