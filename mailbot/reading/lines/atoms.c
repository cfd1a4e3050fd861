#include "reading/lines/atoms.h"

#include <string.h>

#include "base/limits.h"
#include "reading/days/dates.h"
#include "reading/events/vocabulary.h"
#include "reading/lines/anew.h"
#include "reading/lines/phrases.h"
#include "reading/lines/tongues.h"
#include "reading/lines/quantities.h"

enum {
	SMALL_NUMBER_MAX = 999, /* a larger number counts no people */
	CERTAIN_PERCENT = 100,
	NAMES_AHEAD = 4, /* title, title, first name, surname */
};

static bool is(const struct token *t, const char *text)
{
	return slice_is(t->text, text);
}

static struct atom *push(struct study *s, struct atom a)
{
	ARENA_PUSH(s->arena, s->atoms, s->atom_count, s->atom_room, a);
	return &s->atoms[s->atom_count - 1];
}

static const struct atom *last(const struct study *s)
{
	return s->atom_count > 0 ? &s->atoms[s->atom_count - 1] : NULL;
}

static bool dash(const struct token *t)
{
	return is(t, "-") || is(t, "–") || is(t, "—");
}

/* `wir sind 6 und nicht 4.`, `sondern 9.`: a number at a sentence's end that is set against one that was
 * said before, with no date between. */
static bool counts_people(const struct study *s, size_t at, size_t end)
{
	const struct token *t = study_token(s, at, end), *dot = study_token(s, at + 1, end);
	bool against = atom_means(last(s), SENSE_NEG) || atom_means(last(s), SENSE_BUT) ||
		atom_means(last(s), SENSE_SWAP);
	bool ends = at + 2 >= end || (s->tokens[at + 2].capital && !s->tokens[at + 2].joined);

	if (!against || t->kind != TOKEN_NUMBER || !is(dot, ".") || !dot->joined || !ends)
		return false;
	for (const struct atom *a = last(s); a > s->atoms; a--) {
		if (a->kind == ATOM_DATE || atom_is(a, '.'))
			return false;
		for (size_t i = a->first; i < a->first + a->count; i++)
			if (s->tokens[i].kind == TOKEN_NUMBER ||
				token_means(&s->tokens[i], SENSE_NUMBER))
				return a->kind == ATOM_NUMBER || a->kind == ATOM_WORD;
	}
	return false;
}

/* May `18.` be a day here? Behind a word that leads to one, or another date. */
static bool lone_day_may_stand(const struct study *s, size_t at, size_t end)
{
	static const enum sense senses[] = {SENSE_GOING, SENSE_ARTICLE, SENSE_SINCE, SENSE_UNTIL,
		SENSE_BEFORE, SENSE_AND, SENSE_OR, SENSE_EXCEPT, SENSE_SWAP, SENSE_NEG, SENSE_ONLY,
		SENSE_BUT, SENSE_REST, SENSE_NEXT, SENSE_BOTH, SENSE_EVENT, SENSE_EVENTS,
		SENSE_MONTH_PART};
	const struct atom *a = last(s);

	if (a == NULL)
		return true;
	if (counts_people(s, at, end))
		return false;
	if (ATOM_MEANS_ANY(a, senses))
		return true;
	/* `wir sehen uns am 16.` */
	if (a->kind == ATOM_WORD && a->count > 1 && token_means(last_token(s, a), SENSE_GOING))
		return true;
	return a->kind == ATOM_DATE || a->kind == ATOM_TITLE || a->kind == ATOM_SORT ||
		(a->kind == ATOM_PUNCT && strchr(",/&+(n-:p.!?", a->punct) != NULL);
}

/* `Unternehmen`: where nouns have a capital, no form of a verb that decides nothing. */
static bool is_noun(const struct token *t)
{
	if (t->meaning == NULL || !t->meaning->language->nouns || !t->capital || t->upper)
		return false;
	for (const struct inflection *f = t->meaning->inflections; f != NULL; f = f->next)
		if (f->verb->sense != SENSE_OTHER)
			return false;
	return true;
}

/* `Singen`: a verb that decides nothing without its particle, as a noun. */
static bool is_doing(const struct token *t)
{
	if (!t->meaning->language->nouns || !t->capital || t->upper)
		return false;
	for (const struct inflection *f = t->meaning->inflections; f != NULL; f = f->next)
		if (!(f->forms & FORM_INF) ||
			(f->verb->sense != SENSE_OTHER && f->verb->particle.len == 0))
			return false;
	return true;
}

/* Whether a sentence, or a part of one behind a sign, begins here. */
static bool at_start(const struct study *s)
{
	const struct atom *a = last(s);

	return a == NULL || (a->kind == ATOM_PUNCT && strchr(".!?:;npe-(", a->punct) != NULL) ||
		a->kind == ATOM_SILENT;
}

