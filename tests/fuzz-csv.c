/* A spreadsheet's table: whatever the bytes, its cells are UTF-8 without blanks at their ends. */
#include "fuzz.h"

#include <string.h>

#include "base/csv.h"
#include "base/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *a = arena_new();
	struct csv csv;
	size_t cells = 0;
	int line = 0;

	csv_parse(a, fuzz_bytes(data, size), &csv);
	for (size_t i = 0; i < csv.count; i++) {
		CHECK(csv.rows[i].line > line);
		line = csv.rows[i].line;
		cells += csv.rows[i].count;
		for (size_t k = 0; k < csv.rows[i].count; k++) {
			struct slice cell = slice_of(csv.rows[i].cells[k]);
			CHECK(utf8_valid(cell));
			CHECK(slice_trim(cell).len == cell.len);
		}
	}
	CHECK(cells <= size + 1);
	arena_free(&a);
	return 0;
}
