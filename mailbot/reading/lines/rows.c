#include "reading/lines/rows.h"

#include <string.h>

#include "reading/lines/phrases.h"
#include "reading/lines/signed.h"
#include "reading/lines/tails.h"
#include "reading/lines/writer.h"
#include "rules/fold.h"

enum {
	GREETING_TOKENS_MAX = 12, /* `Sehr geehrte Frau Professorin Dr. X, lieber Herr Y,` */
	GREETING_ROWS_MAX = 4,
	CLOSING_TOKENS_MAX = 10,
	NAME_TOKENS_MAX = 8,
	THANKS_TOKENS_MAX = 4,
	SMALL_WORD_MAX = 3,
};

static bool is(const struct token *t, const char *text)
{
	return slice_is(t->text, text);
}

static size_t row_end(const struct row *row)
{
	return row->first + row->count;
}

/* Whether from here to the row's end nothing stands but a title, a name and a comma. */
static bool addresses(const struct study *s, const struct row *row, size_t from)
{
	bool title = false;
	size_t n = from;

	for (; n < row->count; n++) {
		const struct token *t = &s->tokens[row->first + n];
		bool last = n + 1 == row->count;
		if (last && title && n > from + 1 && (is(t, ",") || is(t, "!")))
			return true;
		bool named = t->kind == TOKEN_WORD && t->capital && !tail_word_speaks(t);
		bool dear = token_means(t, SENSE_GREETING);
		if (!(token_means(t, SENSE_TITLE) || dear || named || is(t, ".") || is(t, "-")))
			return false;
		title = title || token_means(t, SENSE_TITLE);
	}
	return false;
}

/* `Sehr geehrte Frau Güntürk ich komme …`, in a letter without stops: behind the phrase, how many tokens are a title and one
 * name, before a word with which a sentence begins; 0. */
static size_t greeted(const struct study *s, const struct row *row, size_t from)
{
	static const enum sense begins[] = {SENSE_I, SENSE_WE, SENSE_MY, SENSE_ARTICLE};
	size_t n = from;

	while (n < row->count &&
		(token_means(&s->tokens[row->first + n], SENSE_TITLE) ||
			(n > from && is(&s->tokens[row->first + n], "."))))
		n++;
	if (n == from || n + 1 >= row->count)
		return 0;
	const struct token *name = &s->tokens[row->first + n], *next = name + 1;
	bool plain = name->kind == TOKEN_WORD && name->capital && name->meaning == NULL;
	return plain && TOKEN_MEANS_ANY(next, begins) ? n + 1 - from : 0;
}

/* How many tokens of the row greet: the phrase, and what follows up to a comma; 0. */
static size_t greeting_length(const struct study *s, const struct row *row)
{
	size_t end = row_end(row), n = 0, more = 0, sure;

	while ((more = phrase_sense_at(s, row->first + n, end, SENSE_GREETING)) > 0) {
		n += more;
		/* `Selam und guten Abend` */
		bool joined = n < row->count && token_means(&s->tokens[row->first + n], SENSE_AND);
		if (joined && phrase_sense_at(s, row->first + n + 1, end, SENSE_GREETING) > 0)
			n++;
	}
	if (n == 0)
		return 0;
	sure = n + greeted(s, row, n);
	for (; n < row->count && n < GREETING_TOKENS_MAX; n++) {
		const struct token *t = &s->tokens[row->first + n];
		/* `Guten Morgen, Frau Güntürk,` alone in its line */
		if (is(t, ",") && n == sure && addresses(s, row, n + 1))
			return row->count;
		if (is(t, ",") || is(t, "!") || is(t, ":"))
			return n + 1;
		if (t->kind == TOKEN_NUMBER || tail_word_speaks(t))
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
	bool ended = false; /* `God bless you. Only in my dreams.`: another sentence, and no name */

	for (size_t i = n; i < row->count; i++) {
		const struct token *t = &s->tokens[row->first + i];
		if (t->kind == TOKEN_NUMBER || tail_word_speaks(t) ||
			(ended && t->kind == TOKEN_WORD && !t->capital && t->meaning != NULL &&
				!token_means(t, SENSE_TITLE)))
			return 0;
		ended = ended || is(t, ".");
	}
	return row->count;
}

/* A row that may be a signing name: few words, nothing that speaks. */
static bool row_is_name(const struct study *s, const struct row *row)
{
	size_t words = 0;

	if (row->count == 0 || row->count > NAME_TOKENS_MAX || tail_speaks(s, row) ||
		signed_with_kin(s, row))
		return false;
	for (size_t i = 0; i < row->count; i++) {
		const struct token *t = &s->tokens[row->first + i];
		if (t->kind == TOKEN_NUMBER || t->kind == TOKEN_OPAQUE || is(t, ":"))
			return false;
		words += t->kind == TOKEN_WORD;
	}
	return words > 0;
}

/* `… bin am 21. da lg kim`: behind words of leave nothing but the writer's own name, to the end. */
static bool leaves_by_name(struct study *s, const struct row *rest, const struct from *f)
{
	size_t n = phrase_sense_at(s, rest->first, row_end(rest), SENSE_CLOSING);
	struct row name = *rest;

	if (n == 0 || n >= rest->count || rest->count - n > 2)
		return false;
	for (size_t i = n; i < rest->count; i++) {
		name.first = rest->first + i;
		name.count = 1;
		if (s->tokens[name.first].kind != TOKEN_WORD || !writer_is(s, &name, f))
			return false;
	}
	return true;
}

/* `… bin dabei. Gruß Max Ott`: what takes leave at the end of the last body row becomes a row of its
 * own. */
static void split_inline_closing(struct study *s, const struct from *f)
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
		if (!(ends || leaves_by_name(s, &rest, f)) || closing_length(s, &rest) == 0)
			continue;
		row->count = n;
		rest.sort = ROW_CLOSING;
		rest.breaks = true;
		ARENA_PUSH(s->arena, s->rows, s->row_count, s->row_room, rest);
		return;
	}
}

