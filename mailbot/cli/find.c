/* Whom staff mean who say a name, an address or a number: nobody is taken on a guess. */
#include "cli/desk.h"

#include <string.h>

#include "base/utf8.h"
#include "cli/cli.h"
#include "reading/people/name.h"
#include "rules/fold.h"
#include "rules/language.h"

struct found {
	struct party_row *items;
	size_t count, room;
};

static bool comes_to_one(const struct party_row *row, const struct wishes *wishes)
{
	for (size_t i = 0; i < wishes->count; i++)
		if (party_row_comes(row, wishes->items[i].event))
			return true;
	return false;
}

/* `Frau Schmidt`, `Herrn Dr. Brand`: what the rules know as a title is no part of a name. */
static const char *without_titles(struct desk *d, const char *name)
{
	struct arena *a = d->house.arena;
	struct slice rest = slice_trim(slice_of(name));

	for (long blank; (blank = slice_find(rest, ' ')) > 0;) {
		struct slice word = slice_head(rest, (size_t)blank);
		if (word.p[word.len - 1] == '.')
			word.len--;
		const struct meaning *m =
			languages_word(d->house.rules->languages, fold_key(a, word));
		if (m == NULL || !senses_has(m->senses, SENSE_TITLE))
			break;
		rest = slice_trim(slice_from(rest, (size_t)blank));
	}
	return arena_string(a, rest);
}

/* Of whom the name fits, those who have something there to cancel. */
static int find_by_name(
	struct desk *d, const char *name, const struct wishes *wishes, struct found *out)
{
	struct party_row *rows;
	size_t count;
	struct err e = {0};

	if (registry_find(d->reg, d->house.arena, NULL, 0, without_titles(d, name), &rows, &count,
		    &e) != 0)
		return desk_fault(d, &e);
	for (size_t i = 0; i < count; i++)
		if (comes_to_one(&rows[i], wishes))
			ARENA_PUSH(d->house.arena, out->items, out->count, out->room, rows[i]);
	if (out->count == 0)
		return desk_fail(
			CLI_FAILED, desk_say(d, count == 0 ? "nobody" : "nobody-there", NULL));
	return CLI_OK;
}

static int find_plainly(struct desk *d, const struct person *person, struct found *out)
{
	struct err e = {0};

	if (registry_find(d->reg, d->house.arena, person->party == 0 ? person->address : NULL,
		    person->party, NULL, &out->items, &out->count, &e) != 0)
		return desk_fault(d, &e);
	return out->count > 0 ? CLI_OK : desk_fail(CLI_FAILED, desk_say(d, "nobody", NULL));
}

int desk_party(struct desk *d, const char *text, int64_t *id)
{
	long number;

	if (!slice_number(slice_of(text), INT32_MAX, &number) || number < 1)
		return desk_fail(CLI_USAGE, desk_say(d, "no-party", "text", text, NULL));
	*id = number;
	return CLI_OK;
}

const char *desk_party_row(struct desk *d, const struct party_row *row)
{
	struct arena *a = d->house.arena;
	const char *cells[] = {row->name, row->address, row->phone, row->events};
	const char *text = arena_printf(a, "--party %lld", (long long)row->id);

	for (size_t i = 0; i < sizeof cells / sizeof *cells; i++)
		if (cells[i][0] != '\0')
			text = arena_printf(a, "%s   %s", text, cells[i]);
	return arena_string(a, utf8_printable(a, slice_of(text), false));
}

static int show(struct desk *d, const char *sentence, const struct found *found)
{
	fprintf(stderr, "mailbot: %s\n", desk_say(d, sentence, NULL));
	for (size_t i = 0; i < found->count; i++)
		fprintf(stderr, "  %s\n", desk_party_row(d, &found->items[i]));
	return CLI_FAILED;
}

/* An address has a party in each series: the events say which. */
static void keep_of_series(struct found *found, const struct series *series)
{
	size_t kept = 0;

	for (size_t i = 0; i < found->count; i++)
		if (strcmp(found->items[i].series, series->id) == 0)
			found->items[kept++] = found->items[i];
	if (kept > 0)
		found->count = kept;
}

int desk_find(struct desk *d, const struct wishes *wishes, struct person *person,
	const struct series **series)
{
	bool plain = person->party != 0 || person->address[0] != '\0';
	struct found found = {0};
	int status;

	if (!plain && person->name[0] == '\0')
		return desk_fail(CLI_USAGE, desk_say(d, "who-cancels", NULL));
	status = plain ? find_plainly(d, person, &found)
		       : find_by_name(d, person->name, wishes, &found);
	if (status != CLI_OK)
		return status;
	if (*series != NULL)
		keep_of_series(&found, *series);
	if (found.count > 1)
		return show(d, "several", &found);
	/* Where nobody is asked before it is done, only the very name will do. */
	if (!plain && !desk_asks(d) && !d->staff.dry &&
		name_compare(without_titles(d, person->name), found.items->name) != NAME_SAME)
		return show(d, "not-that-name", &found);
	person->party = found.items->id;
	if (*series == NULL)
		*series = rules_series(d->house.rules, found.items->series);
	return CLI_OK;
}
