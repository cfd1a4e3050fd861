#include "reading/lines/writer.h"

#include <string.h>

#include "rules/fold.h"

enum {
	ADDRESS_WORD_MIN = 3, /* letters of a name that is looked for in an address */
};

static void from_add(struct study *s, struct from *f, struct slice text)
{
	size_t n = 0;

	while (text.len > 0 && f->count < FROM_WORDS_MAX) {
		n = 0;
		while (n < text.len && strchr(" ,.;\"'_-()@|\t", text.p[n]) == NULL)
			n++;
		if (n > 1)
			f->words[f->count++] =
				fold_bare(s->arena, fold_key(s->arena, slice_head(text, n)));
		text = slice_from(text, n + 1);
	}
}

struct slice writer_local_part(const struct study *s)
{
	struct slice address = slice_of(s->message->envelope->from.address);
	long at = slice_find(address, '@');

	return at < 0 ? address : slice_head(address, (size_t)at);
}

struct from writer_words(struct study *s)
{
	struct from f = {.count = 0};

	from_add(s, &f, slice_of(s->message->envelope->from.name));
	from_add(s, &f, writer_local_part(s));
	return f;
}

/* Whether a word of the row is one of From's, or `Krämer` stands in `a.kraemer`. */
bool writer_has(struct study *s, const struct from *f, const struct token *t)
{
	if (t->kind != TOKEN_WORD)
		return false;
	struct slice bare = fold_bare(s->arena, t->key);
	struct slice latin = fold_transliterated(s->arena, t->key);
	for (size_t i = 0; i < f->count; i++)
		if (slice_eq(f->words[i], bare) || slice_eq(f->words[i], latin))
			return true;
	/* Doppelnamen: one part of the two */
	long dash = slice_find(bare, '-');
	for (size_t i = 0; i < f->count && dash > 0; i++)
		if (slice_eq(f->words[i], slice_head(bare, (size_t)dash)) ||
			slice_eq(f->words[i], slice_from(bare, (size_t)dash + 1)))
			return true;
	return false;
}

bool writer_in_address(struct study *s, const struct row *row)
{
	struct slice local = fold_key(s->arena, writer_local_part(s));
	size_t found = 0;

	for (size_t i = 0; i < row->count; i++) {
		const struct token *t = &s->tokens[row->first + i];
		if (t->kind != TOKEN_WORD || token_means(t, SENSE_TITLE))
			continue;
		struct slice word = fold_transliterated(s->arena, t->key);
		if (word.len < ADDRESS_WORD_MIN ||
			slice_find_ci(local, arena_string(s->arena, word)) < 0)
			return false;
		found++;
	}
	return found > 0;
}

bool writer_shares(struct study *s, const struct row *row, const struct from *f)
{
	if (writer_in_address(s, row))
		return true;
	for (size_t i = 0; i < row->count; i++)
		if (writer_has(s, f, &s->tokens[row->first + i]))
			return true;
	return false;
}

bool writer_is(struct study *s, const struct row *row, const struct from *f)
{
	for (size_t i = 0; i < row->count; i++)
		if (!writer_has(s, f, &s->tokens[row->first + i]))
			return false;
	return row->count > 0;
}
