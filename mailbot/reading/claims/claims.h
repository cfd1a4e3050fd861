/*
 * Takes clauses; gives claims: what is to happen with which event, with how many. A decision without
 * an event takes those of the list below it, else what claims-events.h finds.
 */
#ifndef READING_CLAIMS_H
#define READING_CLAIMS_H

#include "reading/study.h"

enum { CLAIM_CLAUSES_MAX = 16 };

struct claim {
	bool come;
	struct eset events;
	size_t clauses[CLAIM_CLAUSES_MAX]; /* that make it: the deciding one first */
	size_t clause_count;
	int seats;
	enum seats_stated stated;
	bool own, change, subject;
	bool instead; /* the writer's own no stood beside it, of the same */
	const char *why; /* NULL: understood */
	size_t why_atom;
};

struct claims {
	struct claim *items;
	size_t count, room;
	struct eset subject; /* what the writer's own subject names */
};

void claims_make(struct study *s, struct claims *out);

/* A claim that the clause makes, which belongs to `out`. */
struct claim *claims_add(
	struct study *s, struct claims *out, size_t clause, bool come, struct eset events);
/* Takes a clause into a claim, once, with its people and with what was not understood in it. */
void claims_attach(struct study *s, struct claim *claim, size_t clause);

/* Notes the first thing in the claim that is in doubt: a reason's id, and where. */
void claim_doubt(struct claim *claim, const char *why, size_t atom);

/* Whether the clause says by itself to come or not to come. */
bool claims_says(const struct clause *c);

/* Whether it is nothing but a name, the letter's last words: who signs, or one who comes too? */
bool claims_may_sign(const struct study *s, const struct clause *c);

/* What all claims name: events to come to, to stay away from. */
struct eset claims_events(const struct claims *c, bool come);

#endif
