/* What guests need, in a list of an office: as `mailbot list registrations --csv` writes it, or in its own words. */
#include "cli/roster.h"

#include <string.h>

#include "rules/fold.h"

/* What stands before the colon, in the languages of the catalogue; and what registry/staff.h calls it. */
static const struct {
	const char *word, *what;
} kinds[] = {
	{"barrierefreiheit", "access"},
	{"access", "access"},
	{"dolmetschen", "interpreter"},
	{"interpreter", "interpreter"},
	{"essen", "food"},
	{"food", "food"},
	{"parken", "parking"},
	{"parking", "parking"},
	{"sonstiges", "other"},
	{"other", "other"},
};

static const char *kind_of(struct arena *a, struct slice word)
{
	struct slice key = fold_key(a, slice_trim(word));

	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (slice_is(key, kinds[i].word))
			return kinds[i].what;
	return NULL;
}

/* "Essen: vegan"; a kind alone is its own words, and words of no kind are of the last. */
static void add_need(struct arena *a, struct roster_entry *entry, struct slice line)
{
	long colon = slice_find(line, ':');
	struct slice before = colon >= 0 ? slice_head(line, (size_t)colon) : line;
	struct slice words = colon >= 0 ? slice_trim(slice_from(line, (size_t)colon + 1)) : line;
	const char *what = kind_of(a, before);
	size_t cells = 2 * entry->need_count;

	if (what == NULL) {
		what = "other";
		words = line;
	}
	if (words.len == 0)
		words = slice_trim(before);
	ARENA_PUSH(a, entry->needs, cells, entry->need_room, what);
	ARENA_PUSH(a, entry->needs, cells, entry->need_room, arena_string(a, words));
	entry->need_count++;
}

void roster_needs(struct arena *a, const char *cell, struct roster_entry *entry)
{
	struct slice rest = slice_of(cell), line;

	while (slice_line(&rest, &line))
		if (slice_trim(line).len > 0)
			add_need(a, entry, slice_trim(line));
}
