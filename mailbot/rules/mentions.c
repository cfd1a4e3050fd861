#include "rules/mentions.h"

#include <stdlib.h>
#include <string.h>

#include "rules/pattern.h"

enum {
	BYTES_MIN = 5, /* of what is looked for: shorter names stand everywhere */
	LONG_NAME_BYTES = 12,
	BEGIN_BITS = 4096,
};

/* One text, and whose it is. */
struct mentioned {
	struct slice text;
	const struct mentioned *within; /* the longest other one that it begins with; NULL */
	struct owner {
		unsigned kind;
		uint32_t series, event;
	} * owners;
	size_t owner_count, owner_room;
};

struct mentions {
	struct mentioned *items; /* in order of their texts */
	size_t count, room;
	uint64_t begins[BEGIN_BITS / 64]; /* a bit for the first bytes of each */
};

/* ---- making them ---- */

static size_t begin_of(const char *p)
{
	return slice_hash((struct slice){p, 3}) % BEGIN_BITS;
}

static void add(struct arena *a, struct mentions *m, const char *text, struct owner owner)
{
	struct mentioned one = {.text = pattern_fold(a, slice_of(text))};

	if (one.text.len < BYTES_MIN)
		return;
	ARENA_PUSH(a, one.owners, one.owner_count, one.owner_room, owner);
	ARENA_PUSH(a, m->items, m->count, m->room, one);
}

static void add_series(struct arena *a, struct mentions *m, const struct series *s, uint32_t number)
{
	for (size_t i = 0; i < s->subject_count; i++)
		add(a, m, s->subjects[i], (struct owner){MENTION_SUBJECT, number, 0});
	for (uint32_t i = 0; i < s->event_count; i++) {
		const struct event *e = &s->events[i];
		add(a, m, e->title, (struct owner){MENTION_TITLE, number, i});
		add(a, m, e->address, (struct owner){MENTION_ADDRESS, number, i});
		for (size_t k = 0; k < e->names.count; k++) {
			const char *name = e->names.items[k].text;
			bool is_long = strlen(name) >= LONG_NAME_BYTES;
			add(a, m, name,
				(struct owner){
					is_long ? MENTION_LONG_NAME : MENTION_NAME, number, i});
		}
	}
}

static int by_text(const void *a, const void *b)
{
	return slice_compare(
		((const struct mentioned *)a)->text, ((const struct mentioned *)b)->text);
}

static bool begins_with(struct slice text, struct slice begin)
{
	return slice_eq(slice_head(text, begin.len), begin);
}

/* The same text of several events becomes one. */
static void join_equal(struct arena *a, struct mentions *m)
{
	size_t kept = 0;

	for (size_t i = 0; i < m->count; i++) {
		struct mentioned *last = kept > 0 ? &m->items[kept - 1] : NULL;
		if (last != NULL && slice_eq(last->text, m->items[i].text))
			ARENA_PUSH(a, last->owners, last->owner_count, last->owner_room,
				m->items[i].owners[0]);
		else
			m->items[kept++] = m->items[i];
	}
	m->count = kept;
}

const struct mentions *mentions_compile(
	struct arena *a, const struct series *const *series, size_t count)
{
	struct mentions *m = arena_alloc(a, sizeof *m);

	for (size_t i = 0; i < count; i++)
		add_series(a, m, series[i], (uint32_t)i);
	if (m->count > 0)
		qsort(m->items, m->count, sizeof *m->items, by_text);
	join_equal(a, m);
	for (size_t i = 0; i < m->count; i++) {
		size_t bit = begin_of(m->items[i].text.p);
		const struct mentioned *before = i > 0 ? &m->items[i - 1] : NULL;

		m->begins[bit / 64] |= UINT64_C(1) << (bit % 64);
		while (before != NULL && !begins_with(m->items[i].text, before->text))
			before = before->within;
		m->items[i].within = before;
	}
	return m;
}

/* ---- finding them ---- */

static bool word_byte(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (unsigned char)c >= 0x80;
}

/* The last one in order that is not behind the text; NULL. Whatever the text begins with is that one,
 * or one that it begins with itself. */
static const struct mentioned *last_before(const struct mentions *m, struct slice text)
{
	size_t low = 0, high = m->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (slice_compare(m->items[middle].text, text) <= 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low > 0 ? &m->items[low - 1] : NULL;
}

/* What begins with the rest of a text. */
static void find_here(
	const struct mentions *m, struct slice rest, unsigned kinds, struct eset *found)
{
	for (const struct mentioned *one = last_before(m, rest); one != NULL; one = one->within) {
		size_t len = one->text.len;

		/* "Bearbeitung" does not hold "Arbeit" */
		if (!begins_with(rest, one->text) || (len < rest.len && word_byte(rest.p[len])))
			continue;
		for (size_t i = 0; i < one->owner_count; i++)
			if (one->owners[i].kind & kinds)
				eset_add(&found[one->owners[i].series], one->owners[i].event);
	}
}

void mentions_find(
	const struct mentions *m, struct slice folded, unsigned kinds, struct eset *found)
{
	for (size_t i = 0; i + BYTES_MIN <= folded.len; i++) {
		size_t bit;

		if (i > 0 && word_byte(folded.p[i - 1]))
			continue;
		bit = begin_of(folded.p + i);
		if (m->begins[bit / 64] >> (bit % 64) & 1)
			find_here(m, slice_from(folded, i), kinds, found);
	}
}