/* Whether a word that the lexicon knows may still be a word of a title: nouns that help nothing. */
static bool may_name(const struct token *t)
{
	static const enum sense senses[] = {SENSE_SAFE, SENSE_HARMLESS, SENSE_UNIT,
		SENSE_UNIT_BEFORE, SENSE_REGISTRATION, SENSE_GREETING, SENSE_PLACE, SENSE_PERSON,
		SENSE_LETTER, SENSE_DAY_PART, SENSE_SPAN, SENSE_MONTHS, SENSE_HOUR_PART,
		SENSE_WORLD, SENSE_SCENE, SENSE_CROWD, SENSE_MEDIA};
	static const enum sense particle[] = {SENSE_PARTICLE};

	/* `Zukunftswerkstatt`: a compound that stands in no list may be a title, whatever it ends with */
	if (t->meaning == NULL || (t->word != NULL && !slice_eq(slot_key(t->word), t->key)))
		return true;
	struct senses rest = senses_minus(t->meaning->senses, SENSES_OF(senses));
	/* `zum Fest`; not `halte den 16. fest` */
	if (t->capital && t->meaning->language != NULL && t->meaning->language->nouns)
		rest = senses_minus(rest, SENSES_OF(particle));
	return senses_none(rest) &&
		(t->meaning->inflections == NULL || (t->capital && !t->upper && t->joined) ||
			is_noun(t) || is_doing(t));
}

/* Whether a noun must stand behind the last atom: `the`, `the morning`, `both`, `three`, `heating`. */
static bool before_noun(const struct study *s)
{
	const struct atom *a = last(s);

	if (a > s->atoms && atom_means(a, SENSE_DAY_PART) && a->count == 1)
		a--;

	return a != NULL &&
		(atom_means(a, SENSE_ARTICLE) || atom_means(a, SENSE_BOTH) ||
			atom_means(a, SENSE_ALL) || atom_means(a, SENSE_ORDINAL) ||
			atom_means(a, SENSE_MONTH_ON) || a->kind == ATOM_NUMBER ||
			(a->kind == ATOM_TITLE && !a->reference) ||
			(atom_means(a, SENSE_NUMBER) && !atom_means(a, SENSE_INDEFINITE)));
}

/* `the walk`, `all three talks`: a word for any event, or of a verb, may still be a sort's. */
static bool may_name_sort(const struct token *t)
{
	static const enum sense events[] = {SENSE_EVENT, SENSE_EVENTS};
	struct meaning noun = {.senses = senses_minus(t->meaning->senses, SENSES_OF(events))};
	struct token bare = *t;

	bare.meaning = &noun;
	return may_name(&bare);
}

static bool may_be_sort(const struct study *s, const struct token *t)
{
	return t->meaning != NULL && !token_means(t, SENSE_DAY_PART) &&
		(t->meaning->inflections == NULL || before_noun(s)) && may_name_sort(t);
}

bool token_may_name(const struct token *t)
{
	return may_name(t) || may_name_sort(t);
}

static bool calls_sort(struct calling c)
{
	return c.calls == CALLS_SORT || c.calls == CALLS_SORTS;
}

/* `zum Seminar`, `zum Elternabend`: a noun that the series has for an event is that one, whatever else it may be. */
static bool noun_of_series(struct study *s, const struct token *t)
{
	static const enum sense other[] = {SENSE_NEG, SENSE_NO, SENSE_NONE, SENSE_YES, SENSE_OR,
		SENSE_HEDGE, SENSE_OPEN, SENSE_EXCEPT, SENSE_SWAP, SENSE_CONDITION, SENSE_I,
		SENSE_WE, SENSE_ME, SENSE_US, SENSE_YOU, SENSE_MY, SENSE_YOUR, SENSE_NUMBER,
		SENSE_PERSONS, SENSE_PERSON, SENSE_RELATION, SENSE_REGISTRATION, SENSE_CANCELLATION,
		SENSE_DECLINE, SENSE_REGRET, SENSE_TITLE, SENSE_ALL, SENSE_BOTH, SENSE_GREETING,
		SENSE_CLOSING, SENSE_DAY_PART};

	if (t->kind != TOKEN_WORD || !is_noun(t) || TOKEN_MEANS_ANY(t, other))
		return false;
	struct calling c = vocabulary_call(s, t, false);
	return calls_sort(c) || (c.calls == CALLS_TITLE && !c.part && !c.compound);
}

/* `to the seminar`, `join the choir`, where nouns have no capital: behind a preposition or a verb, and an article, a sort of
 * the series is that one. */
