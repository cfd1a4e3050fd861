#include "reading/events/vocabulary.h"

#include <string.h>

#include "rules/edits.h"
#include "rules/fold.h"

enum {
	ENDING_MAX = 2, /* letters by which inflected forms may differ */
	LINK_MAX = 2, /* letters between the parts of a compound */
	SORT_WORDS_MAX = 3,
	SORT_BYTES_MAX = 80,
};

/* What the events are called in one language that the letter has sentences in. */
struct vocabulary {
	const struct language *language;
	const struct callings *callings;
	struct vocabulary *next;
};

/* The one of that language. */
static const struct vocabulary *find(const struct study *s, const struct language *language)
{
	const struct vocabulary *v = s->vocabulary;

	while (v != NULL && v->language != language)
		v = v->next;
	return v;
}

static const struct callings *callings_of(const struct study *s, const struct language *language)
{
	static const struct callings none;

	for (size_t i = 0; i < s->rules->series_count; i++)
		if (s->rules->series[i] == s->series)
			return callings_in(s->rules->callings[i], language);
	return &none;
}

static void open_language(struct study *s, const struct language *language)
{
	struct vocabulary *v = arena_alloc(s->arena, sizeof *v);

	if (find(s, language) != NULL)
		return;
	*v = (struct vocabulary){language, callings_of(s, language), s->vocabulary};
	s->vocabulary = v;
}

void vocabulary_make(struct study *s)
{
	s->vocabulary = NULL;
	for (size_t i = 0; i < s->token_count; i++)
		if (i == 0 || s->tokens[i].language != s->tokens[i - 1].language)
			open_language(s, s->tokens[i].language);
	open_language(s, s->language);
}

void vocabulary_each(struct study *s, const struct language *language,
	void (*tell)(void *to, struct slice word, enum calls calls, struct eset events), void *to)
{
	const struct callings *c = callings_of(s, language);

	for (size_t i = 0; i < c->count; i++)
		tell(to, c->calls[i].key, c->calls[i].calls, c->calls[i].events);
}

/* Whether they are forms of one word: they differ in an ending. */
static bool same_stem(struct slice a, struct slice b)
{
	size_t n = 0, shorter = a.len < b.len ? a.len : b.len,
	       longer = a.len > b.len ? a.len : b.len;

	while (n < shorter && a.p[n] == b.p[n])
		n++;
	return n >= CALLING_REPAIR_MIN && longer - n <= ENDING_MAX && shorter - n <= 1;
}

/* Whether they are forms of one adjective: short ones too, `alte` and `alten`. */
static bool inflects(struct slice a, struct slice b)
{
	size_t n = 0, shorter = a.len < b.len ? a.len : b.len,
	       longer = a.len > b.len ? a.len : b.len;

	while (n < shorter && a.p[n] == b.p[n])
		n++;
	return n >= CALLING_PART_MIN && longer - n <= 1 && shorter - n <= 1;
}

/* ---- titles and places ---- */

/* `zu "Wie geht es weiter?"`: a mark or a preposition before a question that is a title, and a mark behind it;
 * tokens with that, 0 where it only asks. */
static size_t asked_title(const struct study *s, size_t at, size_t n, size_t end)
{
	const struct token *before = at > 0 ? &s->tokens[at - 1] : study_token(s, end, end);
	const struct token *mark = study_token(s, n, end);
	bool led = (before->kind == TOKEN_PUNCT && before->text.len > 0 &&
			   strchr("\"\xe2\xc2'", before->text.p[0]) != NULL) ||
		(before->kind == TOKEN_WORD && token_means(before, SENSE_GOING));
	bool asks = slice_is(mark->text, "?");

	if (!led || !(asks || mark->kind == TOKEN_PUNCT))
		return 0;
	return n - at + asks;
}

/* `citizens'`: the mark behind it. */
static bool is_apostrophe(const struct token *t)
{
	return t->kind == TOKEN_PUNCT && t->joined &&
		(slice_is(t->text, "'") || slice_is(t->text, "\xe2\x80\x99"));
}

