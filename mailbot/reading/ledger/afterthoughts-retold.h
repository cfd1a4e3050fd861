/*
 * Takes a clause behind a decision, be it a yes or a no; says whether it speaks of that decision as of something that
 * was said then, is said by others, or will be said later; or has nothing but kind words.
 */
#ifndef READING_AFTERTHOUGHTS_RETOLD_H
#define READING_AFTERTHOUGHTS_RETOLD_H

#include "reading/study.h"

/* `das habe ich letztes Jahr geschrieben`, `letztes Jahr jedenfalls`: what was said is not of now. */
bool afterthought_unsays(const struct study *s, const struct clause *c);

/* `das schrieb mir Herr Lang`, `so steht es in seiner Mail`: who says so? */
bool afterthought_said_by_others(const struct study *s, const struct clause *c);

/* `am Montag sage ich endgültig zu`: the day on which they will say so, and no event's. */
bool afterthought_says_then(const struct study *s, const struct clause *c);

/* Whether the clause can be nothing but kind words, or who gave them the invitation. */
bool afterthought_kind(const struct study *s, const struct clause *c);

#endif
