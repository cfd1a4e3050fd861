#include "reading/lines/tails.h"

#include "reading/lines/phrases.h"

enum {
	PHONE_FIGURES_MIN = 6,
	TITLE_WORDS_MIN = 2,
	TITLE_WORDS_MAX = 6,
	POSTCODE_FIGURES = 5,
	TOWN_WORDS_MAX = 3
};

static bool is(const struct token *t, const char *text)
{
	return slice_is(t->text, text);
}

/* What may never be cut away with a signature, whatever else the word may be. */
static bool sense_speaks(const struct token *t)
{
	static const enum sense senses[] = {SENSE_I, SENSE_ME, SENSE_TO_ME, SENSE_WE, SENSE_US,
		SENSE_NEG, SENSE_HEDGE, SENSE_OR, SENSE_EXCEPT, SENSE_RETRACT, SENSE_NO, SENSE_YES,
		SENSE_TOGETHER, SENSE_PERSONS, SENSE_DECLINE, SENSE_CANCELLATION, SENSE_WEEKDAY,
		SENSE_DAY, SENSE_MONTH, SENSE_PLEASE, SENSE_OTHERS, SENSE_BUT, SENSE_WITH,
		SENSE_CONDITION, SENSE_BOTH, SENSE_ALL, SENSE_SWAP, SENSE_POSTSCRIPT, SENSE_OPEN,
		SENSE_ALONE, SENSE_LATE, SENSE_NEED, SENSE_EVENT, SENSE_EVENTS, SENSE_REST,
		SENSE_CHANGE, SENSE_MORE, SENSE_REGISTRATION, SENSE_ALSO, SENSE_COMPANY};

	if (t->meaning == NULL)
		return is(t, "?");
	return SENSES_HAVE_ANY(t->meaning->senses, senses);
}

bool tail_word_speaks(const struct token *t)
{
	if (sense_speaks(t))
		return true;
	if (t->meaning == NULL)
		return false;
	for (const struct inflection *f = t->meaning->inflections; f != NULL; f = f->next)
		if (f->joined || f->forms & (FORM_1SG | FORM_3SG | FORM_1PL | FORM_PL))
			return true;
	return false;
}

/* Whether no more stands in the word than a verb's form that decides nothing, as every English noun has. */
static bool noun_too(const struct token *t)
{
	const struct inflection *f = t->meaning != NULL ? t->meaning->inflections : NULL;

	for (; f != NULL; f = f->next)
		if (f->verb->sense != SENSE_OTHER)
			return false;
	return true;
}

/* A day and a month in figures: `16.2.`, `16.02.2011`. */
static bool figures(const struct token *t, size_t left)
{
	return left >= 3 && t->kind == TOKEN_NUMBER && t->number >= 1 && t->number <= 31 &&
		is(t + 1, ".") &&
		(t[2].kind != TOKEN_NUMBER || (t[2].number >= 1 && t[2].number <= 12)) &&
		(t[2].kind == TOKEN_NUMBER || left == 2);
}

/* `besetzt`: a verb that decides nothing, and no other word. */
static bool only_other(const struct token *t)
{
	return t->meaning != NULL && t->meaning->inflections != NULL &&
		senses_none(t->meaning->senses) && noun_too(t);
}

/* `Tel. 0231 555 0148 (Mo-Do 7.30 - 13.00)`: when they may be called. */
static bool gives_phone(const struct study *s, const struct row *row)
{
	const struct token *t = s->tokens + row->first;
	size_t figures_count = 0;

	if (row->count == 0 ||
		phrase_sense_at(s, row->first, row->first + row->count, SENSE_UNIT_BEFORE) == 0)
		return false;
	for (size_t i = 1; i < row->count; i++) {
		bool day = token_means(&t[i], SENSE_WEEKDAY);
		if (t[i].kind == TOKEN_NUMBER)
			figures_count += t[i].text.len;
		if (t[i].kind == TOKEN_WORD && !day && !only_other(&t[i]) &&
			tail_word_speaks(&t[i]))
			return false;
	}
	return figures_count >= PHONE_FIGURES_MIN;
}

/* `Öffnungszeiten: Mo + Do 16-18 Uhr`: when they are open, and nothing else. */
static bool gives_hours(const struct study *s, const struct row *row)
{
	const struct token *t = s->tokens + row->first;
	bool hour = false;

	size_t n = phrase_sense_at(s, row->first, row->first + row->count, SENSE_OFFICE_HOURS);

	if (n == 0)
		return false;
	for (size_t i = n; i < row->count; i++) {
		bool day = token_means(&t[i], SENSE_WEEKDAY);
		hour = hour || t[i].kind == TOKEN_NUMBER;
		if (t[i].kind == TOKEN_WORD && !day && tail_word_speaks(&t[i]))
			return false;
	}
	return hour;
}

/* `Hafenstr. 31 | office hours Mon-Thu 9-13 | every first Tuesday open house`: where they are, when, and what is on there. */
static bool gives_all_of_it(const struct study *s, const struct row *row)
{
	static const enum sense asks[] = {SENSE_I, SENSE_ME, SENSE_TO_ME, SENSE_WE, SENSE_US,
		SENSE_NEG, SENSE_HEDGE, SENSE_EXCEPT, SENSE_RETRACT, SENSE_NO, SENSE_YES,
		SENSE_TOGETHER, SENSE_DECLINE, SENSE_CANCELLATION, SENSE_PLEASE, SENSE_SWAP,
		SENSE_POSTSCRIPT, SENSE_ALONE, SENSE_LATE, SENSE_REGISTRATION, SENSE_COMPANY,
		SENSE_ALSO, SENSE_CHANGE, SENSE_OPEN, SENSE_MY};
	const struct token *t = s->tokens + row->first;
	size_t bars = 0;
	bool hours = false;

	for (size_t i = 0; i < row->count; i++)
		bars += is(&t[i], "|");
	for (size_t i = 0; i < row->count && bars > 1; i++) {
		hours = hours ||
			phrase_sense_at(
				s, row->first + i, row->first + row->count, SENSE_OFFICE_HOURS) > 0;
		if (TOKEN_MEANS_ANY(&t[i], asks) || is(&t[i], "?"))
			return false;
	}
	return hours;
}