/* `Council's`: what hangs on it. */
static bool is_clitic(const struct token *t)
{
	return t->kind == TOKEN_WORD && t->joined && slice_starts(t->key, "'");
}

/* `Council's` is a word of a title and two of a letter: whether the second is there. */
static bool hangs_on(const struct token *t, const struct token *next, struct slice word)
{
	struct slice rest =
		word.len > t->key.len ? slice_from(word, t->key.len) : (struct slice){0};

	if (t->kind != TOKEN_WORD || rest.len == 0 ||
		!slice_eq(slice_head(word, t->key.len), t->key))
		return false;
	return is_apostrophe(next) ? slice_is(rest, "'")
				   : is_clitic(next) && slice_eq(rest, next->key);
}

/* `Alten Aula`, where it is called `Alte Aula`; `Geld + Glück`, where it is `Geld und Glück`. */
static bool says_word(const struct study *s, const struct token *t, struct slice word, bool last)
{
	if (t->kind == TOKEN_PUNCT)
		return (slice_is(t->text, "+") || slice_is(t->text, "&")) &&
			calling_joins(s->rules->languages, word);
	return t->kind == TOKEN_WORD &&
		(slice_eq(t->key, word) ||
			(last ? same_stem(t->key, word) : inflects(t->key, word)));
}

size_t vocabulary_title_at(const struct study *s, size_t at, size_t end, struct calling *out)
{
	const struct callings *c = find(s, s->tokens[at].language)->callings;
	size_t best = 0;

	if (s->tokens[at].kind != TOKEN_WORD)
		return 0;
	const struct index_entry *begin =
		index_find(&c->begins, slice_head(s->tokens[at].key, CALLING_PART_MIN));
	for (size_t i = 0; i < begin->count; i++) {
		const struct title *t = &c->titles[begin->items[i]];
		size_t n = at, word = 0;
		for (; n < end && word < t->count; n++) {
			const struct token *token = &s->tokens[n];
			bool last = word > 0 && word + 1 == t->count; /* `both repair workshops` */
			if (says_word(s, token, t->words[word], last))
				word++;
			else if (n + 1 < end && hangs_on(token, token + 1, t->words[word])) {
				word++;
				n++;
			} else if (token->kind != TOKEN_PUNCT || !token->joined)
				break;
		}
		size_t whole = word < t->count ? 0 : t->asks ? asked_title(s, at, n, end) : n - at;
		if (whole > best) {
			best = whole;
			*out = (struct calling){
				.calls = t->place ? CALLS_PLACE : CALLS_TITLE, .events = t->events};
		}
	}
	return best;
}

/* Where a word stands in a title; its word count where it does not. */
static size_t place_in(const struct title *t, struct slice key)
{
	size_t i = 0;

	while (i < t->count && !slice_eq(t->words[i], key))
		i++;
	return i;
}

static bool torn(const struct study *s, const struct callings *c, struct slice a, struct slice b)
{
	const struct index_entry *titles = index_find(&c->holds, a);
	bool torn = false;

	for (size_t i = 0; i < titles->count; i++) {
		const struct title *t = &c->titles[titles->items[i]];
		size_t from = place_in(t, a), to = place_in(t, b), between = 0;
		if (to == t->count)
			continue;
		for (size_t k = from + 1; k < to; k++)
			between += !calling_glue(s->rules->languages, t->words[k]);
		if (from < to && between == 0)
			return false;
		torn = true;
	}
	return torn;
}

bool vocabulary_torn(const struct study *s, struct slice a, struct slice b)
{
	for (const struct vocabulary *v = s->vocabulary; v != NULL; v = v->next)
		if (torn(s, v->callings, a, b))
			return true;
	return false;
}

struct eset vocabulary_place(const struct study *s, const struct meaning *m)
{
	const struct callings *c = s->vocabulary->callings;
	struct slice rest = m->rare->stands != NULL ? fold_key(s->arena, slice_of(m->rare->stands))
						    : (struct slice){0};
	struct eset out = {0};
	struct slice word;

