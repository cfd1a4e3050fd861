/*
 * Takes clauses that were understood; settles who is left where somebody drops out. `Frau Beyer ist am 16. verhindert, ich
 * komme allein`: what stands before says no more than why, and of which event. `Ich kann am 16. nicht, Herr Ott kommt dann
 * allein`, `ich kann nicht, aber meine Frau kommt`: they come in the writer's place. `Am 18. kommen zwei von uns: Herr Ott
 * und ich. Am 21. bin ich allein`: there the writer comes. For the first and the last only `alone`, or `only` beside how
 * many, says that they had meant to come together.
 */
#ifndef READING_LEFT_H
#define READING_LEFT_H

#include "reading/study.h"

void left_settle(struct study *s);

/* `zu dritt (A, B und ich), am 22. kommt Frau B allein`: whether all whom the clause names come with the writer to
 * another event as well, so that the writer speaks for them. */
bool left_named_beside_me(struct study *s, const struct clause *c);

#endif
