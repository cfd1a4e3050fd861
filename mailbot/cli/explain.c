/*
 * mailbot rules explain: without a sentence what each event can be called, and which names are
 * several events'; with one which rule made of which of its words what, and what became of it. For
 * who edits rules.
 */
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/utf8.h"
#include "cli/cli.h"
#include "cli/rules.h"
#include "cli/show.h"
#include "cli/table.h"
#include "reading/json/json.h"
#include "reading/study.h"
#include "reading/events/vocabulary.h"

enum {
	DAY = 24 * 60 * 60,
	DAYS_BEFORE = 30, /* a sentence without a time is written so long before the first event */
	SENTENCE_MAX = 64 * 1024, /* bytes */
	SENSES_SHOWN = 4,
};

/* ---- the events ---- */

struct name {
	const struct language *language; /* the first in which it is one */
	struct slice word;
	enum calls calls;
	struct eset events;
};

struct naming {
	struct arena *arena;
	const struct rules *rules;
	const struct language *language; /* the one that is asked for names */
	struct name *items;
	size_t count, room;
};

/* The language behind `l` (NULL: the first): those that act before those that only guess. */
static const struct language *next_language(const struct rules *rules, const struct language *l)
{
	bool acts = l == NULL || l->acts;

	for (l = l == NULL ? languages_first(rules->languages) : l->next;; l = l->next) {
		if (l == NULL && acts) {
			acts = false;
			l = languages_first(rules->languages);
		}
		if (l == NULL || l->acts == acts)
			return l;
	}
}

static void take_name(void *to, struct slice word, enum calls calls, struct eset events)
{
	struct naming *n = to;
	struct name name = {n->language, word, calls, events};

	for (size_t i = 0; i < n->count; i++)
		if (n->items[i].calls == calls && slice_eq(n->items[i].word, word)) {
			n->items[i].events = eset_or(n->items[i].events, events);
			return;
		}
	ARENA_PUSH(n->arena, n->items, n->count, n->room, name);
}

static const char *kind_name(enum calls calls)
{
	static const char *const names[] = {[CALLS_TITLE] = "title",
		[CALLS_PLACE] = "place",
		[CALLS_SORT] = "sort",
		[CALLS_SORTS] = "sort, plural",
		[CALLS_SERIES] = "series"};

	return names[calls];
}

/* Words of the language that name this event alone, of that kind; `common` ones mean something else in a
 * sentence too. NULL: none. */
static const char *own_names(const struct naming *n, const struct language *language, size_t event,
	enum calls calls, bool common)
{
	const char *text = NULL;

	for (size_t i = 0; i < n->count; i++) {
		const struct name *name = &n->items[i];
		bool means = languages_word(n->rules->languages, name->word) != NULL;
		if (name->language == language && name->calls == calls && means == common &&
			eset_count(name->events) == 1 && eset_has(name->events, event))
			text = arena_printf(n->arena, "%s%s%.*s", text != NULL ? text : "",
				text != NULL ? ", " : "", (int)name->word.len, name->word.p);
	}
	return text;
}

static void print_names(const struct naming *n, size_t event)
{
	static const struct {
		const char *label;
		enum calls calls;
		bool common;
	} rows[] = {{"title", CALLS_TITLE, false}, {"title, everyday word", CALLS_TITLE, true},
		{"place", CALLS_PLACE, false}, {"place, everyday word", CALLS_PLACE, true},
		{"sort", CALLS_SORT, false}, {"sort, everyday word", CALLS_SORT, true}};

	for (const struct language *l = next_language(n->rules, NULL); l != NULL;
		l = next_language(n->rules, l))
		for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
			const char *text = own_names(n, l, event, rows[i].calls, rows[i].common);
			if (text != NULL)
				printf("    %s  %-21s %s\n", l->code, rows[i].label, text);
		}
}

static const char *ids_of(struct arena *a, const struct series *series, struct eset events)
{
	const char *text = "";

	for (size_t i = 0; i < series->event_count; i++)
		if (eset_has(events, i))
			text = arena_printf(a, "%s%s%s", text, text[0] != '\0' ? ", " : "",
				series->events[i].id);
	return text;
}

/* Names that several events share: alone they name none of them. */
static void print_shared(const struct naming *n, const struct series *series)
{
	static const struct table_column columns[] = {
		{"name", 30, false}, {"kind", 14, false}, {"fits", 60, false}};
	struct table t = {.arena = n->arena, .columns = columns, .column_count = 3};

	for (size_t i = 0; i < n->count; i++) {
		const struct name *name = &n->items[i];
		if (name->calls == CALLS_SERIES || eset_count(name->events) < 2)
			continue;
		table_add(&t, arena_string(n->arena, name->word));
		table_add(&t, kind_name(name->calls));
		table_add(&t, ids_of(n->arena, series, name->events));
	}
	if (t.count == 0)
		return;
	puts("  Several events are called so: beside a date, a place or a second word it is clear which.\n");
	table_print(&t, stdout);
	putchar('\n');
}

