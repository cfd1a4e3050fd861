#include "rules/callings.h"

#include <string.h>

#include "base/utf8.h"
#include "rules/callings-kept.h"
#include "rules/fold.h"

/* ---- words ---- */

/* Whether the word has one of the senses, in any language. */
static bool means_any(const struct languages *l, struct slice key, struct senses senses)
{
	for (const struct meaning *m = languages_word(l, key); m != NULL; m = m->next)
		if (senses_meet(m->senses, senses))
			return true;
	return false;
}

bool calling_glue(const struct languages *l, struct slice key)
{
	static const enum sense senses[] = {SENSE_ARTICLE, SENSE_INDEFINITE, SENSE_GOING, SENSE_AND,
		SENSE_OR, SENSE_ORIGIN, SENSE_SINCE, SENSE_BEFORE, SENSE_UNTIL, SENSE_BEHALF,
		SENSE_WITH, SENSE_AT_TIME, SENSE_EVENT, SENSE_EVENTS};

	return means_any(l, key, SENSES_OF(senses));
}

bool calling_joins(const struct languages *l, struct slice key)
{
	static const enum sense senses[] = {SENSE_AND};

	return means_any(l, key, SENSES_OF(senses));
}

static bool alarming(const struct making *m, struct slice key)
{
	static const enum sense senses[] = {SENSE_NEG, SENSE_HEDGE, SENSE_OR, SENSE_EXCEPT};

	return means_any(m->languages, key, SENSES_OF(senses));
}

static bool is_sort(const struct making *m, struct slice key)
{
	return index_find(&m->sorts, key)->count > 0;
}

static size_t letters(struct slice text)
{
	size_t n = 0, step = 0;

	for (; text.len > 0; text = slice_from(text, step), n++)
		utf8_decode(text, &step);
	return n;
}

bool calling_word(struct slice *rest, struct slice *word)
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

/* Typographic quotes around it away. */
static struct slice without_quotes(struct slice word)
{
	while (word.len > 2 && (unsigned char)word.p[0] == 0xe2)
		word = slice_from(word, 3);
	for (long q; (q = slice_find(word, (char)0xe2)) > 0;)
		word = slice_head(word, (size_t)q);
	return word;
}

/* Names in other languages than the sentence's are false friends; but who writes in English about a
 * German title keeps its words. */
static bool spoken(const struct making *m, const char *language)
{
	return language == NULL || m->language == NULL ||
		strcmp(language, m->language->code) == 0 || language_acts(m->languages, language);
}

/* ---- calls ---- */

static struct call *add(struct making *m, struct slice key, enum calls calls, size_t event)
{
	struct callings *out = m->out;
	const struct index_entry *there = index_find(&m->keys, key);

	for (size_t i = 0; i < there->count; i++)
		if (out->calls[there->items[i]].calls == calls) {
			eset_add(&out->calls[there->items[i]].events, event);
			return &out->calls[there->items[i]];
		}
	struct call c = {.key = key, .latin = fold_transliterated(m->arena, key), .calls = calls};
	c.letters = slice_letters(c.latin);
	eset_add(&c.events, event);
	index_add(m->arena, &m->keys, key, out->count);
	ARENA_PUSH(m->arena, out->calls, out->count, out->room, c);
	return &out->calls[out->count - 1];
}

/* `Orgel` of `Orgelkonzert`: what stands before the sort in one word, unless it is a common word (`Sommerfest`). */
static void add_front(struct making *m, struct slice word, size_t event)
{
	const struct event_sort *sort = m->series->events[event].sort;

	for (size_t k = 0; sort != NULL && k < sort->singular.count; k++) {
		struct slice name = fold_key(m->arena, slice_of(sort->singular.items[k].text));
		if (word.len < name.len + CALLING_PART_MIN ||
			!slice_eq(slice_from(word, word.len - name.len), name))
			continue;
		struct slice front = slice_head(word, word.len - name.len);
		if (slice_find(front, '-') < 0 && languages_word(m->languages, front) == NULL)
			add(m, front, CALLS_TITLE, event)->front = true;
	}
}

/* `Juli`, in `Kurs im Juli`: a date's word, not the title's. */
static bool is_month(const struct making *m, struct slice key)
{
	static const enum sense month[] = {SENSE_MONTH};

	return means_any(m->languages, key, SENSES_OF(month));
}

/* `proper`: it is the title itself. */
static void add_words(
	struct making *m, const char *text, enum calls calls, size_t event, bool proper)
{
	struct slice rest = fold_key(m->arena, slice_of(text)), word, only = {0};
	size_t kept = 0;

