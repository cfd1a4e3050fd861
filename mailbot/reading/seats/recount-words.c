#include "reading/seats/recount-words.h"

#include <string.h>

#include "rules/fold.h"

enum { NAME_PARTICLE_MAX = 3, RELATION_AHEAD = 4 };

const struct token *recount_token_of(const struct tally *t, size_t at, size_t end)
{
	static const struct token none = {.kind = TOKEN_PUNCT};

	return at < end && !t->taken[at] ? &t->s->tokens[at] : &none;
}

int recount_number_of(const struct token *t)
{
	if (t->kind == TOKEN_NUMBER)
		return t->number > 0 && t->number < 1000 ? (int)t->number : 0;
	return token_means(t, SENSE_NUMBER) && !token_means(t, SENSE_INDEFINITE) &&
			t->meaning->n > 0
		? t->meaning->n
		: 0;
}

bool recount_as_noun(const struct tally *t, size_t first, size_t at)
{
	const struct token *x = &t->s->tokens[at];

	return x->capital || x->language == NULL || !x->language->nouns ||
		(at > first &&
			MEANS(x - 1, SENSE_MY, SENSE_HIS, SENSE_INDEFINITE, SENSE_SINGLE,
				SENSE_NUMBER));
}

bool recount_is_relation(const struct tally *t, size_t first, size_t at, size_t end)
{
	const struct token *x = recount_token_of(t, at, end);

	return MEANS(x, SENSE_RELATION, SENSE_PERSON) && recount_as_noun(t, first, at);
}

bool recount_governed(const struct tally *t, size_t first, size_t at)
{
	for (size_t i = at; i > first && i + RELATION_AHEAD > at; i--) {
		const struct token *b = &t->s->tokens[i - 1];
		if (b->kind != TOKEN_WORD || MEANS(b, SENSE_WITH, SENSE_AND))
			return false;
		if (MEANS(b, SENSE_ORIGIN, SENSE_BEHALF, SENSE_ROLE, SENSE_CAUSE, SENSE_BEFORE,
			    SENSE_SINCE, SENSE_GOING, SENSE_BEING, SENSE_PREPOSITION, SENSE_SWAP,
			    SENSE_SUBSTITUTE))
			return true;
	}
	return false;
}

bool recount_name_word(const struct token *t)
{
	static const enum sense plain[] = {
		SENSE_HARMLESS, SENSE_PLACE, SENSE_MONTH, SENSE_SAFE, SENSE_PERSON};

	if (t->kind != TOKEN_WORD || !t->capital)
		return false;
	if (t->meaning == NULL)
		return true;
	return t->meaning->inflections == NULL &&
		senses_none(senses_minus(t->meaning->senses, SENSES_OF(plain)));
}

size_t recount_name_at(const struct tally *t, size_t at, size_t end, size_t *words, size_t *known)
{
	size_t n = 0;

	*words = *known = 0;
	for (;;) {
		const struct token *x = recount_token_of(t, at + n, end),
				   *next = recount_token_of(t, at + n + 1, end);
		bool small = *words > 0 && x->kind == TOKEN_WORD && !x->capital &&
			x->key.len <= NAME_PARTICLE_MAX && recount_name_word(next) &&
			(x->meaning == NULL || token_means(x, SENSE_ORIGIN));
		if (recount_name_word(x)) {
			(*words)++;
			*known += x->meaning != NULL;
		} else if (!small &&
			!(*words > 0 && slice_is(x->text, ".") && x[-1].text.len <= 2)) {
			return n;
		}
		n++;
	}
}

bool recount_writers(const struct study *s, size_t at, size_t n)
{
	struct slice name = fold_key(s->arena, slice_of(s->reading->writer));

	for (size_t i = at; i < at + n; i++)
		if (s->tokens[i].kind == TOKEN_WORD &&
			slice_find_ci(name, arena_string(s->arena, s->tokens[i].key)) < 0)
			return false;
	return n > 1;
}
