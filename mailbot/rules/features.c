#include "rules/features.h"

#include <string.h>

#include "base/limits.h"
#include "rules/fold.h"

enum {
	PART_LEAST = 3, /* bytes; a word's begin and end count as one each */
	PART_MOST = 6,
	PART_WORD_MAX = 64, /* longer ones are no words */
	APART_MAX = 12, /* meanings that stand farther apart have nothing to do with each other */
	WORDS_EACH = 2,
	MEANINGS_EACH = APART_MAX + 3,
};

/* What is hashed; none is like one of another sort. */
enum sort {
	SORT_WORD,
	SORT_PAIR,
	SORT_PART,
	SORT_MEANING,
	SORT_NEXT,
	SORT_NEXT_BUT_ONE,
	SORT_ORDER
};

/* Stand for words and meanings where the sentence begins and ends. */
enum { BEGIN = 2, END = 3, NO_MEANING = 2048 };

struct word {
	struct slice key;
	uint64_t hash;
	uint64_t meaning; /* 0: nothing, or nobody knows */
};

struct words {
	struct word *items;
	size_t count, room;
};

static uint64_t join(enum sort sort, uint64_t a, uint64_t b)
{
	uint64_t h = ((uint64_t)sort * 0x9e3779b97f4a7c15U + a) * 0xbf58476d1ce4e5b9U;

	h = ((h ^ (h >> 29)) + b) * 0x94d049bb133111ebU;
	h = (h ^ (h >> 31)) * 0x9e3779b97f4a7c15U;
	return (h ^ (h >> 32)) | 1;
}

static uint64_t add_byte(uint64_t hash, char c)
{
	return (hash ^ (unsigned char)c) * 1099511628211U;
}

static const uint64_t no_bytes = 14695981039346656037U;

/* ---- words ---- */

static bool is_separator(struct slice text, size_t at, size_t *len)
{
	unsigned char c = (unsigned char)text.p[at];

	*len = 1;
	if (c == 0xe2 && at + 2 < text.len && (unsigned char)text.p[at + 1] == 0x80) {
		*len = 3; /* dashes, quotes, dots */
		return (unsigned char)text.p[at + 2] != 0x99; /* but the apostrophe */
	}
	return c < 0x80 && !(c >= 'a' && c <= 'z') && !(c >= 'A' && c <= 'Z') &&
		!(c >= '0' && c <= '9') && c != '\'';
}

/* What a word means, as one number: its weightiest sense, and as a verb its forms. */
static uint64_t meaning_of(
	const struct languages *languages, const struct language *language, struct slice key)
{
	const struct meaning *m =
		language != NULL ? languages_meaning(languages, key, language) : NULL;

	if (m == NULL)
		return 0;
	if (m->inflections != NULL)
		return 1 + m->inflections->verb->sense + ((uint64_t)m->inflections->forms << 8);
	for (int i = 0; i < SENSE_COUNT; i++)
		if (senses_has(m->senses, (enum sense)i))
			return 1 + (uint64_t)i;
	return 0;
}

static struct words words_of(struct arena *a, const struct languages *languages,
	const struct language *language, struct slice text)
{
	struct words w = {0};
	struct slice all = fold_transliterated(a, fold_key(a, text));
	size_t start = 0, len = 1;

	for (size_t i = 0; i <= all.len && w.count < LIKENESS_WORDS_MAX; i += len) {
		len = 1;
		if (i < all.len && !is_separator(all, i, &len))
			continue;
		bool mark = i < all.len && memchr("?!:,", all.p[i], 4) != NULL;
		struct slice keys[] = {{all.p + start, i - start}, {all.p + i, mark}};
		for (int k = 0; k < 2; k++) {
			struct word one = {.key = keys[k], .hash = no_bytes};
			if (one.key.len == 0)
				continue;
			for (size_t c = 0; c < one.key.len; c++)
				one.hash = add_byte(one.hash, one.key.p[c]);
			one.meaning = meaning_of(languages, language, one.key);
			ARENA_PUSH(a, w.items, w.count, w.room, one);
		}
		start = i + len;
	}
	return w;
}

/* ---- what they have in common ---- */

static size_t put_words(const struct words *w, uint64_t *out)
{
	uint64_t before = BEGIN;
	size_t n = 0;

	for (size_t i = 0; i < w->count; i++) {
		out[n++] = join(SORT_WORD, w->items[i].hash, 0);
		out[n++] = join(SORT_PAIR, before, w->items[i].hash);
		before = w->items[i].hash;
	}
	out[n++] = join(SORT_PAIR, before, END);
	return n;
}

static size_t put_parts(const struct words *w, uint64_t *out)
{
	char text[PART_WORD_MAX + 2] = "<";
	size_t n = 0;

	for (size_t i = 0; i < w->count; i++) {
		struct slice key = slice_head(w->items[i].key, PART_WORD_MAX);
		size_t len = key.len + 2;
		memcpy(text + 1, key.p, key.len);
		text[len - 1] = '>';
		for (size_t from = 0; from + PART_LEAST <= len; from++) {
			uint64_t hash = no_bytes;
			for (size_t k = from; k < len && k < from + PART_MOST; k++) {
				hash = add_byte(hash, text[k]);
				if (k + 1 >= from + PART_LEAST)
					out[n++] = join(SORT_PART, hash, 0);
			}
		}
	}
	return n;
}

static size_t put_meanings(const struct words *w, uint64_t *out)
{
	uint64_t before = NO_MEANING, second = NO_MEANING + 1;
	size_t n = 0;

	for (size_t i = 0; i < w->count; i++) {
		uint64_t meaning = w->items[i].meaning;
		if (meaning == 0)
			continue;
		out[n++] = join(SORT_MEANING, meaning, 0);
		out[n++] = join(SORT_NEXT, before, meaning);
		out[n++] = join(SORT_NEXT_BUT_ONE, second, meaning);
		for (size_t k = i + 1, apart = 0; k < w->count && apart < APART_MAX; k++)
			if (w->items[k].meaning != 0) {
				out[n++] = join(SORT_ORDER, meaning, w->items[k].meaning);
				apart++;
			}
		second = before;
		before = meaning;
	}
	return n;
}

struct features features_of(struct arena *a, const struct languages *languages,
	const struct language *language, struct slice text)
{
	struct words w = words_of(a, languages, language, text);
	size_t room = 1;
	struct features f;

	for (size_t i = 0; i < w.count; i++)
		room += WORDS_EACH + MEANINGS_EACH +
			(slice_head(w.items[i].key, PART_WORD_MAX).len + 2) *
				(PART_MOST - PART_LEAST + 1);
	f.hashes = arena_array(a, room, sizeof *f.hashes);
	f.count[FEATURE_WORDS] = put_words(&w, f.hashes);
	f.count[FEATURE_PARTS] = put_parts(&w, f.hashes + f.count[FEATURE_WORDS]);
	f.count[FEATURE_MEANINGS] =
		put_meanings(&w, f.hashes + f.count[FEATURE_WORDS] + f.count[FEATURE_PARTS]);
	return f;
}