/* `Kammerchor – Probe mittwochs 19:30 Uhr`: when they meet, week by week. */
static bool gives_weekly_hours(const struct study *s, const struct row *row)
{
	const struct token *t = s->tokens + row->first;
	bool weekly = false, hour = false;

	for (size_t i = 0; i < row->count; i++) {
		weekly = weekly || token_means(&t[i], SENSE_WEEKLY);
		hour = hour || t[i].kind == TOKEN_NUMBER;
		/* `Probe`, where it has the form of a verb too */
		bool noun = t[i].capital && noun_too(&t[i]) && !sense_speaks(&t[i]);
		if (tail_word_speaks(&t[i]) && !noun)
			return false;
	}
	return weekly && hour;
}

/* `Training Manager`, `Nordverzinkung GmbH, Siegen Plant`: nothing but words with capitals, where nouns have none of
 * themselves. */
static bool is_title_case(const struct study *s, const struct row *row)
{
	const struct token *t = s->tokens + row->first;
	size_t words = 0;

	for (size_t i = 0; i < row->count; i++) {
		if (t[i].kind == TOKEN_PUNCT &&
			(is(&t[i], ",") || is(&t[i], "-") || is(&t[i], "&") || is(&t[i], "|")))
			continue;
		if (t[i].kind != TOKEN_WORD || !t[i].capital || t[i].language == NULL ||
			t[i].language->nouns || !noun_too(&t[i]) || sense_speaks(&t[i]))
			return false;
		words++;
	}
	return words >= TITLE_WORDS_MIN && words <= TITLE_WORDS_MAX;
}

/* `Evinger Platz 2-4, 44339 Dortmund`: nothing but words with capitals and figures, the last of them where they live, behind a
 * postcode. */
static bool gives_address(const struct study *s, const struct row *row)
{
	const struct token *t = s->tokens + row->first;
	size_t comma = row->count, town = 0;

	for (size_t i = 0; i < row->count; i++) {
		bool word = t[i].kind == TOKEN_WORD && t[i].capital && noun_too(&t[i]) &&
			(!sense_speaks(&t[i]) ||
				(i > 0 && i + 1 < row->count && t[i + 1].kind == TOKEN_NUMBER &&
					token_means(&t[i], SENSE_PERSONS)));
		bool sign = is(&t[i], ",") || is(&t[i], "-") || is(&t[i], ".");
		if (!word && !sign && t[i].kind != TOKEN_NUMBER)
			return false;
		if (is(&t[i], ","))
			comma = i;
		town = word && i > comma ? town + 1 : i > comma ? 0 : town;
	}
	return comma > 1 && comma + 2 < row->count && town > 0 && town <= TOWN_WORDS_MAX &&
		t[comma - 1].kind == TOKEN_NUMBER && t[comma + 1].kind == TOKEN_NUMBER &&
		t[comma + 1].text.len == POSTCODE_FIGURES;
}

/* `Fahrschule Blinker, alle Klassen`: at the row's end, of a noun that is nobody and no event. */
static bool all_of_something(const struct row *row, const struct token *t, size_t i)
{
	const struct token *noun = &t[i + 1];

	return i > 0 && i + 2 == row->count && token_means(&t[i], SENSE_ALL) && noun->capital &&
		!tail_word_speaks(noun) && !token_means(noun, SENSE_RELATION) &&
		!token_means(noun, SENSE_PERSON) && noun->kind == TOKEN_WORD;
}

/* `(+ Frau Hart)`, `Kim Berger & guest`: somebody beside who signs. */
static bool adds_somebody(const struct row *row, const struct token *t, size_t i)
{
	if (i + 1 == row->count || t[i + 1].kind != TOKEN_WORD)
		return false;
	return is(&t[i], "+") || (is(&t[i], "&") && !t[i + 1].capital);
}

bool tail_speaks(const struct study *s, const struct row *row)
{
	const struct token *t = s->tokens + row->first;

	if (gives_phone(s, row) || gives_hours(s, row) || gives_weekly_hours(s, row))
		return false;
	if (is_title_case(s, row) || gives_address(s, row) || gives_all_of_it(s, row))
		return false;
	bool mine = false;

	for (size_t i = 0; i < row->count; i++) {
		mine = mine || token_means(&t[i], SENSE_MY);
		/* `Pumps` within a line of names is no verb where nouns have no capital */
		bool name = i > 0 && t[i].capital && !t[i].upper && t[i].meaning != NULL &&
			t[i].language != NULL && !t[i].language->nouns &&
			senses_none(t[i].meaning->senses);
		if ((tail_word_speaks(&t[i]) && !name && !all_of_something(row, t, i)) ||
			(figures(t + i, row->count - i) &&
				!(i > 0 &&
					(t[i].joined ||
						token_means(&t[i - 1], SENSE_UNIT_BEFORE)))))
			return true;
		if (adds_somebody(row, t, i))
			return true;
		/* `meine Frau` below the name speaks, `Geschäftsführer: …` does not */
		if (mine && token_means(&t[i], SENSE_RELATION))
			return true;
	}
	return false;
}