static void explain_series(struct house *h, const struct series *series)
{
	struct message none = {0};
	struct reading unused = {0};
	struct study s = {.arena = h->arena,
		.message = &none,
		.rules = h->rules,
		.reading = &unused,
		.series = series};
	struct naming names = {.arena = h->arena, .rules = h->rules};

	for (const struct language *l = next_language(h->rules, NULL); l != NULL;
		l = next_language(h->rules, l)) {
		names.language = l;
		vocabulary_each(&s, l, take_name, &names);
	}
	printf("%s: %s\n\n"
	       "  Names that fit one event alone. An everyday word means something else in a sentence\n"
	       "  too: it is sure only beside a date, the sort of event or a second word.\n\n",
		series->id, series->title);
	for (size_t i = 0; i < series->event_count; i++) {
		const struct event *e = &series->events[i];
		printf("  %zu. %s  %04d-%02d-%02d %02d:%02d  %s\n", i + 1, e->id, e->begin.year,
			e->begin.month, e->begin.day, e->begin.hour, e->begin.minute, e->title);
		print_names(&names, i);
		putchar('\n');
	}
	print_shared(&names, series);
}

/* ---- a sentence ---- */

static const char *atom_name(const struct atom *a)
{
	static const char *const names[] = {[ATOM_WORD] = "word",
		[ATOM_UNKNOWN] = "unknown",
		[ATOM_NUMBER] = "number",
		[ATOM_PUNCT] = "",
		[ATOM_DATE] = "date",
		[ATOM_TITLE] = "title",
		[ATOM_SORT] = "sort",
		[ATOM_EVENT] = "event",
		[ATOM_PEOPLE] = "people",
		[ATOM_TIME] = "time, quantity",
		[ATOM_SILENT] = "silent"};

	return names[a->kind];
}

static const char *use_name(enum use use)
{
	static const char *const names[] = {[USE_NONE] = "-",
		[USE_EVENT] = "event",
		[USE_INTENT] = "intent",
		[USE_POLARITY] = "polarity",
		[USE_PEOPLE] = "people",
		[USE_SAFE] = "changes nothing",
		[USE_ADJUNCT] = "adjunct",
		[USE_TOLD] = "told",
		[USE_QUESTION] = "question",
		[USE_NEED] = "need",
		[USE_OPEN] = "open",
		[USE_OUTSIDE] = "outside"};

	return names[use];
}

/* What the language file says of it, with what the verb needs. */
static const char *senses_text(struct arena *a, const struct atom *atom)
{
	const char *text = "";
	size_t shown = 0;

	for (enum sense sense = 0; sense < SENSE_COUNT && shown < SENSES_SHOWN; sense++)
		if (senses_has(atom->senses, sense)) {
			text = arena_printf(
				a, "%s%s%s", text, shown > 0 ? ", " : "", sense_names[sense]);
			shown++;
		}
	for (const struct inflection *f = atom->meaning != NULL ? atom->meaning->inflections : NULL;
		f != NULL && shown < SENSES_SHOWN; f = f->next, shown++)
		text = arena_printf(a, "%s%sverb %s%s%.*s", text, shown > 0 ? ", " : "",
			sense_names[f->verb->sense], f->verb->particle.len > 0 ? " + " : "",
			(int)f->verb->particle.len,
			f->verb->particle.len > 0 ? f->verb->particle.p : "");
	return text;
}

static const char *what_it_is(struct arena *a, const struct study *s, const struct atom *atom)
{
	if (atom->kind == ATOM_WORD)
		return senses_text(a, atom);
	if (atom->kind == ATOM_PEOPLE && atom->people != NULL)
		return arena_printf(a, "people: %d%s%s%s", atom->people->count,
			atom->people->me ? ", the writer" : "",
			atom->people->unsure ? ", unsure" : "",
			atom->people->outsider ? ", an outsider" : "");
	if (!eset_empty(atom->events) && s->series != NULL)
		return arena_printf(a, "%s: %s%s", atom_name(atom),
			ids_of(a, s->series, atom->events), atom->strong ? "" : " (weak)");
	if (atom->contradiction)
		return arena_printf(a, "%s: fits no event", atom_name(atom));
	return atom_name(atom);
}

static const char *origin(struct arena *a, const struct atom *atom)
{
	const struct meaning *m = atom->kind == ATOM_WORD ? atom->meaning : NULL;

	struct place place = m != NULL ? meaning_place(m) : (struct place){NULL, 0};

	return place.file != NULL ? arena_printf(a, "%s:%d", place.file, place.line) : "";
}

