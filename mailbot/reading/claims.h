/*
 * Takes clauses; gives claims: what is to happen with which event, with how many. A decision without
 * an event takes those of the list below it, else of the quoted line, else of the subject, else the
 * ones of the letter's other decisions, else of the context; never one out of a question.
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
	const char *why; /* NULL: understood */
	size_t why_atom;
};

struct claims {
	struct claim *items;
	size_t count, room;
	struct eset subject; /* what the writer's own subject names */
};

void claims_make(struct study *s, struct claims *out);

/* What all claims name: events to come to, to stay away from. */
struct eset claims_events(const struct claims *c, bool come);

#endif
