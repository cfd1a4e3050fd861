/*
 * Takes a list of people in the making; tells whether who stands behind a comma says who was counted before it.
 * `zwei Kolleginnen, Jutta Freese und Swetlana Ott` are two, `wir, Peter und Inge Schulte` as well, `ich, Max
 * Ott` is one: they do where they have names, or where the list has had its last one: `23 Kinder und zwei
 * Begleitpersonen, meine Kollegin Frau Nolte und ich`. Where the numbers do not fit the list is unsure.
 */
#ifndef READING_APPOSITIONS_H
#define READING_APPOSITIONS_H

#include "reading/study.h"

struct apposition {
	int unnamed; /* counted before the comma */
	bool joined; /* and the last of a list of such */
	bool counted; /* nobody but such so far */
	bool open; /* a comma stood behind them */
	bool last_and; /* the last one stands behind more than a comma */
	bool me; /* the writer was counted before it */
	size_t named; /* names since */
	int since; /* people since */
};

/* Whether `p`, which was `before` without them, goes on with those who may be who was counted. */
bool apposition_opens(
	const struct apposition *x, const struct people *before, const struct people *p);

/* Counts once those who were counted and named. */
void apposition_settle(struct people *p, const struct apposition *x);

/* `am 18. kommt Frau Ott, ich kann nicht`, `…, ich nicht`: at `at` the writer does something of their own, and is on no list. */
bool people_writer_goes_on(const struct study *s, size_t at, size_t end);

/* `am 18. komme ich, mein Mann geht nicht mit`: a verb stood before the list that begins at `at`, and at `next`, behind who
 * was added to it, or the `several` of them, stands another: they go on with what they do, and are on no list. Nor are
 * those of whom nothing but a no follows: `komme ich, mein Mann nicht`. */
bool people_others_go_on(const struct study *s, size_t first, size_t at, size_t end,
	const struct people *before, const struct people *p, size_t next, bool several);

/* `zwei Plätze, für mich und unseren Trainer`, `einen für mich, einen für meine Frau`: a list, and nobody comes in the
 * writer's place. */
void people_for_me(struct study *s);

#endif
