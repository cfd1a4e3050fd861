/* Phrases of several words: how they are found by those with which they begin. */
#include "rules/language-compile.h"

#include <string.h>

#include "rules/fold.h"

/* A phrase that is in no list yet. */
struct draft {
	struct phrase phrase;
	struct phrase_part *parts; /* all of them */
	size_t count, room;
};

/* Of two that begin with the same words. */
static bool same_rest(const struct phrase *a, const struct phrase *b)
{
	if (a->count != b->count || a->question != b->question || a->closes != b->closes)
		return false;
	for (size_t i = 0; i + phrase_begun(a) < a->count; i++)
		if (a->rest[i].element != b->rest[i].element || a->rest[i].what != b->rest[i].what)
			return false;
	return true;
}

static struct slot *first_word(const struct compiling *c, const struct draft *d)
{
	return &c->languages->lexicon.slots[d->parts[0].what];
}

/* ---- the phrases of a word ---- */

bool phrase_before(const struct phrase *a, const struct phrase *b)
{
	return a->count != b->count ? a->count > b->count : a->number < b->number;
}

/* The order in which the phrases of a word stand. */
static bool stands_before(const struct phrase *a, const struct phrase *b)
{
	if (a->second != b->second)
		return a->second < b->second;
	uint32_t third = phrase_third(a), other = phrase_third(b);
	return third != other ? third < other : phrase_before(a, b);
}

/* The first phrase that does not stand before those of `second`. */
static size_t find_second(const struct phrases *all, uint32_t second)
{
	size_t first = 0, end = all->count;

	while (first < end) {
		size_t middle = (first + end) / 2;
		if (all->items[middle].second < second)
			first = middle + 1;
		else
			end = middle;
	}
	return first;
}

