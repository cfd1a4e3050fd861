/*
 * Takes the message; gives tokens and rows: the subject (always row 0), the own lines, and quoted
 * lines that are answered inline. A token has its span, its folded key, and whether a blank stood
 * before it; a row knows whether its line end was meant, its bullet and its box.
 */
#ifndef READING_TOKENS_H
#define READING_TOKENS_H

#include "reading/study.h"

void tokens_make(struct study *s);

/* Looks every word up in its language (tongues.c). */
void tokens_mean(struct study *s);
/* `:-(`, 😢: beside nothing but an event nobody knows whether they come. */
bool token_sad(const struct token *t);

#endif