static bool goes_to_sort(struct study *s, const struct token *t)
{
	static const enum sense other[] = {SENSE_NEG, SENSE_NO, SENSE_NONE, SENSE_NUMBER,
		SENSE_ORDINAL, SENSE_PERSONS, SENSE_DAY_PART, SENSE_REGISTRATION,
		SENSE_CANCELLATION, SENSE_ALL, SENSE_BOTH};
	const struct atom *article = last(s);

	if (t->kind != TOKEN_WORD || s->atom_count < 2 || !atom_means(article, SENSE_ARTICLE) ||
		tongue_nouns(s, article) || TOKEN_MEANS_ANY(t, other) ||
		!(atom_means(article - 1, SENSE_GOING) || atom_maybe_verb(article - 1)))
		return false;
	return calls_sort(vocabulary_call(s, t, false));
}

static size_t named_at(struct study *s, size_t at, size_t end, struct atom *out)
{
	const struct token *t = &s->tokens[at];
	struct calling sort;
	size_t words = vocabulary_sort_at(s, at, end, &sort);

	if (words > 0) {
		*out = (struct atom){.kind = ATOM_SORT,
			.first = at,
			.count = words,
			.events = sort.events,
			.several = sort.calls == CALLS_SORTS};
		return words;
	}
	bool names = t->kind == TOKEN_WORD &&
		(may_name(t) || noun_of_series(s, t) || goes_to_sort(s, t));

	if (!names && (t->kind != TOKEN_WORD || !may_be_sort(s, t)))
		return 0;
	struct calling c = vocabulary_call(s, t, t->meaning == NULL);
	if (c.calls == CALLS_NOTHING || (!names && !calls_sort(c)))
		return 0;
	if (c.calls == CALLS_PLACE && t->meaning != NULL && !t->capital)
		return 0;
	if (c.calls == CALLS_SERIES) {
		*out = (struct atom){.kind = ATOM_WORD, .first = at, .count = 1};
		senses_add(&out->senses, SENSE_SAFE);
		return t->meaning == NULL ? 1 : 0;
	}
	*out = (struct atom){
		.kind = calls_sort(c) ? ATOM_SORT : ATOM_TITLE,
		.first = at,
		.count = 1,
		.events = c.events,
		.several = c.calls == CALLS_SORTS,
		.repaired = c.repaired,
		.compound = c.compound,
		.part = c.part && !c.compound,
		.reference = c.calls == CALLS_PLACE,
	};
	if (t->meaning != NULL)
		out->senses = t->meaning->senses;
	if (c.occasion)
		senses_add(&out->senses, SENSE_OCCASION);
	return 1;
}

/* `the mosque`: a sort of place that is one of the series'. */
static bool place_at(
	struct study *s, size_t at, size_t count, const struct meaning *m, struct atom *out)
{
	static const enum sense leads[] = {SENSE_ARTICLE, SENSE_GOING, SENSE_YOUR, SENSE_BEFORE};
	const struct atom *before = last(s);
	const struct token *next = study_token(s, at + count, s->token_count);

	if (!senses_has(m->senses, SENSE_PLACE) || m->rare->stands == NULL)
		return false;
	/* `the Libellen school`, `the school social worker`, `my school` are others */
	bool led = before == NULL || before->kind == ATOM_TITLE || before->kind == ATOM_PUNCT ||
		ATOM_MEANS_ANY(before, leads);
	bool compound = next->kind == TOKEN_WORD && s->tokens[at].row == next->row &&
		(next->meaning == NULL || token_means(next, SENSE_HARMLESS) ||
			token_means(next, SENSE_RELATION) || token_means(next, SENSE_PERSON)) &&
		!token_means(next, SENSE_BE);
	struct eset events = vocabulary_place(s, m);
	if (!led || compound || eset_empty(events))
		return false;
	*out = (struct atom){.kind = ATOM_TITLE,
		.first = at,
		.count = count,
		.events = events,
		.reference = true};
	return true;
}

static void add_word(struct study *s, size_t at)
{
	const struct token *t = &s->tokens[at];
	struct atom a = {.kind = ATOM_WORD, .first = at, .count = 1, .meaning = t->meaning};

	if (t->meaning != NULL) {
		a.senses = t->meaning->senses;
		a.n = t->meaning->n;
		if (t->meaning->inflections != NULL && is_noun(t) && !at_start(s) &&
			!anew_before_you(s, at)) {
			struct meaning *noun = arena_alloc(s->arena, sizeof *noun);
			*noun = *t->meaning;
			noun->inflections = NULL;
			a.meaning = noun;
			if (senses_none(a.senses))
				a = (struct atom){.kind = ATOM_UNKNOWN, .first = at, .count = 1};
		}
		/* `Zusage`, `Absage`: with a capital the noun, not the verb */
		if (t->capital && !t->upper && t->meaning->inflections != NULL &&
			(senses_has(a.senses, SENSE_REGISTRATION) ||
				senses_has(a.senses, SENSE_CANCELLATION))) {
			struct meaning *noun = arena_alloc(s->arena, sizeof *noun);
			*noun = *t->meaning;
			noun->inflections = NULL;
			a.meaning = noun;
		}
	} else {
		a.kind = ATOM_UNKNOWN;
		a.near_alarm =
			t->language != NULL && language_near_alarm(t->language, t->key) != NULL;
	}
	push(s, a);
}

