#include "reading/days/date-forms.h"

#include "reading/days/date-words.h"

enum { BYGONE_TOKENS = 3 }; /* behind the last Wednesday, up to its month */
enum { DAYS_TOKENS_MAX = 12 }; /* of days that share a month */
enum { NEXT_DAYS = 13, YEAR_MIN = 1900, YEAR_MAX = 2100, MONTHS = 12, CENTURY_ENDS = 60 };

static bool is(const struct token *t, const char *text)
{
	return slice_is(t->text, text);
}

static bool number_in(const struct token *t, long low, long high)
{
	return t->kind == TOKEN_NUMBER && t->number >= low && t->number <= high && t->text.len <= 4;
}

static int month_of(const struct token *t)
{
	return t->meaning != NULL ? t->meaning->month : 0;
}

/* A year at `at`, with two or four figures: tokens it takes. Two figures only where `joined`. */
static size_t year_at(const struct study *s, size_t at, size_t end, struct date_parts *p)
{
	const struct token *t = study_token(s, at, end);
	bool hour = is(study_token(s, at + 1, end), ":") ||
		(study_token(s, at + 1, end)->meaning != NULL &&
			token_means(study_token(s, at + 1, end), SENSE_UNIT));

	if (t->kind != TOKEN_NUMBER || hour)
		return 0;
	if (t->text.len == 4 && t->number >= YEAR_MIN && t->number <= YEAR_MAX)
		p->year = (int)t->number;
	else if (t->text.len == 2 && t->joined) /* 05/05/71 */
		p->year = (t->number > CENTURY_ENDS ? 1900 : 2000) + (int)t->number;
	else
		return 0;
	return 1;
}

/* `16.2.`, `16.02.2011`, `16. 3.`, `16.2` */
static size_t figures(const struct study *s, size_t at, size_t end, struct date_parts *p)
{
	const struct token *day = study_token(s, at, end), *dot = study_token(s, at + 1, end),
			   *month = study_token(s, at + 2, end),
			   *last = study_token(s, at + 3, end);

	if (!number_in(day, 1, 31) || !is(dot, ".") || !dot->joined || !number_in(month, 1, 12) ||
		day->text.len > 2 || month->text.len > 2)
		return 0;
	if (is(last, ".") && last->joined) {
		p->day = (int)day->number;
		p->month = (int)month->number;
		return 4 + year_at(s, at + 4, end, p);
	}
	/* without the last dot it may be a time or a price: `16.2` only where nothing follows */
	if (!month->joined || is(last, ":") || is(last, ",") || last->kind == TOKEN_NUMBER ||
		token_means(last, SENSE_UNIT))
		return 0;
	p->day = (int)day->number;
	p->month = (int)month->number;
	return 3;
}

static bool on_some_day(const struct study *s, int day, int month)
{
	for (size_t i = 0; s->series != NULL && i < s->series->event_count; i++)
		if (s->series->events[i].begin.day == day &&
			s->series->events[i].begin.month == month)
			return true;
	return false;
}

/* `16/02`, `16/2/2011`, `2/18`: the day first, unless there is no such month. Only a day on which
 * there is something: other figures with a slash are no dates. Where both orders fit something, it
 * is none: nobody can tell. */
static size_t slashed(const struct study *s, size_t at, size_t end, struct date_parts *p)
{
	const struct token *day = study_token(s, at, end), *sign = study_token(s, at + 1, end),
			   *month = study_token(s, at + 2, end);
	size_t n = 3;

	if (!number_in(day, 1, 31) || !(is(sign, "/") || is(sign, "-")) || !sign->joined ||
		!month->joined || !number_in(month, 1, 31) || day->text.len > 2 ||
		month->text.len > 2)
		return 0;
	bool slash = is(sign, "/");
	if (is(study_token(s, at + 3, end), slash ? "/" : "-") &&
		study_token(s, at + 3, end)->joined) {
		size_t year = year_at(s, at + 4, end, p);
		if (year == 0)
			return 0;
		n += 1 + year;
	} else if (!slash) {
		return 0;
	}
	int a = (int)day->number, b = (int)month->number;
	bool day_first = on_some_day(s, a, b), month_first = on_some_day(s, b, a);
	/* with its year, or behind `on`, it is a date on which there is nothing, where only one order can be */
	bool led = at > 0 && token_means(&s->tokens[at - 1], SENSE_WHEREABOUTS) &&
		study_token(s, at + n, end)->kind != TOKEN_NUMBER;
	if ((p->year != 0 || led) && !day_first && !month_first &&
		(a == b || (a > MONTHS) != (b > MONTHS))) {
		p->day = a > MONTHS ? a : b;
		p->month = a > MONTHS ? b : a;
		return n;
	}
	if (day_first == month_first && a != b)
		return 0;
	if (!day_first && a <= 12 && b <= 12)
		return 0; /* 3/7 is the third of July here */
	p->day = day_first ? a : b;
	p->month = day_first ? b : a;
	return n;
}

