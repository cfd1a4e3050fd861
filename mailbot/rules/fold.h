/*
 * Folding: how words are compared. Three keys a word: as folded (NFKC, case aside; ß is ss),
 * transliterated (ä ö ü -> ae oe ue, Cyrillic and Greek to Latin), and bare (without marks, ı -> i).
 * A text is looked up by its first key; the lexicon holds the two others of its own forms, so that
 * `moechte` and `cagri` are found, while `wurde` stays another word than `würde`.
 */
#ifndef RULES_FOLD_H
#define RULES_FOLD_H

#include "base/arena.h"

/* NFKC with case folding; ASCII is taken on a short way. Invalid UTF-8 folds to itself. */
struct slice fold_key(struct arena *a, struct slice text);

/* Of a folded key; the same slice where nothing changes. */
struct slice fold_transliterated(struct arena *a, struct slice key);
struct slice fold_bare(struct arena *a, struct slice key);

#endif
