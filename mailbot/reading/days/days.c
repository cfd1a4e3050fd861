#include "reading/days/days.h"

#include "reading/days/counted.h"
#include "reading/days/dates.h"
#include "reading/days/hours.h"

enum { HOUR = 60 /* minutes */, LOOK_BACK = 366 };
enum { GLUE_MAX = 2 }; /* between a day of the week and its number */
enum { FAR = 120 }; /* days: how far off a Friday the 15th is, where nothing says of which month */
enum { THIS_WEEK = 6 }; /* the n of a word that means the first such day */

static void push(struct study *s, size_t first, size_t end, int32_t day, int at)
{
	struct civil c = civil_of_days(day);
	struct date_mention d = {
		.value = at < 0 ? arena_printf(s->arena, "%04d-%02d-%02d", c.year, c.month, c.day)
				: arena_printf(s->arena, "%04d-%02d-%02dT%02d:%02d", c.year,
					  c.month, c.day, at / HOUR, at % HOUR),
		.text = arena_string(s->arena, study_text(s, first, end - first)),
		.in = s->tokens[first].in,
		.start = s->tokens[first].start,
		.end = s->tokens[end - 1].end,
	};
	ARENA_PUSH(s->arena, s->reading->dates, s->reading->date_count, s->reading->date_room, d);
}

void days_add(struct study *s, size_t first, size_t end, int32_t day)
{
	if (day != 0)
		push(s, first, end, day, -1);
}

/* The day of the atom, whose tokens those are, with the hour beside it. */
static void list(struct study *s, size_t atom, size_t first, size_t end, int32_t day)
{
	int at = hours_beside(s, atom, &first, &end);

	push(s, first, end, day, at);
}

/* A number that may be a day's, behind a day of the week: `Sunday 31`; not `Sunday 3 people`. */
static bool bare_number(const struct study *s, const struct atom *a)
{
	static const enum sense closes[] = {SENSE_AND, SENSE_OR, SENSE_GOING, SENSE_AT_TIME};
	const struct token *next = study_token(s, a->first + 1, s->token_count);

	return a->kind == ATOM_NUMBER && a->count == 1 && a->n >= 1 && a->n <= 31 &&
		first_token(s, a)->kind == TOKEN_NUMBER &&
		(next->kind == TOKEN_PUNCT || TOKEN_MEANS_ANY(next, closes));
}

/* The day with its number that goes on with a day of the week: `Montag, den 15. Januar`; NULL. */
static const struct atom *numbered(const struct study *s, size_t weekday)
{
	for (size_t i = weekday + 1; i < s->atom_count && i <= weekday + 1 + GLUE_MAX; i++) {
		const struct atom *a = &s->atoms[i];
		if (a->kind == ATOM_DATE)
			return a->day_known && !a->weekday_known && a->n / 100 > 0 ? a : NULL;
		if (bare_number(s, a))
			return i == weekday + 1 ? a : NULL;
		if (!atom_is(a, ',') && !atom_means(a, SENSE_ARTICLE) &&
			!atom_means(a, SENSE_GOING))
			return NULL;
	}
	return NULL;
}

/* Whether a verb's form tells of what was, and of nothing else. */
static bool only_past(const struct meaning *m)
{
	const struct inflection *f = m != NULL ? m->inflections : NULL;
	bool past = f != NULL;

	for (; f != NULL; f = f->next)
		past = past && (f->forms & ~(FORM_PAST | FORM_PART)) == 0;
	return past;
}

/* `I went back Friday the 15th`: a day that is over. */
static bool told_of(const struct study *s, const struct atom *a)
{
	size_t row = first_token(s, a)->row;

	for (size_t i = a->first;
		i-- > 0 && s->tokens[i].row == row && s->tokens[i].kind != TOKEN_PUNCT;)
		if (token_means(&s->tokens[i], SENSE_PAST) || only_past(s->tokens[i].meaning))
			return true;
	return false;
}

/* `the third Tuesday`, `two Mondays later`, `two days before the 16th`: a day that is another than the one
 * named. */
static bool counted_from(const struct study *s, size_t at)
{
	const struct atom *a = &s->atoms[at], *b = at > 0 ? a - 1 : NULL;

	if (b == NULL)
		return false;
	bool number = b->kind == ATOM_NUMBER ||
		(atom_means(b, SENSE_NUMBER) && !atom_means(b, SENSE_INDEFINITE));
	bool hour = at > 1 && atom_means(b - 1, SENSE_AT_TIME);
	if (atom_lone_weekday(a) && counted_before(s, a->first))
		return true;
	if (atom_lone_weekday(a) &&
		(atom_means(b, SENSE_ORDINAL) || atom_means(b, SENSE_LAST) || (number && !hour)))
		return true;
	bool leads = atom_means(b, SENSE_ORIGIN) || atom_means(b, SENSE_SINCE) ||
		atom_means(b, SENSE_BEFORE);
	return leads && at > 1 && (b[-1].kind == ATOM_TIME || atom_means(b - 1, SENSE_UNIT));
}

