#include "rules/language.h"

#include <string.h>

#include "rules/fold.h"
#include "rules/language-compile.h"

enum {
	FRONT_MIN = 2,
	HEAD_MIN = 4,
	HEAD_MAX = 32
}; /* bytes of a compound before its head, and of a head */

const char *const sense_names[SENSE_COUNT] = {
#define SENSE_NAME(id, name) [SENSE_##id] = name,
	SENSES(SENSE_NAME)
#undef SENSE_NAME
};

static struct languages *languages_new(struct arena *a, struct languages *there)
{
	return there != NULL ? there : arena_alloc(a, sizeof(struct languages));
}

static struct language *language_known(struct languages *l, const char *code)
{
	struct language *each = l->first;

	while (each != NULL && strcmp(each->code, code) != 0)
		each = each->next;
	return each;
}

/* The language of that code; a second file of the same code adds to the first, and says of the
 * language what the first one leaves out. */
static struct language *language_of(struct arena *a, struct languages *l, const xmlNode *root)
{
	const char *code = xml_attr_or(root, "code", "");
	struct language *it = language_known(l, code);

	if (it == NULL) {
		it = arena_alloc(a, sizeof *it);
		*it = (struct language){
			.code = arena_string(a, slice_of(code)),
			.acts = true,
			.number = l->last != NULL ? l->last->number + 1 : 0,
			.joins = true,
		};
		if (l->last != NULL)
			l->last->next = it;
		else
			l->first = it;
		l->last = it;
	}
	/* not where one of its files says no */
	it->acts = it->acts && xml_attr_flag(root, "acts", false);
	if (xml_attr(root, "infinitive") != NULL)
		it->infinitive = fold_key(a, slice_of(xml_attr_or(root, "infinitive", "")));
	if (xml_attr(root, "particles") != NULL)
		it->joins = strcmp(xml_attr_or(root, "particles", ""), "joined") == 0;
	it->verb_last = xml_attr_flag(root, "verb-last", it->verb_last);
	it->nouns = xml_attr_flag(root, "noun-capitals", it->nouns);
	return it;
}

int language_compile(struct arena *a, const struct rule_file *file, const struct xml_schema *schema,
	struct languages **into, struct problems *problems)
{
	struct arena *scratch = arena_new();
	bool sound;
	xmlDoc *doc = xml_read_by(scratch, file, schema, &sound, problems);
	int rc = -1;

	if (doc == NULL)
		goto out;
	*into = languages_new(a, *into);
	struct compiling c = {
		.arena = a, .scratch = scratch, .languages = *into, .problems = problems};
	struct language *l = c.language = language_of(a, *into, xml_root(doc));
	ARENA_PUSH(a, l->files, l->file_count, l->file_room, file->name);
	XML_EACH(node, xml_root(doc), NULL)
	{
		/* Others may refer to it: then that it is missing would be said of each of them. */
		if (xml_refused(node) && xml_attr(node, "id") != NULL)
			goto out;
		if (!xml_refused(node))
			language_add_element(&c, node);
	}
	rc = c.failed || !sound ? -1 : 0;
out:
	xml_free(&doc);
	arena_free(&scratch);
	return rc;
}

int language_compile_head(struct arena *a, const struct rule_file *file, struct languages **into,
	struct problems *problems)
{
	struct arena *scratch = arena_new();
	bool sound;
	xmlDoc *doc = xml_read_root(scratch, file, &sound, problems);

	if (sound) {
		*into = languages_new(a, *into);
		language_of(a, *into, xml_root(doc));
	}
	xml_free(&doc);
	arena_free(&scratch);
	return sound ? 0 : -1;
}

/* All that words and phrases of the language mean. */
static struct senses senses_known(const struct languages *l, const struct language *language)
{
	struct senses out = {0};

