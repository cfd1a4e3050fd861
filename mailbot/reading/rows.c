#include "reading/rows.h"

#include <string.h>

#include "base/buf.h"
#include "reading/phrases.h"
#include "rules/fold.h"

enum {
	GREETING_TOKENS_MAX = 12, /* `Sehr geehrte Frau Professorin Dr. X, lieber Herr Y,` */
	GREETING_ROWS_MAX = 4,
	CLOSING_TOKENS_MAX = 10,
	NAME_TOKENS_MAX = 8,
	NAME_ROOM = 200,
	FROM_WORDS_MAX = 8,
	ADDRESS_WORD_MIN = 3, /* letters of a name that is looked for in an address */
};

/* The words of From's name and of its address, folded. */
struct from {
	struct slice words[FROM_WORDS_MAX];
	size_t count;
};

static bool is(const struct token *t, const char *text)
{
	return slice_is(t->text, text);
}

/* What may never be cut away with a signature. */
static bool speaks(const struct token *t)
{
	static const enum sense senses[] = {SENSE_I, SENSE_ME, SENSE_TO_ME, SENSE_WE, SENSE_US,
		SENSE_NEG, SENSE_HEDGE, SENSE_OR, SENSE_EXCEPT, SENSE_RETRACT, SENSE_NO, SENSE_YES,
		SENSE_TOGETHER, SENSE_PERSONS, SENSE_DECLINE, SENSE_CANCELLATION, SENSE_WEEKDAY,
		SENSE_DAY, SENSE_MONTH, SENSE_PLEASE, SENSE_OTHERS, SENSE_BUT, SENSE_WITH,
		SENSE_CONDITION, SENSE_BOTH, SENSE_ALL, SENSE_SWAP, SENSE_POSTSCRIPT, SENSE_OPEN,
		SENSE_ALONE, SENSE_LATE, SENSE_NEED, SENSE_EVENT, SENSE_EVENTS, SENSE_REST,
		SENSE_CHANGE, SENSE_MORE, SENSE_REGISTRATION};

	if (t->meaning == NULL)
		return is(t, "?");
	for (size_t i = 0; i < sizeof senses / sizeof *senses; i++)
		if (senses_has(t->meaning->senses, senses[i]) &&
			!(senses[i] == SENSE_RELATION &&
				senses_has(t->meaning->senses, SENSE_TITLE)))
			return true;
	for (const struct inflection *f = t->meaning->inflections; f != NULL; f = f->next)
		if (f->joined || f->forms & (FORM_1SG | FORM_3SG | FORM_PL))
			return true;
	return false;
}

/* A day and a month in figures: `16.2.`, `16.02.2011`. */
static bool figures(const struct token *t, size_t left)
{
	return left >= 3 && t->kind == TOKEN_NUMBER && t->number >= 1 && t->number <= 31 &&
		is(t + 1, ".") &&
		(t[2].kind != TOKEN_NUMBER || (t[2].number >= 1 && t[2].number <= 12)) &&
		(t[2].kind == TOKEN_NUMBER || left == 2);
}

static bool row_speaks(const struct study *s, const struct row *row)
{
	const struct token *t = s->tokens + row->first;

	bool mine = false;

	for (size_t i = 0; i < row->count; i++) {
		mine = mine || token_means(&t[i], SENSE_MY);
		if (speaks(&t[i]) || figures(t + i, row->count - i))
			return true;
		/* `meine Frau` below the name speaks, `Geschäftsführer: …` does not */
		if (mine && token_means(&t[i], SENSE_RELATION))
			return true;
	}
	return false;
}

static size_t row_end(const struct row *row)
{
	return row->first + row->count;
}

/* How many tokens of the row greet: the phrase, and what follows up to a comma; 0. */
static size_t greeting_length(const struct study *s, const struct row *row)
{
	size_t end = row_end(row), n = 0, more = 0, sure;

	while ((more = phrase_sense_at(s, row->first + n, end, SENSE_GREETING)) > 0)
		n += more;
	sure = n;
	if (n == 0)
		return 0;
	for (; n < row->count && n < GREETING_TOKENS_MAX; n++) {
		const struct token *t = &s->tokens[row->first + n];
		if (is(t, ",") || is(t, "!") || is(t, ":"))
			return n + 1;
		if (t->kind == TOKEN_NUMBER || speaks(t))
			return sure;
	}
	return n == row->count ? n : sure;
}

