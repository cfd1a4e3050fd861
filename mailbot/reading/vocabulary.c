#include "reading/vocabulary.h"

#include <string.h>

#include "base/utf8.h"
#include "rules/fold.h"

enum {
	REPAIR_MIN = 5, /* shorter words are too near to each other */
	HEAD_MIN = 5, /* letters of a compound's head: `forum` of `Fachforum` */
	PART_MIN = 4, /* letters of a compound's first part */
	ENDING_MAX = 2, /* letters by which inflected forms may differ */
	LINK_MAX = 2, /* letters between the parts of a compound */
	DISTANCE_BYTES_MAX = 40,
};

struct call {
	struct slice key, latin;
	enum calls calls;
	struct eset events;
	bool proper; /* it stands in a title itself, not only in another name */
	bool heads; /* of a sort: its last part alone says it too (`Forum`) */
};

/* A title of several words, glue and all. */
struct title {
	struct slice *words;
	size_t count, room;
	struct eset events;
};

/* What the events are called in one language. */
struct vocabulary {
	const struct language *language;
	struct vocabulary *next; /* in another one that the letter has sentences in */
	struct call *calls;
	size_t count, room;
	struct title *titles;
	size_t title_count, title_room;
	struct slice *venues; /* of each event, folded */
	struct slice *sorts; /* the words for all sorts of events, folded once: they are many */
	size_t sort_count, sort_room;
};

/* The one of that language. */
static const struct vocabulary *find(const struct study *s, const struct language *language)
{
	const struct vocabulary *v = s->vocabulary;

	while (v != NULL && v->language != language)
		v = v->next;
	return v;
}

static void add(struct study *s, struct slice key, enum calls calls, size_t event)
{
	struct vocabulary *v = s->vocabulary;

	for (size_t i = 0; i < v->count; i++)
		if (slice_eq(v->calls[i].key, key) && v->calls[i].calls == calls) {
			eset_add(&v->calls[i].events, event);
			return;
		}
	struct call c = {.key = key, .latin = fold_transliterated(s->arena, key), .calls = calls};
	eset_add(&c.events, event);
	ARENA_PUSH(s->arena, v->calls, v->count, v->room, c);
}

/* Whether the word has one of the senses, in any language. */
static bool means_any(
	const struct study *s, struct slice key, const enum sense *senses, size_t count)
{
	const struct meaning *m = languages_word(s->rules->languages, key);

	for (; m != NULL; m = m->next)
		for (size_t i = 0; i < count; i++)
			if (senses_has(m->senses, senses[i]))
				return true;
	return false;
}

/* Words that name nothing: articles, prepositions and the like, in any language. */
static bool is_glue(const struct study *s, struct slice key)
{
	static const enum sense senses[] = {SENSE_ARTICLE, SENSE_INDEFINITE, SENSE_GOING, SENSE_AND,
		SENSE_OR, SENSE_ORIGIN, SENSE_SINCE, SENSE_BEFORE, SENSE_UNTIL, SENSE_BEHALF,
		SENSE_WITH, SENSE_AT_TIME, SENSE_EVENT, SENSE_EVENTS};

	return means_any(s, key, senses, sizeof senses / sizeof *senses);
}

static void add_sort_words(struct study *s, struct vocabulary *v, const struct names *words)
{
	for (size_t i = 0; i < words->count; i++)
		ARENA_PUSH(s->arena, v->sorts, v->sort_count, v->sort_room,
			fold_key(s->arena, slice_of(words->items[i].text)));
}

static bool is_sort(const struct study *s, struct slice key)
{
	for (size_t i = 0; i < s->vocabulary->sort_count; i++)
		if (slice_eq(key, s->vocabulary->sorts[i]))
			return true;
	return false;
}

static size_t letters(struct slice text)
{
	size_t n = 0, step = 0;

	for (; text.len > 0; text = slice_from(text, step), n++)
		utf8_decode(text, &step);
	return n;
}

/* The next run of letters and hyphens. */
static bool next_word(struct slice *rest, struct slice *word)
{
	const char *const stops = " \t\n\"/()[],.:;!?&+0123456789";
	size_t n = 0;

	while (rest->len > 0 && strchr(stops, rest->p[0]) != NULL)
		*rest = slice_from(*rest, 1);
	while (n < rest->len && strchr(stops, rest->p[n]) == NULL)
		n++;
	*word = slice_head(*rest, n);
	*rest = slice_from(*rest, n);
	return n > 0;
}

