#include "reading/reading.h"

#include <string.h>

#include "base/limits.h"
#include "reading/atoms.h"
#include "reading/behalf.h"
#include "reading/claims.h"
#include "reading/clauses.h"
#include "reading/concessions.h"
#include "reading/days.h"
#include "reading/decide.h"
#include "reading/dictation.h"
#include "reading/events.h"
#include "reading/frames.h"
#include "reading/later.h"
#include "reading/left.h"
#include "reading/ledger.h"
#include "reading/months.h"
#include "reading/nouns.h"
#include "reading/people.h"
#include "reading/presence.h"
#include "reading/principals.h"
#include "reading/phrases.h"
#include "reading/pointing.h"
#include "reading/rows.h"
#include "reading/speech.h"
#include "reading/theirs.h"
#include "reading/study.h"
#include "reading/tokens.h"
#include "reading/tongues.h"
#include "reading/visitors.h"
#include "reading/vocabulary.h"
#include "reading/weeks.h"
#include "rules/fold.h"
#include "rules/quotes.h"

enum {
	DAY = 24 * 60 * 60,
	/* how far Date may lie from receipt to be believed: clocks go wrong, mail waits */
	DATE_BEFORE = 7 * DAY,
	DATE_AFTER = 1 * DAY,
	/* so few words that no language knows are names and titles: any language will do */
	BARE_TOKENS_MAX = 6,
};

struct slice study_text(const struct study *s, size_t first, size_t count)
{
	const struct token *a = &s->tokens[first], *z = &s->tokens[first + count - 1];
	const char *p = a->in == IN_SUBJECT ? s->message->envelope->subject : s->message->text.p;

	return (struct slice){p + a->start, z->end - a->start};
}

void clause_trouble(struct clause *c, const char *why, size_t atom)
{
	if (c->why == NULL) {
		c->why = why;
		c->why_atom = atom;
	}
}

void study_reason(struct study *s, const char *id)
{
	struct reading *r = s->reading;

	for (size_t i = 0; i < r->reason_count; i++)
		if (strcmp(r->reasons[i], id) == 0)
			return;
	ARENA_PUSH(s->arena, r->reasons, r->reason_count, r->reason_room, id);
}

/* ---- the letter's time ---- */

static void set_time(struct study *s, int64_t received)
{
	int64_t date = s->message->envelope->date;
	bool near = date != 0 && date >= received - DATE_BEFORE && date <= received + DATE_AFTER;

	s->now = received == 0 ? 0 : near ? date : received;
}

static void set_coming(struct study *s)
{
	s->coming = (struct eset){0};
	if (s->series == NULL)
		return;
	for (size_t i = 0; i < s->series->event_count; i++)
		if (s->now == 0 || s->series->events[i].end_utc > s->now)
			eset_add(&s->coming, i);
	if (s->now != 0) {
		struct civil c = zone_civil(s->series->zone, s->now);
		s->today = civil_days(c.year, c.month, c.day);
	}
}

/* ---- which series ---- */

static bool sent_to(const struct message *m, const struct series *series)
{
	for (size_t i = 0; i < m->envelope->to_count; i++)
		if (slice_is_ci(slice_of(m->envelope->to[i].address), series->inbox))
			return true;
	return false;
}

static bool has_event_to_come(const struct study *s, const struct series *series)
{
	for (size_t i = 0; i < series->event_count; i++)
		if (s->now == 0 || series->events[i].end_utc > s->now)
			return true;
	return false;
}

/* The only one that passes; NULL where none does, or several do. */
static const struct series *only(const struct study *s,
	bool (*passes)(const struct study *, const struct series *), size_t *count)
{
	const struct series *found = NULL;

	*count = 0;
	for (size_t i = 0; i < s->rules->series_count; i++)
		if (passes(s, s->rules->series[i])) {
			found = s->rules->series[i];
			(*count)++;
		}
	return *count == 1 ? found : NULL;
}

static bool was_sent_to(const struct study *s, const struct series *series)
{
	return sent_to(s->message, series);
}

