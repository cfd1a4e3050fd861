#include "message/gather.h"

#include <string.h>

#include "base/limits.h"
#include "message/enriched.h"

/* How much of the words that the HTML has the plain text must have, to be more than a stub: 1/n. */
enum { STUB = 3, WORDS_MAX = 20000 };

struct gathering {
	struct arena *arena;
	const struct mime *mime;
	const struct quotes *quotes;
	struct draft *draft;
	bool html; /* take HTML where there is a choice */
	bool choice; /* there was one */
	bool encrypted;
};

static bool is_enriched(const struct mime_part *part)
{
	return mime_is(part, "text/enriched") || mime_is(part, "text/richtext");
}

static bool is_text(const struct mime_part *part, long index)
{
	if (part->attachment && index != 0)
		return false;
	return mime_is(part, "text/plain") || mime_is(part, "text/html") || is_enriched(part) ||
		(index == 0 && strncmp(part->type, "text/", 5) == 0 &&
			!mime_is(part, "text/calendar"));
}

static void add_leaf(struct gathering *g, const struct mime_part *part)
{
	bool html = mime_is(part, "text/html"), more = false;
	struct slice text =
		mime_text(g->arena, part, html ? HTML_BYTES_MAX : TEXT_BYTES_MAX, &more);

	g->draft->more = g->draft->more || more;
	/* programs that call it plain */
	html = html || slice_starts_ci(slice_trim(text), "<html") ||
		slice_starts_ci(slice_trim(text), "<!doctype html");
	if (is_enriched(part))
		draft_html(g->draft, enriched_html(g->arena, text, mime_is(part, "text/richtext")),
			g->quotes);
	else if (html)
		draft_html(g->draft, text, g->quotes);
	else
		draft_plain(g->draft, text, part->flowed, part->delsp, g->quotes);
}

/* The first child of `parent` (-1: the letter) behind `after`; -1 where there is none. */
static long next_child(const struct mime *mime, long parent, long after)
{
	for (size_t i = (size_t)(after + 1); i < mime->count; i++)
		if (mime->parts[i].parent == parent)
			return (long)i;
	return -1;
}

/* Whether that part, or one in it, is HTML (or plain text) to be read. */
static bool holds(const struct mime *mime, long index, const char *type)
{
	if (!mime_multipart(&mime->parts[index]))
		return mime_is(&mime->parts[index], type) && is_text(&mime->parts[index], index);
	for (long c = next_child(mime, index, index); c >= 0; c = next_child(mime, index, c))
		if (holds(mime, c, type))
			return true;
	return false;
}

static void add(struct gathering *g, long index);

/* Of two parts of the same type neither is the alternative of the other: both are read. */
static void add_alternative(struct gathering *g, long index)
{
	static const char *const elder[] = {"text/enriched", "text/richtext"};
	bool plain = false, html = false, take_html;

	for (long c = next_child(g->mime, index, index); c >= 0;
		c = next_child(g->mime, index, c)) {
		html = html || holds(g->mime, c, "text/html");
		plain = plain || holds(g->mime, c, "text/plain");
	}
	for (size_t i = 0; i < 2 && !plain && !html; i++)
		for (long c = next_child(g->mime, index, index); c >= 0;
			c = next_child(g->mime, index, c))
			if (holds(g->mime, c, elder[i])) {
				add(g, c);
				return;
			}
	g->choice = g->choice || (plain && html);
	take_html = html && (!plain || g->html);
	for (long c = next_child(g->mime, index, index); c >= 0;
		c = next_child(g->mime, index, c)) {
		bool has_html = holds(g->mime, c, "text/html");

		if (take_html ? has_html : !has_html && holds(g->mime, c, "text/plain"))
			add(g, c);
	}
}

/* No deeper than MIME_DEPTH_MAX. */
static void add(struct gathering *g, long index)
{
	const struct mime_part *part = &g->mime->parts[index];

	if (mime_is(part, "multipart/encrypted")) {
		g->encrypted = true;
	} else if (mime_is(part, "multipart/alternative")) {
		add_alternative(g, index);
	} else if (mime_multipart(part)) {
		for (long c = next_child(g->mime, index, index); c >= 0;
			c = next_child(g->mime, index, c))
			add(g, c);
	} else if (is_text(part, index)) {
		add_leaf(g, part);
	} else if (strcmp(part->type, "application/pkcs7-mime") == 0 ||
		strcmp(part->type, "application/x-pkcs7-mime") == 0 ||
		strcmp(part->type, "application/pgp-encrypted") == 0) {
		g->encrypted = true;
	}
}

static struct draft *gather(struct gathering *g, bool html)
{
	g->html = html;
	g->draft = arena_alloc(g->arena, sizeof *g->draft);
	g->draft->arena = g->arena;
	if (g->mime->count > 0)
		add(g, 0);
	return g->draft;
}

/* ---- do the alternatives say the same? ---- */

struct words {
	struct slice *items;
	size_t count, room;
};

static bool word_byte(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (unsigned char)c >= 0x80;
}

