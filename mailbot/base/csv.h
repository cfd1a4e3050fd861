/*
 * Tables as spreadsheets save them: RFC 4180, with ';', ',' or a tab between the cells (the one that
 * the first line has most of), UTF-8 with or without a BOM, or what a German Windows writes
 * (windows-1252) where it is no UTF-8.
 */
#ifndef BASE_CSV_H
#define BASE_CSV_H

#include "base/arena.h"

struct csv_row {
	int line; /* on which it begins, from 1 */
	const char **cells; /* UTF-8, trimmed; line ends within a cell are LF */
	size_t count, room;
	const char *wrong; /* an id: "quote-open", "quote-inside"; NULL where it is sound */
};

struct csv {
	struct csv_row *rows; /* without empty ones */
	size_t count, room;
	char separator;
	bool converted; /* it was no UTF-8 */
};

/* Everything lives in the arena. Never fails: what is wrong stands with its row. */
void csv_parse(struct arena *a, struct slice bytes, struct csv *out);

#endif
