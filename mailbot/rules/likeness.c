#include "rules/likeness.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

#include "base/limits.h"
#include "rules/fold.h"

const char *const saying_names[SAYING_COUNT] = {
#define SAYING_NAME(id, name) name,
	SAYINGS(SAYING_NAME)
#undef SAYING_NAME
};

enum {
	ROUNDS = 8, /* over all sentences; more learns them by heart */
	HEAD_BYTES = 5, /* of a long word: `teilnehmen` is like `teilnahm` */
	LONG_BYTES = 8,
	MET_LEAST = 2, /* a feature of one sentence alone says little */
	KINDS_PER_WORD = 9, /* of features, below */
	SIZE_FIRST = 1024, /* of a table */
};
static const float learned = 0.95F; /* of a sentence that needs no more */
static const float step = 5.0F; /* of the descent, in its first round */

/* Something that sentences have in common: its hash's upper half, and what it speaks for, in units. */
struct feature {
	uint32_t tag; /* 0: free */
	int16_t of[SAYING_COUNT];
};

struct likeness {
	struct feature *slots;
	size_t size; /* a power of two */
	float unit;
	const struct languages *languages;
	const struct language *language; /* NULL: words alone */
};

/* ---- a text's features ---- */

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

static uint64_t join(uint64_t kind, uint64_t a, uint64_t b, uint64_t c)
{
	uint64_t h = (kind * 0x9e3779b97f4a7c15U + a) * 0xbf58476d1ce4e5b9U;

	h = ((h ^ (h >> 29)) + b) * 0x94d049bb133111ebU;
	h = ((h ^ (h >> 31)) + c) * 0x9e3779b97f4a7c15U;
	return (h ^ (h >> 32)) | 1;
}

struct word {
	uint64_t hash, head; /* head: 0 where the word is short */
	uint64_t trait; /* what it means; 0: nothing, or nobody knows */
};

struct words {
	struct word *items;
	size_t count, room;
};

/* What a word means, as one number: its weightiest sense, and as a verb its forms. */
static uint64_t trait_of(const struct likeness *l, struct slice key)
{
	const struct meaning *m =
		l->language != NULL ? languages_meaning(l->languages, key, l->language) : NULL;

	if (m == NULL)
		return 0;
	if (m->inflections != NULL)
		return 1 + m->inflections->verb->sense + ((uint64_t)m->inflections->forms << 8);
	for (int i = 0; i < SENSE_COUNT; i++)
		if (senses_has(m->senses, (enum sense)i))
			return 1 + (uint64_t)i;
	return 0;
}

static void push_word(struct arena *a, const struct likeness *l, struct words *w, struct slice key)
{
	bool is_long = key.len >= LONG_BYTES;
	struct word one = {slice_hash(key), is_long ? slice_hash(slice_head(key, HEAD_BYTES)) : 0,
		trait_of(l, key)};

	ARENA_PUSH(a, w->items, w->count, w->room, one);
}

static struct words words_of(struct arena *a, const struct likeness *l, struct slice text)
{
	struct words w = {0};
	struct slice key = fold_transliterated(a, fold_key(a, text));
	size_t start = 0, len = 1;

	for (size_t i = 0; i <= key.len && w.count < LIKENESS_WORDS_MAX; i += len) {
		len = 1;
		if (i < key.len && !is_separator(key, i, &len))
			continue;
		if (i > start)
			push_word(a, l, &w, (struct slice){key.p + start, i - start});
		if (i < key.len && memchr("?!:,", key.p[i], 4) != NULL)
			push_word(a, l, &w, (struct slice){key.p + i, 1});
		start = i + len;
	}
	return w;
}