static bool alarming(const struct study *s, struct slice key)
{
	static const enum sense senses[] = {SENSE_NEG, SENSE_HEDGE, SENSE_OR, SENSE_EXCEPT};

	return means_any(s, key, senses, sizeof senses / sizeof *senses);
}

static bool same_words(const struct title *a, const struct title *b)
{
	for (size_t i = 0; i < a->count && i < b->count; i++)
		if (!slice_eq(a->words[i], b->words[i]))
			return false;
	return a->count == b->count;
}

/* Typographic quotes around it away. */
static struct slice without_quotes(struct slice word)
{
	while (word.len > 2 && (unsigned char)word.p[0] == 0xe2)
		word = slice_from(word, 3);
	for (long q; (q = slice_find(word, (char)0xe2)) > 0;)
		word = slice_head(word, (size_t)q);
	return word;
}

/* Keeps a title of several words as it stands; the sort's noun before it is left out. */
static void add_title(struct study *s, const char *text, size_t event)
{
	struct vocabulary *v = s->vocabulary;
	struct title t = {.count = 0};
	struct slice rest = fold_key(s->arena, slice_of(text)), word;

	while (next_word(&rest, &word)) {
		word = without_quotes(word);
		if (t.count == 0 && is_sort(s, word))
			continue;
		if (alarming(s, word))
			return;
		ARENA_PUSH(s->arena, t.words, t.count, t.room, word);
	}
	if (t.count < 2)
		return;
	for (size_t i = 0; i < v->title_count; i++)
		if (same_words(&v->titles[i], &t)) {
			eset_add(&v->titles[i].events, event);
			return;
		}
	eset_add(&t.events, event);
	ARENA_PUSH(s->arena, v->titles, v->title_count, v->title_room, t);
}

