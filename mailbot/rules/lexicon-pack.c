/* A lexicon packed: lists that end alike share their end. */
#include <stdlib.h>
#include <string.h>

#include "rules/language-compile.h"
#include "rules/shared.h"

/* Where the packed form goes, and what is there already. */
struct packing {
	struct arena *arena;
	struct shared inflections, meanings, rests;
};

/* From the last one on: lists that end alike are so far one. */
static struct inflection *pack_inflections(struct packing *p, const struct inflection *f)
{
	struct inflection own;

	if (f == NULL)
		return NULL;
	memcpy(&own, f, sizeof own); /* with its padding */
	own.next = pack_inflections(p, f->next);
	return shared_keep(&p->inflections, p->arena, &own, sizeof own);
}

/* The words of a line mean the same, mostly. */
static struct meaning *pack_meanings(struct packing *p, const struct meaning *m)
{
	struct meaning own;

	if (m == NULL)
		return NULL;
	memcpy(&own, m, sizeof own);
	own.next = pack_meanings(p, m->next);
	own.inflections = pack_inflections(p, m->inflections);
	return shared_keep(&p->meanings, p->arena, &own, sizeof own);
}

static struct phrases *pack_phrases(struct packing *p, const struct phrases *draft)
{
	struct phrases *all;

	if (draft == NULL)
		return NULL;
	all = phrases_copy(p->arena, draft, draft->count, draft->count);
	for (size_t i = 0; i < all->count; i++) {
		struct phrase *one = &all->items[i];
		/* neighbours are of one line, mostly, and share theirs already */
		one->meaning = i > 0 && one->meaning == draft->items[i - 1].meaning
			? all->items[i - 1].meaning
			: pack_meanings(p, one->meaning);
		all->senses = senses_or(all->senses, one->meaning->senses);
		one->rest = shared_keep(&p->rests, p->arena, one->rest,
			(one->count - phrase_begun(one)) * sizeof *one->rest);
	}
	return all;
}

/* One behind the other. */
static void pack_keys(struct arena *a, struct slot *slots, size_t count)
{
	size_t bytes = 0;

	for (size_t i = 0; i < count; i++)
		bytes += slots[i].len + 1;
	char *to = arena_alloc(a, bytes);
	for (size_t i = 0; i < count; i++) {
		memcpy(to, slots[i].key, slots[i].len);
		slots[i].key = to;
		to += slots[i].len + 1;
	}
}

static void *move(struct arena *a, void *from, size_t bytes)
{
	void *to = memcpy(arena_alloc(a, bytes), from, bytes);

	free(from);
	return to;
}

void lexicon_pack(struct arena *a, struct lexicon *l)
{
	struct packing p = {.arena = a};

	if (l->drafts == NULL)
		return;
	l->slots = move(a, l->slots, l->count * sizeof *l->slots);
	l->room = l->count;
	l->table = move(a, l->table, l->size * sizeof *l->table);
	pack_keys(a, l->slots, l->count);
	for (size_t i = 0; i < l->count; i++) {
		struct slot *slot = &l->slots[i];
		slot->meanings = pack_meanings(&p, slot->meanings);
		slot->phrases = pack_phrases(&p, slot->phrases);
	}
	shared_free(&p.inflections);
	shared_free(&p.meanings);
	shared_free(&p.rests);
	arena_free(&l->drafts);
}
