/*
 * Takes events; trusts a word of a title that a day backs: `am 18. wird es nichts mit der Arbeit`, where on the
 * 18th there is that event and no other. By itself such a word may be any noun; both together name the event twice over. Likewise
 * in a list of three and more that begins a sentence, where one is surely meant: `Bildung, Arbeit und Kongress, da komme ich`.
 */
#ifndef READING_BACKED_H
#define READING_BACKED_H

#include "reading/study.h"

void backed_trust(struct study *s);

/* Whether a day in the sentence or the one before it names the same event, and none another: `am 18. mache ich früher zu und
 * komme nach Hörde`. */
bool backed_by_day(const struct study *s, size_t sentence, struct eset events);

#endif