/* Behind the name of a month or a day at `at`, and the dot of one that is short: `Feb.`, `Mi.` */
static size_t past_form(const struct study *s, size_t at, size_t end)
{
	const struct token *dot = study_token(s, at + 1, end);

	return at + (is(dot, ".") && dot->joined && s->tokens[at].meaning->abbreviation ? 2 : 1);
}

/* Behind what stands between a day and its month: `16th of February`, `the 16th day of February`. */
static size_t past_of(const struct study *s, size_t at, size_t end)
{
	const struct token *t = study_token(s, at, end);
	bool day = token_means(t, SENSE_SPAN) && t->meaning->n == 1 &&
		token_means(study_token(s, at + 1, end), SENSE_ORIGIN);
	bool of = token_means(study_token(s, at + day, end), SENSE_ORIGIN) &&
		month_of(study_token(s, at + day + 1, end)) > 0;

	return of ? at + day + 1 : at;
}

/* `$ 12 December`: a price. */
static bool is_price(const struct study *s, size_t at)
{
	const struct token *sign = at > 0 ? &s->tokens[at - 1] : NULL;

	return sign != NULL && (is(sign, "$") || is(sign, "€") || is(sign, "£"));
}

/* `16. Februar 2011`, `16 Feb`, `16th of February` */
static size_t day_month(const struct study *s, size_t at, size_t end, struct date_parts *p)
{
	size_t n = at;
	const struct token *day = study_token(s, n, end);

	if (!number_in(day, 1, 31) || day->text.len > 2 || is_price(s, at))
		return 0;
	n++;
	if ((is(study_token(s, n, end), ".") && study_token(s, n, end)->joined) ||
		token_means(study_token(s, n, end), SENSE_ORDINAL))
		n++;
	n = past_of(s, n, end);
	int month = month_of(study_token(s, n, end));
	if (month == 0)
		return 0;
	n = past_form(s, n, end);
	if (is(study_token(s, n, end), ",") && study_token(s, n + 1, end)->text.len == 4 &&
		number_in(study_token(s, n + 1, end), YEAR_MIN, YEAR_MAX))
		n++;
	p->day = (int)day->number;
	p->month = month;
	n += year_at(s, n, end, p);
	return n - at;
}

/* `March 15. I…`: the dot ends the sentence, it makes no ordinal. */
static bool dot_ends(const struct study *s, size_t dot, size_t end)
{
	return dot + 1 >= end || (s->tokens[dot + 1].capital && !s->tokens[dot + 1].joined);
}

/* `Oct/2`, `Sep-23-2020`: the month's name and the day, joined; tokens behind the name. */
static size_t joined_day(const struct study *s, size_t at, size_t end, struct date_parts *p)
{
	const struct token *sign = study_token(s, at, end), *day = study_token(s, at + 1, end),
			   *last = study_token(s, at + 2, end);

	if (!(is(sign, "/") || is(sign, "-")) || !sign->joined || !day->joined ||
		!number_in(day, 1, 31) || day->text.len > 2)
		return 0;
	p->day = (int)day->number;
	if (!slice_eq(last->text, sign->text) || !last->joined)
		return 2;
	size_t year = year_at(s, at + 3, end, p);
	return year > 0 ? 3 + year : 0;
}

/* `the March one`: the word behind the month at `at` stands for what takes place then, and is no day of it. */
static bool names_sort(const struct study *s, size_t at, size_t end)
{
	const struct token *one = study_token(s, at + 1, end);

	return at > 0 && token_means(&s->tokens[at - 1], SENSE_ARTICLE) &&
		token_means(one, SENSE_NUMBER) && token_means(one, SENSE_EVENT);
}

