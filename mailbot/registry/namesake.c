/* Who may stand in the register already, under another address or under none. */
#include "registry/staff.h"

#include "reading/people/name.h"
#include "registry/rows.h"

/*
 * Without an address one is known by the name alone, and who can tell whether a name that is unclear
 * is theirs; so it fits. Who has an address has the very name (the statement saw to that).
 */
static bool may_be(const char *writer, const char *from, struct slice names)
{
	struct arena *a = arena_new();
	bool fits = false;

	while (names.len > 0 && !fits) {
		long end = slice_find(names, '\n');
		struct slice one = end >= 0 ? slice_head(names, (size_t)end) : names;
		const char *name = arena_string(a, one);
		fits = name_compare(writer, name) != NAME_DIFFERENT ||
			(from[0] != '\0' && name_compare(from, name) == NAME_SAME);
		names = slice_from(names, end >= 0 ? (size_t)end + 1 : names.len);
	}
	arena_free(&a);
	return fits;
}

int registry_namesakes(struct registry *reg, struct arena *a, const struct series *series,
	const struct reading *reading, struct party_row **out, size_t *count, struct err *e)
{
	const char *from = reading->envelope->from.name, *writer = reading->writer;
	size_t room = 0;
	int rc;

	if (writer[0] == '\0')
		writer = from;
	sqlite3_stmt *s = db_bind(reg, SQL_NAMESAKES, e, "tttt", series->id,
		reading->envelope->from.address, writer, from);
	*out = NULL;
	*count = 0;
	while ((rc = db_row(reg, s, e)) == 1) {
		struct party_row row = {sqlite3_column_int64(s, 0), series->id, db_text(a, s, 1),
			db_text(a, s, 2), db_text(a, s, 3), db_text(a, s, 4)};
		if (row.address[0] != '\0' || may_be(writer, from, slice_of(db_text(a, s, 5))))
			ARENA_PUSH(a, *out, *count, room, row);
	}
	return rc;
}

bool party_row_comes(const struct party_row *row, const struct event *event)
{
	struct slice rest = slice_of(row->events);

	for (long at = 0; rest.len > 0 && at >= 0; rest = slice_from(rest, (size_t)at + 1)) {
		at = slice_find(rest, ',');
		struct slice id = slice_trim(at >= 0 ? slice_head(rest, (size_t)at) : rest);
		if (event == NULL || slice_is(id, event->id))
			return true;
		if (at < 0)
			return false;
	}
	return false;
}
