#include "rules/owners.h"

#include <string.h>

#include "rules/callings.h"
#include "rules/edits.h"

/* What an inflected name has of it at least (reading/events/vocabulary.h). */
enum { BEGIN_BYTES = CALLING_REPAIR_MIN, MONTHS = 12 };

struct name {
	struct slice latin;
	uint64_t letters; /* of `latin` */
	uint32_t series;
};

struct owners {
	size_t count; /* of series */
	struct index words, venues; /* numbers of series, as those of struct callings */
	struct index
		begins; /* by the first BEGIN_BYTES of a name, or by all of one that is shorter */
	struct name *names; /* that slips may be of */
	size_t name_count, name_room;
	/* numbers of names, by what so many edits leave of them, and its place */
	struct index pieces[EDITS_MAX][EDITS_MAX + 1];
	struct calendar {
		int first_year, last_year;
		uint32_t days[MONTHS + 1]; /* a bit a day; [0]: of any month */
	} * calendars; /* of each series */
};

/* ---- making them ---- */

/* A call under all that a whole word may be of it; one of the series' own title names no event. */
static void add_words(struct arena *a, struct owners *o, const struct callings *c, uint32_t series)
{
	for (size_t i = 0; i < c->words.size; i++) {
		const struct index_entry *e = &c->words.entries[i];
		bool names = false;
		for (size_t k = 0; k < e->count; k++)
			names = names || c->calls[e->items[k]].calls != CALLS_SERIES;
		if (names)
			index_add(a, &o->words, e->key, series);
	}
}

/*
 * Of the edits + 1 pieces of a word, a byte between any two of them, one at least is whole after so many edits: an edit
 * touches one place, or, where it swaps, two neighbours.
 */
static size_t piece_length(size_t word, size_t edits)
{
	return word > edits ? (word - edits) / (edits + 1) : 0;
}

static struct slice piece(struct slice word, size_t at, size_t len)
{
	return slice_head(slice_from(word, at), len);
}

static void add_pieces(struct arena *a, struct owners *o, size_t number)
{
	struct slice word = o->names[number].latin;

	for (size_t edits = 1; edits <= EDITS_MAX; edits++) {
		size_t len = piece_length(word.len, edits);
		for (size_t i = 0; len > 0 && i <= edits; i++)
			index_add(a, &o->pieces[edits - 1][i], piece(word, i * (len + 1), len),
				number);
	}
}

static void add_call(struct arena *a, struct owners *o, const struct call *call, uint32_t series)
{
	long blank = slice_find(call->key, ' ');

	index_add(a, &o->begins, slice_head(call->key, BEGIN_BYTES), series);
	index_add(a, &o->begins, slice_head(call->latin, BEGIN_BYTES), series);
	/* `art walk`: a sort's name of several words */
	if (blank > 0)
		index_add(a, &o->words, slice_head(call->key, (size_t)blank), series);
	if (call->key.len < CALLING_REPAIR_MIN || call->front || call->calls == CALLS_PLACE)
		return;
	ARENA_PUSH(a, o->names, o->name_count, o->name_room,
		((struct name){call->latin, call->letters, series}));
	add_pieces(a, o, o->name_count - 1);
}

static struct slice longest(const struct title *t)
{
	struct slice out = {0};

	for (size_t i = 0; i < t->count; i++)
		out = t->words[i].len > out.len ? t->words[i] : out;
	return out;
}

static void add_callings(
	struct arena *a, struct owners *o, const struct callings *c, uint32_t series)
{
	add_words(a, o, c, series);
	for (size_t i = 0; i < c->count; i++)
		if (c->calls[i].calls != CALLS_SERIES)
			add_call(a, o, &c->calls[i], series);
	for (size_t i = 0; i < c->title_count; i++)
		if (!c->titles[i].place)
			index_add(a, &o->words, longest(&c->titles[i]), series);
	for (size_t i = 0; i < c->venue_count; i++)
		index_add(a, &o->venues, c->venues[i].name, series);
}

static struct calendar calendar_of(const struct series *series)
{
	struct calendar out = {.first_year = series->events[0].begin.year};

	for (size_t i = 0; i < series->event_count; i++) {
		const struct civil *day = &series->events[i].begin;
		out.last_year = day->year;
		out.days[day->month] |= (uint32_t)1 << day->day;
		out.days[0] |= (uint32_t)1 << day->day;
	}
	return out;
}