/* `April 15 of 87`, `September the first nineteen seventy eight`: a year in words that are not read. */
static bool year_follows(const struct study *s, const struct atom *a)
{
	size_t at = a->first + a->count;
	const struct token *t = study_token(s, at, s->token_count);
	bool of = token_means(t, SENSE_ORIGIN) && t->kind == TOKEN_WORD;

	t = of ? study_token(s, at + 1, s->token_count) : t;
	if (a->n % 100 == 0)
		return false;
	bool figures = of && t->kind == TOKEN_NUMBER && t->text.len == 2;
	bool words = t->kind == TOKEN_WORD && token_means(t, SENSE_NUMBER) &&
		!token_means(t, SENSE_INDEFINITE) &&
		!token_means(study_token(s, at + 1, s->token_count), SENSE_UNIT);
	return figures || words;
}

/* `next Sunday`, `last Wednesday`, where such a day lies in the letter's own week: some mean that one, some
 * that of the week beside it. */
static bool either_week(const struct study *s, const struct atom *a)
{
	int today = civil_weekday(s->today) + 1, day = date_weekday(s, a);

	for (size_t i = a->first; day != 0 && i < a->first + a->count; i++) {
		const struct token *t = &s->tokens[i];
		if (token_means(t, SENSE_NEXT) && t->meaning->n != THIS_WEEK)
			return day > today;
		if (token_means(t, SENSE_LAST) && !token_means(t, SENSE_BYGONE))
			return day < today;
	}
	return false;
}

/* `July 1st, 17th times`: an ordinal that counts something else. */
static bool counts_other(const struct study *s, const struct atom *a)
{
	const struct token *t = study_token(s, a->first + a->count, s->token_count);

	return !a->weekday_known && a->n > 0 && a->n % 100 == 0 && token_means(t, SENSE_UNIT) &&
		!token_means(t, SENSE_CLOCK) && t->row == first_token(s, a)->row;
}

/* `22 May (Tue)`: the day of the week belongs to the day before it. */
static bool belongs_before(const struct study *s, size_t at)
{
	return at > 1 && atom_lone_weekday(&s->atoms[at]) && atom_is(&s->atoms[at - 1], '(') &&
		s->atoms[at - 2].kind == ATOM_DATE && s->atoms[at - 2].n / 100 > 0;
}

/* The day of the date, with the number that goes on with it: the one that both say; 0 where nobody can tell. */
static int32_t day_of(const struct study *s, const struct atom *a, const struct atom *number)
{
	bool over = told_of(s, a);

	if (number == NULL)
		return over && a->weekday_known && a->day > s->today ? 0 : a->day;
	if (number->kind == ATOM_DATE && number->n % 100 != 0)
		return number->day;
	int n = number->kind == ATOM_NUMBER ? number->n : number->n / 100;
	return date_of_both(s, date_weekday(s, a), n, over ? -1 : 1, over ? LOOK_BACK : FAR);
}

/* `next 6th of April`: the first one to come. */
static int32_t next_one(const struct study *s, size_t at)
{
	const struct atom *a = &s->atoms[at];
	bool next = at > 0 && atom_means(a - 1, SENSE_NEXT) && a->n / 100 > 0 && a->n % 100 > 0;
	struct civil c = civil_of_days(a->day);

	if (!next || a->day > s->today || a->day == 0)
		return a->day;
	return civil_valid_date(c.year + 1, c.month, c.day) ? civil_days(c.year + 1, c.month, c.day)
							    : 0;
}

static void list_dates(struct study *s)
{
	for (size_t i = 0; i < s->atom_count; i++) {
		struct atom *a = &s->atoms[i];
		const struct atom *number = NULL;
		size_t at = i;
		if (a->kind != ATOM_DATE || a->day == 0)
			continue;
		if (atom_lone_weekday(a) && (number = numbered(s, i)) != NULL)
			i = (size_t)(number - s->atoms);
		if (counted_from(s, at) || year_follows(s, number != NULL ? number : a) ||
			either_week(s, a) || counts_other(s, a) || belongs_before(s, at))
			continue;
		int32_t day = number != NULL ? day_of(s, a, number) : next_one(s, at);
		if (number == NULL && day == a->day)
			day = day_of(s, a, NULL);
		size_t end = s->atoms[i].first + s->atoms[i].count;
		if (day != 0)
			list(s, i, a->first, end, day);
	}
}

void days_list(struct study *s)
{
	list_dates(s);
	counted_list(s);
}