/* The greetings, from the first row on; what stands behind one in its row stays body. */
static void sort_greetings(struct study *s)
{
	size_t seen = 0;

	for (size_t i = 0; i < s->row_count && seen < GREETING_ROWS_MAX; i++) {
		struct row *row = &s->rows[i];
		if (row->sort != ROW_BODY)
			continue;
		seen++;
		size_t n = greeting_length(s, row);
		if (n == 0)
			return;
		if (n == row->count) {
			row->sort = ROW_GREETING;
			continue;
		}
		row->first += n;
		row->count -= n;
		row->paragraph = true;
		return;
	}
}

/* How many tokens at the row's front take leave: phrases, and harmless words up to its end; 0. */
static size_t closing_length(const struct study *s, const struct row *row)
{
	size_t n = phrase_sense_at(s, row->first, row_end(row), SENSE_CLOSING);

	if (n == 0 || row->count > n + CLOSING_TOKENS_MAX)
		return 0;
	for (size_t i = n; i < row->count; i++)
		if (s->tokens[row->first + i].kind == TOKEN_NUMBER ||
			speaks(&s->tokens[row->first + i]))
			return 0;
	return row->count;
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

static struct from from_words(struct study *s)
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
static bool from_has(struct study *s, const struct from *f, const struct token *t)
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

/* A row that may be a signing name: few words, nothing that speaks. */
static bool row_is_name(const struct study *s, const struct row *row)
{
	size_t words = 0;

	if (row->count == 0 || row->count > NAME_TOKENS_MAX || row_speaks(s, row))
		return false;
	for (size_t i = 0; i < row->count; i++) {
		const struct token *t = &s->tokens[row->first + i];
		if (t->kind == TOKEN_NUMBER || t->kind == TOKEN_OPAQUE || is(t, ":"))
			return false;
		words += t->kind == TOKEN_WORD;
	}
	return words > 0;
}

static bool row_shares(struct study *s, const struct row *row, const struct from *f)
{
	if (address_has(s, row))
		return true;
	for (size_t i = 0; i < row->count; i++)
		if (from_has(s, f, &s->tokens[row->first + i]))
			return true;
	return false;
}

static bool row_all_from(struct study *s, const struct row *row, const struct from *f)
{
	for (size_t i = 0; i < row->count; i++)
		if (!from_has(s, f, &s->tokens[row->first + i]))
			return false;
	return row->count > 0;
}

/* `… bin dabei. Gruß Max Ott`: what takes leave at the end of the last body row becomes a row of its
 * own. */
static void split_inline_closing(struct study *s)
{
	size_t last = s->row_count;

	while (last-- > 1 && s->rows[last].sort != ROW_BODY)
		;
	struct row *row = &s->rows[last];
	for (size_t n = 1; last > 0 && n < row->count; n++) {
		const struct token *before = &s->tokens[row->first + n - 1];
		struct row rest = *row;
		rest.first += n;
		rest.count -= n;
		bool ends = is(before, ".") || is(before, "!") || is(before, "?");
		if (!ends || closing_length(s, &rest) == 0)
			continue;
		row->count = n;
		rest.sort = ROW_CLOSING;
		rest.breaks = true;
		ARENA_PUSH(s->arena, s->rows, s->row_count, s->row_room, rest);
		return;
	}
}

/* The first row that closes: below it come name and tail. Where none does, a short row that shares
 * a word with From. */
static size_t find_closing(struct study *s, const struct from *f)
{
	for (size_t i = 0; i < s->row_count; i++) {
		struct row *row = &s->rows[i];
		if (row->sort == ROW_BODY && closing_length(s, row) > 0) {
			row->sort = ROW_CLOSING;
			return i + 1;
		}
	}
	for (size_t i = 2; i < s->row_count; i++) {
		const struct row *row = &s->rows[i];
		/* From's own name needs no line end that was meant */
		if (row->sort == ROW_BODY && row_is_name(s, row) && row_shares(s, row, f) &&
			(row->breaks || row_all_from(s, row, f)))
			return i;
	}
	return s->row_count;
}

/* `Einrichtung: AK Frauen`: a line of a form that says who they are. */
static bool is_label(const struct study *s, const struct row *row)
{
	size_t n = phrase_sense_at(s, row->first, row_end(row), SENSE_LABEL);

	if (n == 0 || n >= row->count || !is(&s->tokens[row->first + n], ":"))
		return false;
	for (size_t i = n; i < row->count; i++)
		if (speaks(&s->tokens[row->first + i]))
			return false;
	return true;
}

/* Returns the row of a `Name:`; row_count. */
static size_t sort_labels(struct study *s)
{
	size_t name = s->row_count;

	for (size_t i = 0; i < s->row_count; i++) {
		struct row *row = &s->rows[i];
		if (row->sort != ROW_BODY || !is_label(s, row))
			continue;
		row->sort = ROW_TAIL;
		const struct token *t = &s->tokens[row->first];
		if (t->meaning != NULL && t->meaning->n == 1 && name == s->row_count)
			name = i;
	}
	return name;
}

static bool postscript(const struct study *s, const struct row *row)
{
	return phrase_sense_at(s, row->first, row_end(row), SENSE_POSTSCRIPT) > 0;
}

/* Sorts what stands below the closing line. Returns the row of the name; row_count. */
static size_t sort_tail(struct study *s, size_t from)
{
	size_t name = s->row_count;

	for (size_t i = from; i < s->row_count; i++) {
		struct row *row = &s->rows[i];
		if (row->sort != ROW_BODY)
			continue;
		if (postscript(s, row))
			return name;
		if (closing_length(s, row) > 0) {
			row->sort = ROW_CLOSING;
		} else if (name == s->row_count && row_is_name(s, row)) {
			row->sort = ROW_NAME;
			name = i;
		} else if (!row_speaks(s, row)) {
			row->sort = ROW_TAIL;
		} else {
			row->paragraph = true;
		}
	}
	return name;
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

const char *rows_from_name(struct study *s)
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

/* What stands behind the colon of a label. */
static struct row label_value(const struct study *s, const struct row *row)
{
	struct row value = *row;

	while (value.count > 0 && !is(&s->tokens[value.first - 1], ":")) {
		value.first++;
		value.count--;
	}
	return value;
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

/* `Gruß, Eva Braun`: what stands behind the phrase in the last closing row, as a row of its own. */
static size_t behind_closing(struct study *s)
{
	for (size_t i = s->row_count; i-- > 1;) {
		const struct row *row = &s->rows[i];
		if (row->sort != ROW_CLOSING)
			continue;
		size_t n = phrase_sense_at(s, row->first, row_end(row), SENSE_CLOSING);
		struct row name = *row;
		while (n < row->count && s->tokens[row->first + n].kind == TOKEN_PUNCT)
			n++;
		name.sort = ROW_NAME;
		name.first += n;
		name.count -= n;
		if (name.count == 0 || !row_is_name(s, &name))
			return s->row_count;
		ARENA_PUSH(s->arena, s->rows, s->row_count, s->row_room, name);
		return s->row_count - 1;
	}
	return s->row_count;
}

static void find_writer(struct study *s, const struct from *f, size_t row)
{
	const char *from = rows_from_name(s), *signed_as = "";
	size_t words = 0;
	bool shares = false;

	if (row == s->row_count)
		row = behind_closing(s);
	if (row < s->row_count) {
		const struct row *r = &s->rows[row];
		signed_as = name_of(s, s->tokens + r->first, r->count, &words);
		shares = row_shares(s, r, f);
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

/* `… Danke! Mei-Ling Hsu`: From's own name at the end of the last body row is cut off. */
static size_t cut_inline_name(struct study *s, const struct from *f)
{
	for (size_t i = s->row_count; i-- > 1;) {
		struct row *row = &s->rows[i];
		size_t n = 0;
		if (row->sort != ROW_BODY)
			continue;
		while (n < row->count && from_has(s, f, &s->tokens[row_end(row) - 1 - n]) &&
			!speaks(&s->tokens[row_end(row) - 1 - n]))
			n++;
		bool ends = n > 0 && n < row->count &&
			s->tokens[row_end(row) - 1 - n].kind != TOKEN_WORD &&
			s->tokens[row_end(row) - 1 - n].kind != TOKEN_NUMBER;
		if (ends && !is(&s->tokens[row_end(row) - 1 - n], ",")) {
			row->count -= n;
			struct row name = {.sort = ROW_NAME,
				.first = row_end(row),
				.count = n,
				.breaks = true,
				.start = s->tokens[row_end(row)].start,
				.end = row->end};
			ARENA_PUSH(s->arena, s->rows, s->row_count, s->row_room, name);
			return s->row_count - 1;
		}
		return s->row_count;
	}
	return s->row_count;
}

void rows_sort(struct study *s)
{
	struct from f = from_words(s);

	sort_greetings(s);
	size_t label = sort_labels(s);
	split_inline_closing(s);
	size_t name = sort_tail(s, find_closing(s, &f));
	if (name == s->row_count) {
		size_t rows = s->row_count;
		name = cut_inline_name(s, &f);
		name = rows == s->row_count ? s->row_count : name;
	}
	if (label < s->row_count && name == s->row_count) {
		struct row value = label_value(s, &s->rows[label]);
		ARENA_PUSH(s->arena, s->rows, s->row_count, s->row_room, value);
		name = s->row_count - 1;
	}
	find_writer(s, &f, name);
}
