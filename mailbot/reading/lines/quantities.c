#include "reading/lines/quantities.h"

#include "base/limits.h"

#include "reading/answered.h"

enum {
	HOUR_MAX = 24,
	MINUTES = 60,
	MONTHS = 12,
	YEAR_MIN = 1900,
	YEAR_MAX = 2100,
	SMALL_NUMBER_MAX = 999,
	PHONE_DIGITS_MIN = 6,
	LISTED_FIGURES_MIN = 4, /* of a number behind `student no.` */
	FIGURES_MAX = 64, /* tokens of one telephone or account number */
};

static bool is(const struct token *t, const char *text)
{
	return slice_is(t->text, text);
}

static bool dash(const struct token *t)
{
	return is(t, "-") || is(t, "–") || is(t, "—");
}

static bool leads_to_time(const struct token *t)
{
	return token_means(t, SENSE_AT_TIME) || token_means(t, SENSE_BEFORE) ||
		token_means(t, SENSE_UNTIL) ||
		(token_means(t, SENSE_ORIGIN) && !token_means(t, SENSE_WITH));
}

/* `18:00`, `18.30 Uhr`, `until 17.40`: tokens; 0. */
size_t quantity_clock_at(const struct study *s, size_t at, size_t end)
{
	const struct token *t = study_token(s, at, end), *sign = study_token(s, at + 1, end),
			   *minute = study_token(s, at + 2, end);

	if (t->kind != TOKEN_NUMBER || t->number > HOUR_MAX || t->text.len > 2)
		return 0;
	if (sign->joined && minute->joined && minute->text.len == 2 && minute->number < 60) {
		bool unit = token_means(study_token(s, at + 3, end), SENSE_UNIT);
		/* `um 17.30`, which is no day of a month */
		bool hour = at > 0 &&
			((token_means(t - 1, SENSE_AT_TIME) && minute->number == 0) ||
				(leads_to_time(t - 1) && minute->number > MONTHS));
		if (is(sign, ":") || (is(sign, ".") && (unit || hour)))
			return unit ? 4 : 3;
	}
	return 0;
}

/* A telephone number, an account, a postcode: figures with blanks, slashes and dashes; 0. */
size_t quantity_figures_at(const struct study *s, size_t at, size_t end)
{
	size_t n = 0, digits = 0, numbers = 0;

	if (is(study_token(s, at, end), "+") && study_token(s, at + 1, end)->kind == TOKEN_NUMBER)
		n = 1;
	for (; at + n < end && n < FIGURES_MAX; n++) {
		const struct token *t = study_token(s, at + n, end);
		if (t->kind == TOKEN_NUMBER) {
			digits += t->text.len;
			numbers++;
		} else if (!(is(t, "/") || dash(t) || is(t, "(") || is(t, ")")) ||
			study_token(s, at + n + 1, end)->kind == TOKEN_WORD) {
			break;
		}
	}
	while (n > 0 && study_token(s, at + n - 1, end)->kind != TOKEN_NUMBER)
		n--;
	const struct token *first = study_token(s, at, end);
	bool phone = first->kind == TOKEN_NUMBER && first->text.p[0] == '0' && first->text.len > 2;
	return digits >= PHONE_DIGITS_MIN && (numbers == 1 || phone || is(first, "+")) ? n : 0;
}

bool quantity_is_year(const struct token *t)
{
	return t->kind == TOKEN_NUMBER && t->text.len == 4 && t->number >= YEAR_MIN &&
		t->number <= YEAR_MAX;
}

int quantity_year(const struct study *s, const struct atom *a)
{
	return (a->kind == ATOM_TIME || a->kind == ATOM_SILENT) && a->count == 1 &&
			quantity_is_year(first_token(s, a))
		? (int)first_token(s, a)->number
		: 0;
}

