#include "reading/lines/shared.h"

enum {
	TOKENS_BETWEEN_MAX = 16, /* of what one part says beside verb and particle */
	WORDS_SHARED_MAX = 4, /* `melden Sie mich bitte` */
};

static bool parts_sentences(const struct token *t)
{
	return t->kind == TOKEN_PUNCT &&
		(slice_is(t->text, "?") || slice_is(t->text, "!") || slice_is(t->text, ":") ||
			slice_is(t->text, ";"));
}

static bool comma(const struct token *t)
{
	return t->kind == TOKEN_PUNCT && slice_is(t->text, ",");
}

/* Whether nothing follows a particle there: a stop, a comma, another clause, the end. */
static bool part_ends(const struct study *s, size_t i)
{
	const struct token *t = study_token(s, i, s->token_count);
	const struct row *row = i < s->token_count ? &s->rows[t->row] : NULL;

	return row == NULL || t->kind == TOKEN_PUNCT || token_means(t, SENSE_AND) ||
		token_means(t, SENSE_BUT) || (row->first == i && (row->breaks || row->paragraph));
}

/* The form of a verb that decides something with that particle apart; NULL. */
static const struct inflection *with_particle(
	const struct token *verb, const struct token *particle)
{
	static const enum sense decides[] = {
		SENSE_REGISTER, SENSE_COME, SENSE_CANCEL, SENSE_DECLINE};
	const unsigned finite = FORM_1SG | FORM_PL | FORM_1PL | FORM_IMP;

	if (verb->meaning == NULL || particle->kind != TOKEN_WORD)
		return NULL;
	for (const struct inflection *f = verb->meaning->inflections; f != NULL; f = f->next)
		for (size_t i = 0; i < sizeof decides / sizeof *decides; i++)
			if (f->verb->sense == decides[i] && !f->joined && f->forms & finite &&
				slice_eq(f->verb->particle, particle->key))
				return f;
	return NULL;
}

/* The verb before `particle` that it belongs to; `particle` itself for none. */
static size_t verb_of(const struct study *s, size_t particle)
{
	for (size_t i = particle; i-- > 0 && particle - i <= TOKENS_BETWEEN_MAX;) {
		if (parts_sentences(&s->tokens[i]) || s->tokens[i].in != s->tokens[particle].in)
			break;
		if (with_particle(&s->tokens[i], &s->tokens[particle]) != NULL)
			return i;
	}
	return particle;
}

/* `komme`, `wäre`, `gebucht`: a verb in whatever form. */
static bool is_verb(const struct token *t)
{
	static const enum sense helping[] = {
		SENSE_BE, SENSE_HAVE, SENSE_CAN, SENSE_MUST, SENSE_WILL, SENSE_WOULD};

	if (t->kind != TOKEN_WORD || t->capital || t->meaning == NULL ||
		token_means(t, SENSE_PLEASE))
		return false;
	for (const struct inflection *f = t->meaning->inflections; f != NULL; f = f->next)
		if (f->forms != 0)
			return true;
	return TOKEN_MEANS_ANY(t, helping);
}

/* Whether another particle of the verb ends the part that begins at `from`, which has no verb of its own. */
static bool shares(
	const struct study *s, const struct token *verb, const struct token *first, size_t from)
{
	for (size_t i = from; i < s->token_count && i - from <= TOKENS_BETWEEN_MAX; i++) {
		const struct token *t = &s->tokens[i];
		if (parts_sentences(t) || t->in != verb->in)
			return false;
		if (i > from && !slice_eq(t->key, first->key) && with_particle(verb, t) != NULL &&
			part_ends(s, i + 1))
			return true;
		if (is_verb(t))
			return false;
	}
	return false;
}

/* How many words from the verb on go with it: `melden Sie mich`. */
static size_t shared_words(const struct study *s, size_t verb)
{
	static const enum sense persons[] = {SENSE_YOU, SENSE_ME, SENSE_US, SENSE_TO_ME};
	size_t n = 1;

	while (n < WORDS_SHARED_MAX &&
		TOKEN_MEANS_ANY(study_token(s, verb + n, s->token_count), persons))
		n++;
	return n;
}

/* Puts so many tokens from `verb` on once more behind `at`, without any width. */
static void repeat(struct study *s, size_t verb, size_t n, size_t at)
{
	const struct study old = *s;
	size_t row = old.tokens[at].row;

	s->token_room = old.token_count + n;
	s->tokens = arena_array(s->arena, s->token_room, sizeof *s->tokens);
	s->token_count = 0;
	for (size_t i = 0; i < old.token_count; i++) {
		ARENA_PUSH(s->arena, s->tokens, s->token_count, s->token_room, old.tokens[i]);
		for (size_t k = 0; i == at && k < n; k++) {
			struct token t = old.tokens[verb + k];
			t.start = t.end = old.tokens[at].end;
			t.row = row;
			ARENA_PUSH(s->arena, s->tokens, s->token_count, s->token_room, t);
		}
	}
	s->rows[row].count += n;
	for (size_t i = row + 1; i < s->row_count; i++)
		s->rows[i].first += n;
}

void shared_verbs(struct study *s)
{
	for (size_t i = 1; i + 1 < s->token_count; i++) {
		const struct token *t = &s->tokens[i], *before = t - 1;
		if (!(token_means(t, SENSE_AND) || comma(t)) || t->in != IN_TEXT)
			continue;
		if (comma(before) && i > 1) /* `…, und` */
			before--;
		size_t particle = (size_t)(before - s->tokens), verb = verb_of(s, particle);
		if (verb == particle || !shares(s, &s->tokens[verb], before, i + 1))
			continue;
		size_t n = shared_words(s, verb);
		repeat(s, verb, n, i);
		i += n;
	}
}
