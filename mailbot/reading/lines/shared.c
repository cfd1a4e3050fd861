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

/* The verb before `particle` in tokens that begin at `begin`; NULL. */
static const struct token *verb_of(const struct token *begin, const struct token *particle)
{
	for (const struct token *t = particle; t-- > begin && particle - t <= TOKENS_BETWEEN_MAX;) {
		if (parts_sentences(t) || t->in != particle->in)
			break;
		if (with_particle(t, particle) != NULL)
			return t;
	}
	return NULL;
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

/* How many words of [verb, end) go on with it: `melden Sie mich`. */
static size_t shared_words(const struct token *verb, const struct token *end)
{
	static const enum sense persons[] = {SENSE_YOU, SENSE_ME, SENSE_US, SENSE_TO_ME};
	size_t n = 1;

	while (n < WORDS_SHARED_MAX && verb + n < end && TOKEN_MEANS_ANY(verb + n, persons))
		n++;
	return n;
}

/* The tokens with what is written out among them; none until something is. */
struct writing {
	struct token *tokens;
	size_t count, room;
	size_t *added; /* to each row */
};

/* What is shared behind the `und` or comma that is token `at` of the letter, and stands last in [begin, join]: the verb; NULL. */
static const struct token *shared_before(
	const struct study *s, const struct token *begin, const struct token *join, size_t at)
{
	const struct token *before = join - 1;

	if (join == begin || at + 1 >= s->token_count || join->in != IN_TEXT ||
		!(token_means(join, SENSE_AND) || comma(join)))
		return NULL;
	if (comma(before) && before > begin) /* `…, und` */
		before--;
	const struct token *verb = verb_of(begin, before);
	return verb != NULL && shares(s, verb, before, at + 1) ? verb : NULL;
}

/* All tokens up to `at`, to be gone on with. */
static void begin_writing(struct study *s, struct writing *w, size_t at)
{
	w->added = arena_array(s->arena, s->row_count, sizeof *w->added);
	for (size_t i = 0; i <= at; i++)
		ARENA_PUSH(s->arena, w->tokens, w->count, w->room, s->tokens[i]);
}

/* So many tokens from the one at `verb` on once more, without any width. */
static void write_again(struct study *s, struct writing *w, size_t verb, size_t n, size_t at)
{
	for (size_t k = 0; k < n; k++) {
		struct token t = w->tokens[verb + k];
		t.start = t.end = s->tokens[at].end;
		t.row = s->tokens[at].row;
		ARENA_PUSH(s->arena, w->tokens, w->count, w->room, t);
	}
	w->added[s->tokens[at].row] += n;
}

static void take(struct study *s, const struct writing *w)
{
	size_t shift = 0;

	s->tokens = w->tokens;
	s->token_count = w->count;
	s->token_room = w->room;
	for (size_t i = 0; i < s->row_count; i++) {
		s->rows[i].first += shift;
		s->rows[i].count += w->added[i];
		shift += w->added[i];
	}
}

void shared_verbs(struct study *s)
{
	struct writing w = {0};

	for (size_t i = 0; i < s->token_count; i++) {
		if (w.count > 0)
			ARENA_PUSH(s->arena, w.tokens, w.count, w.room, s->tokens[i]);
		const struct token *begin = w.count > 0 ? w.tokens : s->tokens;
		const struct token *join = w.count > 0 ? begin + w.count - 1 : begin + i;
		const struct token *verb = shared_before(s, begin, join, i);
		if (verb == NULL)
			continue;
		size_t at = (size_t)(verb - begin), n = shared_words(verb, join);
		if (w.count == 0)
			begin_writing(s, &w, i);
		write_again(s, &w, at, n, i);
	}
	if (w.count > 0)
		take(s, &w);
}
