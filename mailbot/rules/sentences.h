/*
 * Banks of labelled sentences: rules/sentences/CODE.txt, one for a language, compiled to what the
 * sceptic (reading/ledger/sceptic.h) learned from it. A line is LABEL, a tab, and the sentence; empty lines
 * and those that begin with # are for people. What the labels mean stands at the head of de.txt and
 * in rules/likeness.h. EVENT, DAY, NAME and NUMBER stand for any such thing.
 */
#ifndef RULES_SENTENCES_H
#define RULES_SENTENCES_H

#include "base/problems.h"
#include "rules/likeness.h"
#include "rules/rules.h"

#define SENTENCE_EVENT "EVENT"
#define SENTENCE_DAY "DAY"
#define SENTENCE_NAME "NAME"
#define SENTENCE_NUMBER "NUMBER"

struct bank {
	const char *code; /* of its language: the file's name */
	struct slice text; /* all of the file: it holds them, nobody keeps them apart */
	size_t count; /* of sentences */
	const struct likeness *likeness; /* NULL until it is learned */
	struct bank *next;
};

/* Adds one file to *into (NULL at first); names and bytes are borrowed. -1 where anything is wrong. */
int sentences_compile(struct arena *a, const struct rule_file *file, struct bank **into,
	struct problems *problems);

/* The sentences of a bank, `count` of them, in the arena; what they say stands in the file's bytes. */
struct labelled *sentences_labelled(struct arena *a, const struct bank *b);

/* Learns from all of them, and needs their bytes no longer; words alone where `languages` is NULL; takes about 0.15 s for 10,000 sentences. */
void sentences_learn(struct arena *a, struct bank *banks, const struct languages *languages);

/* The bank of a language; NULL where it has none. */
const struct bank *sentences_bank(const struct bank *banks, const char *code);

#endif
