/*
 * Takes a clause of a letter that goes to review; says whether somebody comes along in it whom nobody counted: `die Moni bring
 * ich mit`, `w/ Jette`, `ich und mein Cotrainer`. For the guess only.
 */
#ifndef READING_RECKON_COMPANY_H
#define READING_RECKON_COMPANY_H

#include "reading/study.h"

/* How many: one or none. */
int reckon_uncounted(const struct study *s, const struct clause *c);

/* `kommen gerne beide zum Kongress`: two, where nobody is named; 0. */
int reckon_both(const struct study *s, const struct clause *c);

#endif