	for (size_t i = 0; i < l->lexicon.count; i++) {
		const struct slot *slot = &l->lexicon.slots[i];
		const struct phrases *all = slot->phrases;
		for (const struct meaning *m = slot->meanings; m != NULL; m = m->next)
			if (m->language == language)
				out = senses_or(out, m->senses);
		for (size_t k = 0; all != NULL && k < all->count; k++)
			if (all->items[k].meaning->language == language)
				out = senses_or(out, all->items[k].meaning->senses);
	}
	return out;
}

/* A language that acts knows how to say no, perhaps, except and or: who has lost these words may take a no for a yes. */
static bool has_core(
	const struct languages *l, const struct language *language, struct problems *problems)
{
	static const enum sense core[] = {SENSE_NEG, SENSE_HEDGE, SENSE_EXCEPT, SENSE_OR};
	const struct senses known = senses_known(l, language);
	bool whole = true;

	for (size_t i = 0; i < sizeof core / sizeof *core; i++)
		if (!senses_has(known, core[i])) {
			problem_add(problems, (struct place){language->files[0], 0},
				"language '%s' acts, and has no word of sense %s, expected some, or acts=\"no\"",
				language->code, sense_names[core[i]]);
			whole = false;
		}
	return whole;
}

int languages_check(const struct languages *l, bool sound, struct problems *problems)
{
	int rc = 0;

	for (const struct language *one = l->first; one != NULL; one = one->next)
		if (sound && one->acts && one->file_count > 0 && !has_core(l, one, problems))
			rc = -1;
	for (size_t i = 0; i < l->lexicon.count; i++) {
		const struct slot *slot = &l->lexicon.slots[i];
		const struct phrases *all = slot->phrases;
		for (size_t k = 0; all != NULL && k < all->count; k++)
			if (language_check_phrase(
				    slot, &all->items[k], l->lexicon.slots, problems) != 0)
				rc = -1;
	}
	return rc;
}

void languages_finish(struct arena *a, struct languages **into)
{
	*into = languages_new(a, *into);
	lexicon_derive(a, &(*into)->lexicon);
	lexicon_pack(a, &(*into)->lexicon);
	languages_list_near(a, *into);
}

/* `Nussallergie`, which stands in no list, means what `allergie` does: the longest head that it ends with. */
static const struct slot *slot_of_head(const struct languages *l, struct slice key)
{
	size_t at = key.len > FRONT_MIN + HEAD_MAX ? key.len - HEAD_MAX : FRONT_MIN;

	for (; at + HEAD_MIN <= key.len; at++) {
		const struct slot *slot = lexicon_find(&l->lexicon, slice_from(key, at));
		if (slot != NULL && slot->head)
			return slot;
	}
	return NULL;
}

const struct slot *languages_slot(const struct languages *l, struct slice key)
{
	const struct slot *slot = lexicon_find(&l->lexicon, key);

	return slot != NULL ? slot : slot_of_head(l, key);
}

const struct meaning *meaning_in(const struct meaning *m, const struct language *language)
{
	while (m != NULL && m->language != language)
		m = m->next;
	return m;
}

struct place meaning_place(const struct meaning *m)
{
	const struct language *l = m->language;

	if (l == NULL || m->file >= l->file_count)
		return (struct place){NULL, 0};
	return (struct place){l->files[m->file], m->line};
}

const struct meaning *languages_word(const struct languages *l, struct slice key)
{
	const struct slot *slot = lexicon_find(&l->lexicon, key);

	return slot != NULL ? slot->meanings : NULL;
}

const struct meaning *languages_meaning(
	const struct languages *l, struct slice key, const struct language *language)
{
	return meaning_in(languages_word(l, key), language);
}

const struct language *languages_first(const struct languages *l)
{
	return l->first;
}

bool language_acts(const struct languages *l, const char *code)
{
	for (const struct language *one = l != NULL ? l->first : NULL; one != NULL; one = one->next)
		if (strcmp(one->code, code) == 0)
			return one->acts;
	return false;
}