/* The first phrase that does not stand before that one. */
static size_t find_place(const struct phrases *all, const struct phrase *one)
{
	size_t first = 0, end = all->count;

	while (first < end) {
		size_t middle = (first + end) / 2;
		if (stands_before(&all->items[middle], one))
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
	size_t begin = number > 0 ? find_second(all, number) : 0;
	if (begin == all->count || all->items[begin].second != number)
		return (struct phrase_run){NULL, 0};
	size_t end = find_second(all, number + 1);
	return (struct phrase_run){&all->items[begin], end - begin};
}

struct phrase_run phrases_on(struct phrase_run run, const struct slot *third)
{
	uint32_t number = third != NULL ? third->number + 1 : 0;
	size_t first = 0, end = number > 0 ? run.count : 0;

	while (first < end) {
		size_t middle = (first + end) / 2;
		if (phrase_third(&run.items[middle]) < number)
			first = middle + 1;
		else
			end = middle;
	}
	while (end < run.count && phrase_third(&run.items[end]) == number)
		end++;
	return (struct phrase_run){&run.items[first], end - first};
}

struct phrases *phrases_copy(
	struct arena *a, const struct phrases *from, uint32_t count, uint32_t room)
{
	struct phrases *to = arena_alloc(a, sizeof *to + room * sizeof *to->items);

	to->count = count;
	to->room = room;
	if (count > 0)
		memcpy(to->items, from->items, count * sizeof *to->items);
	return to;
}

/* Whether they stand where the same ones would. */
static bool alike(const struct phrase *a, const struct phrase *b)
{
	return a->second == b->second && a->count == b->count && phrase_third(a) == phrase_third(b);
}

/* Of the same phrases of its first word the next one from *at on; NULL. */
static struct phrase *next_same(const struct compiling *c, const struct draft *d, size_t *at)
{
	struct phrases *all = first_word(c, d)->phrases;

	for (; all != NULL && *at < all->count && alike(&d->phrase, &all->items[*at]); ++*at)
		if (same_rest(&d->phrase, &all->items[*at]))
			return &all->items[(*at)++];
	return NULL;
}

/* A draft has no number yet: it stands before all that are alike. */
static size_t first_alike(const struct compiling *c, const struct draft *d)
{
	const struct phrases *all = first_word(c, d)->phrases;

	return all != NULL ? find_place(all, &d->phrase) : 0;
}

/* What it means in the language already; NULL. */
static const struct meaning *phrase_meaning(const struct compiling *c, const struct draft *d)
{
	size_t at = first_alike(c, d);

	for (struct phrase *p; (p = next_same(c, d, &at)) != NULL;)
		if (p->meaning->language == c->language)
			return p->meaning;
	return NULL;
}

static void set_meaning(const struct compiling *c, const struct draft *d, const struct meaning *old,
	const struct meaning *meaning)
{
	size_t at = first_alike(c, d);

	for (struct phrase *p; (p = next_same(c, d, &at)) != NULL;)
		p->meaning = p->meaning == old ? meaning : p->meaning;
}

static void file_phrase(struct compiling *c, const struct draft *d)
{
	struct arena *drafts = c->languages->lexicon.drafts;
	struct slot *slot = first_word(c, d);
	struct phrase p = d->phrase;
	uint32_t count = slot->phrases != NULL ? slot->phrases->count : 0;
	size_t rest = (p.count - phrase_begun(&p)) * sizeof *p.rest;

	if (count == 0 || count == slot->phrases->room)
		slot->phrases =
			phrases_copy(drafts, slot->phrases, count, count > 0 ? 2 * count : 2);
	struct phrases *all = slot->phrases;
	p.number = count;
	p.rest = memcpy(arena_alloc(drafts, rest), p.rest, rest);
	size_t at = find_place(all, &p);
	memmove(&all->items[at + 1], &all->items[at], (count - at) * sizeof *all->items);
	all->items[at] = p;
	all->count++;
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
	struct phrase_part part = {ELEMENT_GAP, 0};

	if (slice_starts(word, "{") && word.p[word.len - 1] == '}') {
		part = part_of_sense(c, word, place);
	} else if (!slice_is(word, "…")) {
		if (word.len > 1 && word.p[word.len - 1] == '.')
			word.len--;
		const struct slot *slot =
			lexicon_slot(&c->languages->lexicon, fold_key(c->scratch, word));
		part = (struct phrase_part){ELEMENT_WORD, slot->number};
	}
	ARENA_PUSH(c->scratch, d->parts, d->count, d->room, part);
}

/* What the phrase has of its parts. */
static void set_rest(struct draft *d)
{
	struct phrase *p = &d->phrase;
	bool word = d->count > 1 && d->parts[1].element == ELEMENT_WORD;

	p->count = d->count <= PHRASE_PARTS_MAX ? d->count : 0;
	p->second = word ? d->parts[1].what + 1 : 0;
	p->rest = d->parts + phrase_begun(p);
}

/* Its parts, in c->scratch. */
static struct draft draft_phrase(struct compiling *c, struct slice text, struct place place)
{
	struct draft d = {.count = 0};
	struct slice rest = text, word;

	while (language_next_word(&rest, &word)) {
		if (slice_is(word, "?"))
			d.phrase.question = true;
		else if (slice_is(word, "."))
			d.phrase.closes = true;
		else
			add_part(c, &d, word, place);
	}
	if (d.count > 0)
		set_rest(&d);
	return d;
}

/* Whether it is written otherwise by people without umlauts; then *out is how. */
static bool transliterate(struct compiling *c, const struct draft *d, struct draft *out)
{
	struct lexicon *l = &c->languages->lexicon;
	bool other = false;

	*out = *d;
	out->parts = arena_array(c->scratch, d->count, sizeof *d->parts);
	memcpy(out->parts, d->parts, d->count * sizeof *d->parts);
	for (size_t i = 0; i < d->count; i++) {
		if (d->parts[i].element != ELEMENT_WORD)
			continue;
		struct slice key = slot_key(&l->slots[d->parts[i].what]);
		struct slice latin = fold_transliterated(c->scratch, key);
		if (slice_eq(latin, key))
			continue;
		other = true;
		out->parts[i].what = lexicon_slot(l, latin)->number;
	}
	set_rest(out);
	return other;
}

/* What all phrases of the element mean that stand on the line. */
static const struct meaning *meaning_of_line(
	struct compiling *c, struct place place, const struct says *s)
{
	struct meaning *m = c->phrase_meaning;

	if (m == NULL || m->line != place.line) {
		m = c->phrase_meaning =
			lexicon_new_meaning(&c->languages->lexicon, c->language, place);
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
	struct meaning *own = arena_alloc(c->languages->lexicon.drafts, sizeof *own);

	*own = *old;
	meaning_give(c->arena, own, s, false);
	if (same_meaning(own, old))
		return;
	set_meaning(c, d, old, own);
	if (latin != NULL)
		set_meaning(c, latin, old, own);
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
	if (d.count == 0 || d.parts[0].element != ELEMENT_WORD ||
		d.parts[d.count - 1].element == ELEMENT_GAP) {
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

static struct phrase_part part_at(const struct slot *first, const struct phrase *p, size_t i)
{
	size_t begun = phrase_begun(p);

	if (i >= begun)
		return p->rest[i - begun];
	return (struct phrase_part){ELEMENT_WORD, i == 0 ? first->number : p->second - 1};
}

static const char *phrase_text(
	struct arena *a, const struct slot *first, const struct phrase *p, const struct slot *words)
{
	const char *text = "";

	for (size_t i = 0; i < p->count; i++) {
		struct phrase_part part = part_at(first, p, i);
		struct slice word = part.element == ELEMENT_WORD ? slot_key(&words[part.what])
			: part.element == ELEMENT_GAP            ? SLICE("…")
								 : SLICE("{}");
		text = arena_printf(a, "%s%s%.*s", text, i > 0 ? " " : "", SLICE_ARGS(word));
	}
	return text;
}

/* What stands in a phrase that changes nothing is seen by nobody: a `not`, an `or` in it must be meant
 * to be there. */
int language_check_phrase(const struct slot *first, const struct phrase *p,
	const struct slot *words, struct problems *problems)
{
	const struct meaning *m = p->meaning;
	bool hides = senses_has(m->senses, SENSE_SAFE) || senses_has(m->senses, SENSE_HARMLESS);

	for (size_t i = 0; hides && !m->core && !m->carries && i < p->count; i++) {
		struct phrase_part part = part_at(first, p, i);
		if (part.element != ELEMENT_WORD)
			continue;
		const struct slot *word = &words[part.what];
		const struct meaning *w = meaning_in(word->meanings, m->language);
		if (w != NULL && w->core)
			return problem_add(problems, meaning_place(m),
				"'%s' would hide '%.*s', a word of negation, doubt, exception or "
				"choice; expected it in no phrase that changes nothing, or "
				"carries=\"yes\" on an element of phrases that are meant so",
				phrase_text(problems->arena, first, p, words),
				SLICE_ARGS(slot_key(word)));
	}
	return 0;
}
