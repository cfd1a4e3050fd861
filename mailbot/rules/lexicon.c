#include "rules/lexicon.h"

#include <string.h>

#include "rules/fold.h"

enum { SIZE_FIRST = 4096 };

static struct slot **probe(struct slot **slots, size_t size, struct slice key)
{
	size_t i = slice_hash(key) & (size - 1);

	while (slots[i] != NULL && !slice_eq(slots[i]->key, key))
		i = (i + 1) & (size - 1);
	return &slots[i];
}

static void grow(struct lexicon *l)
{
	size_t size = l->size == 0 ? SIZE_FIRST : l->size * 2;
	struct arena *table = arena_new();
	struct slot **slots = arena_array(table, size, sizeof *slots);

	for (size_t i = 0; i < l->size; i++)
		if (l->slots[i] != NULL)
			*probe(slots, size, l->slots[i]->key) = l->slots[i];
	arena_free(&l->table);
	l->table = table;
	l->slots = slots;
	l->size = size;
}

void lexicon_pack(struct arena *a, struct lexicon *l)
{
	struct slot **slots = l->slots;

	if (l->table == NULL)
		return;
	l->slots = arena_array(a, l->size, sizeof *slots);
	memcpy(l->slots, slots, l->size * sizeof *slots);
	arena_free(&l->table);
}

struct slot *lexicon_slot(struct arena *a, struct lexicon *l, struct slice key)
{
	if (l->count * 4 >= l->size * 3)
		grow(l);
	struct slot **slot = probe(l->slots, l->size, key);
	if (*slot == NULL) {
		*slot = arena_alloc(a, sizeof **slot);
		(*slot)->key = arena_copy(a, key);
		(*slot)->number = (uint32_t)l->count++;
	}
	return *slot;
}

const struct slot *lexicon_find(const struct lexicon *l, struct slice key)
{
	return l->size > 0 ? *probe(l->slots, l->size, key) : NULL;
}

const struct slot **lexicon_list(struct arena *a, const struct lexicon *l)
{
	const struct slot **list = arena_array(a, l->count, sizeof *list);

	for (size_t i = 0; i < l->size; i++)
		if (l->slots[i] != NULL)
			list[l->slots[i]->number] = l->slots[i];
	return list;
}

static const struct rare_meaning nothing_rare;

struct rare_meaning *lexicon_rare(struct arena *a, struct meaning *m)
{
	struct rare_meaning *own = arena_alloc(a, sizeof *own);

	*own = *m->rare;
	m->rare = own;
	return own;
}

/* The number of one of the language's files; mostly it is the last. */
static size_t file_number(const struct language *language, const char *file)
{
	size_t n = language->file_count;

	while (n > 0 && language->files[n - 1] != file)
		n--;
	return n > 0 ? n - 1 : 0;
}

struct meaning *lexicon_new_meaning(
	struct arena *a, const struct language *language, struct place place)
{
	struct meaning *m = arena_alloc(a, sizeof *m);

	m->language = language;
	m->file = (uint16_t)file_number(language, place.file);
	m->line = place.line;
	m->rare = &nothing_rare;
	return m;
}

struct meaning *lexicon_meaning(
	struct arena *a, struct slot *slot, const struct language *language, struct place place)
{
	struct meaning **m = &slot->meanings;

	for (; *m != NULL; m = &(*m)->next)
		if ((*m)->language == language)
			return *m;
	*m = lexicon_new_meaning(a, language, place);
	return *m;
}

static void merge_rare(struct arena *a, struct meaning *to, const struct rare_meaning *from)
{
	if (from->what != NULL)
		lexicon_rare(a, to)->what = from->what;
	if (to->rare->stands_for_count == 0 && from->stands_for_count > 0) {
		struct rare_meaning *rare = lexicon_rare(a, to);
		rare->stands_for = from->stands_for;
		rare->stands_for_count = from->stands_for_count;
	}
}

/* Adds what `from` means to `to`; an inflection is copied, since a list can hang on one end only. */
static void merge(struct arena *a, struct meaning *to, const struct meaning *from)
{
	for (int i = 0; i < SENSE_WORDS; i++)
		to->senses.bits[i] |= from->senses.bits[i];
	for (const struct inflection *f = from->inflections; f != NULL; f = f->next) {
		struct inflection *copy = arena_alloc(a, sizeof *copy);
		*copy = *f;
		copy->next = to->inflections;
		to->inflections = copy;
	}
	to->n = from->n != 0 ? from->n : to->n;
	to->ordinal = from->ordinal != 0 ? from->ordinal : to->ordinal;
	to->month = from->month != 0 ? from->month : to->month;
	to->weekday = from->weekday != 0 ? from->weekday : to->weekday;
	merge_rare(a, to, from->rare);
	to->core = to->core || from->core;
	to->abbreviation = to->abbreviation || from->abbreviation;
}

static void derive(struct arena *a, struct lexicon *l, struct slice key, const struct meaning *m)
{
	if (key.len == 0)
		return;
	struct slot *slot = lexicon_slot(a, l, key);
	const struct meaning *there = slot->meanings;
	while (there != NULL && there->language != m->language)
		there = there->next;
	if (there != NULL && !there->derived)
		return;
	struct meaning *derived = lexicon_meaning(a, slot, m->language, meaning_place(m));
	derived->derived = true;
	merge(a, derived, m);
}

void lexicon_derive(struct arena *a, struct lexicon *l)
{
	size_t count = l->count;
	struct arena *scratch = arena_new();
	const struct slot **words = lexicon_list(scratch, l);

	for (size_t i = 0; i < count; i++) {
		struct slice key = words[i]->key, latin = fold_transliterated(scratch, key);
		struct slice bare = fold_bare(scratch, key);
		for (const struct meaning *m = words[i]->meanings; m != NULL; m = m->next) {
			if (!slice_eq(latin, key))
				derive(a, l, latin, m);
			if (!m->core && !slice_eq(bare, key) && !slice_eq(bare, latin))
				derive(a, l, bare, m);
		}
	}
	arena_free(&scratch);
}
