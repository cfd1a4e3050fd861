/*
 * Likeness: what sentences say, learned from sentences with labels and from nothing else. A linear
 * model over what sentences have in common (rules/features.h), trained by gradient descent when it is
 * made: the same sentences give the same model. It knows no grammar, and what it never met it has no
 * opinion on. What was learned takes about 0.7 MB for 6,000 sentences.
 */
#ifndef RULES_LIKENESS_H
#define RULES_LIKENESS_H

#include "base/arena.h"
#include "rules/language.h"

/* X(identifier, name in a bank of sentences) */
#define SAYINGS(X) \
	X(COMING, "coming") /* somebody comes */ \
	X(NOT_COMING, "not-coming") /* somebody does not */ \
	X(BOTH, "both") /* comes to one, not to the other; one instead of another */ \
	X(UNDECIDED, "undecided") \
	X(BACK, "back") /* takes back or puts in doubt what stands before */ \
	X(NOTHING, "nothing") /* asks for nothing */

enum saying {
#define SAYING_ENUM(id, name) SAYING_##id,
	SAYINGS(SAYING_ENUM)
#undef SAYING_ENUM
		SAYING_COUNT,
};
extern const char *const saying_names[SAYING_COUNT];

struct labelled {
	enum saying saying;
	struct slice text;
};

struct likeness;

/*
 * Learns; lives in the arena. `sentences` are no longer needed afterwards. Where `language` is known,
 * what its words mean counts beside the words themselves.
 */
const struct likeness *likeness_learn(struct arena *a, const struct languages *languages,
	const struct language *language, const struct labelled *sentences, size_t count);

/* How likely each saying is; together 1. Nothing known: all alike. */
struct opinion {
	float of[SAYING_COUNT];
};

struct opinion likeness_judge(struct arena *a, const struct likeness *l, struct slice text);

#endif