/* A number with what shows that it counts no person; 0. */
static size_t counted_at(const struct study *s, size_t at, size_t end)
{
	const struct token *t = study_token(s, at, end), *next = study_token(s, at + 1, end);
	size_t n = 1;

	/* `um drei Uhr`, `from two o'clock`; not `zwei Mal Kongress` */
	if (t->kind == TOKEN_WORD && at > 0 && leads_to_time(t - 1) &&
		token_means(t, SENSE_NUMBER) && !token_means(t, SENSE_INDEFINITE) &&
		token_means(next, SENSE_UNIT) && !token_means(next, SENSE_PERSONS))
		return 2;
	if (t->kind != TOKEN_NUMBER)
		return is(t, "€") && next->kind == TOKEN_NUMBER ? 2 : 0;
	/* `im 5. Semester`, `zum 3. Mal` */
	const struct token *noun = study_token(s, at + 2, end);
	if (is(next, ".") && next->joined && noun->capital && token_means(noun, SENSE_UNIT))
		return 3;
	if ((is(next, ",") || is(next, ".")) && next->joined &&
		study_token(s, at + 2, end)->kind == TOKEN_NUMBER &&
		study_token(s, at + 2, end)->joined)
		n = 3;
	if (dash(study_token(s, at + n, end)) &&
		study_token(s, at + n + 1, end)->kind == TOKEN_NUMBER &&
		token_means(study_token(s, at + n + 2, end), SENSE_UNIT))
		n += 2;
	const struct token *unit = study_token(s, at + n, end);
	if (token_means(unit, SENSE_UNIT) || is(unit, "%") || is(unit, "€")) {
		size_t dot = is(study_token(s, at + n + 1, end), ".") &&
			study_token(s, at + n + 1, end)->joined && unit->meaning != NULL &&
			unit->meaning->abbreviation;
		return n + 1 + dot;
	}
	if (n == 1 && (quantity_is_year(t) || t->number > SMALL_NUMBER_MAX || t->text.len > 3))
		return 1;
	return 0;
}

/* `Zimmer 3.18`, `Tel. 0231 / 12`: the word, and the figures behind it; 0. */
static size_t labelled_at(const struct study *s, size_t at, size_t end)
{
	size_t n = 1, numbers = 0;

	/* Where we asked for numbers, `Nr. 2` is one. */
	if (!token_means(study_token(s, at, end), SENSE_UNIT_BEFORE) ||
		(answered_asks(s) && token_means(study_token(s, at, end), SENSE_LISTED)))
		return 0;
	while (is(study_token(s, at + n, end), ".") || is(study_token(s, at + n, end), ":"))
		n++;
	while (at + n < end) {
		const struct token *t = study_token(s, at + n, end);
		bool number = t->kind == TOKEN_NUMBER;
		bool link = (t->kind == TOKEN_PUNCT &&
				    (is(t, "/") || is(t, ".") || dash(t) || is(t, "+"))) &&
			(study_token(s, at + n + 1, end)->kind == TOKEN_NUMBER);
		if (!number && !link)
			break;
		numbers += number;
		n++;
	}
	return numbers > 0 ? n : 0;
}

bool quantity_ends_in_no(const struct study *s, size_t at, const struct meaning *phrase, size_t n)
{
	return senses_has(phrase->senses, SENSE_UNIT_BEFORE) &&
		token_means(&s->tokens[at + n - 1], SENSE_NEG);
}

size_t quantity_numbered_at(
	const struct study *s, size_t at, size_t end, const struct meaning *phrase, size_t n)
{
	if (!quantity_ends_in_no(s, at, phrase, n))
		return 0;
	n += is(study_token(s, at + n, end), ".") || is(study_token(s, at + n, end), ":");
	const struct token *figures = study_token(s, at + n, end);
	return figures->kind == TOKEN_NUMBER && figures->text.len >= LISTED_FIGURES_MIN ? n + 1 : 0;
}

/* `(82)`: too many to be people in brackets. */
static size_t age_at(const struct study *s, size_t at, size_t end)
{
	const struct token *t = study_token(s, at, end);

	return t->kind == TOKEN_NUMBER && t->number > SEATS_MAX && t->text.len <= 3 && at > 0 &&
			is(t - 1, "(") && is(study_token(s, at + 1, end), ")")
		? 1
		: 0;
}

