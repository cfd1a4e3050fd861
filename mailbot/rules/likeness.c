#include "rules/likeness.h"

#include <assert.h>
#include <math.h>
#include <stdint.h>
#include <string.h>

#include "rules/features.h"

const char *const saying_names[SAYING_COUNT] = {
#define SAYING_NAME(id, name) name,
	SAYINGS(SAYING_NAME)
#undef SAYING_NAME
};

enum {
	ROUNDS = 6, /* over all sentences */
	MET_LEAST = 2, /* a feature of one place alone says little */
	MET_SIZE = 1 << 21, /* counters; a few features share one */
	MET_BITS = 2, /* of each: they count to MET_LEAST */
	MET_EACH = 8 / MET_BITS, /* in a byte */
	PLACE_BYTES_MAX = 5,
	WEIGHT_MOST = INT8_MAX,
};
static const float learned = 0.95F; /* of a sentence that needs no more */
static const float step = 1.0F; /* of the descent, in its first round */
/* A feature that is met e to the fifth times as seldom as there are sentences learns at full speed, one
 * that all have not at all. */
static const float rare = 5.0F;

/* What a feature speaks for, as multiples of the model's unit. Eight bytes: one fetch. */
struct leaning {
	uint16_t tag; /* of the hash; 0: free */
	int8_t of[SAYING_COUNT];
};
static_assert(sizeof(struct leaning) == 8, "slots are as many as features");

struct likeness {
	struct leaning *leanings;
	size_t size; /* half as many again as features: a search always ends */
	float unit;
	const struct languages *languages;
	const struct language *language; /* NULL: words alone */
};

/* Weights while they are learned. */
struct weights {
	float of[SAYING_COUNT + 2]; /* a multiple of four: the compiler takes them at once */
};

/* ---- judging ---- */

static uint16_t tag_of(uint64_t hash)
{
	return (uint16_t)(hash >> 48 | 1);
}

/* Where a feature's search begins in a table of any size. */
static size_t begin_of(uint64_t hash, size_t size)
{
	return (hash >> 1 & UINT32_MAX) * size >> 32;
}

/* The feature's slot, or the free one where it would be. */
static struct leaning *leaning_of(const struct likeness *l, uint64_t hash)
{
	size_t at = begin_of(hash, l->size);

	while (l->leanings[at].tag != 0 && l->leanings[at].tag != tag_of(hash))
		at = at + 1 < l->size ? at + 1 : 0;
	return &l->leanings[at];
}

/* What a sentence's features of one kind weigh together falls with how many they are. */
static float scale(size_t count)
{
	return count > 0 ? 1 / sqrtf((float)count) : 0;
}

static struct opinion opinion_of(const struct weights *all)
{
	struct opinion o;
	float sum = 0, top = all->of[0];

	for (size_t k = 1; k < SAYING_COUNT; k++)
		top = fmaxf(top, all->of[k]);
	for (size_t k = 0; k < SAYING_COUNT; k++)
		sum += o.of[k] = expf(all->of[k] - top);
	for (size_t k = 0; k < SAYING_COUNT; k++)
		o.of[k] /= sum;
	return o;
}

struct opinion likeness_judge(struct arena *a, const struct likeness *l, struct slice text)
{
	struct features f = features_of(a, l->languages, l->language, text);
	struct weights all = {{0}};
	const uint64_t *hash = f.hashes;

	for (int kind = 0; kind < FEATURE_KINDS; kind++) {
		int32_t sums[SAYING_COUNT] = {0};
		for (size_t i = 0; i < f.count[kind]; i++, hash++) {
			const struct leaning *leaning = leaning_of(l, *hash);
			for (size_t k = 0; k < SAYING_COUNT; k++)
				sums[k] += leaning->of[k];
		}
		for (size_t k = 0; k < SAYING_COUNT; k++)
			all.of[k] += (float)sums[k] * l->unit * scale(f.count[kind]);
	}
	return opinion_of(&all);
}

/* ---- learning ---- */

/* A feature that was met often enough. */
struct known {
	uint64_t hash; /* 0: free */
	uint32_t met;
	uint32_t at; /* of its weights; 0: nobody's */
};

/*
 * A sentence: which of its features have weights, and how many of each kind it has in all. The places of
 * the weights stand in as few bytes as they need, seven bits in each, the lowest first: what many
 * sentences have was met early, and has a low number.
 */
struct lesson {
	uint8_t *at;
	uint32_t known[FEATURE_KINDS], count[FEATURE_KINDS];
};

