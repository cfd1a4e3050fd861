/*
 * Takes clauses; finds one that puts right which event the clause before it named: `am 21., nein, am 22.`,
 * `zum Kongress, nein halt, zum Forum`. Such a clause says neither yes nor no: what the one before says, holds for its
 * event instead.
 */
#ifndef READING_CORRECTIONS_H
#define READING_CORRECTIONS_H

#include "reading/study.h"

/* `am 21., Entschuldigung, am 22.`: what excuses between two events, or before the one that ends the sentence, takes the first
 * one back. Before the clauses are cut. */
void corrections_hear(struct study *s);

/* Whether the clause is nothing but a no behind a comma, and then an event in the place of the one that the clause
 * before it comes to. */
bool corrects_event(const struct study *s, const struct clause *c);

/* `ich komme am 21., nein am 22.`: nobody can tell whether that is a no to the 22nd. */
bool corrects_unclear(const struct study *s, const struct clause *c);

#endif