/* Whether a blank-separated piece of folded text is an address or a link: only one of the two has those. */
static bool is_link(struct slice piece)
{
	bool dot = false, colon = false;

	for (size_t i = 0; i < piece.len; i++) {
		if (piece.p[i] == '@' || piece.p[i] == '/')
			return true;
		dot = dot || piece.p[i] == '.';
		colon = colon || piece.p[i] == ':';
	}
	return (dot && slice_find_ci(piece, "www.") >= 0) ||
		(colon &&
			(slice_find_ci(piece, "cid:") >= 0 ||
				slice_find_ci(piece, "mailto:") >= 0));
}

/* What is left of a folded text, and of its piece at hand. */
struct walk {
	struct slice rest, piece;
};

static bool next_word(struct walk *w, struct slice *word)
{
	for (;;) {
		while (w->piece.len > 0 && !word_byte(w->piece.p[0]))
			w->piece = slice_from(w->piece, 1);
		if (w->piece.len > 0)
			break;
		if (w->rest.len == 0)
			return false;
		long end = slice_find(w->rest, ' ');
		w->piece = slice_head(w->rest, end < 0 ? w->rest.len : (size_t)end);
		w->rest = slice_from(w->rest, w->piece.len + 1);
		if (is_link(w->piece))
			w->piece.len = 0;
	}
	size_t n = 1;
	while (n < w->piece.len && word_byte(w->piece.p[n]))
		n++;
	*word = slice_head(w->piece, n);
	w->piece = slice_from(w->piece, n);
	return true;
}

/* The words of a folded text. */
static struct words words_of(struct arena *a, struct slice folded)
{
	struct walk walk = {.rest = folded};
	struct words w = {0};
	struct slice word;

	while (w.count < WORDS_MAX && next_word(&walk, &word))
		ARENA_PUSH(a, w.items, w.count, w.room, word);
	return w;
}

static size_t count_words(struct slice folded)
{
	struct walk walk = {.rest = folded};
	struct slice word;
	size_t n = 0;

	while (n < WORDS_MAX && next_word(&walk, &word))
		n++;
	return n;
}

/* Words by their hash; a power of two of places, half of them free. */
struct word_set {
	struct slice *slots;
	size_t size;
};

static struct slice *slot_of(const struct word_set *set, struct slice word)
{
	size_t i = slice_hash(word) & (set->size - 1);

	while (set->slots[i].p != NULL && !slice_eq(set->slots[i], word))
		i = (i + 1) & (set->size - 1);
	return &set->slots[i];
}

static struct word_set set_of(struct arena *a, struct words words)
{
	struct word_set set = {.size = 1};

	while (set.size < words.count * 2 + 1)
		set.size *= 2;
	set.slots = arena_array(a, set.size, sizeof *set.slots);
	for (size_t i = 0; i < words.count; i++)
		*slot_of(&set, words.items[i]) = words.items[i];
	return set;
}

/* Whether the one stands in the other from a blank to a blank: then so do its words, which need not be looked up. */
static bool stands_in(struct slice words, struct slice in)
{
	const char *at = memmem(in.p, in.len, words.p, words.len);

	return at != NULL && (at == in.p || at[-1] == ' ') &&
		(at + words.len == in.p + in.len || at[words.len] == ' ');
}

bool gather_lacks(struct arena *a, struct slice words, struct slice in)
{
	if (words.len == 0 || (in.len <= WORDS_MAX && stands_in(words, in)))
		return false;
	struct words of = words_of(a, words);
	struct word_set all = set_of(a, words_of(a, in));

	for (size_t i = 0; i < of.count; i++)
		/* single letters are form: bullets, initials */
		if ((of.items[i].len > 1 || (of.items[i].p[0] >= '0' && of.items[i].p[0] <= '9')) &&
			slot_of(&all, of.items[i])->p == NULL)
			return true;
	return false;
}

static struct slice fold(struct arena *a, const struct draft *d)
{
	return pattern_fold(a, (struct slice){d->text, d->len});
}

static void swap(struct slice *one, struct slice *other)
{
	struct slice was = *one;

	*one = *other;
	*other = was;
}

struct gathered gather_text(struct arena *a, const struct mime *mime, const struct quotes *quotes)
{
	struct gathering g = {.arena = a, .mime = mime, .quotes = quotes};
	struct draft *plain = gather(&g, false), *html;
	struct gathered out = {.draft = plain, .encrypted = g.encrypted};
	size_t html_words;
	bool stub;

	if (!g.choice)
		return out;
	html = gather(&g, true);
	out.folded = fold(a, plain);
	out.other_folded = fold(a, html);
	html_words = count_words(out.other_folded);
	/* an eye sees a picture, or nothing: the words of the plain text are in doubt */
	if (html_words == 0) {
		out.other = html->more ? NULL : html;
		return out;
	}
	stub = count_words(out.folded) * STUB < html_words;
	out.draft = stub ? html : plain;
	/* plain text cannot say what is struck out or hidden */
	for (size_t i = 0; i < html->count && out.draft == plain; i++)
		if (html->lines[i].hidden || html->struck)
			out.draft = html;
	if (!stub && !html->struck && !plain->more && !html->more)
		out.other = out.draft == plain ? html : plain;
	if (out.draft == html)
		swap(&out.folded, &out.other_folded);
	return out;
}