/* The hashes of all features; `out` has room for KINDS_PER_WORD times the words and one more. */
static size_t hashes_of(const struct words *w, uint64_t *out)
{
	size_t n = 0;
	struct word before = {2, 0, 0}, second = {1, 0, 0}; /* the sentence's begin */
	uint64_t trait = 2048, trait2 = 2049; /* of the last words that mean something */

	for (size_t i = 0; i <= w->count; i++) {
		const struct word end = {3, 0, 0};
		const struct word *x = i < w->count ? &w->items[i] : &end;
		if (i < w->count)
			out[n++] = join(1, x->hash, 0, 0);
		out[n++] = join(2, before.hash, x->hash, 0);
		if (i > 0) {
			out[n++] = join(3, second.hash, before.hash, x->hash);
			out[n++] = join(4, second.hash, x->hash, 0);
		}
		if (x->head != 0)
			out[n++] = join(5, x->head, 0, 0);
		if (x->trait != 0) {
			out[n++] = join(6, x->trait, 0, 0);
			out[n++] = join(7, trait, x->trait, 0);
			out[n++] = join(8, trait2, trait, x->trait);
			out[n++] = join(9, trait2, x->trait, 0);
			trait2 = trait;
			trait = x->trait;
		}
		second = before;
		before = *x;
	}
	return n;
}

/* ---- judging ---- */

/* Shares of all sayings, together 1: the softmax of what speaks for each. */
static struct opinion weigh(const float *of, float scale)
{
	struct opinion o;
	float sum = 0, top = 0;

	for (size_t k = 0; k < SAYING_COUNT; k++)
		top = fmaxf(top, of[k]);
	for (size_t k = 0; k < SAYING_COUNT; k++)
		sum += o.of[k] = expf((of[k] - top) * scale);
	for (size_t k = 0; k < SAYING_COUNT; k++)
		o.of[k] /= sum;
	return o;
}

static struct feature *slot_of(const struct likeness *l, uint64_t hash)
{
	uint32_t tag = (uint32_t)(hash >> 32) | 1;
	size_t at = hash & (l->size - 1);

	while (l->slots[at].tag != 0 && l->slots[at].tag != tag)
		at = (at + 1) & (l->size - 1);
	return &l->slots[at];
}

struct opinion likeness_judge(struct arena *a, const struct likeness *l, struct slice text)
{
	struct words w = words_of(a, l, text);
	uint64_t *hashes = arena_array(a, (w.count + 1) * KINDS_PER_WORD, sizeof *hashes);
	size_t count = hashes_of(&w, hashes);
	int32_t sums[SAYING_COUNT] = {0};
	float of[SAYING_COUNT];

	for (size_t i = 0; i < count; i++) {
		const struct feature *f = slot_of(l, hashes[i]); /* of a free one all are 0 */
		for (size_t k = 0; k < SAYING_COUNT; k++)
			sums[k] += f->of[k];
	}
	for (size_t k = 0; k < SAYING_COUNT; k++)
		of[k] = (float)sums[k] * l->unit;
	return weigh(of, count > 0 ? 1 / sqrtf((float)count) : 0);
}

/* ---- learning ---- */

struct weights {
	float of[SAYING_COUNT + 2]; /* a multiple of four: the compiler takes them at once */
};

/* A sentence while it learns: its features by number, in the end only those that have weights. */
struct lesson {
	uint32_t *numbers;
	size_t known, count; /* with weights, and in all */
	enum saying saying;
};

struct school {
	struct arena *arena; /* until it is learned */
	struct lesson *lessons;
	size_t count;
	struct meeting {
		uint64_t hash; /* 0: free */
		uint32_t met; /* in how many places */
		uint32_t at; /* of its weights; 0: none, it was met too seldom to say anything */
	} * slots;
	size_t used, size; /* a power of two */
	struct weights *weights; /* the first is nobody's */
};

static struct meeting *meeting_of(const struct school *c, uint64_t hash)
{
	size_t at = hash & (c->size - 1);

	while (c->slots[at].hash != 0 && c->slots[at].hash != hash)
		at = (at + 1) & (c->size - 1);
	return &c->slots[at];
}

/* Half of the places are always free: a search ends, and soon. */
static void make_room(struct school *c)
{
	struct school bigger = *c;

	if (c->used * 2 < c->size)
		return;
	bigger.size = c->size == 0 ? SIZE_FIRST : c->size * 2;
	bigger.slots = arena_array(c->arena, bigger.size, sizeof *bigger.slots);
	for (size_t i = 0; i < c->size; i++)
		if (c->slots[i].hash != 0)
			*meeting_of(&bigger, c->slots[i].hash) = c->slots[i];
	*c = bigger;
}

/* Meets every feature of the sentences; those that were met more than once get weights. */
static void meet(
	struct school *c, const struct likeness *l, const struct labelled *sentences, size_t count)
{
	uint64_t **hashes = arena_array(c->arena, count + 1, sizeof *hashes);
	uint32_t weights = 1;