static void add_punct(struct study *s, size_t at)
{
	const struct token *t = &s->tokens[at];
	struct atom a = {.kind = ATOM_PUNCT, .first = at, .count = 1, .punct = t->text.p[0]};

	if (t->text.len > 1) {
		a.punct = dash(t) ? '-' : is(t, "…") ? 'e' : 'q';
		if (a.punct == 'q')
			a.kind = ATOM_SILENT;
	} else if (a.punct == '"' || a.punct == '*' || a.punct == '\'' || a.punct == '_' ||
		a.punct == '<' || a.punct == '>' || a.punct == '|' || a.punct == '#') {
		a.kind = ATOM_SILENT;
	}
	if (a.punct == '.' && t->joined && at > 0) {
		const struct token *before = &s->tokens[at - 1];
		/* `B. Müller`, but not `Station 3B.` */
		bool number = at > 1 && before->joined && before[-1].kind == TOKEN_NUMBER;
		bool initial = before->kind == TOKEN_WORD && before->text.len == 1;
		/* `my wife and I. We …` */
		initial = initial &&
			!(at > 1 && token_means(before, SENSE_I) &&
				token_means(before - 1, SENSE_AND));
		if (!number &&
			(initial || (before->meaning != NULL && before->meaning->abbreviation)))
			a.kind = ATOM_SILENT;
	}
	push(s, a);
}

/* `am 15.3. Herr Ott kommt …`, `am 15.3. Thomas Ott kommt`: somebody and their verb, in the order of a new sentence. */
static bool somebody_does(const struct study *s, size_t at, size_t end)
{
	size_t names = 0;
	const struct token *t = study_token(s, at, end);

	for (; names < NAMES_AHEAD && t->kind == TOKEN_WORD && t->capital &&
		(token_means(t, SENSE_TITLE) || t->meaning == NULL);
		t = study_token(s, at + ++names, end))
		;
	if (names < 2 || t->kind != TOKEN_WORD || t->capital || t->meaning == NULL)
		return false;
	for (const struct inflection *f = t->meaning->inflections; f != NULL; f = f->next)
		if (f->forms & (FORM_3SG | FORM_PL))
			return true;
	return TOKEN_MEANS_ANY(
		t, ((const enum sense[]){SENSE_BE, SENSE_HAVE, SENSE_CAN, SENSE_MUST, SENSE_WILL}));
}

/* `15.3. I come`: nothing stands before the last atom in its sentence, so that it is of what follows. */
static bool stands_first(const struct study *s)
{
	size_t at = s->atom_count - 1;

	while (at > 0 &&
		ATOM_MEANS_ANY(&s->atoms[at - 1], ((const enum sense[]){SENSE_WISH, SENSE_REGRET})))
		at--;
	return at == 0 || (s->atoms[at - 1].kind == ATOM_PUNCT && s->atoms[at - 1].punct != ',');
}

/* `am 21.2. Meine Frau …`: the dot of the date ends a sentence where a word follows that has its
 * capital from nothing else. */