struct owners *owners_compile(struct arena *a, const struct series *const *series,
	const struct series_callings *const *callings, size_t count)
{
	struct owners *o = arena_alloc(a, sizeof *o);

	o->count = count;
	o->calendars = arena_array(a, count, sizeof *o->calendars);
	for (size_t i = 0; i < count; i++) {
		add_callings(a, o, callings[i]->unknown, (uint32_t)i);
		add_callings(a, o, callings[i]->common, (uint32_t)i);
		for (size_t k = 0; k < callings[i]->own_count; k++)
			add_callings(a, o, callings[i]->own[k].callings, (uint32_t)i);
		o->calendars[i] = calendar_of(series[i]);
	}
	return o;
}

/* ---- asking them ---- */

static void mark(const struct index *x, struct slice key, bool *may)
{
	const struct index_entry *e = index_find(x, key);

	for (size_t i = 0; i < e->count; i++)
		may[e->items[i]] = true;
}

void owners_of_word(const struct owners *o, struct slice key, bool *may)
{
	mark(&o->words, key, may);
	for (long dash; (dash = slice_find(key, '-')) >= 0;) {
		/* `Selimiye-Moschee`: each of them as it stands or inflected */
		mark(&o->words, slice_head(key, (size_t)dash), may);
		owners_of_begin(o, slice_head(key, (size_t)dash), may);
		key = slice_from(key, (size_t)dash + 1);
		mark(&o->words, key, may);
		owners_of_begin(o, key, may);
	}
}

void owners_of_begin(const struct owners *o, struct slice key, bool *may)
{
	for (size_t len = CALLING_PART_MIN; len <= BEGIN_BYTES && len <= key.len; len++)
		mark(&o->begins, slice_head(key, len), may);
}

static void mark_near(const struct owners *o, const struct index_entry *e, struct slice latin,
	uint64_t letters, int edits, bool *may)
{
	for (size_t i = 0; i < e->count; i++) {
		const struct name *n = &o->names[e->items[i]];
		if (!may[n->series] && slice_letters_near(n->letters, letters, edits) &&
			edits_between(latin, n->latin, edits) <= edits)
			may[n->series] = true;
	}
}

/* Those of which the i-th piece has that length and is whole, wherever so many edits may have moved it. */
static void mark_pieces(
	const struct owners *o, struct slice latin, size_t edits, size_t i, size_t len, bool *may)
{
	size_t place = i * (len + 1), at = place > edits ? place - edits : 0;
	uint64_t letters = slice_letters(latin);

	for (; at <= place + edits && at + len <= latin.len; at++)
		mark_near(o, index_find(&o->pieces[edits - 1][i], piece(latin, at, len)), latin,
			letters, (int)edits, may);
}

void owners_of_slip(const struct owners *o, struct slice latin, bool *may)
{
	size_t edits = (size_t)edits_tolerated(latin.len);

	if (edits == 0)
		return;
	size_t first = piece_length(latin.len - edits, edits);
	for (size_t len = first; len <= piece_length(latin.len + edits, edits); len++)
		for (size_t i = 0; len > 0 && i <= edits; i++)
			mark_pieces(o, latin, edits, i, len, may);
}

static bool holds_any(struct slice name, struct slice stems)
{
	struct slice stem;

	while (calling_word(&stems, &stem))
		if (memmem(name.p, name.len, stem.p, stem.len) != NULL)
			return true;
	return false;
}

void owners_of_place(const struct owners *o, struct slice stems, bool *may)
{
	for (size_t i = 0; i < o->venues.size; i++)
		if (o->venues.entries[i].key.p != NULL &&
			holds_any(o->venues.entries[i].key, stems))
			mark(&o->venues, o->venues.entries[i].key, may);
}

void owners_of_day(const struct owners *o, int year, int month, int day, bool *may)
{
	for (size_t i = 0; i < o->count; i++) {
		const struct calendar *c = &o->calendars[i];
		bool then = year == 0 || (year >= c->first_year && year <= c->last_year);
		uint32_t days = day == 0 ? UINT32_MAX : (uint32_t)1 << day;
		may[i] = may[i] || (then && (c->days[month] & days) != 0);
	}
}
