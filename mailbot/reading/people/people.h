/*
 * Takes sentences; gives one atom for each group of people: `meine Frau und ich`, `mit zwei Kollegen`,
 * `zu viert`, `3 Personen`, `Frau Yilmaz und Herrn Brandt`. Names come from positions: behind titles,
 * possessives with a noun, companion words, in lists; not from dictionaries. Two capitals behind an
 * article are no name.
 */
#ifndef READING_PEOPLE_H
#define READING_PEOPLE_H

#include "reading/study.h"

void people_find(struct study *s);

/* Whether a name may be that of who writes. */
bool people_named_as_writer(const struct study *s, const char *name);

/* Whether one of those who are named may be who writes. */
bool people_may_be_writer(const struct study *s, const struct people *p);

#endif
