#include "reading/dates.h"

#include "reading/date-forms.h"
#include "reading/hours.h"

enum { WEEK = 7, LOOK_AHEAD = 366, HOUR = 60 /* minutes */ };
enum { GLUE_MAX = 2 }; /* between a day of the week and its number */

static bool fits(const struct study *s, const struct date_parts *p, struct civil c)
{
	int32_t day;

	/* nearly all days fall out by what stands there */
	if (!p->relative &&
		((p->day != 0 && p->day != c.day) || (p->month != 0 && p->month != c.month) ||
			(p->year != 0 && p->year != c.year)))
		return false;
	day = civil_days(c.year, c.month, c.day);
	if (p->relative)
		return day == s->today + p->in_days;
	if (p->weekday != 0 && civil_weekday(day) + 1 != p->weekday)
		return false;
	if (p->bygone && (day >= s->today || day < s->today - WEEK))
		return false;
	return !(p->within > 0 && (day < s->today || day > s->today + p->within));
}

static struct civil day_after(struct civil c)
{
	if (civil_valid_date(c.year, c.month, c.day + 1))
		return (struct civil){.year = c.year, .month = c.month, .day = c.day + 1};
	return (struct civil){
		.year = c.year + (c.month == 12), .month = c.month % 12 + 1, .day = 1};
}

static void find_events(struct study *s, const struct date_parts *p, struct atom *out)
{
	struct eset over = {0};

	out->events = (struct eset){0};
	for (size_t i = 0; s->series != NULL && i < s->series->event_count; i++) {
		if (!fits(s, p, s->series->events[i].begin))
			continue;
		if (eset_has(s->coming, i))
			eset_add(&out->events, i);
		else
			eset_add(&over, i);
	}
	out->over = eset_empty(out->events) && !eset_empty(over);
	if (out->over)
		out->events = over;
}

/* The day that is most likely meant: the first such day from a week before the letter on. */
static int32_t concrete(const struct study *s, const struct date_parts *p)
{
	if (p->relative)
		return s->today + p->in_days;
	if (p->day != 0 && p->month != 0 && p->year != 0)
		return civil_valid_date(p->year, p->month, p->day)
			? civil_days(p->year, p->month, p->day)
			: 0;
	int32_t from = p->bygone               ? s->today - WEEK
		: p->day != 0 && p->month != 0 ? s->today - LOOK_AHEAD / 2
					       : s->today;
	if (p->day == 0 && p->weekday == 0)
		return 0;
	struct civil c = civil_of_days(from);
	for (int32_t d = from; d < from + LOOK_AHEAD; d++, c = day_after(c))
		if (fits(s, p, c))
			return d;
	return 0;
}

size_t date_at(struct study *s, size_t at, size_t end, bool lone, struct atom *out)
{
	struct date_parts p = {0};
	size_t n = date_form_at(s, at, end, lone, &p);

	if (n == 0 || (s->now == 0 && (p.relative || p.weekday != 0)))
		return n > 0 ? (*out = (struct atom){.kind = ATOM_DATE, .first = at, .count = n}, n)
			     : 0;
	*out = (struct atom){.kind = ATOM_DATE, .first = at, .count = n};
	out->day_known = p.day != 0 || p.relative || p.bygone;
	out->weekday_known = p.weekday != 0;
	out->n = p.day * 100 + p.month;
	find_events(s, &p, out);
	out->day = concrete(s, &p);
	return n;
}

struct atom date_of_phrase(struct study *s, size_t first, size_t count, int in_days)
{
	struct date_parts p = {.relative = true, .in_days = in_days};
	struct atom a = {.kind = ATOM_DATE, .first = first, .count = count};

	if (s->now == 0)
		return a;
	a.day_known = true;
	find_events(s, &p, &a);
	a.day = concrete(s, &p);
	return a;
}

void date_inherit(struct study *s, struct atom *day, const struct atom *with_month)
{
	struct date_parts p = {.day = day->n / 100, .month = with_month->n % 100};

	if (day->n % 100 != 0 || p.day == 0 || p.month == 0)
		return;
	day->n = p.day * 100 + p.month;
	find_events(s, &p, day);
	day->day = concrete(s, &p);
}

/* The day of the atom, whose tokens those are, with the hour beside it. */
static void list(struct study *s, size_t atom, size_t first, size_t end, int32_t day)
{
	struct civil c = civil_of_days(day);
	int at = hours_beside(s, atom, &first, &end);
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

/* The day with its number that goes on with a day of the week: `Montag, den 15. Januar`; NULL. */
static const struct atom *numbered(const struct study *s, size_t weekday)
{
	for (size_t i = weekday + 1; i < s->atom_count && i <= weekday + 1 + GLUE_MAX; i++) {
		const struct atom *a = &s->atoms[i];
		if (a->kind == ATOM_DATE)
			return a->day_known && !a->weekday_known && a->n / 100 > 0 ? a : NULL;
		if (!atom_is(a, ',') && !atom_means(a, SENSE_ARTICLE) &&
			!atom_means(a, SENSE_GOING))
			return NULL;
	}
	return NULL;
}

int date_weekday(const struct study *s, const struct atom *a)
{
	for (size_t i = a->first; i < a->first + a->count; i++)
		if (s->tokens[i].meaning != NULL && s->tokens[i].meaning->weekday != 0)
			return s->tokens[i].meaning->weekday;
	return 0;
}

/* The day that both say: with that number and of that name; 0 where there is none such. */
static int32_t both_say(const struct study *s, const struct atom *weekday, const struct atom *day)
{
	struct date_parts p = {
		.day = day->n / 100, .month = day->n % 100, .weekday = date_weekday(s, weekday)};

	return p.month == 0 ? concrete(s, &p) : 0;
}

/* `the third Tuesday`, `the last Friday in May`, `two days before the 16th`: a day that is another than the
 * one named. */
static bool counted_from(const struct study *s, size_t at)
{
	const struct atom *a = &s->atoms[at], *b = at > 0 ? a - 1 : NULL;

	if (b == NULL)
		return false;
	if (atom_lone_weekday(a) && (atom_means(b, SENSE_ORDINAL) || atom_means(b, SENSE_LAST)))
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
		!token_means(t, SENSE_INDEFINITE);
	return figures || words;
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

/* `I went back Friday the 15th`: a day that is over, and of which nobody can say which. */
static bool told_of(const struct study *s, const struct atom *a)
{
	size_t row = first_token(s, a)->row;

	if (!a->weekday_known || a->day <= s->today)
		return false;
	for (size_t i = a->first;
		i-- > 0 && s->tokens[i].row == row && s->tokens[i].kind != TOKEN_PUNCT;)
		if (token_means(&s->tokens[i], SENSE_PAST) || only_past(s->tokens[i].meaning))
			return true;
	return false;
}

void dates_list(struct study *s)
{
	for (size_t i = 0; i < s->atom_count; i++) {
		const struct atom *a = &s->atoms[i];
		const struct atom *day = atom_lone_weekday(a) ? numbered(s, i) : NULL;
		if (a->kind != ATOM_DATE || a->day == 0 || counted_from(s, i) ||
			year_follows(s, a) || told_of(s, a))
			continue;
		if (day == NULL) {
			list(s, i, a->first, a->first + a->count, a->day);
			continue;
		}
		int32_t both = both_say(s, a, day);
		list(s, (size_t)(day - s->atoms), a->first, day->first + day->count,
			both != 0 ? both : day->day);
		i = (size_t)(day - s->atoms);
	}
}
