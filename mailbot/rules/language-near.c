/* Words that are a slip of the hand away from one that a file has. */
#include "rules/language-compile.h"

#include <stdlib.h>
#include <string.h>

struct near_word {
	struct slice key;
	uint64_t letters; /* of `key` */
	const struct meaning *meaning;
};

/* Shorter words are a slip away from too many others. */
enum { ALARM_LETTERS_MIN = 4, DAY_LETTERS_MIN = 5 };

/* What decides, negates or doubts. */
static bool alarms(const struct meaning *m)
{
	static const enum sense senses[] = {SENSE_NEG, SENSE_HEDGE, SENSE_EXCEPT, SENSE_NO,
		SENSE_CANCELLATION, SENSE_RETRACT, SENSE_SWAP, SENSE_OPEN, SENSE_DECLINE};

	if (SENSES_HAVE_ANY(m->senses, senses))
		return true;
	for (const struct inflection *f = m->inflections; f != NULL; f = f->next)
		if (f->joined &&
			(f->verb->sense == SENSE_CANCEL || f->verb->sense == SENSE_DECLINE))
			return true;
	return false;
}

static void list_near(
	struct arena *scratch, struct languages *l, struct slice key, const struct meaning *m)
{
	struct language *of = l->first;
	struct near_words *list = NULL;

	while (of != m->language)
		of = of->next;
	if (alarms(m))
		list = &of->alarms;
	else if ((m->month != 0 || m->weekday != 0) && key.len >= DAY_LETTERS_MIN)
		list = &of->days;
	if (list != NULL)
		ARENA_PUSH(scratch, list->items, list->count, list->room,
			((struct near_word){key, slice_letters(key), m}));
}

static int by_length(const void *left, const void *right)
{
	const struct near_word *a = left, *b = right;

	if (a->key.len != b->key.len)
		return a->key.len < b->key.len ? -1 : 1;
	return memcmp(a->key.p, b->key.p, a->key.len);
}

static void keep_list(struct arena *a, struct near_words *list)
{
	struct near_word *items = arena_array(a, list->count, sizeof *items);

	if (list->count > 0)
		memcpy(items, list->items, list->count * sizeof *items);
	list->items = items;
	list->room = list->count;
}

/* They stand in order of their length: nearly all of them are too short or too long. */
void languages_list_near(struct arena *a, struct languages *l)
{
	struct arena *scratch = arena_new();

	for (size_t i = 0; i < l->lexicon.count; i++) {
		struct slice key = slot_key(&l->lexicon.slots[i]);
		if (key.len < ALARM_LETTERS_MIN)
			continue;
		for (const struct meaning *m = l->lexicon.slots[i].meanings; m != NULL; m = m->next)
			if (!m->derived)
				list_near(scratch, l, key, m);
	}
	for (struct language *one = l->first; one != NULL; one = one->next) {
		keep_list(a, &one->alarms);
		keep_list(a, &one->days);
		qsort(one->alarms.items, one->alarms.count, sizeof *one->alarms.items, by_length);
		qsort(one->days.items, one->days.count, sizeof *one->days.items, by_length);
	}
	arena_free(&scratch);
}

/* Whether one edit (insert, delete, replace, swap of neighbours) makes the one of the other. */
static bool one_edit(struct slice a, struct slice b)
{
	size_t head = 0, tail = 0;

	while (head < a.len && head < b.len && a.p[head] == b.p[head])
		head++;
	while (tail < a.len - head && tail < b.len - head &&
		a.p[a.len - 1 - tail] == b.p[b.len - 1 - tail])
		tail++;
	size_t left_a = a.len - head - tail, left_b = b.len - head - tail;
	if (left_a <= 1 && left_b <= 1)
		return true;
	return left_a == 2 && left_b == 2 && a.p[head] == b.p[head + 1] &&
		a.p[head + 1] == b.p[head];
}

/* The first word of the list, from `at` on, that is one edit away from the key, whose letters those are; their
 * count where there is none. */
static size_t next_near(const struct near_words *all, size_t at, struct slice key, uint64_t letters)
{
	for (; at < all->count && all->items[at].key.len <= key.len + 1; at++)
		if (slice_letters_near(all->items[at].letters, letters, 1) &&
			one_edit(all->items[at].key, key))
			return at;
	return all->count;
}

/* The first word of the list that is not too short. */
static size_t long_enough(const struct near_words *all, struct slice key)
{
	size_t low = 0;

	for (size_t high = all->count; low < high;) {
		size_t middle = low + (high - low) / 2;
		if (all->items[middle].key.len + 1 < key.len)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

const struct meaning *language_near_day(const struct language *l, struct slice key)
{
	const struct near_words *all = &l->days;
	const struct meaning *found = NULL;

	if (key.len < DAY_LETTERS_MIN)
		return NULL;
	uint64_t letters = slice_letters(key);
	size_t at = next_near(all, long_enough(all, key), key, letters);
	for (; at < all->count; at = next_near(all, at + 1, key, letters)) {
		const struct meaning *m = all->items[at].meaning;
		if (found != NULL && (found->month != m->month || found->weekday != m->weekday))
			return NULL;
		found = m;
	}
	return found;
}

const struct meaning *language_near_alarm(const struct language *l, struct slice key)
{
	const struct near_words *all = &l->alarms;

	if (key.len < ALARM_LETTERS_MIN)
		return NULL;
	size_t at = next_near(all, long_enough(all, key), key, slice_letters(key));
	return at < all->count ? all->items[at].meaning : NULL;
}