size_t vocabulary_title_at(const struct study *s, size_t at, size_t end, struct eset *events)
{
	const struct vocabulary *v = find(s, s->tokens[at].language);
	size_t best = 0;

	for (size_t i = 0; i < v->title_count; i++) {
		const struct title *t = &v->titles[i];
		size_t n = at, word = 0;
		for (; n < end && word < t->count; n++) {
			const struct token *token = &s->tokens[n];
			if (token->kind == TOKEN_WORD && slice_eq(token->key, t->words[word]))
				word++;
			else if (word == 0 || token->kind != TOKEN_PUNCT || !token->joined)
				break;
		}
		if (word == t->count && n - at > best) {
			best = n - at;
			*events = t->events;
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

static bool torn(const struct study *s, const struct vocabulary *v, struct slice a, struct slice b)
{
	bool torn = false;

	for (size_t i = 0; i < v->title_count; i++) {
		const struct title *t = &v->titles[i];
		size_t from = place_in(t, a), to = place_in(t, b), between = 0;
		if (from == t->count || to == t->count)
			continue;
		for (size_t k = from + 1; k < to; k++)
			between += !is_glue(s, t->words[k]);
		if (from < to && between == 0)
			return false;
		torn = true;
	}
	return torn;
}

bool vocabulary_torn(const struct study *s, struct slice a, struct slice b)
{
	for (const struct vocabulary *v = s->vocabulary; v != NULL; v = v->next)
		if (torn(s, v, a, b))
			return true;
	return false;
}

static void add_words(struct study *s, const char *text, enum calls calls, size_t event)
{
	struct slice rest = fold_key(s->arena, slice_of(text)), word;

	while (next_word(&rest, &word)) {
		word = without_quotes(word);
		size_t min = calls == CALLS_PLACE ? REPAIR_MIN : 3;
		if (letters(word) < min || is_glue(s, word) || is_sort(s, word))
			continue;
		add(s, word, calls, event);
		long dash = slice_find(word, '-');
		if (dash < 0)
			continue;
		/* Gustav-Heinemann-Gesamtschule: its last part is what people say */
		struct slice tail = word;
		while ((dash = slice_find(tail, '-')) >= 0)
			tail = slice_from(tail, (size_t)dash + 1);
		if (letters(tail) >= REPAIR_MIN && !is_sort(s, tail))
			add(s, tail, calls, event);
		/* … or, of a name, all but its last part: Gustav-Heinemann */
		struct slice front = slice_head(word, word.len - tail.len - 1);
		if (calls == CALLS_PLACE && slice_find(front, '-') > 0)
			add(s, front, calls, event);
	}
}

/* Names in other languages than the sentence's are false friends. */
static bool spoken(const struct study *s, const char *language)
{
	const struct language *l = s->vocabulary->language;

	if (language == NULL || l == NULL || strcmp(language, l->code) == 0)
		return true;
	/* who writes in English about a German title keeps its words */
	for (l = languages_first(s->rules->languages); l != NULL; l = l->next)
		if (l->acts && strcmp(language, l->code) == 0)
			return true;
	return false;
}

/* The first name in each language lends its last part: `Forum` of `Fachforum`; the last part of another
 * name may be any event's (`Forumsveranstaltung`). */
static void add_sort_names(
	struct study *s, const struct names *names, enum calls calls, size_t event)
{
	const char *last = NULL;

	for (size_t k = 0; k < names->count; k++) {
		const struct named *n = &names->items[k];
		bool first = k == 0 || (last == NULL) != (n->language == NULL) ||
			(last != NULL && strcmp(last, n->language) != 0);
		last = n->language;
		if (!spoken(s, n->language))
			continue;
		struct slice key = fold_key(s->arena, slice_of(n->text));
		add(s, key, calls, event);
		for (size_t i = 0; first && i < s->vocabulary->count; i++)
			if (s->vocabulary->calls[i].calls == calls &&
				slice_eq(s->vocabulary->calls[i].key, key))
				s->vocabulary->calls[i].heads = true;
	}
}

static void add_sort(struct study *s, const struct event_sort *sort, size_t event)
{
	add_sort_names(s, &sort->singular, CALLS_SORT, event);
	add_sort_names(s, &sort->plural, CALLS_SORTS, event);
}

static bool one_venue(const struct series *series, struct eset events)
{
	const char *venue = NULL;

	for (size_t i = 0; i < series->event_count; i++) {
		if (!eset_has(events, i))
			continue;
		if (venue != NULL && strcmp(venue, series->events[i].venue) != 0)
			return false;
		venue = series->events[i].venue;
	}
	return true;
}

/* `weltoffenes Dortmund`: a word that the organiser's name or the places hold too names no event. */
static bool is_common(const struct vocabulary *v, struct slice key)
{
	for (size_t i = 0; i < v->count; i++)
		if ((v->calls[i].calls == CALLS_SERIES || v->calls[i].calls == CALLS_PLACE) &&
			slice_eq(v->calls[i].key, key))
			return true;
	return false;
}

static void make(struct study *s, const struct language *language)
{
	struct vocabulary *next = s->vocabulary;

	s->vocabulary = arena_alloc(s->arena, sizeof *s->vocabulary);
	s->vocabulary->language = language;
	s->vocabulary->next = next;
	if (s->series != NULL)
		s->vocabulary->venues = arena_array(
			s->arena, s->series->event_count, sizeof *s->vocabulary->venues);
	for (size_t i = 0; s->series != NULL && i < s->series->event_count; i++)
		s->vocabulary->venues[i] = fold_key(s->arena, slice_of(s->series->events[i].venue));
	for (size_t i = 0; s->series != NULL && i < s->series->sort_count; i++) {
		add_sort_words(s, s->vocabulary, &s->series->sorts[i].singular);
		add_sort_words(s, s->vocabulary, &s->series->sorts[i].plural);
	}
	for (size_t i = 0; s->series != NULL && i < s->series->event_count; i++) {
		const struct event *e = &s->series->events[i];
		add_words(s, e->title, CALLS_TITLE, i);
		for (size_t k = 0; k < s->vocabulary->count; k++)
			if (eset_has(s->vocabulary->calls[k].events, i))
				s->vocabulary->calls[k].proper = true;
		add_title(s, e->title, i);
		for (size_t k = 0; k < e->names.count; k++)
			if (spoken(s, e->names.items[k].language)) {
				add_words(s, e->names.items[k].text, CALLS_TITLE, i);
				add_title(s, e->names.items[k].text, i);
			}
		add_words(s, e->venue, CALLS_PLACE, i);
		add_words(s, e->address, CALLS_PLACE, i);
		if (e->sort != NULL)
			add_sort(s, e->sort, i);
	}
	if (s->series != NULL && s->series->event_count > 0) {
		add_words(s, s->series->title, CALLS_SERIES, 0);
		add_words(s, s->series->organiser, CALLS_SERIES, 0);
	}
	/* A word that stands in the addresses of different places (`Straße`) names none of them. */
	struct vocabulary *v = s->vocabulary;
	size_t kept = 0;
	struct call *calls = arena_array(s->arena, v->count, sizeof *calls);
	for (size_t i = 0; i < v->count; i++) {
		const struct call *c = &v->calls[i];
		bool everybodys = c->calls == CALLS_PLACE && !one_venue(s->series, c->events);
		if (!everybodys && !(c->calls == CALLS_TITLE && !c->proper && is_common(v, c->key)))
			calls[kept++] = *c;
	}
	v->calls = calls;
	v->room = v->count;
	v->count = kept;
}

void vocabulary_make(struct study *s)
{
	s->vocabulary = NULL;
	for (size_t i = 0; i < s->token_count; i++)
		if (find(s, s->tokens[i].language) == NULL)
			make(s, s->tokens[i].language);
	if (find(s, s->language) == NULL)
		make(s, s->language);
}

void vocabulary_each(struct study *s, const struct language *language,
	void (*tell)(void *to, struct slice word, enum calls calls, struct eset events), void *to)
{
	make(s, language);
	for (size_t i = 0; i < s->vocabulary->count; i++)
		tell(to, s->vocabulary->calls[i].key, s->vocabulary->calls[i].calls,
			s->vocabulary->calls[i].events);
}

struct eset vocabulary_place(const struct study *s, const struct meaning *m)
{
	struct slice rest =
		m->stands != NULL ? fold_key(s->arena, slice_of(m->stands)) : (struct slice){0};
	struct eset out = {0};
	struct slice word;

	while (next_word(&rest, &word)) {
		const char *stem = arena_string(s->arena, word);
		for (size_t i = 0; s->series != NULL && i < s->series->event_count; i++)
			if (slice_find_ci(s->vocabulary->venues[i], stem) >= 0)
				eset_add(&out, i);
	}
	return out;
}

static bool same_stem(struct slice a, struct slice b)
{
	size_t n = 0, shorter = a.len < b.len ? a.len : b.len,
	       longer = a.len > b.len ? a.len : b.len;

	while (n < shorter && a.p[n] == b.p[n])
		n++;
	return n >= REPAIR_MIN && longer - n <= ENDING_MAX && shorter - n <= 1;
}

static bool ends_with(struct slice text, struct slice tail)
{
	return text.len >= tail.len && slice_eq(slice_from(text, text.len - tail.len), tail);
}

/* `Bildungsforum`: a title's word, a link, a sort's word. */
static bool compound(const struct vocabulary *v, struct slice key, struct eset *events)
{
	for (size_t i = 0; i < v->count; i++) {
		const struct call *first = &v->calls[i];
		if (first->calls != CALLS_TITLE || first->key.len < PART_MIN ||
			first->key.len >= key.len ||
			!slice_eq(slice_head(key, first->key.len), first->key))
			continue;
		struct slice tail = slice_from(key, first->key.len);
		for (size_t k = 0; k < v->count; k++) {
			const struct call *last = &v->calls[k];
			if (last->calls != CALLS_SORT && last->calls != CALLS_SORTS)
				continue;
			for (size_t head = last->key.len; head >= HEAD_MIN; head--) {
				struct slice h = slice_from(last->key, last->key.len - head);
				if (ends_with(tail, h) && tail.len - h.len <= LINK_MAX) {
					*events = eset_and(first->events, last->events);
					return true;
				}
			}
		}
	}
	return false;
}

/* A sort's word, inflected, or its head alone (`Forum`). */
static bool names_sort(const struct call *c, struct slice key)
{
	if (c->calls != CALLS_SORT && c->calls != CALLS_SORTS)
		return false;
	if (slice_eq(c->key, key) || slice_eq(c->latin, key))
		return true;
	return c->heads && key.len >= HEAD_MIN && c->key.len > key.len && ends_with(c->key, key);
}

static struct calling exact(const struct vocabulary *v, struct slice key)
{
	struct calling out = {.calls = CALLS_NOTHING};

	for (size_t i = 0; i < v->count; i++) {
		const struct call *c = &v->calls[i];
		bool is = c->calls == CALLS_SORT || c->calls == CALLS_SORTS
			? names_sort(c, key)
			: slice_eq(c->key, key) || slice_eq(c->latin, key);
		if (!is)
			continue;
		/* a title says more than a sort, a sort more than a place */
		if (out.calls == CALLS_NOTHING || out.calls == CALLS_PLACE ||
			out.calls == CALLS_SERIES) {
			out.calls = c->calls;
			out.events = c->events;
		} else if (out.calls == c->calls) {
			out.events = eset_or(out.events, c->events);
		}
	}
	return out;
}

static struct calling inflected(const struct vocabulary *v, struct slice key)
{
	struct calling out = {.calls = CALLS_NOTHING};

	for (size_t i = 0; i < v->count; i++) {
		const struct call *c = &v->calls[i];
		if (!same_stem(c->key, key) && !same_stem(c->latin, key))
			continue;
		if (out.calls != CALLS_NOTHING && !eset_eq(out.events, c->events))
			return (struct calling){.calls = CALLS_NOTHING};
		out.calls = c->calls;
		out.events = c->events;
	}
	return out;
}

int vocabulary_distance(struct slice a, struct slice b, int max)
{
	int rows[3][DISTANCE_BYTES_MAX + 1];
	int *before = rows[0], *last = rows[1], *now = rows[2];

	if (a.len > DISTANCE_BYTES_MAX || b.len > DISTANCE_BYTES_MAX)
		return max + 1;
	if ((a.len > b.len ? a.len - b.len : b.len - a.len) > (size_t)max)
		return max + 1;
	for (size_t k = 0; k <= b.len; k++)
		last[k] = (int)k;
	for (size_t i = 1; i <= a.len; i++) {
		int least = now[0] = (int)i;
		for (size_t k = 1; k <= b.len; k++) {
			int cost = last[k - 1] + (a.p[i - 1] != b.p[k - 1]);
			cost = last[k] + 1 < cost ? last[k] + 1 : cost;
			cost = now[k - 1] + 1 < cost ? now[k - 1] + 1 : cost;
			if (i > 1 && k > 1 && a.p[i - 1] == b.p[k - 2] &&
				a.p[i - 2] == b.p[k - 1] && before[k - 2] + 1 < cost)
				cost = before[k - 2] + 1;
			now[k] = cost;
			least = cost < least ? cost : least;
		}
		if (least > max)
			return max + 1;
		int *spare = before;
		before = last;
		last = now;
		now = spare;
	}
	return last[b.len];
}

int vocabulary_tolerance(size_t len)
{
	return len < REPAIR_MIN ? 0 : len < 9 ? 1 : 2;
}

static struct calling repaired(const struct vocabulary *v, struct slice key)
{
	int max = vocabulary_tolerance(key.len), best = max + 1, next = max + 2;
	struct calling out = {.calls = CALLS_NOTHING};

	for (size_t i = 0; i < v->count; i++) {
		const struct call *c = &v->calls[i];
		if (c->calls == CALLS_PLACE || c->calls == CALLS_SERIES || c->key.len < REPAIR_MIN)
			continue;
		int d = vocabulary_distance(key, c->latin, max + 1);
		if (d < best) {
			if (out.calls != CALLS_NOTHING && !eset_eq(out.events, c->events))
				next = best;
			best = d;
			out = (struct calling){c->calls, c->events, true};
		} else if (!eset_eq(out.events, c->events) && d < next) {
			next = d;
		}
	}
	if (best > max || next <= best)
		out.calls = CALLS_NOTHING;
	return out;
}

/* `Selimiye-Moschee`: every part must call the same events. */
static struct calling hyphenated(const struct vocabulary *v, struct slice key)
{
	struct calling out = {.calls = CALLS_NOTHING};
	long dash;

	if (slice_find(key, '-') < 0)
		return out;
	for (struct slice rest = key; rest.len > 0; rest = slice_from(rest, (size_t)dash + 1)) {
		dash = slice_find(rest, '-');
		dash = dash < 0 ? (long)rest.len : dash;
		struct calling part = exact(v, slice_head(rest, (size_t)dash));
		if (part.calls == CALLS_NOTHING)
			part = inflected(v, slice_head(rest, (size_t)dash));
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
		if (ending.len <= longest || key.len < ending.len + PART_MIN ||
			!ends_with(key, ending))
			continue;
		struct calling out = exact(v, slice_head(key, key.len - ending.len));
		if (out.calls == CALLS_NOTHING)
			continue;
		best = out;
		longest = ending.len;
	}
	return best;
}

struct calling vocabulary_call(struct study *s, const struct token *t, bool unknown)
{
	const struct vocabulary *v = find(s, t->language);
	struct calling out = exact(v, t->key);

	if (out.calls == CALLS_NOTHING)
		out = hyphenated(v, t->key);
	if (out.calls == CALLS_NOTHING && unknown)
		out = declined(v, t->key);
	if (out.calls == CALLS_NOTHING && t->key.len > HEAD_MIN && (unknown || t->capital)) {
		if (compound(v, t->key, &out.events))
			out.calls = CALLS_TITLE;
		else
			out = inflected(v, t->key);
	}
	if (out.calls == CALLS_NOTHING && unknown && t->key.len >= REPAIR_MIN)
		out = repaired(v, fold_transliterated(s->arena, t->key));
	return out;
}