	while (calling_word(&rest, &word)) {
		word = without_quotes(word);
		size_t min = calls == CALLS_PLACE ? CALLING_REPAIR_MIN : 3;
		if (letters(word) < min || calling_glue(m->languages, word) || is_sort(m, word) ||
			is_month(m, word))
			continue;
		add(m, word, calls, event)->proper |= proper;
		if (proper)
			add_front(m, word, event);
		only = word;
		kept++;
		long dash = slice_find(word, '-');
		if (dash < 0)
			continue;
		/* Gustav-Heinemann-Gesamtschule: its last part is what people say */
		struct slice tail = word;
		while ((dash = slice_find(tail, '-')) >= 0)
			tail = slice_from(tail, (size_t)dash + 1);
		if (letters(tail) >= CALLING_REPAIR_MIN && !is_sort(m, tail))
			add(m, tail, calls, event)->proper |= proper;
		/* … or, of a name, all but its last part: Gustav-Heinemann */
		struct slice front = slice_head(word, word.len - tail.len - 1);
		if (calls == CALLS_PLACE && slice_find(front, '-') > 0)
			add(m, front, calls, event)->proper |= proper;
	}
	if (kept == 1)
		add(m, only, calls, event)->whole = true;
}

static bool same_words(const struct title *a, const struct title *b)
{
	if (a->place != b->place)
		return false;
	for (size_t i = 0; i < a->count && i < b->count; i++)
		if (!slice_eq(a->words[i], b->words[i]))
			return false;
	return a->count == b->count;
}

/* A name of several words, under the beginning of its first. */
static void keep_title(struct making *m, struct title t, size_t event)
{
	struct callings *out = m->out;

	if (t.count < 2)
		return;
	struct slice begin = slice_head(t.words[0], CALLING_PART_MIN);
	const struct index_entry *there = index_find(&out->begins, begin);
	for (size_t i = 0; i < there->count; i++)
		if (same_words(&out->titles[there->items[i]], &t)) {
			eset_add(&out->titles[there->items[i]].events, event);
			return;
		}
	eset_add(&t.events, event);
	index_add(m->arena, &out->begins, begin, out->title_count);
	for (size_t i = 0; i < t.count && !t.place; i++)
		index_add(m->arena, &out->holds, t.words[i], out->title_count);
	ARENA_PUSH(m->arena, out->titles, out->title_count, out->title_room, t);
}

/* `first aid course` of `first aid course in April` and `… in July`: what is left of a name without its month. */
static void add_timeless(struct making *m, struct title t, size_t event)
{
	struct title less = t;

	if (t.count < 3)
		return;
	if (is_month(m, t.words[0])) {
		less.words++;
		less.count--;
	} else if (is_month(m, t.words[t.count - 1])) {
		less.count--;
		while (less.count > 0 && calling_glue(m->languages, less.words[less.count - 1]))
			less.count--;
	}
	if (less.count < t.count)
		keep_title(m, less, event);
}

/* `im September` of `Radtour im September`: says no more than when something is. */
static bool says_when(const struct making *m, const struct title *t)
{
	static const enum sense senses[] = {SENSE_MONTH, SENSE_WEEKDAY};

	for (size_t i = 0; i < t->count; i++)
		if (!calling_glue(m->languages, t->words[i]) &&
			!means_any(m->languages, t->words[i], SENSES_OF(senses)))
			return false;
	return true;
}

/* Keeps a title of several words as it stands; the sort's noun before it is left out. */
static void add_title(struct making *m, const char *text, size_t event)
{
	struct title t = {.asks = strchr(text, '?') != NULL};
	struct slice rest = fold_key(m->arena, slice_of(text)), word;

	while (calling_word(&rest, &word)) {
		word = without_quotes(word);
		if (word.len == 0 || (t.count == 0 && is_sort(m, word)))
			continue;
		if (alarming(m, word) && !t.asks)
			return;
		ARENA_PUSH(m->arena, t.words, t.count, t.room, word);
	}
	if (!says_when(m, &t))
		keep_title(m, t, event);
	add_timeless(m, t, event);
}

/* `Workshop für Lehrkräfte` of `Workshop für Lehrkräfte „Lernen heute“`: what stands before the quotes, where that is more than
 * what kind of event it is. */
static void add_head_title(struct making *m, const char *text, size_t event)
{
	static const char *const opens[] = {"\xe2\x80\x9e", "\xe2\x80\x9c", "\xc2\xbb", "\""};
	struct title t = {0};
	struct slice word, rest = {0};

	for (size_t i = 0; i < sizeof opens / sizeof *opens && rest.len == 0; i++) {
		const char *quote = strstr(text, opens[i]);
		if (quote != NULL && quote > text)
			rest = fold_key(m->arena, (struct slice){text, (size_t)(quote - text)});
	}
	while (calling_word(&rest, &word)) {
		if (alarming(m, word))
			return;
		ARENA_PUSH(m->arena, t.words, t.count, t.room, word);
	}
	if (t.count > 2 && !says_when(m, &t))
		keep_title(m, t, event);
}

