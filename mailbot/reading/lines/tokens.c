#include "reading/lines/tokens.h"

#include <string.h>
#include <utf8proc.h>

#include "base/utf8.h"
#include "reading/lines/forms.h"
#include "rules/fold.h"

/* A row shorter than this is no wrapped line, however wide the letter's other lines are. */
enum { WRAP_MIN = 50, NUMBER_MAX = 99999999 };
/* Bytes without a blank in which an address shows that it is one. */
enum { OPAQUE_LOOK = 1024 };
/* Bytes that a word takes with its blank, at the least: room for all of them is made at once. */
enum { TOKEN_BYTES = 4 };

static bool is_letter(int32_t c)
{
	if (c < 0x80)
		return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
	utf8proc_category_t k = utf8proc_category(c);
	return (k >= UTF8PROC_CATEGORY_LU && k <= UTF8PROC_CATEGORY_ME);
}

static bool is_upper(int32_t c)
{
	return c < 0x80 ? c >= 'A' && c <= 'Z' : utf8proc_category(c) == UTF8PROC_CATEGORY_LU;
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_blank(int32_t c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == 0xa0 || c == 0x200b ||
		c == 0xfeff || (c >= 0x2000 && c <= 0x200a) || c == 0x202f;
}

/* Signs that may say no, or that somebody does not know: 👎 ❌ ❎ ✖ ✗ ✘ ⛔ 🚫 ➖ 🤷 🤔. They are read as words, which nobody
 * knows. */
static bool denies(int32_t c)
{
	return c == 0x1f44e || c == 0x1f937 || c == 0x1f914 || c == 0x274c || c == 0x274e ||
		(c >= 0x2715 && c <= 0x2718) || c == 0x26d4 || c == 0x1f6ab || c == 0x2796;
}

/* Length of what joins two letters into one word: an apostrophe, a hyphen, the dot of `z.B.`; 0. */
static size_t joiner(struct slice text, size_t at, size_t word_letters)
{
	size_t n = 0, after = 0;

	if (at >= text.len)
		return 0;
	int32_t c = utf8_decode(slice_from(text, at), &n);
	bool joins =
		c == '\'' || c == 0x2019 || c == '-' || c == 0x2010 || c == 0x2011 || c == 0xad;
	if (c == '.' && word_letters == 1)
		joins = at + 2 >= text.len || !is_letter((unsigned char)text.p[at + 2]);
	if (!joins || at + n >= text.len)
		return 0;
	return is_letter(utf8_decode(slice_from(text, at + n), &after)) ? n : 0;
}

/* A byte that no URL and no address has. */
static bool ends_opaque(char c)
{
	return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '>' || c == ')' ||
		c == '<' || (unsigned char)c == 0xa0;
}

/* Whether a URL or an address begins here: its length; 0. */
static size_t opaque(struct slice text)
{
	size_t n = 0;
	bool is = strchr("hHwWmM", text.p[0]) != NULL &&
		(slice_starts_ci(text, "http://") || slice_starts_ci(text, "https://") ||
			slice_starts_ci(text, "www.") || slice_starts_ci(text, "mailto:"));

	while (n < text.len && !ends_opaque(text.p[n])) {
		is = is || (text.p[n] == '@' && n > 0);
		if (++n == OPAQUE_LOOK && !is)
			return 0;
	}
	if (!is)
		return 0;
	while (n > 0 && strchr(".,;:!?", text.p[n - 1]) != NULL)
		n--;
	return n;
}

/* `:-)` and its kin, which say nothing that we may act on; 0. */
static size_t smiley(struct slice text)
{
	size_t n = 1;

	if (text.len < 2 || strchr(":;=8", text.p[0]) == NULL)
		return 0;
	if (text.p[n] == '-' || text.p[n] == '\'' || text.p[n] == 'o')
		n++;
	if (n >= text.len || strchr(")(DPp/|*", text.p[n]) == NULL)
		return 0;
	if (text.p[0] == '8' && n == 1)
		return 0;
	while (n < text.len && (text.p[n] == ')' || text.p[n] == '(' || text.p[n] == 'D'))
		n++;
	return n;
}

bool token_sad(const struct token *t)
{
	size_t step = 0;
	int32_t c = t->text.len > 0 ? utf8_decode(t->text, &step) : 0;
	bool face = t->kind == TOKEN_OPAQUE && t->text.len < 5 &&
		memchr(t->text.p, '(', t->text.len) != NULL;

	/* 😒–😖 😞–😢 😥 😨–😫 😭 😰 🙁 ☹ */
	return face || (c >= 0x1f612 && c <= 0x1f616) || (c >= 0x1f61e && c <= 0x1f622) ||
		c == 0x1f625 || (c >= 0x1f628 && c <= 0x1f62d) || c == 0x1f630 || c == 0x1f641 ||
		c == 0x2639;
}

/* `:+1:`, `:thumbsup:`: signs by the names that chat programs give them, of those that say no more than 👍 does, so that none
 * of them is a number; 0. */
static size_t shortcode(struct slice text)
{
	static const char *const signs[] = {":+1:", ":thumbsup:", ":thumbs_up:", ":ok_hand:",
		":white_check_mark:", ":heavy_check_mark:", ":ballot_box_with_check:", ":smile:",
		":smiley:", ":slightly_smiling_face:", ":blush:", ":grin:", ":wink:", ":wave:",
		":clap:", ":tada:", ":raised_hands:", ":pray:", ":heart:", ":sunny:"};

	for (size_t i = 0; text.p[0] == ':' && i < sizeof signs / sizeof *signs; i++)
		if (slice_starts(text, signs[i]))
			return strlen(signs[i]);
	return 0;
}

static size_t word_length(struct slice text)
{
	size_t n = 0, step = 0, letters = 0;

	while (n < text.len) {
		if (is_letter(utf8_decode(slice_from(text, n), &step))) {
			n += step;
			letters++;
		} else if ((step = joiner(text, n, letters)) > 0) {
			letters = text.p[n] == '.' ? 0 : letters;
			n += step;
		} else {
			break;
		}
	}
	return n;
}

/* All capitals, two and more letters. */
static bool all_upper(struct slice text)
{
	size_t step = 0, letters = 0;

	for (struct slice rest = text; rest.len > 0; rest = slice_from(rest, step)) {
		int32_t c = utf8_decode(rest, &step);
		if (is_letter(c) && !is_upper(c))
			return false;
		letters += is_letter(c);
	}
	return letters > 1;
}

static size_t number_length(struct slice text)
{
	size_t n = 0;

	while (n < text.len && is_digit(text.p[n]))
		n++;
	return n;
}

static struct slice source(const struct study *s, enum evidence_in in)
{
	return in == IN_SUBJECT ? slice_of(s->message->envelope->subject) : s->message->text;
}

/* Where an apostrophe is in the word: its offset; -1. */
static long apostrophe(struct slice word)
{
	long at = slice_find(word, '\'');

	for (size_t i = 0; at < 0 && i + 2 < word.len; i++)
		if (memcmp(word.p + i, "\xe2\x80\x99", 3) == 0)
			at = (long)i;
	return at;
}

/* `I'll`, `geht's`: the bytes of what hangs on the word and is a word of its own; 0. */
static size_t clitic(struct study *s, struct slice word)
{
	long at = apostrophe(word);

	if (at <= 0 || languages_word(s->rules->languages, fold_key(s->arena, word)) != NULL)
		return 0;
	struct slice tail = slice_from(word, (size_t)at);
	return languages_word(s->rules->languages, fold_key(s->arena, tail)) != NULL ? tail.len : 0;
}

/* Whether what hung on a word begins here. */
static bool clitic_at(struct study *s, struct slice rest)
{
	if (apostrophe(slice_head(rest, 3)) != 0)
		return false;
	size_t skip = rest.p[0] == '\'' ? 1 : 3;
	struct slice tail = slice_head(rest, skip + word_length(slice_from(rest, skip)));
	return languages_word(s->rules->languages, fold_key(s->arena, tail)) != NULL;
}

static struct token token_at(struct study *s, struct slice rest, bool joined, size_t *len)
{
	struct token t = {.kind = TOKEN_PUNCT};
	size_t step = 0;
	int32_t c = utf8_decode(rest, &step);

	*len = step;
	if ((*len = opaque(rest)) > 0 || (*len = smiley(rest)) > 0 ||
		(*len = shortcode(rest)) > 0) {
		t.kind = TOKEN_OPAQUE;
	} else if (is_letter(c)) {
		t.kind = TOKEN_WORD;
		*len = word_length(rest);
	} else if (joined && rest.len > 1 && clitic_at(s, rest)) {
		size_t skip = rest.p[0] == '\'' ? 1 : 3;
		t.kind = TOKEN_WORD;
		*len = skip + word_length(slice_from(rest, skip));
	} else if (denies(c)) {
		t.kind = TOKEN_WORD;
		*len = step;
	} else if (is_digit(rest.p[0])) {
		t.kind = TOKEN_NUMBER;
		*len = number_length(rest);
		if (!slice_number(slice_head(rest, *len), NUMBER_MAX, &t.number))
			t.number = NUMBER_MAX;
	} else {
		*len = step;
	}
	if (t.kind == TOKEN_WORD)
		*len -= clitic(s, slice_head(rest, *len));
	t.text = slice_head(rest, *len);
	t.capital = is_upper(c);
	t.upper = t.kind == TOKEN_WORD && all_upper(t.text);
	t.key = t.kind == TOKEN_WORD ? fold_key(s->arena, t.text) : t.text;
	t.word = languages_slot(s->rules->languages, t.key);
	return t;
}

/* Tokens of [start, end). */
static void add_tokens(struct study *s, enum evidence_in in, size_t start, size_t end)
{
	struct slice text = source(s, in);
	bool joined = false;
	size_t n = 0;

	for (size_t at = start; at < end; at += n) {
		struct slice rest = {text.p + at, end - at};
		if (is_blank(utf8_decode(rest, &n))) {
			joined = false;
			continue;
		}
		struct token t = token_at(s, rest, joined, &n);
		t.in = in;
		t.start = at;
		t.end = at + n;
		t.joined = joined;
		t.row = s->row_count;
		joined = true;
		ARENA_PUSH(s->arena, s->tokens, s->token_count, s->token_room, t);
	}
}

static bool bullet(const struct token *t)
{
	static const char *const bullets[] = {
		"-", "*", "+", "•", "·", "–", "—", "o", "→", "►", "▪", "#"};

	for (size_t i = 0; i < sizeof bullets / sizeof *bullets; i++)
		if (slice_is(t->text, bullets[i]))
			return true;
	return false;
}

/* `[x]`, `( )`, ☑: the number of its tokens; 0. */
static size_t box(const struct token *t, size_t n, bool *ticked)
{
	if (n == 0)
		return 0;
	if (slice_is(t->text, "☑") || slice_is(t->text, "☒") || slice_is(t->text, "✓") ||
		slice_is(t->text, "✔") || slice_is(t->text, "☐")) {
		*ticked = !slice_is(t->text, "☐");
		return 1;
	}
	bool open = slice_is(t->text, "[") || slice_is(t->text, "(");
	if (!open || n < 2)
		return 0;
	if (slice_is(t[1].text, "]") || slice_is(t[1].text, ")") || slice_is(t[1].text, "_")) {
		*ticked = false;
		return slice_is(t[1].text, "_") && n > 2 ? 3 : 2;
	}
	if (n > 2 && t[1].text.len == 1 &&
		(slice_is_ci(t[1].text, "x") || slice_is(t[1].text, "*")) &&
		(slice_is(t[2].text, "]") || slice_is(t[2].text, ")"))) {
		*ticked = true;
		return 3;
	}
	return 0;
}

/* The number with which a row counts (`2. Name`); 0. A date does not: a month or nothing follows. */
static long counts(const struct study *s, size_t i)
{
	if (i >= s->row_count || s->rows[i].count < 3)
		return 0;
	const struct token *t = s->tokens + s->rows[i].first;
	bool counted = t->kind == TOKEN_NUMBER && t->number <= 99 && slice_is(t[1].text, ".") &&
		t[1].joined && t[2].kind == TOKEN_WORD &&
		(t[2].meaning == NULL || t[2].meaning->month == 0);
	return counted ? t->number : 0;
}

/* Takes bullets, list numbers and boxes off the row's front. A number is one only with `)`, or with
 * a dot where the rows around it count on. `before` is what the row above counted. */
static void strip_bullet(struct study *s, size_t i, long before)
{
	struct row *row = &s->rows[i];
	bool ticked = false;
	const struct token *t = s->tokens + row->first;
	size_t n = row->count, skip = 0;
	long count = counts(s, i);

	if (n > 1 && bullet(t) && (!t->joined && !t[1].joined))
		skip = 1;
	else if (n > 2 && t->kind == TOKEN_NUMBER && t->number <= 99 && t[1].joined &&
		slice_is(t[1].text, ")"))
		skip = 2;
	else if (count > 0 &&
		(counts(s, i + 1) == count + 1 || (before > 0 && before == count - 1)))
		skip = 2;
	row->item = skip > 0;
	size_t boxed = box(t + skip, n - skip, &ticked);
	if (boxed > 0) {
		row->item = true;
		row->ticked = ticked;
		row->unticked = !ticked;
		skip += boxed;
	}
	row->first += skip;
	row->count -= skip;
	/* an empty box elsewhere belongs to something that we cannot tell */
	for (size_t k = 0; k < row->count; k++)
		if (box(t + skip + k, row->count - k, &ticked) > 0 && !ticked)
			s->tokens[row->first + k].kind = TOKEN_WORD;
	/* `Kongress: -` */
	if (row->count > 1 && slice_is(t[skip + row->count - 2].text, ":") &&
		bullet(&t[skip + row->count - 1]))
		s->tokens[row->first + row->count - 1].kind = TOKEN_WORD;
}

static void add_row(struct study *s, enum row_sort sort, enum evidence_in in, size_t start,
	size_t end, bool breaks, bool paragraph)
{
	struct row row = {.sort = sort,
		.first = s->token_count,
		.start = start,
		.end = end,
		.breaks = breaks,
		.paragraph = paragraph};

	add_tokens(s, in, start, end);
	row.count = s->token_count - row.first;
	if (row.count == 0 && in == IN_TEXT)
		return;
	ARENA_PUSH(s->arena, s->rows, s->row_count, s->row_room, row);
}

/* The width at which the letter's own lines were wrapped. */
static size_t wrap_width(const struct message *m)
{
	size_t width = WRAP_MIN;

	for (size_t i = 0; i < m->line_count; i++) {
		const struct line *l = &m->lines[i];
		size_t columns =
			utf8_width((struct slice){m->text.p + l->start, l->end - l->start});
		if (l->sort == LINE_OWN && columns > width && columns < 100)
			width = columns;
	}
	return width;
}

/* Whether the first word of `next` would still have stood behind `line`. */
static bool would_fit(
	const struct message *m, const struct line *line, const struct line *next, size_t width)
{
	struct slice before = {m->text.p + line->start, line->end - line->start};
	struct slice rest = {m->text.p + next->start, next->end - next->start};
	size_t word = 0;

	/* what announces a list is not wrapped behind its colon */
	if (before.len > 0 && slice_trim(before).len > 0 &&
		slice_trim(before).p[slice_trim(before).len - 1] == ':')
		return true;
	rest = slice_trim(rest);
	while (word < rest.len && rest.p[word] != ' ')
		word++;
	return !line->soft && utf8_width(before) + 1 + utf8_width(slice_head(rest, word)) <= width;
}

/* Room for the tokens of so many bytes. */
static void make_room(struct study *s, size_t bytes)
{
	s->token_room = bytes / TOKEN_BYTES + 1;
	s->tokens = arena_room(s->arena, s->token_room, sizeof *s->tokens);
}

/* Bytes of the subject and of the lines that are looked at. */
static size_t bytes_of(const struct message *m)
{
	size_t bytes = strlen(m->envelope->subject);

	for (size_t i = 0; i < m->line_count; i++)
		if (m->lines[i].sort == LINE_OWN || m->lines[i].answered)
			bytes += m->lines[i].end - m->lines[i].start;
	return bytes;
}

static bool blank_line(const struct message *m, const struct line *l)
{
	return slice_trim((struct slice){m->text.p + l->start, l->end - l->start}).len == 0;
}

void tokens_make(struct study *s)
{
	const struct message *m = s->message;
	size_t width = wrap_width(m);
	const struct line *before = NULL;
	bool paragraph = true;

	make_room(s, bytes_of(m));
	add_row(s, ROW_SUBJECT, IN_SUBJECT, 0, strlen(m->envelope->subject), true, true);
	for (size_t i = 0; i < m->line_count; i++) {
		const struct line *l = &m->lines[i];
		bool answered = l->sort == LINE_QUOTE && l->answered;
		if ((l->sort != LINE_OWN && !answered) || blank_line(m, l)) {
			paragraph = true;
			continue;
		}
		bool breaks = before == NULL || paragraph || would_fit(m, before, l, width);
		add_row(s, answered ? ROW_QUOTE : ROW_BODY, IN_TEXT, l->start, l->end, breaks,
			paragraph || (before != NULL && before->sort != l->sort));
		before = l;
		paragraph = false;
	}
}

/* What the lexicon knows of it in its language; NULL. */
static const struct meaning *meaning_of(const struct token *t)
{
	return t->kind == TOKEN_WORD && t->word != NULL && t->language != NULL
		? meaning_in(t->word->meanings, t->language)
		: NULL;
}

/* `Liebes Team der MIA`: a word of the office's own name, written as there, where `mia` is also how some say we. */
static bool is_office(const struct study *s, const struct token *t)
{
	struct slice name = s->series != NULL ? slice_of(s->series->organiser) : (struct slice){0};
	long at = t->upper ? slice_find_ci(name, arena_string(s->arena, t->text)) : -1;

	if (at < 0)
		return false;
	struct slice found = slice_from(name, (size_t)at);
	bool begins = at == 0 || !is_letter(name.p[at - 1]);
	bool ends = found.len == t->text.len || !is_letter(found.p[t->text.len]);
	return begins && ends && slice_eq(slice_head(found, t->text.len), t->text);
}

/* A word with a capital that may be a part of a name: none of dialect, as in `Mia Zwoa`. */
static bool capital_beside(const struct token *tokens, size_t count, size_t at, size_t beside)
{
	const struct meaning *m = beside < count ? meaning_of(&tokens[beside]) : NULL;

	return beside < count && tokens[beside].row == tokens[at].row &&
		tokens[beside].kind == TOKEN_WORD && tokens[beside].capital &&
		(m == NULL || m->rare->stands_for_count == 0);
}

/*
 * `Mia Weber`, `Tochter Mia`: a name, though `mia` is how some say we. Where what it stands for has a capital itself, in
 * `Fru Weber`, it is none.
 */
static bool is_called(const struct study *s, const struct token *tokens, size_t count, size_t at,
	const struct meaning *m)
{
	static const enum sense nouns[] = {SENSE_TITLE, SENSE_KIN};
	const struct token *t = &tokens[at];

	if (!t->capital || m->rare->stands_for_count != 1 ||
		(!capital_beside(tokens, count, at, at + 1) &&
			(at == 0 || !capital_beside(tokens, count, at, at - 1))))
		return false;
	const struct slot *slot = languages_slot(s->rules->languages, m->rare->stands_for[0]);
	const struct meaning *is = slot != NULL ? meaning_in(slot->meanings, t->language) : NULL;
	return is == NULL || !SENSES_HAVE_ANY(is->senses, nouns);
}

/* How many more tokens there are when all contractions are open, at the most. */
static size_t hidden_tokens(const struct study *s)
{
	size_t more = 0;

	for (size_t i = 0; i < s->token_count; i++) {
		const struct meaning *m = meaning_of(&s->tokens[i]);
		more += m != NULL ? m->rare->stands_for_count : 0;
	}
	return more;
}

/* `can't` becomes two tokens, each with the span of both. */
static void open_contractions(struct study *s)
{
	struct token *tokens = s->tokens;
	size_t count = s->token_count, at = 0, more = hidden_tokens(s);

	if (more == 0)
		return;
	s->token_count = 0;
	s->token_room = count + more;
	s->tokens = arena_room(s->arena, s->token_room, sizeof *s->tokens);
	for (size_t i = 0; i < s->row_count; i++) {
		struct row *row = &s->rows[i];
		size_t first = s->token_count;
		for (; at < count && tokens[at].row <= i; at++) {
			struct token t = tokens[at];
			const struct meaning *m = meaning_of(&t);
			/* `R. Kern`: an initial */
			bool initial = t.capital && t.text.len == 1 && at + 1 < count &&
				tokens[at + 1].joined && slice_is(tokens[at + 1].text, ".");
			size_t parts = m != NULL && !initial ? m->rare->stands_for_count : 0;
			if (parts > 0 && (is_office(s, &t) || is_called(s, tokens, count, at, m))) {
				t.word = NULL;
				parts = 0;
			}
			for (size_t k = 0; k < parts; k++) {
				t.key = m->rare->stands_for[k];
				t.word = languages_slot(s->rules->languages, t.key);
				ARENA_PUSH(s->arena, s->tokens, s->token_count, s->token_room, t);
				t.joined = t.capital = t.upper = false;
			}
			if (parts == 0)
				ARENA_PUSH(s->arena, s->tokens, s->token_count, s->token_room, t);
		}
		row->first = first;
		row->count = s->token_count - first;
	}
}

/* `Petra Weber`, `Frau Weber`: a name, and no slip of `Feber`. */
static bool behind_name(const struct study *s, size_t at)
{
	const struct token *t = &s->tokens[at], *before = at > 0 ? t - 1 : t;

	return at > 0 && t->capital && before->kind == TOKEN_WORD && before->capital &&
		before->row == t->row &&
		(before->meaning == NULL || token_means(before, SENSE_TITLE));
}

void tokens_mean(struct study *s)
{
	long before = 0;

	if (s->language != NULL)
		open_contractions(s);

	for (size_t i = 0; i < s->token_count && s->language != NULL; i++) {
		struct token *t = &s->tokens[i];
		if (t->language == NULL)
			continue;
		t->meaning = meaning_of(t);
		if (t->kind == TOKEN_WORD && t->meaning == NULL && !behind_name(s, i))
			t->meaning = language_near_day(t->language, t->key);
	}
	for (size_t i = 1; i < s->row_count; i++) {
		long count = counts(s, i);
		if (s->rows[i].sort == ROW_BODY)
			strip_bullet(s, i, before);
		before = count;
	}
	forms_mark(s);
}
