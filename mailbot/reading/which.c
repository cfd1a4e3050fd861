#include "reading/which.h"

#include <string.h>

#include "reading/answered.h"
#include "reading/events/vocabulary.h"
#include "reading/lines/atoms.h"
#include "reading/words.h"
#include "rules/fold.h"
#include "rules/owners.h"

enum {
	LISTED_TOKENS = 16, /* between the first of some days and their month */
	DAYS = 31,
	MONTHS = 12,
};

void which_take(struct study *s, const struct series *series)
{
	s->series = series;
	s->coming = (struct eset){0};
	s->today = 0;
	answered_take(s);
	if (series == NULL)
		return;
	for (size_t i = 0; i < series->event_count; i++)
		if (s->now == 0 || series->events[i].end_utc > s->now)
			eset_add(&s->coming, i);
	if (s->now != 0) {
		struct civil c = zone_civil(series->zone, s->now);
		s->today = civil_days(c.year, c.month, c.day);
	}
}

/* ---- by address, thread, invitation ---- */

static bool was_sent_to(const struct study *s, const struct series *series)
{
	const struct envelope *e = s->message->envelope;

	for (size_t i = 0; i < e->to_count; i++)
		if (slice_is_ci(slice_of(e->to[i].address), series->inbox))
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
static const struct series *only(
	const struct study *s, bool (*passes)(const struct study *, const struct series *))
{
	const struct series *found = NULL;

	for (size_t i = 0; i < s->rules->series_count; i++)
		if (passes(s, s->rules->series[i])) {
			if (found != NULL)
				return NULL;
			found = s->rules->series[i];
		}
	return found;
}

/* That of the mail of ours which it answers; NULL. */
static const struct series *of_thread(const struct study *s)
{
	return s->context != NULL && s->context->series != NULL
		? rules_series(s->rules, s->context->series)
		: NULL;
}

/* ---- by what its words name ---- */

/* Whether an event is named at all surely, or with its day: all else that is named surely points at such a one. */
static bool names_any(const struct study *s)
{
	for (size_t i = 0; i < s->atom_count; i++)
		if (s->atoms[i].kind == ATOM_EVENT && (s->atoms[i].strong || s->atoms[i].day_known))
			return true;
	return false;
}

/* Whether an event is surely named. */
static bool names_surely(const struct study *s)
{
	for (size_t i = 0; i < s->atom_count; i++)
		if (s->atoms[i].kind == ATOM_EVENT && s->atoms[i].strong &&
			!s->atoms[i].contradiction && !s->atoms[i].several)
			return true;
	return false;
}

/* The same lines, which nothing below changes, as those of a letter of that series; none of what they mention. */
static struct study lines_for(
	const struct study *s, const struct series *series, struct reading *reading)
{
	struct study lines = *s;

	*reading = (struct reading){.writer = s->reading->writer};
	lines.reading = reading;
	lines.atoms = NULL;
	lines.atom_count = lines.atom_room = 0;
	lines.sentences = NULL;
	lines.sentence_count = lines.sentence_room = 0;
	which_take(&lines, series);
	return lines;
}

static bool names_one_of(const struct study *s, const struct series *series)
{
	struct reading reading;
	struct study trial = lines_for(s, series, &reading);

	study_events(&trial);
	if (!names_any(&trial))
		return false;
	study_people(&trial);
	return names_surely(&trial);
}

/* ---- those of which they may name one ---- */

/* What is to be known of all words before it is known what one of them may be. */
struct hints {
	bool event, date; /* any event or talk is spoken of; a day */
	bool place, counted; /* a position in a list; what counts on from a day */
};

static bool is_place_in_list(const struct atom *a)
{
	return atom_means(a, SENSE_ORDINAL) ||
		(a->kind == ATOM_DATE && a->n / 100 > 0 && a->n % 100 == 0);
}

static void hint(struct hints *h, const struct atom *a)
{
	h->event = h->event || atom_means(a, SENSE_EVENT) || atom_means(a, SENSE_EVENTS);
	h->date = h->date || (a->kind == ATOM_DATE && a->day_known);
	h->place = h->place || is_place_in_list(a);
	h->counted = h->counted || atom_means(a, SENSE_LATER) || atom_means(a, SENSE_EARLIER) ||
		atom_means(a, SENSE_WEEKS_ON);
}

/* Of the day of a week nobody tells here whose it may be, nor of `the second event`, `the day after`. */
static bool any_may(const struct hints *h, const struct atom *a)
{
	return (h->place && h->event) || (h->counted && h->date) || atom_lone_weekday(a);
}

/* The year that stands in it, with four figures; 0. */
static int year_in(const struct study *s, const struct atom *date)
{
	for (size_t i = date->first; i < date->first + date->count; i++)
		if (s->tokens[i].kind == TOKEN_NUMBER && s->tokens[i].text.len == 4)
			return (int)s->tokens[i].number;
	return 0;
}

static void may_on(const struct study *s, const struct atom *date, bool *may)
{
	const struct owners *o = s->rules->owners;

	if (date->n > 0) {
		owners_of_day(o, year_in(s, date), date->n % 100, date->n / 100, may);
	} else if (date->day_known) {
		/* `tomorrow`, which elsewhere may be the day before or behind */
		for (int32_t day = date->day - 1; day <= date->day + 1; day++) {
			struct civil c = civil_of_days(day);
			owners_of_day(o, c.year, c.month, c.day, may);
		}
	}
}

/* `am sechzehnten`: a day where there are not so many events. */
static void may_on_ordinal(const struct study *s, const struct token *t, bool *may)
{
	for (size_t i = 0; i < s->rules->series_count; i++)
		may[i] = may[i] || s->rules->series[i]->event_count < t->meaning->ordinal;
}

/* `16 and 22 February`: a bare number is a day where something is on that day of the month behind it. */
static void may_on_listed(const struct study *s, size_t atom, size_t at, bool *may)
{
	for (size_t i = atom + 1; i < s->atom_count && s->atoms[i].first <= at + LISTED_TOKENS; i++)
		if (s->atoms[i].kind == ATOM_DATE && s->atoms[i].n % 100 > 0)
			owners_of_day(s->rules->owners, 0, s->atoms[i].n % 100,
				(int)s->tokens[at].number, may);
}

/* `16/02`, `2/16`: likewise. */
static void may_on_slashed(const struct study *s, size_t at, int other, bool *may)
{
	int number = (int)s->tokens[at].number;

	if (other <= MONTHS)
		owners_of_day(s->rules->owners, 0, other, number, may);
	if (number <= MONTHS)
		owners_of_day(s->rules->owners, 0, number, other, may);
}

static bool may_be_day(const struct token *t)
{
	return t->kind == TOKEN_NUMBER && t->number >= 1 && t->number <= DAYS && t->text.len <= 2;
}

static void may_on_number(const struct study *s, size_t atom, size_t at, bool *may)
{
	const struct token *sign = study_token(s, at + 1, s->token_count),
			   *other = study_token(s, at + 2, s->token_count);
	char mark = sign->kind == TOKEN_PUNCT && sign->text.len == 1 ? sign->text.p[0] : ' ';

	if (!may_be_day(&s->tokens[at]))
		return;
	if (mark == ',' || mark == '&' || mark == '+' || token_means(sign, SENSE_AND))
		may_on_listed(s, atom, at, may);
	else if ((mark == '/' || mark == '-') && may_be_day(other))
		may_on_slashed(s, at, (int)other->number, may);
}

static void may_by_token(const struct study *s, size_t atom, size_t at, bool *may)
{
	const struct token *t = &s->tokens[at];
	const struct owners *o = s->rules->owners;

	if (t->kind == TOKEN_NUMBER)
		may_on_number(s, atom, at, may);
	if (t->kind != TOKEN_WORD)
		return;
	owners_of_word(o, t->key, may);
	if (t->meaning == NULL)
		owners_of_slip(o, fold_transliterated(s->arena, t->key), may);
	if (t->meaning == NULL || (t->capital && token_may_name(t)))
		owners_of_begin(o, t->key, may);
	if (t->meaning != NULL && t->meaning->ordinal > 0)
		may_on_ordinal(s, t, may);
}

static void may_by_atom(const struct study *s, size_t atom, bool *may)
{
	const struct atom *a = &s->atoms[atom];

	if (a->kind == ATOM_DATE)
		may_on(s, a, may);
	if (a->kind == ATOM_WORD && a->meaning != NULL && a->meaning->rare->stands != NULL)
		owners_of_place(s->rules->owners,
			fold_key(s->arena, slice_of(a->meaning->rare->stands)), may);
	for (size_t t = a->first; t < a->first + a->count; t++)
		may_by_token(s, atom, t, may);
}

/* The series of which the lines may name an event, a field each: those whose words and days stand there. */
static const bool *may_name(const struct study *s)
{
	size_t count = s->rules->series_count;
	bool *may = arena_array(s->arena, count, sizeof *may), any = false;
	struct hints hints = {0};
	struct reading reading;
	struct study lines = lines_for(s, s->rules->series[0], &reading);

	lines.series = NULL; /* what stands there whatever the events are called */
	vocabulary_make(&lines);
	atoms_make(&lines);
	for (size_t i = 0; i < lines.atom_count; i++)
		hint(&hints, &lines.atoms[i]);
	for (size_t i = 0; i < lines.atom_count && !any; i++) {
		any = any_may(&hints, &lines.atoms[i]);
		may_by_atom(&lines, i, may);
	}
	for (size_t i = 0; any && i < count; i++)
		may[i] = true;
	return may;
}

/* The only one, but for its own, of which the words surely name an event; NULL. `named`: of how many they do. */
static const struct series *by_words(const struct study *s, enum series_named *named)
{
	const struct series *found = NULL;
	const bool *may = may_name(s);

	for (size_t i = 0; i < s->rules->series_count; i++) {
		const struct series *one = s->rules->series[i];
		if (one == s->series || !may[i] || !names_one_of(s, one))
			continue;
		*named = found == NULL ? NAMED_ONE : NAMED_SEVERAL;
		if (found != NULL)
			return NULL;
		found = one;
	}
	return found;
}

/* ---- which it is ---- */

const struct series *which_by_address(const struct study *s)
{
	const struct series *found = of_thread(s);

	if (found == NULL)
		found = only(s, was_sent_to);
	if (found == NULL)
		found = s->message->invitation;
	if (found == NULL)
		found = only(s, has_event_to_come);
	return found == NULL && s->rules->series_count == 1 ? s->rules->series[0] : found;
}

const struct series *which_by_words(const struct study *s, enum series_named *named)
{
	*named = NAMED_NONE;
	if (s->series == NULL)
		return by_words(s, named);
	bool sure = s->rules->series_count == 1 || s->message->invitation == s->series ||
		of_thread(s) != NULL || only(s, was_sent_to) != s->series;
	return sure || names_surely(s) || by_words(s, named) == NULL ? s->series : NULL;
}
