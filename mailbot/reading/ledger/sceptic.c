#include "reading/ledger/sceptic.h"

#include <string.h>

#include "base/buf.h"
#include "base/limits.h"
#include "rules/sentences.h"

/* Where it is sure enough to stop an act: measured on letters that it had not learned from, so that
 * of a hundred right acts one or two are stopped. */
static const float least_support = 0.12F; /* for what a claim says, of its best sentence */

/* ---- a sentence as a string of words ---- */

static const char *class_of(const struct atom *a)
{
	switch (a->kind) {
	case ATOM_EVENT:
	case ATOM_TITLE: return a->date_only ? SENTENCE_DAY : SENTENCE_EVENT;
	case ATOM_SORT: return SENTENCE_EVENT;
	case ATOM_DATE: return SENTENCE_DAY;
	default: return NULL;
	}
}

static bool is_glue(const struct token *t)
{
	return token_means(t, SENSE_GOING) || token_means(t, SENSE_ARTICLE) ||
		token_means(t, SENSE_BEING);
}

/* A word, with a blank before it. */
static void put(struct buf *out, struct slice word)
{
	buf_putc(out, ' ');
	buf_add(out, word);
}

/* A class for the whole atom, with the preposition before it, and with what may never be swallowed
 * by one. */
static void put_class(
	struct buf *out, const struct study *s, const struct atom *a, const char *class)
{
	const struct token *t = first_token(s, a), *end = t + a->count;

	for (; t + 1 < end && is_glue(t); t++)
		put(out, t->text);
	put(out, slice_of(class));
	for (; t < end; t++)
		if (t->meaning != NULL && t->meaning->core)
			put(out, t->text);
}

/* Whether the token is the second half of a contraction. */
static bool is_repeated(const struct study *s, size_t token)
{
	const struct token *t = &s->tokens[token];

	return token > 0 && t->in == t[-1].in && t->start == t[-1].start;
}

static void put_words(struct buf *out, const struct study *s, const struct atom *a)
{
	bool names = a->people != NULL && a->people->person_count > 0, named = false;

	for (size_t i = a->first; i < a->first + a->count; i++) {
		const struct token *t = &s->tokens[i];
		bool name = names && t->kind == TOKEN_WORD && t->meaning == NULL;
		if (is_repeated(s, i) || t->kind == TOKEN_OPAQUE || (name && named))
			continue;
		named = name;
		if (t->kind == TOKEN_NUMBER)
			put(out, SLICE(SENTENCE_NUMBER));
		else if (name)
			put(out, SLICE(SENTENCE_NAME));
		else if (t->joined)
			buf_add(out, t->text);
		else
			put(out, t->text);
	}
}

/* False where it has no word of its own: nothing can be said of it. */
static bool write_out(const struct study *s, size_t first, size_t end, struct buf *out)
{
	bool words = false;

	buf_clear(out);
	for (size_t i = first; i < end; i++) {
		const struct atom *a = &s->atoms[i];
		const char *class = class_of(a);
		if (a->count == 0)
			continue;
		if (class != NULL)
			put_class(out, s, a, class);
		else
			put_words(out, s, a);
		words = words || a->kind == ATOM_WORD || a->kind == ATOM_UNKNOWN ||
			(a->kind == ATOM_PEOPLE && a->people->person_count == 0);
	}
	return words && !out->over;
}

/* ---- what it makes of them ---- */

struct view {
	bool known; /* there is an opinion */
	struct opinion opinion;
	bool come, not_come; /* what the claims take from it */
};

static bool is_own(const struct sentence *x)
{
	return (x->sort == ROW_BODY && !x->unticked) || x->sort == ROW_SUBJECT;
}

/* What atoms sound like; NULL: nothing can be said of them. */
static const struct opinion *judge(const struct study *s, size_t first, size_t end)
{
	const struct bank *bank =
		s->language != NULL ? sentences_bank(s->rules->banks, s->language->code) : NULL;
	struct buf text = {.max = READING_SENTENCE_BYTES_MAX};
	struct opinion *out = NULL;

	if (bank != NULL && bank->likeness != NULL && write_out(s, first, end, &text)) {
		out = arena_alloc(s->arena, sizeof *out);
		*out = likeness_judge(s->arena, bank->likeness, buf_slice(&text));
	}
	buf_free(&text);
	return out;
}

const struct opinion *sceptic_sentence(const struct study *s, size_t sentence)
{
	struct sentence *x = &s->sentences[sentence];

	if (!x->heard)
		x->sounds = judge(s, x->first, x->end);
	x->heard = true;
	return x->sounds;
}

const struct opinion *sceptic_clause(const struct study *s, const struct clause *c)
{
	const struct sentence *x = &s->sentences[c->sentence];

	return c->first == x->first && c->end == x->end ? sceptic_sentence(s, c->sentence)
							: judge(s, c->first, c->end);
}

static struct view *views_of(const struct study *s)
{
	struct view *views = arena_array(s->arena, s->sentence_count + 1, sizeof *views);

	for (size_t i = 0; i < s->sentence_count; i++) {
		const struct opinion *o = is_own(&s->sentences[i]) ? sceptic_sentence(s, i) : NULL;
		if (o != NULL)
			views[i] = (struct view){.known = true, .opinion = *o};
	}
	return views;
}

static void note_claims(const struct study *s, const struct claims *claims, struct view *views)
{
	for (size_t i = 0; i < claims->count; i++)
		for (size_t k = 0; k < claims->items[i].clause_count; k++) {
			struct view *v = &views[s->clauses[claims->items[i].clauses[k]].sentence];
			v->come = v->come || claims->items[i].come;
			v->not_come = v->not_come || !claims->items[i].come;
		}
}

/* How likely it is that the sentence says what a claim takes from it. */
static float support(const struct view *v, bool come)
{
	const float *of = v->opinion.of;
	float sum = of[SAYING_BOTH];

	if (come || v->come)
		sum += of[SAYING_COMING];
	if (!come || v->not_come)
		sum += of[SAYING_NOT_COMING];
	return sum;
}

/* `Although I cannot come, I would love to another year`: a no that is only a part of its sentence, by its own sound. */
static bool part_supports(const struct study *s, const struct clause *c)
{
	const struct opinion *o = c->presupposed ? sceptic_clause(s, c) : NULL;

	return o != NULL && o->of[SAYING_NOT_COMING] + o->of[SAYING_BOTH] >= least_support;
}

/* Whether no sentence that the claim is made of says what it says. */
static bool unsupported(const struct study *s, const struct claim *claim, const struct view *views)
{
	bool known = false;

	for (size_t i = 0; i < claim->clause_count; i++) {
		const struct clause *c = &s->clauses[claim->clauses[i]];
		const struct view *v = &views[c->sentence];
		if (v->known && (support(v, claim->come) >= least_support || part_supports(s, c)))
			return false;
		known = known || v->known;
	}
	return known;
}

bool sceptic_doubts(const struct study *s, const struct claims *claims)
{
	/* Numbers alone, in answer to our list, have no language. */
	const struct bank *bank =
		s->language != NULL ? sentences_bank(s->rules->banks, s->language->code) : NULL;

	if (bank == NULL)
		return false;
	if (bank->likeness == NULL)
		return true; /* nobody called rules_learn */
	struct view *views = views_of(s);
	note_claims(s, claims, views);
	for (size_t i = 0; i < claims->count; i++)
		if (unsupported(s, &claims->items[i], views))
			return true;
	return false;
}
