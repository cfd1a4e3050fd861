/*
 * Takes a clause behind a decision that makes none; says whether somebody else acts in it, is brought along, asked or
 * spoken for, or is given the writer's place, in whatever words.
 */
#ifndef READING_AFTERTHOUGHTS_PEOPLE_H
#define READING_AFTERTHOUGHTS_PEOPLE_H

#include "reading/study.h"

/* Behind a yes: perhaps somebody else comes. */
bool afterthought_of_people(const struct study *s, const struct clause *c);

/* `Vorstand: Frau Hart ebenfalls`, `und Begleitung`: the same, below the name. */
bool afterthought_below(const struct study *s, const struct clause *c);

/* `meinen Platz bekommt Herr Lang` */
bool afterthought_gives_seat(const struct study *s, const struct clause *c);

#endif
