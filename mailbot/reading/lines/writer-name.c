/* Who wrote, by name: the closing line, else From. */
#include "reading/lines/writer.h"

#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "reading/people/name.h"
#include "rules/fold.h"

enum {
	NAME_ROOM = 200,
	NAME_NEAR = 80, /* tokens from the letter's beginning or end in which it is looked for */
};

/* A name, and how it is written. */
struct written {
	const char *name;
	size_t words;
	bool initial; /* one of them is a letter with a dot */
};

static bool is(const struct token *t, const char *text)
{
	return slice_is(t->text, text);
}

static bool is_sign(const struct token *t)
{
	return is(t, ",") || is(t, "(") || is(t, "|") || is(t, "–") || is(t, "/") || is(t, "!");
}

/* The words of a name, without titles, and what is written small in a closing line. */
static struct written name_of(struct study *s, const struct row *row)
{
	struct written out = {.name = ""};
	struct buf b = {.max = NAME_ROOM};
	const struct token *tokens = s->tokens + row->first;
	bool capitals = false;

	for (size_t i = 0; i < row->count; i++)
		capitals = capitals || tokens[i].capital;
	for (size_t i = 0; i < row->count; i++) {
		const struct token *t = &tokens[i];
		if (t->kind != TOKEN_WORD || token_means(t, SENSE_TITLE) ||
			token_means(t, SENSE_CLOSING) || token_means(t, SENSE_YOUR) ||
			token_means(t, SENSE_THANKS))
			continue;
		/* `Aus der Mühlen` keeps its small word, `deine Eva` does not */
		if (out.words == 0 && capitals && !t->capital)
			continue;
		buf_add(&b, b.len > 0 ? SLICE(" ") : SLICE(""));
		buf_add(&b, t->text);
		if (i + 1 < row->count && is(t + 1, ".") && t->text.len <= 2) {
			buf_puts(&b, ".");
			out.initial = true;
		}
		out.words++;
	}
	out.name = arena_string(s->arena, buf_slice(&b));
	buf_free(&b);
	return out;
}

/* `Thank you, Grace Wanjiru`: the name is in the part that shares a word with From, else in the first one. */
static struct written name_in(struct study *s, const struct row *row, const struct from *f)
{
	struct written first = {.name = ""};
	size_t end;