	while (calling_word(&rest, &word)) {
		const char *stem = arena_string(s->arena, word);
		for (size_t i = 0; i < c->venue_count; i++)
			if (slice_find_ci(c->venues[i].name, stem) >= 0)
				out = eset_or(out, c->venues[i].events);
	}
	return out;
}

/* ---- words ---- */

static bool ends_with(struct slice text, struct slice tail)
{
	return text.len >= tail.len && slice_eq(slice_from(text, text.len - tail.len), tail);
}

/* Whether the tail is the end of a sort's name, with a link before it (`sforum`). */
static bool ends_in(struct slice tail, struct slice name)
{
	for (size_t head = name.len; head >= CALLING_HEAD_MIN; head--)
		if (ends_with(tail, slice_from(name, name.len - head)) &&
			tail.len - head <= LINK_MAX)
			return true;
	return false;
}

/* Whether it is the last part of a word that may be an event: `-tour`, with a link before it or without. */
static bool is_occasion(const struct study *s, struct slice tail)
{
	for (size_t link = 0; link <= LINK_MAX && link < tail.len; link++) {
		char *key = arena_string(s->arena, slice_from(tail, link));
		struct slice last =
			fold_key(s->arena, slice_of(arena_printf(s->arena, "-%s", key)));
		for (const struct meaning *m = languages_word(s->rules->languages, last); m != NULL;
			m = m->next)
			if (senses_has(m->senses, SENSE_OCCASION))
				return true;
	}
	return false;
}

/* `Pilgertour`, where the title is `Pilgerwanderung`: a title's word, a link, what events may be. */
static struct calling occasion(const struct study *s, const struct callings *c, struct slice key)
{
	const struct index_entry *near = index_find(&c->fronts, slice_head(key, CALLING_PART_MIN));
	struct calling out = {.calls = CALLS_NOTHING};
	size_t longest = 0;

	for (size_t i = 0; i < near->count; i++) {
		const struct call *first = &c->calls[near->items[i]];
		if (first->calls != CALLS_TITLE || first->key.len < CALLING_PART_MIN ||
			first->key.len <= longest || first->key.len >= key.len ||
			!slice_eq(slice_head(key, first->key.len), first->key) ||
			!is_occasion(s, slice_from(key, first->key.len)))
			continue;
		out = (struct calling){.calls = CALLS_TITLE,
			.events = first->events,
			.part = true,
			.occasion = true};
		longest = first->key.len;
	}
	return out;
}

/* `Bildungsforum`: a title's word, a link, a sort's word. */
static bool compound(const struct callings *c, struct slice key, struct eset *events)
{
	const struct index_entry *near = index_find(&c->fronts, slice_head(key, CALLING_PART_MIN));

	for (size_t i = 0; i < near->count; i++) {
		const struct call *first = &c->calls[near->items[i]];
		if (first->calls != CALLS_TITLE || first->key.len < CALLING_PART_MIN ||
			first->key.len >= key.len ||
			!slice_eq(slice_head(key, first->key.len), first->key))
			continue;
		struct slice tail = slice_from(key, first->key.len);
		for (size_t k = 0; k < c->sort_count; k++) {
			const struct call *last = &c->calls[c->sorts[k]];
			if (ends_in(tail, last->key)) {
				*events = eset_and(first->events, last->events);
				return true;
			}
		}
	}
	return false;
}

/* Its events in the month that the word means; none where it means no month. */
static struct eset in_month(const struct study *s, struct slice word, struct eset events)
{
	struct eset out = {0};

	for (const struct meaning *m = languages_word(s->rules->languages, word); m != NULL;
		m = m->next)
		for (size_t e = 0; senses_has(m->senses, SENSE_MONTH) && !m->abbreviation &&
			e < s->series->event_count;
			e++)
			if (eset_has(events, e) && s->series->events[e].begin.month == m->month)
				eset_add(&out, e);
	return out;
}

