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
};
static const float learned = 0.95F; /* of a sentence that needs no more */
static const float step = 5.0F; /* of the descent, in its first round */

/* Something that sentences have in common: the hash of it, and what it speaks for. */
struct feature {
	uint64_t hash; /* 0: free */
	uint32_t met; /* in how many places, while it learns */
	uint32_t at; /* of its weights; 0: none, it was met too seldom to say anything */
};

struct weights {
	float of[SAYING_COUNT + 2]; /* a multiple of four: the compiler takes them at once */
};

struct likeness {
	struct feature *slots;
	struct weights *weights; /* the first is nobody's */
	size_t size; /* a power of two */
	const struct languages *languages;
	const struct language *language; /* NULL: words alone */
};

/* The features of one sentence that have weights, and of how many. */
struct features {
	uint32_t *at;
	size_t known, count;
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

static uint64_t hash_word(struct slice word)
{
	uint64_t h = 14695981039346656037U;

	for (size_t i = 0; i < word.len; i++)
		h = (h ^ (unsigned char)word.p[i]) * 1099511628211U;
	return h;
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
	struct word one = {hash_word(key), is_long ? hash_word(slice_head(key, HEAD_BYTES)) : 0,
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

static size_t slot_of(const struct likeness *l, uint64_t hash)
{
	size_t at = hash & (l->size - 1);

	while (l->slots[at].hash != 0 && l->slots[at].hash != hash)
		at = (at + 1) & (l->size - 1);
	return at;
}

static struct features features_of(struct arena *a, const struct likeness *l, struct slice text)
{
	struct words w = words_of(a, l, text);
	size_t room = (w.count + 1) * KINDS_PER_WORD;
	uint64_t *hashes = arena_array(a, room, sizeof *hashes);
	struct features f = {arena_array(a, room, sizeof *f.at), 0, 0};

	f.count = hashes_of(&w, hashes);
	for (size_t i = 0; i < f.count; i++) {
		uint32_t at = l->slots[slot_of(l, hashes[i])].at;
		if (at != 0)
			f.at[f.known++] = at;
	}
	return f;
}

/* ---- judging ---- */

static struct opinion judge(const struct likeness *l, const struct features *f)
{
	struct weights all = {{0}};
	struct opinion o;
	float sum = 0, scale = f->count > 0 ? 1 / sqrtf((float)f->count) : 0, top = 0;

	for (size_t i = 0; i < f->known; i++)
		for (size_t k = 0; k < SAYING_COUNT + 2; k++)
			all.of[k] += l->weights[f->at[i]].of[k];
	for (size_t k = 0; k < SAYING_COUNT; k++)
		top = fmaxf(top, all.of[k]);
	for (size_t k = 0; k < SAYING_COUNT; k++)
		sum += o.of[k] = expf((all.of[k] - top) * scale);
	for (size_t k = 0; k < SAYING_COUNT; k++)
		o.of[k] /= sum;
	return o;
}

struct opinion likeness_judge(struct arena *a, const struct likeness *l, struct slice text)
{
	struct features f = features_of(a, l, text);

	return judge(l, &f);
}

/* ---- learning ---- */

/* A sentence's features while it learns: as hashes, then as the weights that they have. */
static void hash_all(struct arena *scratch, const struct likeness *l,
	const struct labelled *sentences, size_t count, uint64_t **hashes, struct features *out)
{
	for (size_t i = 0; i < count; i++) {
		struct words w = words_of(scratch, l, sentences[i].text);
		hashes[i] = arena_array(scratch, (w.count + 1) * KINDS_PER_WORD, sizeof **hashes);
		out[i].count = hashes_of(&w, hashes[i]);
	}
}

/* Room for all of them, and a third of it free: a search always ends. */
static void make_room(struct arena *a, struct likeness *l, const struct features *all, size_t count)
{
	size_t features = 0;

	for (size_t i = 0; i < count; i++)
		features += all[i].count;
	for (l->size = 1024; l->size < features + features / 2;)
		l->size *= 2;
	l->slots = arena_array(a, l->size, sizeof *l->slots);
}

/* Meets every feature of the sentences; those that were met more than once get weights. */
static void meet(struct arena *a, struct arena *scratch, struct likeness *l,
	const struct labelled *sentences, size_t count, struct features *out)
{
	uint64_t **hashes = arena_array(scratch, count + 1, sizeof *hashes);
	uint32_t weights = 1;

	hash_all(scratch, l, sentences, count, hashes, out);
	make_room(a, l, out, count);
	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < out[i].count; k++) {
			struct feature *f = &l->slots[slot_of(l, hashes[i][k])];
			f->hash = hashes[i][k];
			if (++f->met == MET_LEAST)
				f->at = weights++;
		}
	l->weights = arena_array(a, weights, sizeof *l->weights);
	for (size_t i = 0; i < count; i++) {
		out[i].at = arena_array(scratch, out[i].count + 1, sizeof *out[i].at);
		for (size_t k = 0; k < out[i].count; k++) {
			uint32_t at = l->slots[slot_of(l, hashes[i][k])].at;
			if (at != 0)
				out[i].at[out[i].known++] = at;
		}
	}
}

static void learn_one(struct likeness *l, const struct features *f, enum saying saying, float rate)
{
	struct opinion o = judge(l, f);
	struct weights change = {{0}};

	if (o.of[saying] > learned)
		return;
	for (size_t k = 0; k < SAYING_COUNT; k++)
		change.of[k] = (o.of[k] - (k == saying)) * rate / sqrtf((float)f->count);
	for (size_t i = 0; i < f->known; i++)
		for (size_t k = 0; k < SAYING_COUNT + 2; k++)
			l->weights[f->at[i]].of[k] -= change.of[k];
}

static size_t greatest_divisor(size_t a, size_t b)
{
	return b == 0 ? a : greatest_divisor(b, a % b);
}

const struct likeness *likeness_learn(struct arena *a, const struct languages *languages,
	const struct language *language, const struct labelled *sentences, size_t count)
{
	struct likeness *l = arena_alloc(a, sizeof *l);
	struct arena *scratch = arena_new();
	struct features *met = arena_array(scratch, count + 1, sizeof *met);
	size_t stride = count * 5 / 8 + 1; /* neighbours in a bank are alike: far apart */

	l->languages = languages;
	l->language = language;
	meet(a, scratch, l, sentences, count, met);
	while (greatest_divisor(stride, count) > 1)
		stride++;
	for (int round = 0; round < ROUNDS; round++)
		for (size_t i = 0; i < count; i++) {
			size_t at = i * stride % count;
			learn_one(l, &met[at], sentences[at].saying, step / (float)(round + 1));
		}
	arena_free(&scratch);
	return l;
}