static size_t strong_mentions(const struct study *s)
{
	size_t n = 0;

	for (size_t i = 0; i < s->atom_count; i++)
		n += s->atoms[i].kind == ATOM_EVENT && s->atoms[i].strong &&
			!s->atoms[i].contradiction && !s->atoms[i].several;
	return n;
}

/* Whether it speaks of an event of the series at all, be it one whose title, date and place do not
 * fit together. */
static bool mentions_event(const struct study *s)
{
	for (size_t i = 0; i < s->atom_count; i++)
		if (s->atoms[i].kind == ATOM_EVENT && s->atoms[i].strong)
			return true;
	return false;
}

static const struct language *study_lines(struct study *s, const struct language *instead);
static void study_mentions(struct study *s);

/* How many events of a series are surely named, in lines that were studied for no series yet. */
static size_t mentions_of(const struct study *lines, const struct series *series)
{
	struct reading unused = *lines->reading;
	struct study trial = *lines;

	trial.reading = &unused;
	trial.series = series;
	trial.tokens = arena_array(trial.arena, trial.token_count, sizeof *trial.tokens);
	trial.rows = arena_array(trial.arena, trial.row_count, sizeof *trial.rows);
	trial.token_room = trial.token_count;
	trial.row_room = trial.row_count;
	if (trial.token_count > 0)
		memcpy(trial.tokens, lines->tokens, trial.token_count * sizeof *trial.tokens);
	if (trial.row_count > 0)
		memcpy(trial.rows, lines->rows, trial.row_count * sizeof *trial.rows);
	set_coming(&trial);
	study_mentions(&trial);
	return strong_mentions(&trial);
}

/* The one whose events every strong mention fits. */
static const struct series *by_mentions(const struct study *s)
{
	struct reading unused = {0};
	struct study lines = {.arena = s->arena,
		.message = s->message,
		.rules = s->rules,
		.reading = &unused,
		.now = s->now};
	const struct series *best = NULL;
	size_t most = 0, second = 0;

	study_lines(&lines, NULL);
	for (size_t i = 0; i < s->rules->series_count && second == 0; i++) {
		size_t n = mentions_of(&lines, s->rules->series[i]);
		if (n > most) {
			second = most;
			most = n;
			best = s->rules->series[i];
		} else if (n > second) {
			second = n;
		}
	}
	return second == 0 ? best : NULL;
}

/*
 * `ich komme zum Sommerfest`, sent to the inbox of another series that knows of none: where only events of one other are
 * named, nobody can tell whether the address or the words are wrong.
 */
static bool named_in_another(const struct study *s)
{
	if (s->series == NULL || s->rules->series_count == 1 || s->message->invitation == s->series)
		return false;
	const struct series *named = by_mentions(s);
	return named != NULL && named != s->series;
}

static void choose_series(struct study *s)
{
	size_t count = 0;

	if (s->context != NULL && s->context->series != NULL) {
		s->series = rules_series(s->rules, s->context->series);
		if (s->series != NULL)
			return;
	}
	s->series = only(s, was_sent_to, &count);
	if (named_in_another(s)) {
		s->series = NULL;
		return;
	}
	if (s->series == NULL)
		s->series = s->message->invitation;
	if (s->series == NULL)
		s->series = only(s, has_event_to_come, &count);
	if (s->series == NULL && s->rules->series_count == 1)
		s->series = s->rules->series[0];
	if (s->series == NULL)
		s->series = by_mentions(s);
}

/* ---- the subject ---- */

static bool contains(struct slice text, struct slice part)
{
	for (size_t i = 0; part.len > 0 && i + part.len <= text.len; i++)
		if (slice_eq(slice_head(slice_from(text, i), part.len), part))
			return true;
	return false;
}

/* Words of a text without what separates them. */
static struct slice bare_words(struct arena *a, const char *text)
{
	struct slice key = fold_key(a, slice_of(text));
	char *out = arena_alloc(a, key.len + 1);
	size_t n = 0;

	for (size_t i = 0; i < key.len; i++)
		if (key.p[i] != ' ' && key.p[i] != '\t')
			out[n++] = key.p[i];
	return (struct slice){out, n};
}

