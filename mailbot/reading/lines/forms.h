/*
 * Forms and tables, by their lines. Takes rows of tokens, with their boxes off; marks the rows that stand below one
 * another and end with a number, as `counted`, and makes each an item. Later, of rows and atoms, says which number of a
 * counted row is how many come, and whether the letter is a form that nobody filled in.
 */
#ifndef READING_FORMS_H
#define READING_FORMS_H

#include "reading/study.h"

/* Marks counted rows. A column that does no more than rank them (1, 2, 3) counts nobody, unless a line says that it
 * does: `Anzahl`, `Personen`. */
void forms_mark(struct study *s);

/* Whether the number at `at` is how many come to the event that its row names, and nothing else stands there. */
bool forms_counts(const struct study *s, size_t at, size_t end);

/* Whether boxes stand in it and none has a mark, or several of its labels have nothing behind them. */
bool forms_blank(const struct study *s);

#endif