struct learner {
	struct arena *scratch;
	const struct likeness *model; /* what words mean in it */
	const struct labelled *sentences;
	struct lesson *lessons;
	size_t count;
	uint8_t *met; /* counters */
	size_t often; /* of them: those that say so */
	struct known *table;
	size_t size, features, most; /* of the table; in it; that may be */
	struct known *known; /* all of the table, without what is free */
	struct weights *weights; /* the first is nobody's */
	float *rates;
	size_t longest; /* features of a sentence */
	uint32_t *places; /* of the sentence that is learned */
};

static size_t total(const struct features *f)
{
	size_t n = 0;

	for (int kind = 0; kind < FEATURE_KINDS; kind++)
		n += f->count[kind];
	return n;
}

/* How often one of the features that share its counter was met, up to MET_LEAST. */
static unsigned met(const struct learner *t, uint64_t hash)
{
	size_t counter = hash >> 1 & (MET_SIZE - 1);

	return t->met[counter / MET_EACH] >> counter % MET_EACH * MET_BITS & ((1U << MET_BITS) - 1);
}

static void count(struct learner *t, uint64_t hash)
{
	size_t counter = hash >> 1 & (MET_SIZE - 1);
	unsigned before = met(t, hash);

	if (before == MET_LEAST)
		return;
	t->met[counter / MET_EACH] += (uint8_t)(1U << counter % MET_EACH * MET_BITS);
	t->often += before + 1 == MET_LEAST;
}

static size_t put_place(uint8_t *out, uint32_t place)
{
	size_t n = 0;

	for (; place >= 0x80; place >>= 7)
		out[n++] = (uint8_t)(place | 0x80);
	out[n++] = (uint8_t)place;
	return n;
}

static struct known *known_of(const struct learner *t, uint64_t hash)
{
	size_t at = begin_of(hash, t->size);

	while (t->table[at].hash != 0 && t->table[at].hash != hash)
		at = at + 1 < t->size ? at + 1 : 0;
	return &t->table[at];
}

/*
 * Shows the features of one sentence after the other. Those of all together would be twenty times
 * what is learned from them: they are found anew each time.
 */
static void show_all(struct learner *t,
	void (*take)(struct learner *t, const struct features *f, size_t sentence))
{
	for (size_t i = 0; i < t->count; i++) {
		struct arena *a = arena_new();
		struct features f = features_of(
			a, t->model->languages, t->model->language, t->sentences[i].text);
		take(t, &f, i);
		arena_free(&a);
	}
}

/* Counts every feature of a sentence, by a part of its hash. */
static void count_each(struct learner *t, const struct features *f, size_t sentence)
{
	size_t n = total(f);

	(void)sentence;
	t->longest = n > t->longest ? n : t->longest;
	for (size_t k = 0; k < n; k++)
		count(t, f->hashes[k]);
}

/* The features of a sentence that were met often enough get a place each. */
static void meet(struct learner *t, const struct features *f, size_t sentence)
{
	struct lesson *out = &t->lessons[sentence];
	const uint64_t *hash = f->hashes;
	size_t room = total(f) * PLACE_BYTES_MAX + 1, n = 0;

	out->at = arena_alloc(t->scratch, room);
	for (int kind = 0; kind < FEATURE_KINDS; kind++) {
		out->count[kind] = (uint32_t)f->count[kind];
		for (size_t k = 0; k < f->count[kind]; k++, hash++) {
			if (met(t, *hash) < MET_LEAST)
				continue;
			struct known *known = known_of(t, *hash);
			if (known->hash == 0 && t->features >= t->most)
				continue;
			if (known->hash == 0)
				*known = (struct known){*hash, 0, (uint32_t)++t->features};
			known->met++;
			n += put_place(out->at + n, known->at);
			out->known[kind]++;
		}
	}
	arena_trim(t->scratch, out->at, room, n);
}

/* Those of the table, one behind the other in its order, and how fast each learns. */
static void list_known(struct learner *t)
{
	size_t n = 0;

	t->known = arena_array(t->scratch, t->features + 1, sizeof *t->known);
	t->rates = arena_array(t->scratch, t->features + 1, sizeof *t->rates);
	for (size_t i = 0; i < t->size; i++)
		if (t->table[i].at != 0) {
			float r = logf((float)t->count / (float)t->table[i].met) / rare;
			t->rates[t->table[i].at] = r > 0 ? r * r : 0;
			t->known[n++] = t->table[i];
		}
}

