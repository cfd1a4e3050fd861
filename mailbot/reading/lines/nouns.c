#include "reading/lines/nouns.h"

#include "reading/lines/tongues.h"

enum { LOOK_BACK_MAX = 3 }; /* words between an article and its noun */

/* Whether it can be nothing but a verb that decides nothing, or a noun that looks like one. */
static bool may_be_noun(const struct atom *a)
{
	static const enum sense verbs[] = {SENSE_REGISTER, SENSE_COME, SENSE_CANCEL, SENSE_DECLINE,
		SENSE_SUIT, SENSE_WITH, SENSE_BE, SENSE_HAVE, SENSE_WILL, SENSE_CAN, SENSE_MUST,
		SENSE_WOULD, SENSE_PAST, SENSE_NEG, SENSE_HEDGE, SENSE_OPEN, SENSE_CHANGE};

	if (a->kind != ATOM_WORD || a->count != 1 || a->meaning == NULL ||
		a->meaning->inflections == NULL)
		return false;
	if (SENSES_HAVE_ANY(a->senses, verbs))
		return false;
	unsigned forms = 0;
	for (const struct inflection *f = a->meaning->inflections; f != NULL; f = f->next) {
		if (f->verb->sense != SENSE_OTHER || (f->joined && f->verb->particle.len > 0))
			return false;
		forms |= f->forms;
	}
	return (forms & (FORM_INF | FORM_GERUND)) != 0;
}

static bool determines(const struct study *s, const struct atom *a)
{
	return atom_means(a, SENSE_INDEFINITE) || atom_means(a, SENSE_MY) ||
		atom_means(a, SENSE_YOUR) || atom_means(a, SENSE_CAUSE) ||
		(atom_means(a, SENSE_ARTICLE) && !atom_means(a, SENSE_THAT)) ||
		(atom_means(a, SENSE_GOING) && !tongue_infinitive(s, a) && a->count == 1);
}

/* What may stand between an article and its noun: adjectives, other nouns. */
static bool describes(const struct study *s, const struct atom *a)
{
	if (a->kind == ATOM_UNKNOWN)
		return !a->near_alarm && !first_token(s, a)->capital;
	return a->kind == ATOM_WORD && a->count == 1 && !atom_means(a, SENSE_NEG) &&
		(atom_means(a, SENSE_HARMLESS) || atom_means(a, SENSE_SAFE) ||
			atom_means(a, SENSE_PLACE) || atom_means(a, SENSE_ORDINAL)) &&
		(a->meaning == NULL || a->meaning->inflections == NULL);
}

static bool behind_article(const struct study *s, size_t at)
{
	for (size_t back = 1; back <= LOOK_BACK_MAX && back <= at; back++) {
		const struct atom *a = &s->atoms[at - back];
		if (determines(s, a))
			return true;
		if (!describes(s, a))
			return false;
	}
	return false;
}

/* A lower-case word of a title that is none there, by what stands before it: a verb (`I work as a
 * nurse`, `does not work`), or a plain noun (`finish work`, `after work`). */
static enum sense no_title(const struct study *s, size_t at)
{
	static const enum sense before[] = {SENSE_I, SENSE_WE, SENSE_YOU, SENSE_OTHERS, SENSE_WILL,
		SENSE_CAN, SENSE_MUST, SENSE_WOULD, SENSE_NEG};
	const struct atom *a = &s->atoms[at], *b = a - 1;

	if (a->kind != ATOM_TITLE || a->count != 1 || a->reference || tongue_nouns(s, a) ||
		first_token(s, a)->capital || first_token(s, a)->meaning == NULL ||
		b->kind != ATOM_WORD || b->first + b->count != a->first)
		return SENSE_COUNT;
	if (ATOM_MEANS_ANY(b, before) || tongue_infinitive(s, b))
		return SENSE_OTHER;
	bool verb = b->meaning != NULL && b->meaning->inflections != NULL &&
		b->meaning->inflections->verb->sense == SENSE_OTHER;
	bool noun =
		verb || atom_means(b, SENSE_MY) || (atom_means(b, SENSE_BEFORE) && b->count == 1);
	return noun ? SENSE_HARMLESS : SENSE_COUNT;
}

/* `my Congress booking`: behind a word of possession and a title, what registers is a noun. */
static bool booking(const struct study *s, size_t at)
{
	const struct atom *a = &s->atoms[at];

	if (!atom_means(a, SENSE_REGISTRATION) || a->count != 1 || !atom_maybe_verb(a) ||
		tongue_nouns(s, a) || a[-1].kind != ATOM_TITLE)
		return false;
	while (at > 1 && s->atoms[at - 1].kind == ATOM_TITLE)
		at--;
	return atom_means(&s->atoms[at - 1], SENSE_MY);
}

/* A name of a place, as far as its capitals go: `York`, and `New` before it. */
static bool part_of_name(const struct study *s, const struct atom *a)
{
	return (a->kind == ATOM_UNKNOWN || (a->kind == ATOM_WORD && a->count == 1)) &&
		first_token(s, a)->capital && !a->near_alarm;
}

/* `in New York City`: behind a name that nobody knows, and a word of where without an article, a title's word is the last of
 * it. */
static bool ends_place(const struct study *s, size_t at)
{
	const struct atom *a = &s->atoms[at], *next = study_atom(s, at + 1, s->atom_count);
	size_t first = at;

	if (a->kind != ATOM_TITLE || a->count != 1 || !a->part || a->repaired ||
		tongue_nouns(s, a) || !first_token(s, a)->capital || a[-1].kind != ATOM_UNKNOWN ||
		next->kind == ATOM_TITLE || next->kind == ATOM_SORT)
		return false;
	while (first > 0 && part_of_name(s, &s->atoms[first - 1]))
		first--;
	return first < at && first > 0 &&
		(atom_means(&s->atoms[first - 1], SENSE_WHEREABOUTS) ||
			atom_means(&s->atoms[first - 1], SENSE_GOING) ||
			atom_means(&s->atoms[first - 1], SENSE_ORIGIN));
}

static void make_noun(struct study *s, struct atom *a)
{
	struct meaning *noun = arena_alloc(s->arena, sizeof *noun);

	*noun = *a->meaning;
	noun->inflections = NULL;
	a->meaning = noun;
}

void nouns_find(struct study *s)
{
	for (size_t i = 1; i < s->atom_count; i++) {
		enum sense sense = no_title(s, i);
		struct atom *a = &s->atoms[i];
		if (ends_place(s, i))
			*a = (struct atom){.kind = ATOM_UNKNOWN, .first = a->first, .count = 1};
		if (sense == SENSE_COUNT)
			continue;
		*a = (struct atom){.kind = ATOM_WORD, .first = a->first, .count = 1};
		senses_add(&a->senses, sense);
	}
	for (size_t i = 1; i < s->atom_count; i++) {
		struct atom *a = &s->atoms[i];
		if (booking(s, i))
			make_noun(s, a);
		if (!may_be_noun(a) || tongue_nouns(s, a) || !behind_article(s, i))
			continue;
		make_noun(s, a);
		senses_add(&a->senses, SENSE_HARMLESS);
	}
}