/* `Alten Speicher` of `Vortragssaal im Alten Speicher`: what is left of a place from each word on, up to the next
 * preposition or mark. */
static void add_places(struct making *m, const char *text, size_t event)
{
	struct slice rest = fold_key(m->arena, slice_of(text));
	struct title t = {.place = true};

	for (bool more = true; more;) {
		const char *before = rest.p;
		struct slice word;
		more = calling_word(&rest, &word);
		bool apart = more && strcspn(before, ",:;(/") < (size_t)(word.p - before);
		word = more ? without_quotes(word) : word;
		bool glue = more && calling_glue(m->languages, word);
		if (more && !apart && !glue && !alarming(m, word)) {
			ARENA_PUSH(m->arena, t.words, t.count, t.room, word);
			continue;
		}
		for (size_t i = 0; i + 1 < t.count; i++)
			keep_title(m,
				(struct title){
					.words = t.words + i, .count = t.count - i, .place = true},
				event);
		t = (struct title){.place = true};
		if (more && apart && !glue && !alarming(m, word))
			ARENA_PUSH(m->arena, t.words, t.count, t.room, word);
	}
}

/* `ride` of `bicycle ride`: the last word of a sort's name of several, where it is no word for any event. */
static void add_head(struct making *m, struct slice name, enum calls calls, size_t event)
{
	static const enum sense senses[] = {SENSE_EVENT, SENSE_EVENTS, SENSE_DAY_PART,
		SENSE_PERSONS, SENSE_NEED, SENSE_PLACE, SENSE_GROUP};
	struct slice head = name;

	for (long blank; (blank = slice_find(head, ' ')) >= 0;)
		head = slice_from(head, (size_t)blank + 1);
	if (head.len < name.len && letters(head) >= CALLING_PART_MIN && !is_sort(m, head) &&
		!means_any(m->languages, head, SENSES_OF(senses)))
		add(m, head, calls, event);
}

/* The first name in each language lends its last part: `Forum` of `Fachforum`; the last part of another
 * name may be any event's (`Forumsveranstaltung`). */
static void add_sort(struct making *m, const struct names *names, enum calls calls, size_t event)
{
	const char *last = NULL;

	for (size_t k = 0; k < names->count; k++) {
		const struct named *n = &names->items[k];
		bool first = k == 0 || (last == NULL) != (n->language == NULL) ||
			(last != NULL && strcmp(last, n->language) != 0);
		last = n->language;
		if (!spoken(m, n->language))
			continue;
		struct slice name = fold_key(m->arena, slice_of(n->text));
		add(m, name, calls, event)->heads |= first;
		add_head(m, name, calls, event);
	}
}

static void add_venue(struct making *m, const char *name, size_t event)
{
	struct callings *out = m->out;
	struct venue v = {.name = fold_key(m->arena, slice_of(name))};

	for (size_t i = 0; i < out->venue_count; i++)
		if (slice_eq(out->venues[i].name, v.name)) {
			eset_add(&out->venues[i].events, event);
			return;
		}
	eset_add(&v.events, event);
	ARENA_PUSH(m->arena, out->venues, out->venue_count, out->venue_room, v);
}

static void add_event(struct making *m, size_t event)
{
	const struct event *e = &m->series->events[event];

	add_words(m, e->title, CALLS_TITLE, event, true);
	add_title(m, e->title, event);
	add_head_title(m, e->title, event);
	for (size_t k = 0; k < e->names.count; k++)
		if (spoken(m, e->names.items[k].language)) {
			add_words(m, e->names.items[k].text, CALLS_TITLE, event, false);
			add_title(m, e->names.items[k].text, event);
		}
	add_venue(m, e->venue, event);
	add_places(m, e->venue, event);
	add_words(m, e->venue, CALLS_PLACE, event, false);
	add_words(m, e->address, CALLS_PLACE, event, false);
	if (e->sort != NULL) {
		add_sort(m, &e->sort->singular, CALLS_SORT, event);
		add_sort(m, &e->sort->plural, CALLS_SORTS, event);
	}
}

/* ---- what is kept of them ---- */

/* A copy of an array of the making, no longer than it must be. */
static void *copy(struct arena *a, const void *items, size_t count, size_t size)
{
	void *kept = arena_array(a, count, size);

	if (count > 0)
		memcpy(kept, items, count * size);
	return kept;
}