/* `um vier komme ich`, `um 18 bin ich da`: a form of a verb of who comes, behind an hour; not `um zwei erhöhen`. */
static bool acts_behind(const struct token *t)
{
	static const enum sense helps[] = {SENSE_BE, SENSE_CAN, SENSE_WILL, SENSE_MUST};

	for (const struct inflection *f = t->meaning != NULL ? t->meaning->inflections : NULL;
		f != NULL; f = f->next)
		if (f->verb->sense == SENSE_COME)
			return true;
	return TOKEN_MEANS_ANY(t, helps);
}

size_t quantity_hour_at(const struct study *s, size_t at, size_t end)
{
	static const enum sense closes[] = {SENSE_AND, SENSE_BUT, SENSE_BECAUSE, SENSE_OR,
		SENSE_SAFE, SENSE_GOING, SENSE_I, SENSE_WE, SENSE_CONDITION, SENSE_UNTIL,
		SENSE_PARTICLE};
	const struct token *t = study_token(s, at, end), *next = study_token(s, at + 1, end);
	bool number = t->kind == TOKEN_NUMBER
		? t->number <= HOUR_MAX && t->text.len <= 2
		: token_means(t, SENSE_NUMBER) && !token_means(t, SENSE_INDEFINITE) &&
			!token_means(t, SENSE_EVENT) && t->meaning->n <= HOUR_MAX;
	bool ends = at + 1 >= end || next->kind == TOKEN_PUNCT;

	/* `bis 4. März`: a day */
	bool day = is(next, ".") && next->joined &&
		(token_means(study_token(s, at + 2, end), SENSE_MONTH) ||
			study_token(s, at + 2, end)->kind == TOKEN_NUMBER);
	if (!number || day || at == 0 || s->tokens[at - 1].row > t->row)
		return 0;
	const struct token *before = t - 1;
	/* `slip in around six`, `be there about four` */
	bool near = token_means(before, SENSE_ABOUT) && at >= 2 &&
		(token_means(before - 1, SENSE_PARTICLE) || token_means(before - 1, SENSE_THERE) ||
			token_means(before - 1, SENSE_ARRIVES) ||
			token_means(before - 1, SENSE_LEAVES));
	if (!near && !token_means(before, SENSE_AT_TIME) && !token_means(before, SENSE_UNTIL) &&
		!token_means(before, SENSE_BEFORE))
		return 0;
	/* `between 3 and 5 people` */
	bool range = token_means(next, SENSE_AND) && !token_means(before, SENSE_AT_TIME);
	ends = ends || (!range && TOKEN_MEANS_ANY(next, closes));
	/* `um fünf meinen Enkel abholen`, `bis sieben Dienst` */
	static const enum sense takes[] = {SENSE_MY, SENSE_OBSTACLE};
	ends = ends ||
		(token_means(before, SENSE_AT_TIME) &&
			(TOKEN_MEANS_ANY(next, takes) || acts_behind(next)));
	/* `am 3.3.`, `until 3/4`, `at 5-6 people` is something else */
	if (next->kind == TOKEN_PUNCT && next->joined && at + 2 < end &&
		study_token(s, at + 2, end)->kind == TOKEN_NUMBER)
		return 0;
	return ends &&
			!(next->kind == TOKEN_PUNCT && is(next, ".") && t->kind == TOKEN_NUMBER &&
				!near && !token_means(before, SENSE_AT_TIME))
		? 1
		: 0;
}

/* `from 6 to 9 pm`, `from 6 until 9 o'clock`: both are hours; tokens, or 0. */
static size_t span_at(const struct study *s, size_t at, size_t end)
{
	const struct token *t = study_token(s, at, end), *to = study_token(s, at + 1, end);
	const struct token *until = study_token(s, at + 2, end);

	if (at == 0 || at >= end || !leads_to_time(t - 1) || t->kind != TOKEN_NUMBER ||
		t->number > HOUR_MAX || t->text.len > 2 || until->kind != TOKEN_NUMBER ||
		until->number > HOUR_MAX ||
		!(token_means(to, SENSE_UNTIL) || token_means(to, SENSE_GOING)) ||
		!token_means(study_token(s, at + 3, end), SENSE_UNIT))
		return 0;
	return 4;
}

