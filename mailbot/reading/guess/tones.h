/*
 * Takes the clauses of a letter that goes to review; says of each what it sounds like, yes or no, whether it was
 * understood or not: by its words, by what else was decided near it, by its likeness to sentences that are known. For
 * the guess only: nothing is ever carried out by its sound.
 */
#ifndef READING_TONES_H
#define READING_TONES_H

#include "reading/study.h"

enum tone { TONE_NONE, TONE_YES, TONE_NO };

/* The same by its words alone. */
enum tone tone_of(const struct study *s, const struct clause *c);

/* `I'd love to come, but we're on tour`: a wish of the writer's that something stands against. */
bool tone_wished(const struct study *s, const struct clause *c);

/* What it sounds like; NONE where nothing tells. */
enum tone tone_heard(const struct study *s, const struct clause *c);

/* The tone of the clauses around one that has none: of its sentence, else of the letter. */
enum tone tone_around(const struct study *s, const struct clause *c);

#endif