static void print_atoms(struct arena *a, const struct study *s)
{
	static const struct table_column columns[] = {{"words", 26, false},
		{"taken for", 34, false}, {"used as", 15, false}, {"rule", 30, false}};
	struct table t = {.arena = a, .columns = columns, .column_count = 4};

	for (size_t i = 0; i < s->atom_count; i++) {
		const struct atom *atom = &s->atoms[i];
		if (atom->kind == ATOM_PUNCT)
			continue;
		table_add(&t, arena_string(a, study_text(s, atom->first, atom->count)));
		table_add(&t, what_it_is(a, s, atom));
		table_add(&t, use_name(atom->use));
		table_add(&t, origin(a, atom));
	}
	table_print(&t, stdout);
	putchar('\n');
}

static void print_clauses(struct arena *a, const struct study *s)
{
	static const char *const says[] = {[SAYS_NOTHING] = "asks for nothing",
		[SAYS_COME] = "come",
		[SAYS_NOT_COME] = "not come",
		[SAYS_OPEN] = "open",
		[SAYS_UNCLEAR] = "unclear"};

	for (size_t i = 0; i < s->clause_count; i++) {
		const struct clause *c = &s->clauses[i];
		if (c->first >= c->end)
			continue;
		const struct atom *z = &s->atoms[c->end - 1];
		size_t first = s->atoms[c->first].first;
		printf("  clause  %s\n          %s",
			arena_string(a,
				utf8_printable(a, study_text(s, first, z->first + z->count - first),
					false)),
			says[c->says]);
		if (!eset_empty(c->events))
			printf(", %s", ids_of(a, s->series, c->events));
		if (c->seats > 0)
			printf(", seats %d", c->seats);
		if (c->why != NULL)
			printf("; not understood: %s at \"%s\"", c->why,
				arena_string(a,
					utf8_printable(a,
						study_text(s, s->atoms[c->why_atom].first,
							s->atoms[c->why_atom].count),
						false)));
		putchar('\n');
	}
	if (s->clause_count > 0)
		putchar('\n');
}

static void print_requests(const char *label, const struct requests *list)
{
	for (size_t i = 0; i < list->count; i++) {
		const struct request *q = &list->items[i];
		printf("%s%s %s", i == 0 ? label : ", ", action_name(q->action), q->event);
		if (q->seats > 0)
			printf(" x%d", q->seats);
	}
}

static void print_result(const struct reading *r)
{
	static const char *const names[] = {"act", "act+review", "review", "ignore"};

	printf("  %s", names[r->disposition]);
	print_requests(": ", &r->requests);
	for (size_t i = 0; i < r->reason_count; i++)
		printf("%s%s", i == 0 ? "; reasons: " : ", ", r->reasons[i]);
	if (r->requests.count == 0)
		print_requests("; guess: ", &r->guess);
	putchar('\n');
}

/* The sentence as the body of a letter to the first series, so that it takes a letter's way. */
static const char *letter_of(struct arena *a, const struct series *series, const char *sentence)
{
	return arena_printf(a,
		"From: somebody@example.org\r\nTo: %s\r\nMIME-Version: 1.0\r\n"
		"Content-Type: text/plain; charset=utf-8\r\n\r\n%s\r\n",
		series->inbox, sentence);
}

static int explain_sentence(struct house *h, const char *sentence, int64_t received)
{
	const struct series *series = h->rules->series_count > 0 ? h->rules->series[0] : NULL;
	struct envelope env;

	if (series == NULL)
		return house_fail(
			CLI_FAILED, "the rules hold no series; name one with --series FILE");
	if (strlen(sentence) > SENTENCE_MAX)
		return house_fail(CLI_USAGE,
			"the sentence has more than %d bytes; `mailbot read` reads letters",
			SENTENCE_MAX);
	struct slice letter = slice_of(letter_of(h->arena, series, sentence));
	envelope_read(h->arena, letter, &env);
	if (received == 0 && series->event_count > 0)
		received = series->events[0].begin_utc - (int64_t)DAYS_BEFORE * DAY;
	rules_learn(h->rules);
	const struct study *s = reading_explain(
		h->arena, message_read(h->arena, letter, &env, h->rules), h->rules, received);
	struct civil when = zone_civil(series->zone, received);
	printf("as if written on %04d-%02d-%02d, in the language \"%s\", to the series %s\n\n",
		when.year, when.month, when.day, s->reading->language, series->id);
	print_atoms(h->arena, s);
	print_clauses(h->arena, s);
	print_result(s->reading);
	return CLI_OK;
}

int rules_explain(struct house *h, const struct rules_options *o)
{
	int64_t received = 0;
	struct err e = {0};

	if (o->now != NULL && clock_parse(o->now, &received, &e) != 0)
		return house_fail(CLI_USAGE, "--received: %s", e.text);
	int status = rules_open(h, o);
	if (status != CLI_OK)
		return status;
	if (o->argument != NULL)
		return explain_sentence(h, o->argument, received);
	for (size_t i = 0; i < h->rules->series_count; i++)
		explain_series(h, h->rules->series[i]);
	return CLI_OK;
}
