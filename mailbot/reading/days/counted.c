#include "reading/days/counted.h"

#include "reading/days/days.h"

enum { MONTHS = 12, COUNT_MAX = 60 };

/* How far it is: so many days, or months. */
struct distance {
	int days, months;
};

static int32_t moved(int32_t from, struct distance d, int step)
{
	struct civil c = civil_of_days(from);
	int n = c.year * MONTHS + c.month - 1 + step * d.months;

	if (d.months == 0)
		return from + step * d.days;
	return civil_valid_date(n / MONTHS, n % MONTHS + 1, c.day)
		? civil_days(n / MONTHS, n % MONTHS + 1, c.day)
		: 0;
}

/* `3 weeks`, `a fortnight`, `two months`: what ends with the token at `at`. */
static bool distance_at(const struct study *s, size_t at, struct distance *d)
{
	const struct token *unit = &s->tokens[at], *count = at > 0 ? unit - 1 : NULL;
	bool span = token_means(unit, SENSE_SPAN), months = token_means(unit, SENSE_MONTHS);

	if (count == NULL || count->row != unit->row || !(span || months))
		return false;
	int n = count->kind == TOKEN_NUMBER && count->text.len <= 2 ? (int)count->number
		: token_means(count, SENSE_NUMBER)                  ? count->meaning->n
								    : 0;
	if (n < 1 || n > COUNT_MAX)
		return false;
	d->days = span ? n * unit->meaning->n : 0;
	d->months = months ? n * unit->meaning->n : 0;
	return true;
}

static const struct atom *atom_over(const struct study *s, size_t token)
{
	for (size_t i = 0; i < s->atom_count; i++)
		if (s->atoms[i].first <= token && token < s->atoms[i].first + s->atoms[i].count)
			return &s->atoms[i];
	return NULL;
}

/* The date from which it is counted, behind `from`: `two weeks from 15 January`; 0. */
static int32_t counted_from(const struct study *s, size_t at, size_t *end)
{
	const struct atom *a = at + 1 < s->token_count && token_means(&s->tokens[at], SENSE_ORIGIN)
		? atom_over(s, at + 1)
		: NULL;

	if (a == NULL || a->kind != ATOM_DATE || !a->day_known || a->day == 0)
		return 0;
	*end = a->first + a->count;
	return a->day;
}

/* `in two weeks or so`, `in a week or two`. */
static bool vague_behind(const struct study *s, size_t at)
{
	const struct token *t = study_token(s, at, s->token_count);

	return token_means(t, SENSE_OR) || token_means(t, SENSE_ABOUT);
}

/* `in two weeks since 2011`, `2 weeks before yesterday`: counted from elsewhere. */
static bool elsewhere(const struct study *s, size_t at)
{
	const struct token *t = study_token(s, at, s->token_count);

	return token_means(t, SENSE_SINCE) || token_means(t, SENSE_BEFORE);
}

/* `one month, 21 days`: not the whole distance; `first` is where the second begins. */
static bool goes_on(const struct study *s, size_t first)
{
	struct distance d;
	size_t at = first;

	while (at > 0 &&
		(s->tokens[at - 1].kind == TOKEN_PUNCT ||
			token_means(&s->tokens[at - 1], SENSE_AND)))
		at--;
	return at > 1 && distance_at(s, at - 1, &d);
}

bool counted_before(const struct study *s, size_t at)
{
	struct distance d;

	while (at > 0 &&
		(token_means(&s->tokens[at - 1], SENSE_GOING) ||
			token_means(&s->tokens[at - 1], SENSE_DAY) ||
			token_means(&s->tokens[at - 1], SENSE_ORIGIN)))
		at--;
	return at > 1 && distance_at(s, at - 1, &d);
}

/* Whether the day of the week that stands behind says more exactly which day it is: `in 3 days on Friday`. */
static bool weekday_behind(const struct study *s, size_t at)
{
	while (at < s->token_count && token_means(&s->tokens[at], SENSE_GOING))
		at++;
	const struct meaning *m = study_token(s, at, s->token_count)->meaning;
	return m != NULL && m->weekday != 0;
}

/* The distance that ends at the token `at`, from where its words say. */
static void list_distance(struct study *s, size_t at)
{
	size_t first = at - 1, end = at + 1;
	const struct token *before = first > 0 ? &s->tokens[first - 1] : NULL;
	const struct atom *whole = atom_over(s, first);
	struct distance d;

	if (!distance_at(s, at, &d) || vague_behind(s, end) || elsewhere(s, end) ||
		goes_on(s, first) ||
		(whole->kind == ATOM_TIME && whole->first + whole->count > end))
		return;
	int32_t from = counted_from(s, end, &end);
	if (weekday_behind(s, end))
		return;
	if (from != 0) {
		days_add(s, first, end, moved(from, d, 1));
		return;
	}
	bool ago = token_means(study_token(s, end, s->token_count), SENSE_AGO);
	bool led = before != NULL && before->row == s->tokens[first].row;
	if (ago || (led && token_means(before, SENSE_AGO)))
		days_add(s, ago ? first : first - 1, end + ago, moved(s->today, d, -1));
	else if (led && token_means(before, SENSE_AHEAD) &&
		!(whole->kind == ATOM_TIME && whole->first < first))
		days_add(s, first - 1, end, moved(s->today, d, 1));
}

void counted_list(struct study *s)
{
	if (s->now == 0)
		return;
	for (size_t i = 0; i < s->atom_count; i++) {
		const struct atom *a = &s->atoms[i];
		for (size_t t = a->first; t < a->first + a->count; t++) {
			if (token_means(&s->tokens[t], SENSE_DAY_AGO) && !elsewhere(s, t - (t > 0)))
				days_add(s, t, t + 1, s->today - s->tokens[t].meaning->n);
			else if (t > 0)
				list_distance(s, t);
		}
	}
}