/* Whether the subject is the writer's own: no answer's, and not the invitation's. */
static bool subject_is_own(const struct study *s)
{
	const char *subject = s->message->envelope->subject;
	struct slice all = bare_words(s->arena, subject);
	bool answered = false, passed_on = false;

	if (all.len == 0)
		return false;
	for (size_t i = 0; i < s->rules->series_count; i++)
		for (size_t k = 0; k < s->rules->series[i]->subject_count; k++)
			if (contains(all, bare_words(s->arena, s->rules->series[i]->subjects[k])))
				return false;
	quotes_subject(
		s->rules->quotes, pattern_fold(s->arena, slice_of(subject)), &answered, &passed_on);
	return !answered && !passed_on;
}

/* ---- the steps ---- */

/* What the quoted lines before a sentence speak of: the events that they name with their day, else
 * those that they name surely. */
static struct eset quoted_events(const struct study *s, size_t first, size_t end)
{
	struct eset dated = {0}, sure = {0};

	for (size_t i = first; i < end; i++)
		for (size_t k = s->sentences[i].first; k < s->sentences[i].end; k++) {
			const struct atom *a = &s->atoms[k];
			if (a->kind != ATOM_EVENT || a->contradiction || eset_empty(a->events))
				continue;
			if (a->day_known)
				dated = eset_or(dated, a->events);
			if (a->strong)
				sure = eset_or(sure, a->events);
		}
	return eset_empty(dated) ? sure : dated;
}

/* Events of answered lines go to the sentences below them. */
static void hand_down_quotes(struct study *s)
{
	struct eset quoted = {0};
	size_t first = 0;

	for (size_t i = 0; i < s->sentence_count; i++) {
		struct sentence *x = &s->sentences[i];
		if (x->sort == ROW_QUOTE)
			continue;
		if (i > 0 && s->sentences[i - 1].sort == ROW_QUOTE) {
			for (first = i; first > 0 && s->sentences[first - 1].sort == ROW_QUOTE;)
				first--;
			quoted = quoted_events(s, first, i);
		}
		x->quoted = quoted;
	}
}

static const struct language *first_acting(const struct languages *languages)
{
	const struct language *l = languages_first(languages);

	while (l != NULL && !l->acts)
		l = l->next;
	return l;
}

/* Its words line by line: nothing of that depends on the series. Says which language is a rival. */
static const struct language *study_lines(struct study *s, const struct language *instead)
{
	s->subject_own = subject_is_own(s);
	tokens_make(s);
	const struct language *rival = tongues_find(s, instead);
	if (s->language == NULL && s->token_count <= BARE_TOKENS_MAX)
		tongues_find(s, first_acting(s->rules->languages));
	tokens_mean(s);
	dictation_stop(s);
	rows_sort(s);
	return rival;
}

/* What they mention of the series and its people. */
static void study_mentions(struct study *s)
{
	vocabulary_make(s);
	atoms_make(s);
	if (s->atom_count > READING_ATOMS_MAX)
		return;
	nouns_find(s);
	sentences_make(s);
	weeks_find(s);
	months_find(s);
	days_list(s);
	later_find(s);
	events_find(s);
	people_find(s);
	principals_find(s);
	behalf_take(s);
	hand_down_quotes(s);
	pointing_find(s);
}

const struct language *study_words(struct study *s, const struct language *instead)
{
	const struct language *rival = study_lines(s, instead);

	study_mentions(s);
	return rival;
}

static struct reading *begin(struct arena *a, const struct message *m, const struct rules *rules)
{
	struct reading *r = arena_alloc(a, sizeof *r);

	r->file = "";
	r->envelope = m->envelope;
	r->language = "";
	r->series = "";
	r->writer = "";
	r->phone = "";
	r->bounce = m->bounce;
	r->calendar = m->calendar;
	r->parts = m->parts;
	r->part_count = m->part_count;
	r->text = m->text;
	r->lines = m->lines;
	r->line_count = m->line_count;
	r->own_words = message_own_words(a, m);
	r->rules = rules->hash;
	return r;
}

void study_start(struct study *s, int64_t received)
{
	set_time(s, received);
	choose_series(s);
	set_coming(s);
}

