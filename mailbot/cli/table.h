/*
 * Tables for a terminal: columns as wide as they need, the page at most TABLE_COLUMNS; what does not
 * fit goes on in the lines below, so nothing is cut off. Widths are those of characters on a
 * terminal, not of bytes.
 */
#ifndef CLI_TABLE_H
#define CLI_TABLE_H

#include <stdio.h>

#include "base/arena.h"

enum {
	TABLE_COLUMNS = 100, /* of the whole table */
	TABLE_CELLS_MAX = 8,
};

struct table_column {
	const char *head;
	size_t most; /* columns; the last one takes what is left in any case */
	bool right; /* numbers */
};

struct table {
	struct arena *arena;
	const struct table_column *columns;
	size_t column_count;
	const char **cells; /* row by row */
	size_t count, room; /* of cells */
};

/* Adds a cell: rows fill up from the left. Control characters become harmless. NULL is "". */
void table_add(struct table *t, const char *text);

/* Prints head and rows, indented by two. */
void table_print(const struct table *t, FILE *out);

#endif
