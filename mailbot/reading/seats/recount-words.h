/*
 * Takes tokens; says what one is in a count of people by rules of its own (recount.c): a number, a calling, a part of a name.
 */
#ifndef READING_RECOUNT_WORDS_H
#define READING_RECOUNT_WORDS_H

#include "reading/seats/recount-mentions.h"

#define MEANS(t, ...) \
	token_means_any(t, \
		senses_of((const enum sense[]){__VA_ARGS__}, \
			sizeof(const enum sense[]){__VA_ARGS__} / sizeof(enum sense)))

/* The token; beyond `end`, and where an event, a day or a time takes it, a stop. */
const struct token *recount_token_of(const struct tally *t, size_t at, size_t end);
/* How many a figure or a word says; 0. */
int recount_number_of(const struct token *t);
/* Whether it is written as a noun, or stands as one: `nen kumpel`. `at` is within [first, end). */
bool recount_as_noun(const struct tally *t, size_t first, size_t at);
bool recount_is_relation(const struct tally *t, size_t first, size_t at, size_t end);
/* Whether a preposition before it says where somebody is from, or as what, or before or behind what. */
bool recount_governed(const struct tally *t, size_t first, size_t at);
bool recount_name_word(const struct token *t);
/* Tokens of a run of capitals; *words of it, *known of those that a language has. */
size_t recount_name_at(const struct tally *t, size_t at, size_t end, size_t *words, size_t *known);
/* Whether the run is the writer's own name, and more than a surname. */
bool recount_writers(const struct study *s, size_t at, size_t n);

#endif