static bool starts_sentence(const struct study *s, size_t at, size_t end)
{
	static const enum sense senses[] = {SENSE_I, SENSE_WE, SENSE_MY, SENSE_BE, SENSE_HAVE,
		SENSE_WILL, SENSE_CAN, SENSE_MUST, SENSE_WOULD, SENSE_PLEASE, SENSE_THERE,
		SENSE_CONDITION, SENSE_ASKING, SENSE_NEG, SENSE_BUT, SENSE_HEDGE, SENSE_THANKS,
		SENSE_WISH, SENSE_YES, SENSE_NO, SENSE_CLOSING, SENSE_BECAUSE, SENSE_AND,
		SENSE_GOING, SENSE_ARTICLE, SENSE_REGRET, SENSE_ONLY, SENSE_ALSO, SENSE_EXCEPT,
		SENSE_SWAP, SENSE_WITH, SENSE_WITHOUT, SENSE_ORIGIN, SENSE_FOR, SENSE_SINCE,
		SENSE_UNTIL, SENSE_BEFORE, SENSE_CAUSE, SENSE_ALL, SENSE_BOTH, SENSE_NOBODY,
		SENSE_RATHER, SENSE_GLADLY, SENSE_STILL, SENSE_HEREBY, SENSE_WEEKLY, SENSE_TO_ME,
		SENSE_ME, SENSE_US, SENSE_POINTER, SENSE_PREPOSITION, SENSE_HENCE, SENSE_MORE,
		SENSE_NEITHER, SENSE_ALONE, SENSE_OPENS, SENSE_EARLIER, SENSE_LATER, SENSE_HE,
		SENSE_INDEFINITE, SENSE_SAFE};
	/* what may be a noun beside the day, or somebody: `am 18. Abends`, `am 18. Sie alle` */
	static const enum sense nouns[] = {SENSE_EVENT, SENSE_EVENTS, SENSE_YOU, SENSE_DAY_PART,
		SENSE_PLACE, SENSE_PERSONS, SENSE_RELATION, SENSE_TITLE, SENSE_PERSON,
		SENSE_HARMLESS, SENSE_CLOCK, SENSE_UNIT, SENSE_LETTER};
	/* `Tut mir leid, …`: of several words */
	static const enum sense kind[] = {SENSE_WISH, SENSE_MUSING, SENSE_HOPED, SENSE_TALK,
		SENSE_REGRET, SENSE_THANKS, SENSE_PARTING};
	const struct token *t = study_token(s, at, end);
	size_t n = 0;

	if (is(&s->tokens[at - 1], ".") && somebody_does(s, at, end))
		return true;
	if (!t->capital || t->upper || !is(&s->tokens[at - 1], "."))
		return false;
	const struct meaning *phrase = phrase_at(s, at, end, &n);
	if (phrase != NULL && n > 1 && SENSES_HAVE_ANY(phrase->senses, kind))
		return true;
	if (t->meaning == NULL)
		return false;
	if (TOKEN_MEANS_ANY(t, senses) && !TOKEN_MEANS_ANY(t, nouns))
		return true;
	bool you = token_means(study_token(s, at + 1, end), SENSE_YOU);
	for (const struct inflection *f = t->meaning->inflections; f != NULL; f = f->next)
		if (f->forms & (FORM_1SG | FORM_3SG | FORM_1PL) || (f->forms & FORM_PL && you))
			return true;
	return false;
}

/* `zu 50 %`, `80 Prozent`: how likely something is, unless it is certain. */
static bool is_likelihood(const struct study *s, size_t at, size_t n)
{
	const struct token *unit = &s->tokens[at + n - 1];
	bool percent = is(unit, "%") || token_means(unit, SENSE_HEDGE);

	return n > 1 && percent && s->tokens[at].number != CERTAIN_PERCENT;
}

/* Whether the last atom but `back` is a title that a surname follows: `Frau`; not `meine Frau`. */
static bool title_before(const struct study *s, size_t back)
{
	if (s->atom_count < back + 1)
		return false;
	const struct atom *a = &s->atoms[s->atom_count - 1 - back];
	return atom_means(a, SENSE_TITLE) && first_token(s, a)->capital &&
		(atom_means(a, SENSE_MALE) || atom_means(a, SENSE_FEMALE)) &&
		!(a > s->atoms && (atom_means(a - 1, SENSE_MY) || atom_means(a - 1, SENSE_HIS)));
}

/* `Herr Sonntag`, `Frau März`: who is called like a day or a month. Behind a first name only where nothing takes place
 * then: `Herr Kai Sonntag`. */
static bool surname_at(const struct study *s, size_t at, size_t end, const struct atom *date)
{
	const struct token *t = &s->tokens[at];
	const struct atom *given = last(s);

	if (given == NULL || t->kind != TOKEN_WORD || !t->capital ||
		!(token_means(t, SENSE_WEEKDAY) || token_means(t, SENSE_MONTH)) ||
		study_token(s, at + 1, end)->kind == TOKEN_NUMBER)
		return false;
	return title_before(s, 0) ||
		(given->kind == ATOM_UNKNOWN && given->count == 1 &&
			first_token(s, given)->capital && eset_empty(date->events) &&
			title_before(s, 1));
}

/* `for work`, in `a seat for Work and Business`: a harmless phrase that takes the first word of a whole title; `at work`, which
 * keeps people away, where the title has its capital. */
static bool cuts_title(
	const struct study *s, const struct meaning *phrase, size_t at, size_t n, size_t end)
{
	struct calling title;
	bool calm = senses_has(phrase->senses, SENSE_SAFE) ||
		senses_has(phrase->senses, SENSE_HARMLESS);

	if (!calm && !senses_has(phrase->senses, SENSE_OBSTACLE))
		return false;
	for (size_t k = at + 1; k < at + n; k++)
		if ((calm || s->tokens[k].capital) &&
			k + vocabulary_title_at(s, k, end, &title) > at + n)
			return true;
	return false;
}

/* `I'll do the walk in the afternoon`: behind an article the first word of a verb's phrase (`walk in`) is a sort's. */
static bool cuts_sort(struct study *s, const struct meaning *phrase, size_t at)
{
	const struct token *t = &s->tokens[at];

	return t->meaning != NULL && !senses_has(phrase->senses, SENSE_EVENT) && before_noun(s) &&
		atom_means(last(s), SENSE_ARTICLE) && may_name_sort(t) &&
		calls_sort(vocabulary_call(s, t, false));
}