/* All of it in the arena in which it stays. */
static const struct callings *keep(struct arena *a, const struct callings *made)
{
	struct callings *c = arena_alloc(a, sizeof *c);

	*c = *made;
	c->calls = copy(a, c->calls, c->count, sizeof *c->calls);
	c->titles = copy(a, c->titles, c->title_count, sizeof *c->titles);
	c->venues = copy(a, c->venues, c->venue_count, sizeof *c->venues);
	c->sorts = copy(a, c->sorts, c->sort_count, sizeof *c->sorts);
	for (size_t i = 0; i < c->count; i++) {
		bool same = c->calls[i].latin.p == c->calls[i].key.p;
		c->calls[i].key = arena_copy(a, c->calls[i].key);
		c->calls[i].latin = same ? c->calls[i].key : arena_copy(a, c->calls[i].latin);
	}
	for (size_t i = 0; i < c->title_count; i++) {
		struct title *t = &c->titles[i];
		t->words = copy(a, t->words, t->count, sizeof *t->words);
		for (size_t k = 0; k < t->count; k++)
			t->words[k] = arena_copy(a, t->words[k]);
	}
	for (size_t i = 0; i < c->venue_count; i++)
		c->venues[i].name = arena_copy(a, c->venues[i].name);
	c->words = index_keep(a, &c->words);
	c->fronts = index_keep(a, &c->fronts);
	c->begins = index_keep(a, &c->begins);
	c->holds = index_keep(a, &c->holds);
	return c;
}

/* A call under all that it may be looked up by. */
static void file(struct making *m, size_t number)
{
	struct callings *out = m->out;
	const struct call *c = &out->calls[number];
	bool sort = c->calls == CALLS_SORT || c->calls == CALLS_SORTS;

	index_add(m->arena, &out->words, c->key, number);
	index_add(m->arena, &out->words, c->latin, number);
	index_add(m->arena, &out->fronts, slice_head(c->key, CALLING_PART_MIN), number);
	index_add(m->arena, &out->fronts, slice_head(c->latin, CALLING_PART_MIN), number);
	if (!sort)
		return;
	ARENA_PUSH(m->arena, out->sorts, out->sort_count, out->sort_room, (uint32_t)number);
	for (size_t n = CALLING_HEAD_MIN; c->heads && n < c->key.len; n++)
		index_add(m->arena, &out->words, slice_from(c->key, c->key.len - n), number);
}

static void add_sort_words(struct making *m, const struct names *names)
{
	for (size_t i = 0; i < names->count; i++)
		index_add(
			m->arena, &m->sorts, fold_key(m->arena, slice_of(names->items[i].text)), i);
}

static const struct callings *make(struct arena *a, const struct series *series,
	const struct languages *languages, const struct language *language)
{
	struct callings made = {0};
	struct making m = {.arena = arena_new(),
		.series = series,
		.languages = languages,
		.language = language,
		.out = &made};

	for (size_t i = 0; i < series->sort_count; i++) {
		add_sort_words(&m, &series->sorts[i].singular);
		add_sort_words(&m, &series->sorts[i].plural);
	}
	for (size_t i = 0; i < series->event_count; i++)
		add_event(&m, i);
	if (series->event_count > 0) {
		add_words(&m, series->title, CALLS_SERIES, 0, false);
		add_words(&m, series->organiser, CALLS_SERIES, 0, false);
	}
	callings_join_alike(&m);
	callings_leave_empty(&m);
	for (size_t i = 0; i < made.count; i++)
		file(&m, i);
	const struct callings *kept = keep(a, &made);
	arena_free(&m.arena);
	return kept;
}

/* ---- by language ---- */

static bool names_for(const struct names *names, const char *code)
{
	for (size_t i = 0; i < names->count; i++)
		if (names->items[i].language != NULL && strcmp(names->items[i].language, code) == 0)
			return true;
	return false;
}

/* Whether the series has names that are for that language alone. */
static bool has_own(const struct series *s, const struct language *l)
{
	for (size_t i = 0; i < s->event_count && !l->acts; i++)
		if (names_for(&s->events[i].names, l->code))
			return true;
	for (size_t i = 0; i < s->sort_count && !l->acts; i++)
		if (names_for(&s->sorts[i].singular, l->code) ||
			names_for(&s->sorts[i].plural, l->code))
			return true;
	return false;
}

struct series_callings *callings_compile(
	struct arena *a, const struct series *series, const struct languages *languages)
{
	static const struct language nobodys = {.code = ""};
	struct series_callings *s = arena_alloc(a, sizeof *s);

	s->unknown = make(a, series, languages, NULL);
	s->common = make(a, series, languages, &nobodys);
	for (const struct language *l = languages_first(languages); l != NULL; l = l->next)
		if (has_own(series, l))
			ARENA_PUSH(a, s->own, s->own_count, s->own_room,
				((struct own_callings){l, make(a, series, languages, l)}));
	return s;
}

const struct callings *callings_in(const struct series_callings *s, const struct language *language)
{
	if (language == NULL)
		return s->unknown;
	for (size_t i = 0; i < s->own_count; i++)
		if (s->own[i].language == language)
			return s->own[i].callings;
	return s->common;
}