/* `February 21st`, `Feb. 16, 2011`, `15 March` is above */
static size_t month_day(const struct study *s, size_t at, size_t end, struct date_parts *p)
{
	size_t n = at;
	int month = month_of(study_token(s, n, end));

	if (month == 0)
		return 0;
	n = past_form(s, n, end);
	size_t joined = joined_day(s, n, end, p);
	if (joined > 0) {
		p->month = month;
		return n + joined - at;
	}
	size_t bare = n;
	if (token_means(study_token(s, n, end), SENSE_ARTICLE))
		n++;
	const struct token *day = study_token(s, n, end), *next = study_token(s, n + 1, end);
	/* `March 15:30`; not `March 15: Don and I` */
	bool hour = is(next, ":") && study_token(s, n + 2, end)->joined &&
		study_token(s, n + 2, end)->kind == TOKEN_NUMBER;
	if (number_in(day, 1, 31) && day->text.len <= 2 && !hour &&
		!token_means(next, SENSE_UNIT) &&
		!(is(next, ".") && next->joined && !dot_ends(s, n + 1, end))) {
		n++;
		if (token_means(next, SENSE_ORDINAL) && next->joined)
			n++;
		p->day = (int)day->number;
	} else {
		size_t word = date_ordinal_at(s, n, end, &p->day);
		if (word == 0 && !names_sort(s, at, end))
			word = date_cardinal_at(s, n, end, &p->day);
		n = word > 0 ? n + word : bare;
	}
	p->month = month;
	size_t comma = is(study_token(s, n, end), ",") && study_token(s, n + 1, end)->text.len == 4
		? 1
		: 0;
	size_t year = year_at(s, n + comma, end, p);
	return n + (year > 0 ? comma + year : 0) - at;
}

/* `2011-02-16`, `2011/02/16`, `2011/Feb/16` */
static size_t iso(const struct study *s, size_t at, size_t end, struct date_parts *p)
{
	const struct token *sign = study_token(s, at + 1, end),
			   *month = study_token(s, at + 2, end);
	int named = month_of(month);

	if (!number_in(study_token(s, at, end), YEAR_MIN, YEAR_MAX) ||
		!(is(sign, "-") || is(sign, "/")) || !sign->joined || !month->joined ||
		!(named > 0 || number_in(month, 1, MONTHS)) ||
		!slice_eq(study_token(s, at + 3, end)->text, sign->text) ||
		!number_in(study_token(s, at + 4, end), 1, 31))
		return 0;
	p->year = (int)study_token(s, at, end)->number;
	p->month = named > 0 ? named : (int)month->number;
	p->day = (int)study_token(s, at + 4, end)->number;
	return 5;
}

/* `am siebten vierten`: the month by its number, as a word; not before a noun. */
static size_t month_word(const struct study *s, size_t at, size_t end, struct date_parts *p)
{
	const struct token *t = study_token(s, at, end), *next = study_token(s, at + 1, end);

	if (!token_means(t, SENSE_ORDINAL) || t->kind != TOKEN_WORD || t->meaning->ordinal < 1 ||
		t->meaning->ordinal > MONTHS || !t->meaning->language->nouns || next->capital)
		return 0;
	p->month = t->meaning->ordinal;
	return 1 + year_at(s, at + 1, end, p);
}

/* `18.`, `the 18th` */
static size_t lone_day(const struct study *s, size_t at, size_t end, struct date_parts *p)
{
	const struct token *day = study_token(s, at, end), *next = study_token(s, at + 1, end);
	bool ordinal = next->joined && (is(next, ".") || token_means(next, SENSE_ORDINAL));

	/* `+1.`: one more at a sentence's end */
	bool plus = at > 0 && is(day - 1, "+") && day->joined && !day[-1].joined;

	/* `12/30.`, `2.30`; not `21./22.` */
	bool both = at > 2 && is(day - 1, "/") && is(day - 2, ".") && number_in(day - 3, 1, 31);
	bool within = (at > 0 && day->joined && !both && (is(day - 1, "/") || is(day - 1, "-"))) ||
		(is(next, ".") && study_token(s, at + 2, end)->joined &&
			study_token(s, at + 2, end)->kind == TOKEN_NUMBER);

	/* `zum 3. Mal` */
	const struct token *noun = study_token(s, at + 2, end);
	bool counts = is(next, ".") && noun->capital && token_means(noun, SENSE_UNIT);

	if (!number_in(day, 1, 31) || day->text.len > 2 || !ordinal || plus || within || counts)
		return 0;
	p->day = (int)day->number;
	return 2 + month_word(s, at + 2, end, p);
}

static bool separates(const struct token *t)
{
	return token_means(t, SENSE_AND) || is(t, "&") || is(t, ",") || is(t, "+");
}

/* `on 16 and on 22 February`: the word before the one stands before the other again. */
static bool again_before(const struct study *s, size_t at, size_t n, size_t end)
{
	const struct token *first = &s->tokens[at - (at > 0)], *other = study_token(s, n, end);

	return at > 0 && first->row == s->tokens[at].row && token_means(other, SENSE_GOING) &&
		slice_eq(first->key, other->key);
}