/* Whether it is more than anybody writes to register, and would take the time of many letters. */
static bool too_much(const struct study *s)
{
	struct reading *r = s->reading;
	bool marks = r->date_count > READING_MARKS_MAX || r->mark_count > READING_MARKS_MAX;

	r->date_count = r->date_count < READING_MARKS_MAX ? r->date_count : READING_MARKS_MAX;
	r->mark_count = r->mark_count < READING_MARKS_MAX ? r->mark_count : READING_MARKS_MAX;
	return marks || s->atom_count > READING_ATOMS_MAX;
}

/* Reads it with `instead` as the letter's language (NULL: decides), and says which language is nearly
 * as good for it. `s` is one that study_start has seen. */
static struct reading *read_in(
	struct study *s, const struct language *instead, const struct language **rival)
{
	const struct message *m = s->message;
	struct claims claims;
	struct ledger ledger;
	struct reading *r = begin(s->arena, m, s->rules);

	s->reading = r;
	r->series = s->series != NULL ? s->series->id : "";
	*rival = study_words(s, instead);
	r->language = s->language != NULL ? s->language->code : "";
	r->concerns = m->quotes_invitation || (s->context != NULL && s->context->kind != NULL) ||
		mentions_event(s);
	bool much = too_much(s);
	if (m->automatic) {
		r->kind = KIND_AUTOMATIC;
		r->disposition = DISPOSITION_IGNORE;
		for (size_t i = 0; i < m->reason_count; i++)
			study_reason(s, m->reasons[i].id);
		return r;
	}
	if (!much && reading_decide_calendar(s))
		return r;
	if (much || !clauses_make(s)) {
		r->kind = KIND_OTHER;
		r->disposition = DISPOSITION_REVIEW;
		study_reason(s, "too-long");
		return r;
	}
	frames_read(s);
	speech_doubt(s);
	theirs_tell(s);
	principals_accompany(s);
	visitors_settle(s);
	left_settle(s);
	concessions_settle(s);
	presence_settle(s);
	claims_make(s, &claims);
	ledger_balance(s, &claims, &ledger);
	reading_decide(s, &claims, &ledger);
	r->concerns = r->concerns || r->requests.count > 0;
	return r;
}

static bool acts(const struct reading *r)
{
	return r->disposition == DISPOSITION_ACT || r->disposition == DISPOSITION_ACT_REVIEW;
}

static bool same_requests(const struct requests *a, const struct requests *b)
{
	for (size_t i = 0; i < a->count && a->count == b->count; i++)
		if (strcmp(a->items[i].event, b->items[i].event) != 0 ||
			a->items[i].action != b->items[i].action ||
			a->items[i].seats != b->items[i].seats)
			return false;
	return a->count == b->count;
}

struct reading *reading_make(struct arena *a, const struct message *m, const struct rules *rules,
	const struct context *ctx, int64_t received)
{
	const struct language *rival = NULL, *none = NULL;
	struct study s = {.arena = a, .message = m, .rules = rules, .context = ctx};

	study_start(&s, received);
	struct study again = s;
	struct reading *r = read_in(&s, NULL, &rival);
	if (rival == NULL || !rival->acts || m->automatic)
		return r;
	/* two languages are as good: both must make the same of it */
	struct reading *other = read_in(&again, rival, &none);
	/* what one of them only guesses, and guesses alike, is no contradiction */
	bool agree = acts(r)
		? same_requests(&r->requests, acts(other) ? &other->requests : &other->guess)
		: !acts(other);
	if (agree)
		return r;
	struct reading *best = acts(r) ? r : other;
	best->guess = best->requests;
	best->requests = (struct requests){0};
	best->attendees = NULL;
	best->attendee_count = 0;
	best->disposition = DISPOSITION_REVIEW;
	s.reading = best;
	study_reason(&s, "mixed-languages");
	return best;
}

const struct study *reading_explain(
	struct arena *a, const struct message *m, const struct rules *rules, int64_t received)
{
	const struct language *rival = NULL;
	struct study *s = arena_alloc(a, sizeof *s);

	*s = (struct study){.arena = a, .message = m, .rules = rules};
	study_start(s, received);
	read_in(s, NULL, &rival);
	return s;
}

const struct requests *reading_proposal(const struct reading *r)
{
	return r->requests.count > 0 ? &r->requests : &r->guess;
}
