/*
 * Takes a claim with its clauses; gives what they say together of how many come, before any of it is summed: the totals,
 * lists and names, who stands behind `mit`, whether the writer comes, and who `we` are by what stands before. What
 * cannot be counted is trouble.
 */
#ifndef READING_SEATS_GATHER_H
#define READING_SEATS_GATHER_H

#include "reading/claims/claims.h"

/* What the clauses of a claim say together. */
struct headcount {
	int grouped; /* of those listed: by two numbers and more, `2 Erwachsene und 2 Kinder` */
	bool plural; /* some of them are a plural without a number */
	int total; /* 0: not said */
	int listed; /* people in plain lists, the writer not among them */
	int beside; /* people behind `mit` */
	int unnamed, named; /* of `listed`: counted by a noun, and by their names */
	bool me; /* the writer comes */
	bool self; /* and stands in the lists by name */
	bool we; /* and others, not said how many */
	bool unalone; /* … or one at least: `nicht allein` */
	bool us; /* `the 22nd suits us` */
	bool lists, names;
	bool beside_named; /* those behind `mit` have their names there */
	bool i; /* `ich` stands in a list */
	bool loose; /* a name that may be no person's */
	bool announced; /* names stand in a list below */
	int antecedent; /* `my wife and I … . We …`: how many `we` are by what stands before; 0 */
	bool included; /* `me included`: in the number */
	bool group; /* `our choir`: some, nobody says how many */
	bool alone; /* whoever comes says that they come alone */
	bool other_alone; /* somebody who is not the writer comes alone */
	bool changed; /* the total stands for another one of before */
	int members; /* of `beside`: such as a group consists of */
	int beside_noun, beside_names; /* of `beside`: several by a noun, and by their names */
	bool others_do; /* a verb of one who is not the writer, and whom we do not know */
	bool club; /* `our choir comes`: the we of a group, and no pronoun */
	bool along; /* `meine Frau kommt mit`: with the writer, whom nothing names */
	bool joins_us; /* … with the writer and others */
	const char *why;
};

struct headcount seats_gather(const struct study *s, const struct claim *claim);

/* Notes the first thing that stands against counting: a reason's id. */
void seats_trouble(struct headcount *h, const char *why);

#endif