/* `16 and 22 February`: a bare number beside a date, where there is something on that day. */
static size_t day_with(const struct study *s, size_t at, size_t end, struct date_parts *p)
{
	const struct token *day = study_token(s, at, end);
	struct date_parts other = {0};
	size_t n = at;

	do { /* `16, 18 and 21 February` */
		if (!number_in(study_token(s, n, end), 1, 31) ||
			study_token(s, n, end)->text.len > 2 ||
			!separates(study_token(s, n + 1, end)))
			return 0;
		n += 2 + (separates(study_token(s, n + 2, end)) ? 1 : 0);
		n += again_before(s, at, n, end) ? 1 : 0;
	} while (day_month(s, n, end, &other) == 0 && n < at + DAYS_TOKENS_MAX);
	if (other.month == 0 || !on_some_day(s, (int)day->number, other.month))
		return 0;
	p->day = (int)day->number;
	p->month = other.month;
	return 1;
}

/* `letzten Mittwoch`; not `am letzten Mittwoch im Februar`, `der letzte Mittwoch, der 23.` */
static bool is_bygone(const struct study *s, size_t at, size_t end)
{
	const struct token *last = study_token(s, at, end), *day = study_token(s, at + 1, end);

	if (!(token_means(last, SENSE_LAST) || token_means(last, SENSE_BYGONE)) ||
		day->meaning == NULL || day->meaning->weekday == 0)
		return false;
	for (size_t i = at + 2; i < end && i < at + 2 + BYGONE_TOKENS; i++) {
		const struct token *t = &s->tokens[i];
		if (t->kind == TOKEN_NUMBER || month_of(t) > 0 || token_means(t, SENSE_MONTH))
			return token_means(last, SENSE_BYGONE);
		if (!token_means(t, SENSE_ARTICLE) && !token_means(t, SENSE_GOING) &&
			!token_means(t, SENSE_ORIGIN) && !is(t, ","))
			break;
	}
	return true;
}

/* Whether there is something on a day of that number and that day of the week. */
static bool falls_on(const struct study *s, int day, int weekday)
{
	for (size_t i = 0; s->series != NULL && i < s->series->event_count; i++) {
		struct civil c = s->series->events[i].begin;
		if (c.day == day &&
			civil_weekday(civil_days(c.year, c.month, c.day)) + 1 == weekday)
			return true;
	}
	return false;
}

/* `Monday 21`: the number behind a day of the week, where there is something on that day; not `Monday 21 of us`,
 * `Friday 18 to 21`. */
static size_t number_of(const struct study *s, size_t at, size_t end, struct date_parts *p)
{
	static const enum sense closes[] = {SENSE_AND, SENSE_GOING, SENSE_AT_TIME};
	const struct token *day = study_token(s, at, end), *next = study_token(s, at + 1, end);
	bool sign = next->kind == TOKEN_PUNCT && !is(next, ".") && !is(next, "-");

	if (!number_in(day, 1, 31) || day->text.len > 2 ||
		!(at + 1 >= end || sign || TOKEN_MEANS_ANY(next, closes)) ||
		study_token(s, at + 2, end)->kind == TOKEN_NUMBER)
		return 0;
	if (!falls_on(s, (int)day->number, p->weekday))
		return 0;
	p->day = (int)day->number;
	return 1;
}

/* `Mi 16.2.`: behind its two letters, which may be a word, stands a day in figures: one with its month, else one of that
 * day of the week on which there is something. */
static bool dated(const struct study *s, size_t at, size_t end, int weekday, bool capital)
{
	struct date_parts day = {.weekday = weekday};
	size_t n = figures(s, at, end, &day);

	if (at >= end) /* lone_day looks at the token before it */
		return false;
	n = n > 0 ? n : day_month(s, at, end, &day);
	if (n > 0 && capital)
		return true;
	n = n > 0 || at >= end ? n : lone_day(s, at, end, &day);
	return n > 0 ? falls_on(s, day.day, weekday) : capital && number_of(s, at, end, &day) > 0;
}