/* `das Labor`, `zur Übung`: words that change nothing, or take all back, of which the noun is a sort of the series. */
static bool takes_noun(struct study *s, const struct meaning *phrase, size_t at, size_t n)
{
	static const enum sense nothing[] = {SENSE_SAFE, SENSE_HARMLESS, SENSE_RETRACT};

	return senses_none(senses_minus(phrase->senses, SENSES_OF(nothing))) &&
		phrase->inflections == NULL && noun_of_series(s, &s->tokens[at + n - 1]);
}

static size_t add_atom(struct study *s, size_t at, size_t end)
{
	struct atom a = {.first = at};
	const struct token *t = &s->tokens[at];
	struct calling title;
	if (anew_order(s, at))
		push(s, (struct atom){.kind = ATOM_PUNCT, .first = at, .punct = '.'});
	size_t n = vocabulary_title_at(s, at, end, &title);

	if (n > 0) {
		push(s,
			(struct atom){.kind = ATOM_TITLE,
				.first = at,
				.count = n,
				.events = title.events,
				.reference = title.calls == CALLS_PLACE});
		return n;
	}
	const struct meaning *m = phrase_at(s, at, end, &n);
	if (m != NULL && n > 1 &&
		(cuts_title(s, m, at, n, end) || cuts_sort(s, m, at) || takes_noun(s, m, at, n)))
		m = NULL;
	if (m != NULL && senses_has(m->senses, SENSE_DAY)) {
		push(s, date_of_phrase(s, at, n, m->n));
		return n;
	}
	if (m != NULL && place_at(s, at, n, m, &a)) {
		push(s, a);
		return n;
	}
	size_t figures = m != NULL ? quantity_numbered_at(s, at, end, m, n) : 0;
	if (figures > 0) {
		push(s, (struct atom){.kind = ATOM_TIME, .first = at, .count = figures});
		return figures;
	}
	if (m != NULL && !quantity_ends_in_no(s, at, m, n)) {
		struct atom *phrase = push(s,
			(struct atom){.kind = ATOM_WORD,
				.first = at,
				.count = n,
				.senses = m->senses,
				.meaning = m,
				.n = m->n});
		/* the two halves of `nicht nur …, sondern auch …` join as `und` does */
		if (atom_means(phrase, SENSE_NOT_ONLY) || atom_means(phrase, SENSE_BUT_ALSO))
			senses_add(&phrase->senses, SENSE_AND);
		return n;
	}
	if ((n = quantity_clock_at(s, at, end)) == 0 && quantity_hour_at(s, at, end) == 0 &&
		(n = date_at(s, at, end, lone_day_may_stand(s, at, end), &a)) > 0) {
		if (n == 1 && surname_at(s, at, end, &a))
			a = (struct atom){.kind = ATOM_UNKNOWN, .first = at, .count = 1};
		push(s, a);
		if (!stands_first(s) && starts_sentence(s, at + n, end))
			push(s, (struct atom){.kind = ATOM_PUNCT, .first = at + n, .punct = '.'});
		return n;
	}
	if ((n = quantity_at(s, at, end)) > 0) {
		struct atom *quantity =
			push(s, (struct atom){.kind = ATOM_TIME, .first = at, .count = n});
		if (is_likelihood(s, at, n)) {
			quantity->kind = ATOM_WORD;
			senses_add(&quantity->senses, SENSE_HEDGE);
		}
		return n;
	}
	if ((n = named_at(s, at, end, &a)) > 0) {
		push(s, a);
		return n;
	}
	if (t->kind == TOKEN_WORD && t->meaning != NULL && place_at(s, at, 1, t->meaning, &a)) {
		push(s, a);
		return 1;
	}
	if (t->kind == TOKEN_NUMBER)
		push(s,
			(struct atom){.kind = ATOM_NUMBER,
				.first = at,
				.count = 1,
				.n = t->number > SMALL_NUMBER_MAX ? 0 : (int)t->number});
	else if (t->kind == TOKEN_WORD)
		add_word(s, at);
	else if (t->kind == TOKEN_OPAQUE)
		push(s, (struct atom){.kind = ATOM_SILENT, .first = at, .count = 1});
	else
		add_punct(s, at);
	return 1;
}

static bool taken(const struct study *s, const struct row *row)
{
	return row->sort == ROW_BODY || row->sort == ROW_QUOTE ||
		(row->sort == ROW_SUBJECT && s->subject_own);
}

/* A line end between two atoms of one block. */
static void add_break(struct study *s, const struct row *row)
{
	push(s, (struct atom){.kind = ATOM_PUNCT, .first = row->first, .count = 0, .punct = 'n'});
}