/* `Oktober-Radtour`, `Novemberlabor`: a month, and a sort's word; none where it is no such compound. */
static struct eset month_compound(const struct study *s, const struct callings *c, struct slice key)
{
	struct eset out = {0};

	for (size_t k = 0; k < c->sort_count; k++) {
		const struct call *last = &c->calls[c->sorts[k]];
		if (last->calls != CALLS_SORT || key.len < last->key.len + CALLING_PART_MIN ||
			!ends_with(key, last->key))
			continue;
		struct slice front = slice_head(key, key.len - last->key.len);
		if (ends_with(front, slice_of("-")))
			front = slice_head(front, front.len - 1);
		out = eset_or(out, in_month(s, front, last->events));
	}
	return out;
}

/* `Integrationskongress`: a title of one word that ends with its sort's, whatever stands before that. */
static bool holds_sort(const struct callings *c, struct slice key, struct eset events)
{
	for (size_t k = 0; k < c->sort_count; k++) {
		const struct call *last = &c->calls[c->sorts[k]];
		if (key.len >= last->key.len + CALLING_PART_MIN && ends_with(key, last->key) &&
			!eset_empty(eset_and(events, last->events)))
			return true;
	}
	return false;
}

static struct calling exact(const struct callings *c, struct slice key)
{
	const struct index_entry *of = index_find(&c->words, key);
	struct calling out = {.calls = CALLS_NOTHING};

	for (size_t i = 0; i < of->count; i++) {
		const struct call *call = &c->calls[of->items[i]];
		/* a title says more than a sort, a sort more than a place */
		if (out.calls == CALLS_NOTHING || out.calls == CALLS_PLACE ||
			out.calls == CALLS_SERIES) {
			out.calls = call->calls;
			out.events = call->events;
			out.part = !call->whole;
		} else if (out.calls == call->calls) {
			out.events = eset_or(out.events, call->events);
			out.part = out.part && !call->whole;
		}
	}
	return out;
}

static struct calling inflected(const struct callings *c, struct slice key)
{
	const struct index_entry *near = index_find(&c->fronts, slice_head(key, CALLING_PART_MIN));
	struct calling out = {.calls = CALLS_NOTHING};

	for (size_t i = 0; i < near->count; i++) {
		const struct call *call = &c->calls[near->items[i]];
		if (call->front)
			continue;
		if (!same_stem(call->key, key) && !same_stem(call->latin, key))
			continue;
		if (out.calls != CALLS_NOTHING && !eset_eq(out.events, call->events))
			return (struct calling){.calls = CALLS_NOTHING};
		out.calls = call->calls;
		out.events = call->events;
		out.part = !call->whole;
	}
	return out;
}

/* The nearest, where no other event is as near. */
static struct calling repaired(const struct callings *c, struct slice key)
{
	int max = edits_tolerated(key.len), best = max + 1;
	uint64_t letters = slice_letters(key);
	struct calling out = {.calls = CALLS_NOTHING};
	bool several = false;

	for (size_t i = 0; i < c->count; i++) {
		const struct call *call = &c->calls[i];
		if (!slice_letters_near(call->letters, letters, max) ||
			call->calls == CALLS_PLACE || call->calls == CALLS_SERIES || call->front ||
			call->key.len < CALLING_REPAIR_MIN)
			continue;
		int d = edits_between(key, call->latin, max);
		if (d < best) {
			best = d;
			several = false;
			out = (struct calling){
				.calls = call->calls, .events = call->events, .repaired = true};
		} else if (d == best && d <= max && !eset_eq(out.events, call->events)) {
			several = true;
		}
	}
	if (several)
		out.calls = CALLS_NOTHING;
	return out;
}

/* `Selimiye-Moschee`: every part must call the same events. */
static struct calling hyphenated(const struct callings *c, struct slice key)
{
	struct calling out = {.calls = CALLS_NOTHING};
	long dash;