/* `kommenden Mittwoch`, `Mittwoch`, `Mi.` */
static size_t weekday_at(const struct study *s, size_t at, size_t end, struct date_parts *p)
{
	size_t n = at;

	p->bygone = is_bygone(s, at, end);
	n += p->bygone;
	while (token_means(study_token(s, n, end), SENSE_NEXT) && n < at + 2) {
		int days = study_token(s, n, end)->meaning->n;
		p->within = days > 0 ? days : NEXT_DAYS;
		n++;
	}
	const struct token *t = study_token(s, n, end);
	if (t->meaning == NULL || t->meaning->weekday == 0)
		return 0;
	/* `So.` and `Mi.` are days only with their dot or their date, `so` is a word */
	bool dot = is(study_token(s, n + 1, end), ".") && study_token(s, n + 1, end)->joined;
	if (t->meaning->abbreviation && t->key.len <= 2 &&
		!(t->capital && (dot || is(study_token(s, n + 1, end), ","))) &&
		!dated(s, n + 1, end, t->meaning->weekday, t->capital))
		return 0;
	p->weekday = t->meaning->weekday;
	n = past_form(s, n, end);
	n += number_of(s, n, end, p);
	return n - at;
}

/* `may` and `march` are months without a day only with a capital, behind a preposition, or before `one`. */
static bool month_alone(const struct study *s, size_t at, size_t end)
{
	const struct token *t = &s->tokens[at];
	struct senses month = {0};

	senses_add(&month, SENSE_MONTH);
	bool other = !senses_same(t->meaning->senses, month) || t->meaning->inflections != NULL;
	return !other ||
		(t->capital && at > 0 &&
			(token_means(t - 1, SENSE_GOING) || names_sort(s, at, end)));
}

/* `am sechzehnten`, `am ersten März`, `the twenty-first of May`: a small number alone is a place in a
 * list. */
static size_t day_word(
	const struct study *s, size_t at, size_t end, bool lone, struct date_parts *p)
{
	int day = 0;
	size_t n = date_ordinal_at(s, at, end, &day);

	if (n == 0)
		return 0;
	size_t of = past_of(s, at + n, end) - (at + n);
	int month = month_of(study_token(s, at + n + of, end));
	size_t word = month == 0 && lone ? month_word(s, at + n, end, p) : 0;
	if (word > 0) {
		p->day = day;
		return n + word;
	}
	bool many = s->series != NULL && day > (int)s->series->event_count;
	if (month == 0 && !(lone && many))
		return 0;
	p->day = day;
	p->month = month;
	n += month > 0 ? of + 1 : 0;
	return n + (month > 0 ? year_at(s, at + n, end, p) : 0);
}

/* Whether it is a sentence's first word, so that its capital says nothing: `Schade. Morgen bin ich nicht da`. */
static bool begins(const struct study *s, size_t at)
{
	return at > 0 &&
		(is(&s->tokens[at - 1], ".") || is(&s->tokens[at - 1], "!") ||
			is(&s->tokens[at - 1], "?"));
}

size_t date_form_at(const struct study *s, size_t at, size_t end, bool lone, struct date_parts *out)
{
	struct date_parts p = {0};
	const struct token *t = study_token(s, at, end);
	size_t n = 0;

	if (t->kind == TOKEN_NUMBER) {
		n = iso(s, at, end, &p);
		n = n > 0 ? n : figures(s, at, end, &p);
		n = n > 0 ? n : slashed(s, at, end, &p);
		n = n > 0 ? n : day_month(s, at, end, &p);
		if (n == 0 && lone)
			n = lone_day(s, at, end, &p);
		if (n == 0 && lone)
			n = day_with(s, at, end, &p);
	} else if (t->meaning != NULL && senses_has(t->meaning->senses, SENSE_DAY) &&
		(!t->capital || t->joined || at == s->rows[t->row].first || begins(s, at))) {
		p.relative = true;
		p.in_days = t->meaning->n;
		n = 1;
	} else if (t->meaning != NULL) {
		n = weekday_at(s, at, end, &p);
		n = n > 0 ? n : month_day(s, at, end, &p);
		n = n > 0 ? n : day_word(s, at, end, lone, &p);
		/* `Jan Novak` */
		const struct token *next = study_token(s, at + 1, end);
		const struct token *behind = study_token(s, at + 2, end);
		bool couple = token_means(next, SENSE_AND) && behind->kind == TOKEN_WORD &&
			behind->capital && month_of(behind) == 0;
		bool name = t->meaning->abbreviation &&
			(couple ||
				(next->kind == TOKEN_WORD && next->capital &&
					next->meaning == NULL));
		if (p.month != 0 && p.day == 0 && (name || !(lone && month_alone(s, at, end))))
			return 0; /* `Thi Mai Nguyen`: a month alone wants a preposition */
	}
	*out = p;
	return n;
}
