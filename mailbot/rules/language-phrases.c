#include "rules/language-compile.h"

#include <string.h>

#include "rules/fold.h"

/* A phrase that is in no list yet. */
struct draft {
	struct phrase phrase;
	struct slot *first; /* its first word; NULL: it begins with none */
	struct slot **words; /* all of them */
	size_t count, room; /* of its parts */
	size_t word_count, word_room;
};

static bool same_parts(const struct phrase *a, const struct phrase *b)
{
	if (a->count != b->count || a->question != b->question || a->closes != b->closes)
		return false;
	for (size_t i = 0; i < a->count; i++)
		if (a->parts[i].element != b->parts[i].element ||
			a->parts[i].what != b->parts[i].what)
			return false;
	return true;
}

/* ---- the phrases of a word ---- */

bool phrase_before(const struct phrase *a, const struct phrase *b)
{
	return a->count != b->count ? a->count > b->count : a->number < b->number;
}

/* The first phrase that does not stand before those of `second` (past: that stands behind them). */
static size_t find_second(const struct phrases *all, uint32_t second, bool past)
{
	size_t first = 0, end = all->count;

	while (first < end) {
		size_t middle = (first + end) / 2;
		uint32_t there = all->items[middle].second;
		if (there < second || (past && there == second))
			first = middle + 1;
		else
			end = middle;
	}
	return first;
}

struct phrase_run phrases_behind(const struct slot *first, const struct slot *second)
{
	const struct phrases *all = first->phrases;
	uint32_t number = second != NULL ? second->number + 1 : 0;

	if (all == NULL)
		return (struct phrase_run){NULL, 0};
	size_t begin = find_second(all, number, false);
	return (struct phrase_run){&all->items[begin], find_second(all, number, true) - begin};
}

static struct phrases *copy_phrases(
	struct arena *a, const struct phrases *from, uint32_t count, uint32_t room)
{
	struct phrases *to = arena_alloc(a, sizeof *to + room * sizeof *to->items);

	to->count = count;
	to->room = room;
	if (count > 0)
		memcpy(to->items, from->items, count * sizeof *to->items);
	return to;
}

/* Of the same phrases of its first word the next one from *at on; NULL. */
static struct phrase *next_same(const struct draft *d, size_t *at)
{
	struct phrases *all = d->first->phrases;

	for (; all != NULL && *at < all->count && all->items[*at].second == d->phrase.second; ++*at)
		if (same_parts(&d->phrase, &all->items[*at]))
			return &all->items[(*at)++];
	return NULL;
}

static size_t first_alike(const struct draft *d)
{
	return d->first->phrases != NULL ? find_second(d->first->phrases, d->phrase.second, false)
					 : 0;
}

/* What it means in the language already; NULL. */
static const struct meaning *phrase_meaning(const struct compiling *c, const struct draft *d)
{
	size_t at = first_alike(d);

	for (struct phrase *p; (p = next_same(d, &at)) != NULL;)
		if (p->meaning->language == c->language)
			return p->meaning;
	return NULL;
}

static void set_meaning(
	const struct draft *d, const struct meaning *old, const struct meaning *meaning)
{
	size_t at = first_alike(d);

	for (struct phrase *p; (p = next_same(d, &at)) != NULL;)
		p->meaning = p->meaning == old ? meaning : p->meaning;
}

static void file_phrase(struct compiling *c, const struct draft *d)
{
	struct languages *l = c->languages;
	struct slot *slot = d->first;
	struct phrase p = d->phrase;
	uint32_t count = slot->phrases != NULL ? slot->phrases->count : 0;

	if (l->drafts == NULL)
		l->drafts = arena_new();
	if (count == 0 || count == slot->phrases->room)
		slot->phrases =
			copy_phrases(l->drafts, slot->phrases, count, count > 0 ? 2 * count : 2);
	struct phrases *all = slot->phrases;
	p.number = count;
	p.parts = arena_array(c->arena, p.count, sizeof *p.parts);
	memcpy(p.parts, d->phrase.parts, p.count * sizeof *p.parts);
	size_t at = find_second(all, p.second, false);
	while (at < count && all->items[at].second == p.second &&
		phrase_before(&all->items[at], &p))
		at++;
	memmove(&all->items[at + 1], &all->items[at], (count - at) * sizeof *all->items);
	all->items[at] = p;
	all->count++;
}