	c->count = count;
	c->lessons = arena_array(c->arena, count + 1, sizeof *c->lessons);
	for (size_t i = 0; i < count; i++) {
		struct words w = words_of(c->arena, l, sentences[i].text);
		hashes[i] = arena_array(c->arena, (w.count + 1) * KINDS_PER_WORD, sizeof **hashes);
		c->lessons[i].saying = sentences[i].saying;
		c->lessons[i].count = hashes_of(&w, hashes[i]);
		for (size_t k = 0; k < c->lessons[i].count; k++) {
			make_room(c);
			struct meeting *m = meeting_of(c, hashes[i][k]);
			c->used += m->hash == 0;
			m->hash = hashes[i][k];
			if (++m->met == MET_LEAST)
				m->at = weights++;
		}
	}
	c->weights = arena_array(c->arena, weights, sizeof *c->weights);
	for (size_t i = 0; i < count; i++) {
		struct lesson *x = &c->lessons[i];
		x->numbers = arena_array(c->arena, x->count + 1, sizeof *x->numbers);
		for (size_t k = 0; k < x->count; k++) {
			uint32_t at = meeting_of(c, hashes[i][k])->at;
			if (at != 0)
				x->numbers[x->known++] = at;
		}
	}
}

static void learn_one(struct school *c, const struct lesson *x, float rate)
{
	struct weights all = {{0}}, change = {{0}};
	float scale = x->count > 0 ? 1 / sqrtf((float)x->count) : 0;

	for (size_t i = 0; i < x->known; i++)
		for (size_t k = 0; k < SAYING_COUNT + 2; k++)
			all.of[k] += c->weights[x->numbers[i]].of[k];
	struct opinion o = weigh(all.of, scale);
	if (o.of[x->saying] > learned)
		return;
	for (size_t k = 0; k < SAYING_COUNT; k++)
		change.of[k] = (o.of[k] - (k == x->saying)) * rate * scale;
	for (size_t i = 0; i < x->known; i++)
		for (size_t k = 0; k < SAYING_COUNT + 2; k++)
			c->weights[x->numbers[i]].of[k] -= change.of[k];
}

/* Keeps what was learned: weights as whole units, of which the largest has as many as fit. */
static void keep(struct arena *a, struct likeness *l, const struct school *c)
{
	float most = 0;
	size_t count = 0;

	for (size_t i = 0; i < c->size; i++) {
		count += c->slots[i].at != 0;
		for (size_t k = 0; k < SAYING_COUNT; k++)
			most = fmaxf(most, fabsf(c->weights[c->slots[i].at].of[k]));
	}
	for (l->size = SIZE_FIRST; l->size < count + count / 2;)
		l->size *= 2;
	l->slots = arena_array(a, l->size, sizeof *l->slots);
	l->unit = most > 0 ? most / INT16_MAX : 1;
	for (size_t i = 0; i < c->size; i++) {
		if (c->slots[i].at == 0)
			continue;
		struct feature *f = slot_of(l, c->slots[i].hash);
		f->tag = (uint32_t)(c->slots[i].hash >> 32) | 1;
		for (size_t k = 0; k < SAYING_COUNT; k++)
			f->of[k] = (int16_t)lroundf(c->weights[c->slots[i].at].of[k] / l->unit);
	}
}

static size_t greatest_divisor(size_t a, size_t b)
{
	return b == 0 ? a : greatest_divisor(b, a % b);
}

const struct likeness *likeness_learn(struct arena *a, const struct languages *languages,
	const struct language *language, const struct labelled *sentences, size_t count)
{
	struct likeness *l = arena_alloc(a, sizeof *l);
	struct school c = {.arena = arena_new()};
	size_t stride = count * 5 / 8 + 1; /* neighbours in a bank are alike: far apart */

	l->languages = languages;
	l->language = language;
	make_room(&c);
	meet(&c, l, sentences, count);
	while (greatest_divisor(stride, count) > 1)
		stride++;
	for (int round = 0; round < ROUNDS; round++)
		for (size_t i = 0; i < count; i++)
			learn_one(&c, &c.lessons[i * stride % count], step / (float)(round + 1));
	keep(a, l, &c);
	arena_free(&c.arena);
	return l;
}
