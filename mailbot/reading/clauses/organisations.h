/*
 * Takes a clause that asks for something; says which of its words name who stands behind it and does not
 * come: for whom the writer comes, who sends, whose people are counted, and the writer's own name.
 */
#ifndef READING_ORGANISATIONS_H
#define READING_ORGANISATIONS_H

#include "reading/study.h"

/* `für die VHS bin ich vor Ort`: how many atoms at `at` say for whom they come; 0. */
size_t organisation_for(const struct study *s, const struct clause *c, size_t at);

/* `der Musikverein kommt mit vier Personen`: whether a group that has been taken comes, and nobody else does. */
bool organisation_comes(const struct study *s, const struct clause *c);

/* `zum Forum schickt der Handwerkerhof vier Leute:`, with their names below. */
bool organisation_sends(const struct study *s, const struct clause *c);

/* Consumes the others, as adjuncts. */
void organisations_take(struct study *s, struct clause *c);

#endif
