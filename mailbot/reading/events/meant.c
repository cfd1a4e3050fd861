#include "reading/events/meant.h"

#include "reading/clauses/means.h"

enum {
	MEANT = 1,
	SAID = 2
}; /* `n` of a word: what is meant stands beside it; what was said by mistake */

/* A part of such a sentence, up to a comma or a but. */
struct half {
	struct eset events;
	size_t count; /* events */
	struct atom *me, *verb, *no;
	int says; /* MEANT, SAID; 0: neither */
};

static bool is_me(const struct atom *a)
{
	return a->kind == ATOM_PEOPLE && a->people->me && a->people->count <= 1 &&
		!a->people->with && !a->people->we && a->people->person_count == 0;
}

static int says(const struct atom *a)
{
	return atom_means(a, SENSE_MEANT) ? a->n : 0;
}

static bool is_event(const struct atom *a)
{
	return a->kind == ATOM_EVENT && (a->strong || a->title_words > 0) && !a->reference &&
		!a->none && !a->contradiction && !a->over && eset_count(a->events) == 1;
}

/* `said the future workshop`: an article that is a verb behind the writer. */
static bool said_within(const struct study *s, const struct half *h, const struct atom *a)
{
	return h->me != NULL && h->verb == NULL && a == h->me + 1 &&
		token_means(first_token(s, a), SENSE_MEANT);
}

/* Adds the atom to the half; false where it may not stand in one. */
static bool add(const struct study *s, struct half *h, struct atom *a)
{
	static const enum sense known[] = {SENSE_SAFE, SENSE_REGRET, SENSE_BUT, SENSE_BUT_ALSO,
		SENSE_HAVE, SENSE_WISH, SENSE_MY};

	if (is_event(a)) {
		if (said_within(s, h, a))
			h->says = SAID;
		h->count++;
		h->events = eset_or(h->events, a->events);
		return true;
	}
	if (is_me(a)) {
		bool twice = h->me != NULL;
		h->me = a;
		return !twice;
	}
	if (says(a) > 0) {
		bool twice = h->says != 0;
		h->verb = a;
		h->says = says(a);
		return !twice;
	}
	if (atom_means(a, SENSE_NEG) && a->count == 1) {
		bool twice = h->no != NULL || h->count > 0;
		h->no = a;
		return !twice;
	}
	return atom_quiet(a) || (a->count == 1 && ATOM_MEANS_ANY(a, known));
}

static bool parts(const struct atom *a)
{
	return atom_is(a, ',') || atom_is(a, '-') || atom_means(a, SENSE_BUT) ||
		atom_means(a, SENSE_BUT_ALSO);
}

/* The word says that, and the writer is not named beside it. */
static void put(struct study *s, struct half *h, enum sense sense)
{
	struct atom *word = h->verb != NULL ? h->verb : h->me;

	if (h->me != NULL)
		h->me->kind = ATOM_SILENT;
	if (word == NULL)
		return;
	word->kind = ATOM_WORD;
	word->meaning = NULL;
	atom_becomes(s, (size_t)(word - s->atoms), sense);
}

/* `gemeint war aber der 18.`: words that only join the halves say nothing where neither begins. */
static void quieten(struct study *s, const struct sentence *x)
{
	static const enum sense joins[] = {SENSE_HAVE, SENSE_BUT};

	for (size_t i = x->first + 1; i < x->end; i++) {
		struct atom *a = &s->atoms[i];
		if (ATOM_MEANS_ANY(a, joins) && !atom_quiet(a - 1) && a[-1].kind != ATOM_EVENT)
			a->kind = ATOM_SILENT;
	}
}

static void hear(struct study *s, const struct sentence *x)
{
	struct half halves[2] = {0};
	size_t n = 0;

	for (size_t i = x->first; i < x->end; i++) {
		struct atom *a = &s->atoms[i];
		if (n == 0 && parts(a) && halves[0].count > 0)
			n++;
		if (!add(s, &halves[n], a))
			return;
	}
	struct half *a = &halves[0], *b = &halves[1];
	if (a->count != 1 || b->count != 1 || eset_eq(a->events, b->events))
		return;
	struct half *meant = a->says == MEANT ? a : b, *other = meant == a ? b : a;
	if (meant->says != MEANT || meant->no != NULL)
		return;
	if (other->says == SAID && other->no == NULL)
		put(s, other, SENSE_NO);
	else if (other->says != 0 || other->no == NULL || other->me != NULL)
		return;
	put(s, meant, SENSE_YES);
	quieten(s, x);
}

void meant_hear(struct study *s)
{
	for (size_t i = 0; i < s->sentence_count; i++)
		if (!s->sentences[i].question && !s->sentences[i].subject)
			hear(s, &s->sentences[i]);
}