static void add_border(struct study *s, const struct row *row)
{
	push(s,
		(struct atom){.kind = ATOM_PUNCT,
			.first = row->first,
			.count = 0,
			.punct = 'p',
			.n = (int)(row - s->rows)});
}

/* Rows that go on from this one without a border: phrases may cross their ends. *last is the last of
 * them. */
static size_t block_end(const struct study *s, size_t i, size_t *last)
{
	size_t end = s->rows[i].first + s->rows[i].count;

	while (i + 1 < s->row_count && s->rows[i + 1].sort == s->rows[i].sort &&
		!s->rows[i + 1].paragraph && !s->rows[i + 1].item && !s->rows[i + 1].breaks &&
		s->rows[i + 1].first == end) {
		i++;
		end = s->rows[i].first + s->rows[i].count;
	}
	*last = i;
	return end;
}

void atoms_make(struct study *s)
{
	enum row_sort sort = ROW_SUBJECT;
	bool item = false;
	size_t end = 0, of = 0; /* of the block that the row lies in; its last row */

	/* an atom a token, a border a row, and the stops of dates now and then */
	size_t room = s->token_count + s->row_count;
	s->atom_room = room < READING_ATOMS_MAX ? room : READING_ATOMS_MAX;
	s->atoms = arena_room(s->arena, s->atom_room, sizeof *s->atoms);
	for (size_t i = 0; i < s->row_count; i++) {
		const struct row *row = &s->rows[i];
		if (!taken(s, row) || row->count == 0)
			continue;
		if (row->paragraph || row->item || item || row->sort != sort)
			add_border(s, row);
		else if (row->breaks)
			add_break(s, row);
		sort = row->sort;
		item = row->item;
		size_t at = row->first;
		if (end == 0 || i > of)
			end = block_end(s, i, &of);
		const struct atom *done = last(s);
		if (done != NULL && done->first + done->count > at)
			at = done->first + done->count; /* a phrase came over the line end */
		while (at < row->first + row->count && s->atom_count <= READING_ATOMS_MAX)
			at += add_atom(s, at, end);
	}
}

/* A word behind which a sentence cannot end. */
static bool wants_more(const struct atom *a)
{
	static const enum sense senses[] = {SENSE_GOING, SENSE_ARTICLE, SENSE_INDEFINITE, SENSE_AND,
		SENSE_OR, SENSE_ORIGIN, SENSE_MY, SENSE_YOUR, SENSE_WITH, SENSE_SINCE, SENSE_CAUSE,
		SENSE_BEHALF, SENSE_NEXT, SENSE_ALL, SENSE_EXCEPT};

	if (a->kind == ATOM_PUNCT)
		return a->punct == ',' || a->punct == '-' || a->punct == '/' || a->punct == '(';
	return ATOM_MEANS_ANY(a, senses);
}

static const struct row *row_of(const struct study *s, const struct atom *border)
{
	return &s->rows[border->n];
}

/* `:)`, or a picture (U+1F000 to U+1FFFF). */
static bool is_smiley(const struct token *t)
{
	bool picture = t->text.len == 4 && (unsigned char)t->text.p[0] == 0xF0 &&
		(unsigned char)t->text.p[1] == 0x9F;

	return picture || (t->kind == TOKEN_OPAQUE && strchr(":;=8", t->text.p[0]) != NULL);
}

/* `am 16. komme ich :) am 18. nicht`: within a sentence it stands where a comma would. */
static void part_smileys(struct study *s)
{
	for (size_t i = 1; i + 1 < s->atom_count; i++) {
		struct atom *a = &s->atoms[i];
		bool within = a[-1].kind != ATOM_PUNCT && a[-1].kind != ATOM_SILENT &&
			a[1].kind != ATOM_PUNCT && a[1].kind != ATOM_SILENT;
		if (a->kind == ATOM_SILENT && within && is_smiley(first_token(s, a)) &&
			!s->tokens[a[1].first].capital) {
			a->kind = ATOM_PUNCT;
			a->punct = ',';
		}
	}
}

/* `16.: ja / 18.: nein`: between two answers a stroke stands where a comma would. */
static void part_answers(struct study *s)
{
	static const enum sense answers[] = {SENSE_YES, SENSE_NO};

	for (size_t i = 1; i + 1 < s->atom_count; i++) {
		struct atom *a = &s->atoms[i];
		enum atom_kind next = a[1].kind;
		bool stroke = atom_is(a, '/') || atom_is(a, '|');
		if (stroke && ATOM_MEANS_ANY(a - 1, answers) &&
			(next == ATOM_DATE || next == ATOM_TITLE || next == ATOM_SORT))
			a->punct = ',';
	}
}

/* `ich: 16.02. und 15.03.`: a row in which a colon stands between words. */
static bool labelled(const struct study *s, size_t at)
{
	const struct row *row = &s->rows[at];

	for (size_t i = row->first + 1; i + 1 < row->first + row->count; i++)
		if (is(&s->tokens[i], ":") && s->tokens[i - 1].kind == TOKEN_WORD)
			return true;
	return false;
}