	for (size_t at = 0; at < row->count; at = end + 1) {
		struct row part = {.first = row->first + at};
		for (end = at; end < row->count && !is_sign(&s->tokens[row->first + end]);)
			end++;
		part.count = end - at;
		struct written w = name_of(s, &part);
		if (w.words > 0 && writer_shares(s, &part, f))
			return w;
		if (first.words == 0)
			first = w;
	}
	return first;
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

/* Takes the next word off a name; false where none is left. */
static bool next_word(struct slice *rest, struct slice *word)
{
	size_t n = 0;

	while (rest->len > 0 && (rest->p[0] == ' ' || rest->p[0] == '_'))
		*rest = slice_from(*rest, 1);
	while (n < rest->len && rest->p[n] != ' ' && rest->p[n] != '_')
		n++;
	*word = slice_head(*rest, n);
	*rest = slice_from(*rest, n);
	return n > 0;
}

static void add_name_words(struct study *s, struct buf *b, struct slice text)
{
	struct slice word;

	while (next_word(&text, &word)) {
		if (is_title(s, word))
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

/* ---- the name of From, and the one that is signed ---- */

/* The words of From's name, as they stand there. */
static struct written written_from(struct study *s)
{
	struct written out = {.name = writer_from_name(s)};
	struct slice rest = slice_of(out.name), word;

	for (; next_word(&rest, &word); out.words++)
		out.initial = out.initial ||
			(word.len > 1 && word.len <= 3 && word.p[word.len - 1] == '.');
	return out;
}

/* Where From's address has a word of a name; -1: nowhere. */
static long place_of(struct study *s, struct slice word)
{
	struct slice key = fold_transliterated(s->arena, fold_key(s->arena, word));

	return slice_find_ci(fold_key(s->arena, writer_local_part(s)), arena_string(s->arena, key));
}

/* Whether the name is that of a whole person: the office's directory wrote it (`Krämer, Anneliese`), or the address has a
 * word of it. `Kita Sonnenwinkel <info@…>` is none. */
static bool is_person(struct study *s, const struct written *from)
{
	struct slice rest = slice_of(from->name), word;

	if (from->words < 2)
		return false;
	if (slice_find(slice_of(s->message->envelope->from.name), ',') > 0)
		return true;
	while (next_word(&rest, &word))
		if (word.len > 2 && place_of(s, word) >= 0)
			return true;
	return false;
}

static struct slice last_word(const char *name)
{
	const char *blank = strrchr(name, ' ');

	return slice_of(blank != NULL ? blank + 1 : name);
}

static struct slice bare_key(struct study *s, struct slice word)
{
	return fold_bare(s->arena, fold_key(s->arena, word));
}

/* `Kühn, Andreas` signs no `Hydrotec Kühn & Partner GmbH`: a name of a directory is signed by its surname. */
static bool fits_directory(struct study *s, const char *from, const char *signed_as)
{
	struct slice name = slice_of(s->message->envelope->from.name);
	long comma = slice_find(name, ',');

	if (comma <= 0 || slice_find(slice_head(name, (size_t)comma), ' ') >= 0)
		return true;
	struct slice x = bare_key(s, last_word(from)), y = bare_key(s, last_word(signed_as));

	return slice_find_ci(x, arena_string(s->arena, y)) >= 0 ||
		slice_find_ci(y, arena_string(s->arena, x)) >= 0;
}

/* Whether two words begin with the same letter, whatever its case and marks. */
static bool same_letter(struct study *s, struct slice x, struct slice y)
{
	size_t n = 0, m = 0;

	if (x.len == 0 || y.len == 0)
		return false;
	utf8_decode(x, &n);
	utf8_decode(y, &m);
	return slice_eq(bare_key(s, slice_head(x, n)), bare_key(s, slice_head(y, m)));
}

/* Whether From has in full what is signed with an initial: `C. Overbeck`. */
static bool spells_out(struct study *s, const struct written *from, const struct written *sign)
{
	return sign->initial && !from->initial && from->words >= 2 &&
		slice_eq(bare_key(s, last_word(from->name)), bare_key(s, last_word(sign->name))) &&
		same_letter(s, slice_of(from->name), slice_of(sign->name));
}

/* Of the same words in two orders, whether the signed one has the surname last: the address says it, by its order or by
 * having only that one. */
static bool better_order(struct study *s, const struct written *from, const struct written *sign)
{
	long surname = place_of(s, last_word(sign->name)),
	     other = place_of(s, last_word(from->name));

	return from->words < 2 || surname > other || (surname < 0 && other < 0);
}

/* Whether the two words, side by side in the letter, are the name of which From has less: `Hannelore Brüggemann` of
 * `H. Brüggemann`, of `hannelore.brueggemann@`, `grace mensah` of `gracemensah@`. */
static bool is_full_name(struct study *s, const struct written *from, const struct from *f,
	const struct token *first, const struct token *last)
{
	struct row pair = {.first = (size_t)(first - s->tokens), .count = 2};

	if (first->kind != TOKEN_WORD || last->kind != TOKEN_WORD || first->text.len < 3 ||
		last->text.len < 3 || first->capital != last->capital ||
		slice_eq(first->key, last->key) || token_means(first, SENSE_TITLE) ||
		(!first->capital && (first->meaning != NULL || last->meaning != NULL)))
		return false;
	if (writer_is(s, &pair, f) || writer_in_address(s, &pair))
		return true;
	return from->initial && writer_has(s, f, last) && first->meaning == NULL &&
		same_letter(s, slice_of(from->name), first->text);
}

/* The writer's name as the letter's own words have it, where From has but a part: people present themselves at the beginning
 * or sign at the end; NULL. */
static const char *full_name(struct study *s, const struct written *from, const struct from *f)
{
	for (size_t i = 0; i < s->row_count; i++) {
		const struct row *r = &s->rows[i];
		if (r->sort == ROW_QUOTE || r->sort == ROW_SUBJECT)
			continue;
		for (size_t k = r->first; k + 1 < r->first + r->count; k++)
			if ((k < NAME_NEAR || k + NAME_NEAR > s->token_count) &&
				is_full_name(s, from, f, &s->tokens[k], &s->tokens[k + 1]))
				return arena_printf(s->arena, "%.*s %.*s",
					SLICE_ARGS(s->tokens[k].text),
					SLICE_ARGS(s->tokens[k + 1].text));
	}
	return NULL;
}

/* `Sekretariat Dr. Sommer`, below `i.A. Sabine Roth`: whose office it is, and nobody's name. */
static bool is_secretariat(const struct study *s, const struct row *row)
{
	const struct token *t = &s->tokens[row->first];

	return row->count > 1 && t->capital && t->text.len > 2 && token_means(t, SENSE_SECRETARY);
}

void writer_find(struct study *s, const struct from *f, size_t row)
{
	struct written from = written_from(s), sign = {.name = ""};
	bool shares = false;

	if (row < s->row_count) {
		const struct row *r = &s->rows[row];
		sign = name_in(s, r, f);
		shares = writer_shares(s, r, f);
		const char *couple = couple_of(s, r);
		if (couple != NULL)
			sign = (struct written){.name = couple, .words = 2};
	}
	bool whole = from.words >= 2 && is_person(s, &from);
	bool better =
		sign.words >= 2 && (shares || sign.words <= 4) && !is_secretariat(s, &s->rows[row]);
	if (better && name_compare(sign.name, from.name) == NAME_SAME)
		better = better_order(s, &from, &sign);
	else if (better)
		better = (!sign.initial || !whole) && !spells_out(s, &from, &sign) &&
			fits_directory(s, from.name, sign.name);
	const char *full = better || (whole && !from.initial) ? NULL : full_name(s, &from, f);
	if (full != NULL)
		from.name = full;
	s->reading->writer = better || from.name[0] == '\0' ? sign.name : from.name;
}
