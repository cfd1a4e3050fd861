/*
 * Takes tokens and rows; says in which language each token is. A sentence is in one language: the
 * letter's, unless another one knows its words far better (an English line below a German letter).
 * The letter's is the one that knows the words of its body best; where the body has none that count,
 * the subject decides.
 */
#ifndef READING_TONGUES_H
#define READING_TONGUES_H

#include "reading/study.h"

/*
 * Sets s->language and every token's. `instead`: take this one for the letter's (NULL: decide). Gives
 * the language that is nearly as good for the letter: then a reading counts only where both agree;
 * NULL where there is none.
 */
const struct language *tongues_find(struct study *s, const struct language *instead);

/* The language of what the atom stands for; NULL where none is known. */
const struct language *tongue_of(const struct study *s, const struct atom *a);
/* Whether nouns have a capital there. */
bool tongue_nouns(const struct study *s, const struct atom *a);
/* Whether its line has no capital at all, so that nouns have none either. */
bool tongue_small_letters(const struct study *s, const struct atom *a);
/* Whether the atom is the word before an infinitive: zu, to. */
bool tongue_infinitive(const struct study *s, const struct atom *a);

#endif
