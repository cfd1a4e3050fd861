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

/* The meaning of the same phrase in another list; NULL. */
static struct meaning *phrase_meaning(const struct compiling *c, const struct phrase *p)
{
	for (const struct phrase *q = p->parts[0].word->phrases; q != NULL; q = q->next)
		if (q->meaning->language == c->language && same_parts(p, q))
			return q->meaning;
	return NULL;
}

static void file_phrase(struct compiling *c, struct phrase *p)
{
	struct slot *slot = lexicon_slot(c->arena, &c->languages->lexicon, p->parts[0].word->key);
	struct phrase **where = &slot->phrases;

	if (p->count > 1 && p->parts[1].element == ELEMENT_WORD)
		p->second = p->parts[1].word;
	while (*where != NULL && (*where)->count >= p->count)
		where = &(*where)->next;
	p->next = *where;
	*where = p;
}

static struct phrase *keep_phrase(struct arena *a, const struct phrase *p)
{
	struct phrase *copy = arena_alloc(a, sizeof *copy);

	*copy = *p;
	copy->parts = arena_array(a, p->count, sizeof *copy->parts);
	memcpy(copy->parts, p->parts, p->count * sizeof *copy->parts);
	return copy;
}

/* The phrase as people without umlauts write it; NULL where it has none. */
static struct phrase *transliterated(struct compiling *c, const struct phrase *p)
{
	struct phrase *copy = NULL;

	for (size_t i = 0; i < p->count; i++) {
		if (p->parts[i].element != ELEMENT_WORD)
			continue;
		struct slice key = p->parts[i].word->key;
		struct slice latin = fold_transliterated(c->scratch, key);
		if (slice_eq(latin, key))
			continue;
		if (copy == NULL)
			copy = keep_phrase(c->arena, p);
		copy->parts[i].word = lexicon_slot(c->arena, &c->languages->lexicon, latin);
	}
	return copy;
}

void language_add_phrase(
	struct compiling *c, struct slice text, struct place place, const struct says *s)
{
	struct phrase p = {.count = 0};
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
	p.meaning = phrase_meaning(c, &p);
	if (p.meaning != NULL) {
		meaning_give(c->arena, p.meaning, s, false);
		return;
	}
	p.meaning = lexicon_new_meaning(c->arena, c->language, place);
	meaning_give(c->arena, p.meaning, s, false);
	file_phrase(c, keep_phrase(c->arena, &p));
	struct phrase *latin = transliterated(c, &p);
	if (latin != NULL)
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