void languages_pack_phrases(struct arena *a, struct languages *l)
{
	for (size_t i = 0; l->drafts != NULL && i < l->lexicon.size; i++) {
		struct slot *slot = l->lexicon.slots[i];
		if (slot != NULL && slot->phrases != NULL)
			slot->phrases = copy_phrases(
				a, slot->phrases, slot->phrases->count, slot->phrases->count);
	}
	arena_free(&l->drafts);
}

/* ---- one phrase ---- */

static struct phrase_part part_of_sense(struct compiling *c, struct slice word, struct place place)
{
	const char *name = arena_string(c->scratch, slice_head(slice_from(word, 1), word.len - 2));
	int sense = sense_of(name);

	if (sense < 0)
		language_complain(c, place, "no sense has this name", name);
	return (struct phrase_part){ELEMENT_SENSE, sense < 0 ? SENSE_SAFE : (unsigned)sense};
}

static void add_part(struct compiling *c, struct draft *d, struct slice word, struct place place)
{
	struct phrase *p = &d->phrase;
	struct phrase_part part = {ELEMENT_GAP, 0};

	if (slice_starts(word, "{") && word.p[word.len - 1] == '}') {
		part = part_of_sense(c, word, place);
	} else if (!slice_is(word, "…")) {
		if (word.len > 1 && word.p[word.len - 1] == '.')
			word.len--;
		struct slot *slot =
			lexicon_slot(c->arena, &c->languages->lexicon, fold_key(c->scratch, word));
		part = (struct phrase_part){ELEMENT_WORD, slot->number};
		d->first = d->count == 0 ? slot : d->first;
		p->second = d->count == 1 ? slot->number + 1 : p->second;
		ARENA_PUSH(c->scratch, d->words, d->word_count, d->word_room, slot);
	}
	ARENA_PUSH(c->scratch, p->parts, d->count, d->room, part);
}

/* Its parts, in c->scratch. */
static struct draft draft_phrase(struct compiling *c, struct slice text, struct place place)
{
	struct draft d = {.first = NULL};
	struct slice rest = text, word;

	while (language_next_word(&rest, &word)) {
		if (slice_is(word, "?"))
			d.phrase.question = true;
		else if (slice_is(word, "."))
			d.phrase.closes = true;
		else
			add_part(c, &d, word, place);
	}
	d.phrase.count = d.count <= PHRASE_PARTS_MAX ? d.count : 0;
	return d;
}

/* Whether it is written otherwise by people without umlauts; then *out is how. */
static bool transliterate(struct compiling *c, const struct draft *d, struct draft *out)
{
	struct phrase *p = &out->phrase;
	bool other = false;

	*out = *d;
	p->parts = arena_array(c->scratch, p->count, sizeof *p->parts);
	memcpy(p->parts, d->phrase.parts, p->count * sizeof *p->parts);
	for (size_t i = 0, word = 0; i < p->count; i++) {
		if (p->parts[i].element != ELEMENT_WORD)
			continue;
		struct slot *slot = d->words[word++];
		struct slice latin = fold_transliterated(c->scratch, slot->key);
		if (slice_eq(latin, slot->key))
			continue;
		other = true;
		slot = lexicon_slot(c->arena, &c->languages->lexicon, latin);
		p->parts[i].what = slot->number;
		out->first = i == 0 ? slot : out->first;
		p->second = i == 1 ? slot->number + 1 : p->second;
	}
	return other;
}

