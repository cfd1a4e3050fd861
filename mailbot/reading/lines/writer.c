#include "reading/lines/writer.h"

#include <string.h>

#include "base/buf.h"
#include "rules/fold.h"

enum {
	NAME_ROOM = 200,
	ADDRESS_WORD_MIN = 3, /* letters of a name that is looked for in an address */
};

static bool is(const struct token *t, const char *text)
{
	return slice_is(t->text, text);
}

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

struct from writer_words(struct study *s)
{
	const struct mailbox *from = &s->message->envelope->from;
	struct slice address = slice_of(from->address);
	struct from f = {.count = 0};

	from_add(s, &f, slice_of(from->name));
	from_add(s, &f,
		slice_head(address,
			(size_t)(slice_find(address, '@') < 0 ? (long)address.len
							      : slice_find(address, '@'))));
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

/* Whether every word of the row stands in From's address, run together: `ernaposchmann@`. */
static bool address_has(struct study *s, const struct row *row)
{
	struct slice address = slice_of(s->message->envelope->from.address);
	struct slice local = fold_key(s->arena,
		slice_head(address,
			(size_t)(slice_find(address, '@') < 0 ? 0 : slice_find(address, '@'))));
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
	if (address_has(s, row))
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

/* The words of a name, without titles, brackets and what is written small in a closing line. */
static const char *name_of(struct study *s, const struct token *t, size_t count, size_t *words)
{
	struct buf b = {.max = NAME_ROOM};

	bool capitals = false;
	for (size_t i = 0; i < count; i++)
		capitals = capitals || t[i].capital;
	*words = 0;
	for (size_t i = 0; i < count; i++) {
		if (is(&t[i], ",") || is(&t[i], "(") || is(&t[i], "|") || is(&t[i], "–") ||
			is(&t[i], "/"))
			break;
		if (t[i].kind != TOKEN_WORD || token_means(&t[i], SENSE_TITLE) ||
			token_means(&t[i], SENSE_CLOSING) || token_means(&t[i], SENSE_YOUR) ||
			token_means(&t[i], SENSE_THANKS))
			continue;
		/* `Aus der Mühlen` keeps its small word, `deine Eva` does not */
		if (*words == 0 && capitals && !t[i].capital)
			continue;
		buf_add(&b, b.len > 0 ? SLICE(" ") : SLICE(""));
		buf_add(&b, t[i].text);
		if (i + 1 < count && is(&t[i + 1], ".") && t[i].text.len <= 2)
			buf_puts(&b, ".");
		(*words)++;
	}
	const char *name = arena_string(s->arena, buf_slice(&b));
	buf_free(&b);
	return name;
}

/* Whether it is a title in any language that we know (From is not written in the letter's). */
static bool is_title(struct study *s, struct slice word)
{
	if (word.len > 1 && word.p[word.len - 1] == '.')
		word.len--;
	const struct meaning *m = languages_word(s->rules->languages, fold_key(s->arena, word));
	for (; m != NULL; m = m->next)
		if (senses_has(m->senses, SENSE_TITLE))
			return true;
	return false;
}

static void add_name_words(struct study *s, struct buf *b, struct slice text)
{
	size_t n = 0;

	for (; text.len > 0; text = slice_from(text, n + 1)) {
		n = 0;
		while (n < text.len && text.p[n] != ' ' && text.p[n] != '_')
			n++;
		struct slice word = slice_head(text, n);
		if (n == 0 || is_title(s, word))
			continue;
		buf_add(b, b->len > 0 ? SLICE(" ") : SLICE(""));
		buf_add(b, word);
	}
}

const char *writer_from_name(struct study *s)
{
	struct slice name = slice_of(s->message->envelope->from.name);
	struct buf b = {.max = NAME_ROOM};
	long cut = slice_find(name, '|');

	if (cut < 0)
		cut = slice_find(name, '(');
	if (cut > 0)
		name = slice_trim(slice_head(name, (size_t)cut));
	long comma = slice_find(name, ',');
	if (slice_find(name, '@') >= 0)
		name = (struct slice){0};
	else if (comma > 0)
		add_name_words(s, &b, slice_trim(slice_from(name, (size_t)comma + 1)));
	add_name_words(s, &b, slice_trim(comma > 0 ? slice_head(name, (size_t)comma) : name));
	const char *out = arena_string(s->arena, buf_slice(&b));
	buf_free(&b);
	return out;
}

static bool has_blank(const char *name)
{
	return strchr(name, ' ') != NULL;
}

/* `Grace and Daniel Kimani`: two who sign; the first takes the surname of the second. */
static const char *couple_of(struct study *s, const struct row *row)
{
	const struct token *t = s->tokens + row->first;

	if (row->count < 4 || !token_means(&t[1], SENSE_AND))
		return NULL;
	for (size_t i = 0; i < 4; i++)
		if (t[i].kind != TOKEN_WORD || (i != 1 && !t[i].capital))
			return NULL;
	if (row->count > 4 && t[4].kind == TOKEN_WORD)
		return NULL;
	s->cosigner =
		arena_printf(s->arena, "%.*s %.*s", SLICE_ARGS(t[2].text), SLICE_ARGS(t[3].text));
	return arena_printf(s->arena, "%.*s %.*s", SLICE_ARGS(t[0].text), SLICE_ARGS(t[3].text));
}

void writer_find(struct study *s, const struct from *f, size_t row)
{
	const char *from = writer_from_name(s), *signed_as = "";
	size_t words = 0;
	bool shares = false;

	if (row < s->row_count) {
		const struct row *r = &s->rows[row];
		signed_as = name_of(s, s->tokens + r->first, r->count, &words);
		shares = writer_shares(s, r, f);
		const char *couple = couple_of(s, r);
		if (couple != NULL)
			signed_as = couple;
	}
	bool initial = strchr(signed_as, '.') != NULL;
	if (words >= 2 && (!initial || !has_blank(from)) && (shares || words <= 4))
		s->reading->writer = signed_as;
	else
		s->reading->writer = from[0] != '\0' ? from : signed_as;
}