static void meet_all(struct learner *t)
{
	struct arena *tables = arena_new();

	t->met = arena_alloc(tables, MET_SIZE / MET_EACH);
	t->lessons = arena_array(t->scratch, t->count + 1, sizeof *t->lessons);
	show_all(t, count_each);
	t->most = t->often * 3 / 2; /* a few share a counter */
	t->size = t->most + t->most / 2 + 1; /* a third stays free: a search always ends */
	t->table = arena_array(tables, t->size, sizeof *t->table);
	show_all(t, meet);
	list_known(t);
	arena_free(&tables);
	t->weights = arena_array(t->scratch, t->features + 1, sizeof *t->weights);
	t->places = arena_array(t->scratch, t->longest + 1, sizeof *t->places);
}

/* The places of a sentence's weights as numbers, which are on their way from memory by then. */
static void unpack(struct learner *t, const struct lesson *x)
{
	const uint8_t *at = x->at;
	size_t count = 0;

	for (int kind = 0; kind < FEATURE_KINDS; kind++)
		count += x->known[kind];
	for (size_t i = 0; i < count; i++) {
		uint32_t byte = *at++, place = byte & 0x7f;
		for (unsigned shift = 7; byte >= 0x80; shift += 7) {
			byte = *at++;
			place |= (byte & 0x7f) << shift;
		}
		__builtin_prefetch(&t->weights[place]);
		t->places[i] = place;
	}
}

static struct opinion recite(const struct learner *t, const struct lesson *x)
{
	struct weights all = {{0}};
	const uint32_t *at = t->places;

	for (int kind = 0; kind < FEATURE_KINDS; kind++) {
		struct weights sum = {{0}};
		for (size_t i = 0; i < x->known[kind]; i++, at++)
			for (size_t k = 0; k < SAYING_COUNT + 2; k++)
				sum.of[k] += t->weights[*at].of[k];
		for (size_t k = 0; k < SAYING_COUNT; k++)
			all.of[k] += sum.of[k] * scale(x->count[kind]);
	}
	return opinion_of(&all);
}

static void learn_one(struct learner *t, size_t i, float rate)
{
	const struct lesson *x = &t->lessons[i];
	enum saying saying = t->sentences[i].saying;
	const uint32_t *at = t->places;

	unpack(t, x);
	struct opinion o = recite(t, x);
	if (o.of[saying] > learned)
		return;
	for (int kind = 0; kind < FEATURE_KINDS; kind++) {
		struct weights change = {{0}};
		for (size_t k = 0; k < SAYING_COUNT; k++)
			change.of[k] = (o.of[k] - (k == saying)) * rate * scale(x->count[kind]);
		for (size_t n = 0; n < x->known[kind]; n++, at++) {
			struct weights *w = &t->weights[*at];
			float r = t->rates[*at];
			for (size_t k = 0; k < SAYING_COUNT + 2; k++)
				w->of[k] -= change.of[k] * r;
		}
	}
}

static size_t greatest_divisor(size_t a, size_t b)
{
	return b == 0 ? a : greatest_divisor(b, a % b);
}

static void learn_all(struct learner *t)
{
	size_t stride = t->count * 5 / 8 + 1; /* neighbours in a bank are alike: far apart */

	while (greatest_divisor(stride, t->count) > 1)
		stride++;
	for (int round = 0; round < ROUNDS; round++)
		for (size_t i = 0; i < t->count; i++)
			learn_one(t, i * stride % t->count, step / (float)(round + 1));
}

/* What was learned, as small whole numbers; what says nothing is left out. */
static void keep(struct arena *a, const struct learner *t, struct likeness *l)
{
	float most = 0;

	for (size_t i = 1; i <= t->features; i++)
		for (size_t k = 0; k < SAYING_COUNT; k++)
			most = fmaxf(most, fabsf(t->weights[i].of[k]));
	l->unit = most > 0 ? most / WEIGHT_MOST : 1;
	l->size = t->features + t->features / 2 + 1;
	l->leanings = arena_array(a, l->size, sizeof *l->leanings);
	for (size_t i = 0; i < t->features; i++) {
		struct leaning new = {.tag = tag_of(t->known[i].hash)};
		bool any = false;
		for (size_t k = 0; k < SAYING_COUNT; k++) {
			float w = t->weights[t->known[i].at].of[k];
			new.of[k] = (int8_t)lrintf(w / l->unit);
			any = any || new.of[k] != 0;
		}
		if (any)
			*leaning_of(l, t->known[i].hash) = new;
	}
}

const struct likeness *likeness_learn(struct arena *a, const struct languages *languages,
	const struct language *language, const struct labelled *sentences, size_t count)
{
	struct likeness *l = arena_alloc(a, sizeof *l);
	struct learner t = {
		.scratch = arena_new(), .model = l, .sentences = sentences, .count = count};

	l->languages = languages;
	l->language = language;
	meet_all(&t);
	learn_all(&t);
	keep(a, &t, l);
	arena_free(&t.scratch);
	return l;
}