/* Whether a sentence ends with the atom. */
/* `ich komme am 22., geht das?`: the tag asks, and not what stands before it. */
static bool before_tag(const struct study *s, size_t i)
{
	return s->atoms[i].punct == ',' && i + 2 < s->atom_count &&
		atom_means(&s->atoms[i + 1], SENSE_TAG) && atom_is(&s->atoms[i + 2], '?');
}

/* Whether a bracket begins or ends there, or at the latest a sentence or a line. */
static bool bounds(const struct atom *a)
{
	return a->kind == ATOM_PUNCT && strchr("().!?np", a->punct) != NULL;
}

/* `(Treiber, Wolfgang; Aichele, Monika)`: what stands within brackets of one line ends no sentence. */
static bool within_brackets(const struct study *s, size_t i)
{
	size_t open = i, close = i + 1;

	while (open > 0 && !bounds(&s->atoms[open]))
		open--;
	while (close < s->atom_count && !bounds(&s->atoms[close]))
		close++;
	return atom_is(&s->atoms[open], '(') && close < s->atom_count &&
		atom_is(&s->atoms[close], ')');
}

static bool ends(const struct study *s, size_t i)
{
	const struct atom *a = &s->atoms[i];

	const struct atom *next = i + 1 < s->atom_count ? &s->atoms[i + 1] : NULL;
	if (a->kind == ATOM_SILENT && is_smiley(first_token(s, a)))
		return next != NULL && first_token(s, next)->capital;
	if (a->kind != ATOM_PUNCT)
		return false;
	if (before_tag(s, i))
		return true;
	if (a->punct == ';' && within_brackets(s, i))
		return false;
	if (strchr(".!?;", a->punct) != NULL)
		return next == NULL || next->kind != ATOM_PUNCT ||
			strchr(".!?;)", next->punct) == NULL;
	if (a->punct == 'e')
		return next == NULL || first_token(s, next)->capital;
	if (a->punct != 'n' || next == NULL || i == 0)
		return false;
	const struct token *t = first_token(s, next);
	bool rows = t->row > 0 && labelled(s, t->row) && labelled(s, t->row - 1);
	return (t->capital || t->kind == TOKEN_NUMBER || t->kind == TOKEN_PUNCT || rows) &&
		!wants_more(&s->atoms[i - 1]);
}

/* `wird vertreten durch`, and the names stand below. */
static bool leads_to_list(const struct study *s, const struct atom *a)
{
	return a->kind == ATOM_WORD && a->count > 0 && token_means(last_token(s, a), SENSE_FOR);
}

static void add_sentence(struct study *s, size_t first, size_t end, const struct row *row)
{
	struct sentence x = {.first = first, .end = end, .sort = ROW_BODY};

	while (x.first < x.end && s->atoms[x.first].kind == ATOM_PUNCT &&
		strchr("np", s->atoms[x.first].punct) != NULL)
		x.first++;
	if (x.first == x.end)
		return;
	if (row != NULL) {
		x.sort = row->sort;
		x.item = row->item;
		x.unticked = row->unticked;
		x.paragraph = true;
		x.subject = row->sort == ROW_SUBJECT;
		x.below = row->below;
	}
	for (size_t i = x.first; i < x.end; i++)
		x.question = x.question || atom_is(&s->atoms[i], '?');
	size_t tail = x.end;
	while (tail > x.first &&
		(s->atoms[tail - 1].kind == ATOM_SILENT || atom_is(&s->atoms[tail - 1], 'n')))
		tail--;
	x.colon = tail > x.first &&
		(atom_is(&s->atoms[tail - 1], ':') || leads_to_list(s, &s->atoms[tail - 1]));
	ARENA_PUSH(s->arena, s->sentences, s->sentence_count, s->sentence_room, x);
}

void sentences_make(struct study *s)
{
	const struct row *row = NULL, *sort = NULL;
	size_t first = 0;

	part_smileys(s);
	part_answers(s);
	for (size_t i = 0; i < s->atom_count; i++) {
		bool border = atom_is(&s->atoms[i], 'p');
		if (border) {
			add_sentence(s, first, i, row);
			row = sort = row_of(s, &s->atoms[i]);
			first = i;
		} else if (ends(s, i)) {
			size_t before = s->sentence_count;
			add_sentence(s, first, i + 1, row);
			if (s->sentence_count > before)
				row = NULL;
			/* the sort goes on, the border does not; `( ) 10.10. Heiße Tage` */
			if (sort != NULL && row == NULL &&
				(sort->sort != ROW_BODY || sort->unticked))
				row = sort;
			first = i + 1;
		}
	}
	add_sentence(s, first, s->atom_count, row);
}