/* `LG Petra Kowalski, Station 4B`: where they are found stands in a row of its own. */
static void split_signed(struct study *s, const struct from *f)
{
	size_t last = s->row_count;

	while (last-- > 1 && s->rows[last].sort != ROW_BODY)
		;
	struct row *row = &s->rows[last];
	if (last == 0 || last >= s->row_count)
		return;
	size_t n = phrase_sense_at(s, row->first, row_end(row), SENSE_CLOSING);
	while (n < row->count && is(&s->tokens[row->first + n], ","))
		n++;
	size_t name = signed_name(s, row, n, f);
	if (name == 0)
		return;
	struct row rest = *row;
	rest.sort = ROW_TAIL;
	rest.first += name;
	rest.count -= name;
	rest.breaks = true;
	row->count = name;
	ARENA_PUSH(s->arena, s->rows, s->row_count, s->row_room, rest);
}

/* From's own name, whole, however much one of its words may say: `Vera Tritt`, `Ute Nein`. */
static bool signs(struct study *s, const struct row *row, const struct from *f)
{
	size_t words = 0;

	for (size_t i = 0; i < row->count; i++) {
		const struct token *t = &s->tokens[row->first + i];
		bool small = words > 0 && t->text.len <= SMALL_WORD_MAX; /* `de` */
		if (t->kind == TOKEN_PUNCT && slice_is(t->text, "-"))
			continue;
		if (t->kind != TOKEN_WORD || !(t->capital || small))
			return false;
		words++;
	}
	return words > 1 && writer_is(s, row, f);
}

/* Whether the row's last token ends a sentence: what stands below it begins anew. */
static bool ends_sentence(const struct study *s, const struct row *row)
{
	const struct token *t = row->count > 0 ? &s->tokens[row_end(row) - 1] : NULL;

	return t != NULL && (is(t, ".") || is(t, "!") || is(t, "?") || t->kind == TOKEN_OPAQUE);
}

/* Nothing but two words and more that nobody knows, with capitals and perhaps a title: `Mr Ahmed Aziz`. */
static bool is_bare_name(const struct study *s, size_t i)
{
	const struct row *row = i < s->row_count ? &s->rows[i] : NULL;
	size_t words = 0;

	if (row == NULL || row->sort != ROW_BODY || row->count > NAME_TOKENS_MAX)
		return false;
	for (size_t k = 0; k < row->count; k++) {
		const struct token *t = &s->tokens[row->first + k];
		bool title = token_means(t, SENSE_TITLE);
		if (!title && !is(t, ".") &&
			(t->kind != TOKEN_WORD || !t->capital || t->meaning != NULL))
			return false;
		words += !title && t->kind == TOKEN_WORD;
	}
	return words >= 2;
}