	if (slice_find(key, '-') < 0)
		return out;
	for (struct slice rest = key; rest.len > 0; rest = slice_from(rest, (size_t)dash + 1)) {
		dash = slice_find(rest, '-');
		dash = dash < 0 ? (long)rest.len : dash;
		struct calling part = exact(c, slice_head(rest, (size_t)dash));
		if (part.calls == CALLS_NOTHING)
			part = inflected(c, slice_head(rest, (size_t)dash));
		if (part.calls == CALLS_NOTHING)
			return part;
		out.events = out.calls == CALLS_NOTHING ? part.events
							: eset_and(out.events, part.events);
		out.calls = part.calls == CALLS_PLACE ? CALLS_PLACE : CALLS_TITLE;
	}
	return out;
}

/* `kongreye`: a name with an ending of the language, the longest that leaves one. */
static struct calling declined(const struct vocabulary *v, struct slice key)
{
	struct calling best = {.calls = CALLS_NOTHING};
	size_t longest = 0;

	for (size_t i = 0; v->language != NULL && i < v->language->name_ending_count; i++) {
		struct slice ending = v->language->name_endings[i];
		if (ending.len <= longest || key.len < ending.len + CALLING_PART_MIN ||
			!ends_with(key, ending))
			continue;
		struct calling out = exact(v->callings, slice_head(key, key.len - ending.len));
		if (out.calls == CALLS_NOTHING)
			continue;
		best = out;
		longest = ending.len;
	}
	return best;
}

size_t vocabulary_sort_at(struct study *s, size_t at, size_t end, struct calling *out)
{
	const struct vocabulary *v = find(s, s->tokens[at].language);
	char words[SORT_BYTES_MAX];
	size_t len = 0, best = 0;

	for (size_t i = at; i < end && i < at + SORT_WORDS_MAX; i++) {
		const struct token *t = &s->tokens[i];
		bool mark = i > at && is_apostrophe(t), joined = i > at && t->joined;
		struct slice key = mark ? slice_of("'") : t->key; /* as names are folded */
		if (!(t->kind == TOKEN_WORD || mark) || (joined && !mark && !is_clitic(t)) ||
			len + key.len + 1 > sizeof words)
			break;
		if (i > at && !joined)
			words[len++] = ' ';
		memcpy(words + len, key.p, key.len);
		len += key.len;
		if (i == at) /* of several words */
			continue;
		struct calling c = exact(v->callings, (struct slice){words, len});
		if (c.calls != CALLS_SORT && c.calls != CALLS_SORTS)
			continue;
		*out = c;
		best = i + 1 - at;
	}
	return best;
}

struct calling vocabulary_call(const struct study *s, const struct token *t, bool unknown)
{
	const struct vocabulary *v = find(s, t->language);
	struct calling out = exact(v->callings, t->key);

	if (out.calls == CALLS_NOTHING)
		out = hyphenated(v->callings, t->key);
	if (out.calls == CALLS_NOTHING && s->series != NULL) {
		out.events = month_compound(s, v->callings, t->key);
		out.compound = !eset_empty(out.events);
		out.calls = out.compound ? CALLS_TITLE : CALLS_NOTHING;
	}
	if (out.calls == CALLS_NOTHING && unknown)
		out = declined(v, t->key);
	if (out.calls == CALLS_NOTHING && t->key.len > CALLING_HEAD_MIN &&
		(unknown || t->capital)) {
		out.compound = compound(v->callings, t->key, &out.events);
		if (out.compound)
			out.calls = CALLS_TITLE;
		else
			out = inflected(v->callings, t->key);
	}
	if (out.calls == CALLS_NOTHING && unknown)
		out = occasion(s, v->callings, t->key);
	if (out.calls == CALLS_NOTHING && unknown && t->key.len >= CALLING_REPAIR_MIN)
		out = repaired(v->callings, fold_transliterated(s->arena, t->key));
	struct eset same;
	if (out.calls == CALLS_TITLE && !out.compound && t->key.len > CALLING_HEAD_MIN)
		out.compound = compound(v->callings, t->key, &same) ||
			(!out.part && holds_sort(v->callings, t->key, out.events));
	return out;
}
