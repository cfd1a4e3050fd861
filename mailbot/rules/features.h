/*
 * What sentences can have in common, as hashes: words and pairs of neighbours; the parts of words, three to six letters
 * long, so that `teilnehmen` is like `Teilnahme` and like its own slips; and what the language's file says that words
 * mean, one by one and in pairs in their order, so that a verb that was never learned is like one that was.
 */
#ifndef RULES_FEATURES_H
#define RULES_FEATURES_H

#include <stdint.h>

#include "base/arena.h"
#include "rules/language.h"

/* They are weighed apart: there are far more parts than words. */
enum feature_kind { FEATURE_WORDS, FEATURE_PARTS, FEATURE_MEANINGS, FEATURE_KINDS };

struct features {
	uint64_t *hashes; /* never 0; those of one kind behind those of the other */
	size_t count[FEATURE_KINDS];
};

/* In the arena. Without a language (NULL) words mean nothing. */
struct features features_of(struct arena *a, const struct languages *languages,
	const struct language *language, struct slice text);

#endif