/* `halb 8`: a word that is both the part of an hour and the sign before it. */
static size_t before_hour_at(const struct study *s, size_t at, size_t end, int *minutes)
{
	const struct token *part = study_token(s, at, end), *hour = study_token(s, at + 1, end);
	bool named = token_means(part, SENSE_HOUR_PART) && token_means(part, SENSE_TO_HOUR);

	if (!named || hour->kind != TOKEN_NUMBER || hour->text.len > 2 || hour->number < 1 ||
		hour->number > HOUR_MAX)
		return 0;
	*minutes = (int)hour->number * MINUTES - part->meaning->n;
	return 2;
}

/* `half past six`, `a quarter to seven`, `ten minutes past 8`; `ten to eight` may count people. */
size_t quantity_spoken_at(const struct study *s, size_t at, size_t end, int *minutes)
{
	size_t before = before_hour_at(s, at, end, minutes);
	if (before > 0)
		return before;
	bool article = token_means(study_token(s, at, end), SENSE_INDEFINITE);
	size_t n = at + article;
	const struct token *part = study_token(s, n, end);
	bool named = token_means(part, SENSE_HOUR_PART), figure = part->kind == TOKEN_NUMBER;
	bool number = !article && !named &&
		(figure ? part->text.len <= 2
			: token_means(part, SENSE_NUMBER) && !token_means(part, SENSE_INDEFINITE));
	n += 1 + (number && token_means(study_token(s, n + 1, end), SENSE_UNIT));
	const struct token *sign = study_token(s, n, end), *hour = study_token(s, n + 1, end);
	bool to = named && token_means(sign, SENSE_TO_HOUR);

	if (!(named || number) || !(to || token_means(sign, SENSE_PAST_HOUR)))
		return 0;
	int m = figure ? (int)part->number : part->meaning->n;
	int h = hour->kind == TOKEN_NUMBER ? (int)hour->number
		: token_means(hour, SENSE_NUMBER) && !token_means(hour, SENSE_INDEFINITE)
		? hour->meaning->n
		: 0;
	if (h < 1 || h > HOUR_MAX || m >= MINUTES)
		return 0;
	*minutes = h * MINUTES + (to ? -m : m);
	return n + 2 - at;
}

/* What a quantity can begin with: nearly every token falls out here. */
static bool may_begin(const struct token *t)
{
	static const enum sense begins[] = {
		SENSE_NUMBER, SENSE_INDEFINITE, SENSE_HOUR_PART, SENSE_UNIT_BEFORE};

	return t->kind == TOKEN_NUMBER || t->kind == TOKEN_PUNCT || TOKEN_MEANS_ANY(t, begins);
}

static size_t one_time_at(const struct study *s, size_t at, size_t end)
{
	int minutes;

	if (!may_begin(study_token(s, at, end)))
		return 0;
	size_t n = quantity_clock_at(s, at, end);
	n = n > 0 ? n : quantity_spoken_at(s, at, end, &minutes);
	n = n > 0 ? n : span_at(s, at, end);
	n = n > 0 ? n : quantity_hour_at(s, at, end);
	n = n > 0 ? n : age_at(s, at, end);
	n = n > 0 ? n : labelled_at(s, at, end);
	n = n > 0 ? n : quantity_figures_at(s, at, end);
	return n > 0 ? n : counted_at(s, at, end);
}

size_t quantity_at(const struct study *s, size_t at, size_t end)
{
	size_t n = one_time_at(s, at, end), more;

	while (n > 0 && dash(study_token(s, at + n, end)) &&
		(more = one_time_at(s, at + n + 1, end)) > 0)
		n += 1 + more;
	return n;
}