/* What all phrases of the element mean that stand on the line. */
static const struct meaning *meaning_of_line(
	struct compiling *c, struct place place, const struct says *s)
{
	struct meaning *m = c->phrase_meaning;

	if (m == NULL || m->line != place.line) {
		m = c->phrase_meaning = lexicon_new_meaning(c->arena, c->language, place);
		meaning_give(c->arena, m, s, false);
	}
	return m;
}

static bool same_meaning(const struct meaning *a, const struct meaning *b)
{
	return senses_same(a->senses, b->senses) && a->rare == b->rare && a->n == b->n &&
		a->ordinal == b->ordinal && a->month == b->month && a->weekday == b->weekday &&
		a->core == b->core && a->carries == b->carries;
}

/* A phrase that is there already means what is said of it here too, in each way to write it. */
static void give_more(struct compiling *c, const struct draft *d, const struct draft *latin,
	const struct meaning *old, const struct says *s)
{
	struct meaning *own = arena_alloc(c->arena, sizeof *own);

	*own = *old;
	meaning_give(c->arena, own, s, false);
	if (same_meaning(own, old)) {
		arena_trim(c->arena, own, sizeof *own, 0);
		return;
	}
	set_meaning(d, old, own);
	if (latin != NULL)
		set_meaning(latin, old, own);
}

void language_add_phrase(
	struct compiling *c, struct slice text, struct place place, const struct says *s)
{
	struct draft d = draft_phrase(c, text, place), latin;

	if (d.count > PHRASE_PARTS_MAX) {
		language_complain(
			c, place, "a phrase has at most 255 words", arena_string(c->scratch, text));
		return;
	}
	if (d.first == NULL || d.phrase.parts[d.phrase.count - 1].element == ELEMENT_GAP) {
		language_complain(c, place,
			"a phrase begins with a word, and does not end with a gap",
			arena_string(c->scratch, text));
		return;
	}
	bool other = transliterate(c, &d, &latin);
	const struct meaning *old = phrase_meaning(c, &d);
	if (old != NULL) {
		give_more(c, &d, other ? &latin : NULL, old, s);
		return;
	}
	d.phrase.meaning = latin.phrase.meaning = meaning_of_line(c, place, s);
	file_phrase(c, &d);
	if (other)
		file_phrase(c, &latin);
}

static const char *phrase_text(
	struct arena *a, const struct phrase *p, const struct slot *const *words)
{
	const char *text = "";

	for (size_t i = 0; i < p->count; i++) {
		struct slice part = p->parts[i].element == ELEMENT_WORD
			? words[p->parts[i].what]->key
			: p->parts[i].element == ELEMENT_GAP ? SLICE("…")
							     : SLICE("{}");
		text = arena_printf(a, "%s%s%.*s", text, i > 0 ? " " : "", SLICE_ARGS(part));
	}
	return text;
}

/* What stands in a phrase that changes nothing is seen by nobody: a `not`, an `or` in it must be meant
 * to be there. */
int language_check_phrase(
	const struct phrase *p, const struct slot *const *words, struct problems *problems)
{
	const struct meaning *m = p->meaning;
	bool hides = senses_has(m->senses, SENSE_SAFE) || senses_has(m->senses, SENSE_HARMLESS);

	for (size_t i = 0; hides && !m->core && !m->carries && i < p->count; i++) {
		if (p->parts[i].element != ELEMENT_WORD)
			continue;
		const struct slot *word = words[p->parts[i].what];
		const struct meaning *w = meaning_in(word->meanings, m->language);
		if (w != NULL && w->core)
			return problem_add(problems, meaning_place(m),
				"'%s' would hide '%.*s', a word of negation, doubt, exception or "
				"choice; expected it in no phrase that changes nothing, or "
				"carries=\"yes\" on an element of phrases that are meant so",
				phrase_text(problems->arena, p, words), SLICE_ARGS(word->key));
	}
	return 0;
}