/* Whether the writer's name stands in a list of names, line by line: no signature. */
static bool in_list_of_names(const struct study *s, size_t i)
{
	bool above = !s->rows[i].paragraph && is_bare_name(s, i - 1);
	bool below = is_bare_name(s, i + 1) && is_bare_name(s, i + 2) &&
		!s->rows[i + 1].paragraph && !s->rows[i + 2].paragraph;

	return above || below;
}

/* Whether From has no name, or a word that no letter is signed with: `natascha_w`. */
static bool from_is_unnamed(const struct study *s)
{
	const char *name = s->message->envelope->from.name;

	return name == NULL || name[0] == '\0' ||
		(strchr(name, ' ') == NULL && strpbrk(name, "_.0123456789") != NULL);
}

/* The last words of a letter whose From has an address alone, below a sentence or a word of thanks: who signs. */
static bool signs_unnamed(const struct study *s, size_t i)
{
	const struct row *above = &s->rows[i - 1];
	bool thanks = s->rows[i].breaks && above->count <= THANKS_TOKENS_MAX &&
		phrase_sense_at(s, above->first, row_end(above), SENSE_THANKS) == above->count;

	return from_is_unnamed(s) && i + 1 == s->row_count && is_bare_name(s, i) &&
		(thanks || (s->rows[i].paragraph && ends_sentence(s, above)));
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
		if (row->sort != ROW_BODY || in_list_of_names(s, i))
			continue;
		if (signs(s, row, f) || signs_unnamed(s, i) ||
			(row_is_name(s, row) && writer_shares(s, row, f) &&
				(row->breaks || ends_sentence(s, &s->rows[i - 1]) ||
					writer_is(s, row, f))))
			return i;
	}
	return s->row_count;
}

/* `Einrichtung: AK Frauen`: a line of a form that says who they are. */
static bool is_label(const struct study *s, const struct row *row)
{
	size_t n = phrase_sense_at(s, row->first, row_end(row), SENSE_LABEL);

	/* `Name, Vorname:`, `PLZ / Ort:` */
	for (size_t more = n; more > 0 && row->first + n + 1 < row_end(row); n += 1 + more) {
		const struct token *t = &s->tokens[row->first + n];
		bool joins = is(t, ",") || is(t, "/") || token_means(t, SENSE_AND);
		more = joins ? phrase_sense_at(s, row->first + n + 1, row_end(row), SENSE_LABEL)
			     : 0;
		if (more == 0)
			break;
	}
	if (n == 0 || n >= row->count || !is(&s->tokens[row->first + n], ":"))
		return false;
	for (size_t i = n; i < row->count; i++)
		if (tail_word_speaks(&s->tokens[row->first + i]))
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
static size_t sort_tail(struct study *s, size_t from, const struct from *f)
{
	size_t name = s->row_count;
	bool speaking = false; /* the row before */

	for (size_t i = from; i < s->row_count; i++) {
		struct row *row = &s->rows[i];
		if (row->sort != ROW_BODY)
			continue;
		if (postscript(s, row))
			return name;
		if (speaking && !row->breaks && !row->paragraph && closing_length(s, row) == 0)
			continue; /* its line was only full */
		speaking = false;
		if (closing_length(s, row) > 0) {
			row->sort = ROW_CLOSING;
		} else if (name == s->row_count && !row->item &&
			(row_is_name(s, row) || signs(s, row, f))) {
			row->sort = ROW_NAME;
			name = i;
		} else if (!row->item && !tail_speaks(s, row) &&
			!token_means(&s->tokens[row->first], SENSE_AND)) {
			row->sort = ROW_TAIL;
		} else {
			row->paragraph = true;
			row->below = name < s->row_count;
			speaking = true;
		}
	}
	return name;
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

/* `… Danke! Mei-Ling Hsu`: From's own name at the end of the last body row is cut off. */
static size_t cut_inline_name(struct study *s, const struct from *f)
{
	for (size_t i = s->row_count; i-- > 1;) {
		struct row *row = &s->rows[i];
		size_t n = 0;
		if (row->sort != ROW_BODY)
			continue;
		while (n < row->count && writer_has(s, f, &s->tokens[row_end(row) - 1 - n]) &&
			!tail_word_speaks(&s->tokens[row_end(row) - 1 - n]))
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
	struct from f = writer_words(s);

	sort_greetings(s);
	size_t label = sort_labels(s);
	split_inline_closing(s, &f);
	split_signed(s, &f);
	size_t name = sort_tail(s, find_closing(s, &f), &f);
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
	if (name == s->row_count)
		name = behind_closing(s);
	writer_find(s, &f, name);
}
