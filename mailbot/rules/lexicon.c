#include "rules/lexicon.h"

#include <stdlib.h>
#include <string.h>

#include "rules/fold.h"

enum { SIZE_FIRST = 4096 };

static uint32_t *probe(const struct lexicon *l, struct slice key)
{
	size_t i = slice_hash(key) & (l->size - 1);

	while (l->table[i] != 0 && !slice_eq(slot_key(&l->slots[l->table[i] - 1]), key))
		i = (i + 1) & (l->size - 1);
	return &l->table[i];
}

static void grow(struct lexicon *l)
{
	l->size = l->size == 0 ? SIZE_FIRST : l->size * 2;
	free(l->table);
	l->table = xcalloc(l->size, sizeof *l->table);
	for (size_t i = 0; i < l->count; i++)
		*probe(l, slot_key(&l->slots[i])) = (uint32_t)i + 1;
}

static struct slot *add_slot(struct lexicon *l, struct slice key)
{
	if (l->count == l->room) {
		l->room = l->room == 0 ? SIZE_FIRST : l->room * 2;
		l->slots = xrealloc(l->slots, l->room * sizeof *l->slots);
	}
	l->slots[l->count] = (struct slot){.key = arena_string(l->drafts, key),
		.len = key.len & SLOT_KEY_MAX,
		.number = (uint32_t)l->count};
	return &l->slots[l->count++];
}

struct slot *lexicon_slot(struct lexicon *l, struct slice key)
{
	if (l->drafts == NULL)
		l->drafts = arena_new();
	if (l->count * 4 >= l->size * 3)
		grow(l);
	uint32_t *at = probe(l, key);
	if (*at != 0)
		return &l->slots[*at - 1];
	*at = (uint32_t)l->count + 1;
	return add_slot(l, key);
}

const struct slot *lexicon_find(const struct lexicon *l, struct slice key)
{
	uint32_t number = l->size > 0 ? *probe(l, key) : 0;

	return number != 0 ? &l->slots[number - 1] : NULL;
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
	struct lexicon *l, const struct language *language, struct place place)
{
	struct meaning *m = arena_alloc(l->drafts, sizeof *m);

	m->language = language;
	m->file = (uint16_t)file_number(language, place.file);
	m->line = place.line;
	m->rare = &nothing_rare;
	return m;
}

struct meaning *lexicon_meaning(
	struct lexicon *l, struct slot *slot, const struct language *language, struct place place)
{
	struct meaning **m = &slot->meanings;

	for (; *m != NULL; m = &(*m)->next)
		if ((*m)->language == language)
			return *m;
	*m = lexicon_new_meaning(l, language, place);
	return *m;
}

void lexicon_inflect(
	struct lexicon *l, struct meaning *m, const struct verb *verb, unsigned forms, bool joined)
{
	struct inflection *f = arena_alloc(l->drafts, sizeof *f);

	f->verb = verb;
	f->forms = forms;
	f->joined = joined;
	f->next = m->inflections;
	m->inflections = f;
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
static void merge(
	struct arena *a, struct lexicon *l, struct meaning *to, const struct meaning *from)
{
	for (int i = 0; i < SENSE_WORDS; i++)
		to->senses.bits[i] |= from->senses.bits[i];
	for (const struct inflection *f = from->inflections; f != NULL; f = f->next)
		lexicon_inflect(l, to, f->verb, f->forms, f->joined);
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
	struct slot *slot = lexicon_slot(l, key);
	const struct meaning *there = slot->meanings;
	while (there != NULL && there->language != m->language)
		there = there->next;
	if (there != NULL && !there->derived)
		return;
	struct meaning *derived = lexicon_meaning(l, slot, m->language, meaning_place(m));
	derived->derived = true;
	merge(a, l, derived, m);
}

void lexicon_derive(struct arena *a, struct lexicon *l)
{
	size_t count = l->count;
	struct arena *scratch = arena_new();

	for (size_t i = 0; i < count; i++) {
		struct slice key = slot_key(&l->slots[i]),
			     latin = fold_transliterated(scratch, key);
		struct slice bare = fold_bare(scratch, key);
		for (const struct meaning *m = l->slots[i].meanings; m != NULL; m = m->next) {
			if (!slice_eq(latin, key))
				derive(a, l, latin, m);
			if (!m->core && !slice_eq(bare, key) && !slice_eq(bare, latin))
				derive(a, l, bare, m);
		}
	}
	arena_free(&scratch);
}
