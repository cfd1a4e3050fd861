#include "rules/language-compile.h"

#include <string.h>

#include "rules/fold.h"

static void add_part(
	struct compiling *c, struct phrase *p, size_t *room, struct slice word, struct place place)
{
	struct phrase_part part = {.element = ELEMENT_WORD};

	if (slice_is(word, "…")) {
		part.element = ELEMENT_GAP;
	} else if (slice_starts(word, "{") && word.p[word.len - 1] == '}') {
		const char *name =
			arena_string(c->scratch, slice_head(slice_from(word, 1), word.len - 2));
		int sense = sense_of(name);
		if (sense < 0)
			language_complain(c, place, "no sense has this name", name);
		part.element = ELEMENT_SENSE;
		part.sense = sense < 0 ? SENSE_SAFE : (enum sense)sense;
	} else {
		if (word.len > 1 && word.p[word.len - 1] == '.')
			word.len--;
		part.word =
			lexicon_slot(c->arena, &c->languages->lexicon, fold_key(c->scratch, word));
	}
	ARENA_PUSH(c->scratch, p->parts, p->count, *room, part);
}

static bool same_parts(const struct phrase *a, const struct phrase *b)
{
	if (a->count != b->count || a->question != b->question || a->closes != b->closes)
		return false;
	for (size_t i = 0; i < a->count; i++)
		if (a->parts[i].element != b->parts[i].element ||
			a->parts[i].sense != b->parts[i].sense ||
			a->parts[i].word != b->parts[i].word)
			return false;
	return true;
}

/* ---- the phrases of a word ---- */

bool phrase_before(const struct phrase *a, const struct phrase *b)
{
	return a->count != b->count ? a->count > b->count : a->number < b->number;
}

/* Below 0, 0 or above: whether a phrase stands before, among or behind those of that second word. */
static int compare_second(const struct phrase *p, const struct slot *second)
{
	uintptr_t a = (uintptr_t)p->second, b = (uintptr_t)second;

	return (a > b) - (a < b);
}

/* The first phrase that does not stand before those of `second` (past: that stands behind them). */
static size_t find_second(const struct phrases *all, const struct slot *second, bool past)
{
	size_t first = 0, end = all->count;

	while (first < end) {
		size_t middle = (first + end) / 2;
		if (compare_second(&all->items[middle], second) < (past ? 1 : 0))
			first = middle + 1;
		else
			end = middle;
	}
	return first;
}

struct phrase_run phrases_behind(const struct slot *first, const struct slot *second)
{
	const struct phrases *all = first->phrases;

	if (all == NULL)
		return (struct phrase_run){NULL, 0};
	size_t begin = find_second(all, second, false);
	return (struct phrase_run){&all->items[begin], find_second(all, second, true) - begin};
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

/* The meaning of the same phrase in another list; NULL. */
static struct meaning *phrase_meaning(const struct compiling *c, const struct phrase *p)
{
	struct phrase_run run = phrases_behind(p->parts[0].word, p->second);

	for (size_t i = 0; i < run.count; i++)
		if (run.items[i].meaning->language == c->language && same_parts(p, &run.items[i]))
			return run.items[i].meaning;
	return NULL;
}

static void file_phrase(struct compiling *c, struct phrase p)
{
	struct languages *l = c->languages;
	struct slot *slot = lexicon_slot(c->arena, &l->lexicon, p.parts[0].word->key);
	uint32_t count = slot->phrases != NULL ? slot->phrases->count : 0;

	if (l->drafts == NULL)
		l->drafts = arena_new();
	if (count == 0 || count == slot->phrases->room)
		slot->phrases =
			copy_phrases(l->drafts, slot->phrases, count, count > 0 ? 2 * count : 2);
	struct phrases *all = slot->phrases;
	p.number = count;
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

static const struct slot *second_word(const struct phrase *p)
{
	return p->count > 1 && p->parts[1].element == ELEMENT_WORD ? p->parts[1].word : NULL;
}

/* Its parts where they are kept. */
static void keep_parts(struct arena *a, struct phrase *p)
{
	const struct phrase_part *parts = p->parts;

	p->parts = arena_array(a, p->count, sizeof *p->parts);
	memcpy(p->parts, parts, p->count * sizeof *p->parts);
}

/* Whether it is written otherwise by people without umlauts; then *out is how. */
static bool transliterate(struct compiling *c, const struct phrase *p, struct phrase *out)
{
	bool other = false;

	*out = *p;
	for (size_t i = 0; i < p->count; i++) {
		if (p->parts[i].element != ELEMENT_WORD)
			continue;
		struct slice key = p->parts[i].word->key;
		struct slice latin = fold_transliterated(c->scratch, key);
		if (slice_eq(latin, key))
			continue;
		if (!other)
			keep_parts(c->arena, out);
		other = true;
		out->parts[i].word = lexicon_slot(c->arena, &c->languages->lexicon, latin);
	}
	out->second = second_word(out);
	return other;
}

void language_add_phrase(
	struct compiling *c, struct slice text, struct place place, const struct says *s)
{
	struct phrase p = {.count = 0}, latin;
	struct slice rest = text, word;
	size_t room = 0;

	while (language_next_word(&rest, &word)) {
		if (slice_is(word, "?"))
			p.question = true;
		else if (slice_is(word, "."))
			p.closes = true;
		else
			add_part(c, &p, &room, word, place);
	}
	if (p.count == 0 || p.parts[0].element != ELEMENT_WORD ||
		p.parts[p.count - 1].element == ELEMENT_GAP) {
		language_complain(c, place,
			"a phrase begins with a word, and does not end with a gap",
			arena_string(c->scratch, text));
		return;
	}
	p.second = second_word(&p);
	p.meaning = phrase_meaning(c, &p);
	if (p.meaning != NULL) {
		meaning_give(c->arena, p.meaning, s, false);
		return;
	}
	p.meaning = lexicon_new_meaning(c->arena, c->language, place);
	meaning_give(c->arena, p.meaning, s, false);
	keep_parts(c->arena, &p);
	file_phrase(c, p);
	if (transliterate(c, &p, &latin))
		file_phrase(c, latin);
}

static const char *phrase_text(struct arena *a, const struct phrase *p)
{
	const char *text = "";

	for (size_t i = 0; i < p->count; i++) {
		struct slice part = p->parts[i].element == ELEMENT_WORD ? p->parts[i].word->key
			: p->parts[i].element == ELEMENT_GAP            ? SLICE("…")
									: SLICE("{}");
		text = arena_printf(a, "%s%s%.*s", text, i > 0 ? " " : "", SLICE_ARGS(part));
	}
	return text;
}

/* What stands in a phrase that changes nothing is seen by nobody: a `not`, an `or` in it must be meant
 * to be there. */
int language_check_phrase(const struct phrase *p, struct problems *problems)
{
	const struct meaning *m = p->meaning;
	bool hides = senses_has(m->senses, SENSE_SAFE) || senses_has(m->senses, SENSE_HARMLESS);

	for (size_t i = 0; hides && !m->core && !m->carries && i < p->count; i++) {
		const struct meaning *w = p->parts[i].element != ELEMENT_WORD
			? NULL
			: meaning_in(p->parts[i].word->meanings, m->language);
		if (w != NULL && w->core)
			return problem_add(problems, meaning_place(m),
				"'%s' would hide '%.*s', a word of negation, doubt, exception or "
				"choice; expected it in no phrase that changes nothing, or "
				"carries=\"yes\" on an element of phrases that are meant so",
				phrase_text(problems->arena, p), SLICE_ARGS(p->parts[i].word->key));
	}
	return 0;
}
