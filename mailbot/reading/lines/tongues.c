#include "reading/lines/tongues.h"

enum { SMALL_WORDS_MIN = 4 }; /* fewer may lack a capital by chance */

enum {
	LANGUAGES_MAX = 32, /* more are never weighed against each other */
	OTHER_MARGIN =
		4, /* by so much another language must know a sentence better than the letter's */
	RIVAL_MARGIN = 3, /* within so much two languages are as good for a letter */
	STRONG = 3, /* a word that helps: pronouns, articles, modals */
	SHORT = 2, /* the same of one or two letters: `am`, `in`, `no` are false friends */
	WEAK = 1, /* nouns and the like, which languages share */
	GREETING_TOKENS = 3, /* behind so few words a comma ends what greets */
	CLEAR = 6, /* so much says in which language a letter is, whatever it answers: two words that help */
	UNKNOWN = 1, /* taken off for a word that it does not know, and that is no name */
};

struct scores {
	int of[LANGUAGES_MAX]; /* by number */
	int unknown; /* to be taken off each */
};

/* How much a known word says about the language. */
static int weight(const struct token *t, const struct meaning *m)
{
	static const enum sense weak[] = {SENSE_SAFE, SENSE_HARMLESS, SENSE_UNIT, SENSE_RELATION,
		SENSE_LABEL, SENSE_NEED, SENSE_PERSONS, SENSE_EVENT, SENSE_EVENTS, SENSE_TITLE,
		SENSE_UNIT_BEFORE, SENSE_ADVERTISING, SENSE_REGISTRATION, SENSE_PLACE, SENSE_PERSON,
		SENSE_SPAN, SENSE_MONTHS, SENSE_HOUR_PART};
	/* words of any sort, whose n is nothing but how long that is */
	static const enum sense long_ones[] = {
		SENSE_SPAN, SENSE_MONTHS, SENSE_HOUR_PART, SENSE_DAY_AGO};

	if (m->month != 0)
		return SHORT;
	if (m->n != 0 && !SENSES_HAVE_ANY(m->senses, long_ones))
		return WEAK;
	if (m->rare->stands_for_count > 0)
		return STRONG;
	if (senses_none(m->senses))
		return m->inflections != NULL ? SHORT : 0;
	if (senses_none(senses_minus(m->senses, SENSES_OF(weak))) && m->inflections == NULL)
		return WEAK;
	return t->key.len > 2 ? STRONG : SHORT;
}

/* A word that a language does not know speaks against it, unless it may be a name; what is taken off
 * all is counted once. */
static void add_token(const struct study *s, size_t at, struct scores *out)
{
	const struct token *t = &s->tokens[at];
	bool inside = t->text.len > 1 && at > s->rows[t->row].first;

	if (t->kind != TOKEN_WORD)
		return;
	out->unknown += t->capital ? 0 : UNKNOWN;
	for (const struct meaning *m = t->word != NULL ? t->word->meanings : NULL; m != NULL;
		m = m->next) {
		const struct language *l = m->language;
		/* a capital within a line is a name where nouns have none */
		bool name = !l->nouns && t->capital && !t->upper && inside && m->month == 0 &&
			!senses_has(m->senses, SENSE_WEEKDAY);
		if (l->number < LANGUAGES_MAX)
			out->of[l->number] +=
				(t->capital ? 0 : UNKNOWN) + (name ? 0 : weight(t, m));
	}
}

static void add(const struct study *s, size_t first, size_t end, struct scores *out)
{
	for (size_t i = first; i < end; i++)
		add_token(s, i, out);
}

static int score_of(const struct scores *scores, const struct language *l)
{
	return l != NULL && l->number < LANGUAGES_MAX ? scores->of[l->number] - scores->unknown : 0;
}

/* The language with the highest score, and the next; NULL where nothing scores. */
static const struct language *best(const struct study *s, const struct scores *scores,
	const struct language **next, int *score, int *behind)
{
	const struct language *found = NULL;

	*score = *behind = 0;
	*next = NULL;
	for (const struct language *l = languages_first(s->rules->languages); l != NULL;
		l = l->next) {
		int one = score_of(scores, l);
		if (one > *score) {
			*next = found;
			*behind = *score;
			found = l;
			*score = one;
		} else if (one > *behind) {
			*next = l;
			*behind = one;
		}
	}
	return found;
}

/* Whether a sentence ends with the token: a stop behind which a blank stands. */
static bool stops(const struct study *s, size_t at)
{
	const struct token *t = &s->tokens[at], *next = t + 1;
	bool stop = slice_is(t->text, "!") || slice_is(t->text, "?") || slice_is(t->text, ";") ||
		slice_is(t->text, "(") || slice_is(t->text, ")");

	/* `Guten Tag, I will come` */
	const struct row *row = &s->rows[t->row];
	if (slice_is(t->text, ",") && row->sort == ROW_BODY && row->paragraph &&
		at - row->first <= GREETING_TOKENS)
		return true;
	if (slice_is(t->text, ".") && at > 0)
		stop = t[-1].kind == TOKEN_WORD && t[-1].text.len > 1 && t->joined &&
			(at + 1 == s->token_count || (!next->joined && next->capital));
	return t->kind == TOKEN_PUNCT && stop;
}

/* Where the sentence that begins at `at` ends. */
static size_t sentence_end(const struct study *s, size_t at)
{
	size_t i = at;

	for (; i < s->token_count; i++) {
		const struct row *row = &s->rows[s->tokens[i].row];
		bool begins = i > at && i == row->first;
		if (begins &&
			(row->paragraph || row->breaks || row->item || s->tokens[i].row == 0 ||
				s->rows[s->tokens[i - 1].row].sort != row->sort))
			break;
		if (stops(s, i))
			return i + 1;
	}
	return i;
}

static bool counts(const struct study *s, size_t at, enum row_sort sort)
{
	const struct row *row = &s->rows[s->tokens[at].row];

	return row->sort == sort && (sort != ROW_SUBJECT || s->subject_own);
}

/* The letter's language by the rows of one sort. */
static const struct language *by_rows(
	struct study *s, enum row_sort sort, const struct language **rival)
{
	struct scores scores = {0};
	int first = 0, second = 0;

	for (size_t i = 0; i < s->token_count; i++)
		if (counts(s, i, sort))
			add(s, i, i + 1, &scores);
	const struct language *found = best(s, &scores, rival, &first, &second);
	s->language_bare = first < CLEAR || first == second;
	if (second == 0 || first >= second + RIVAL_MARGIN)
		*rival = NULL;
	return found;
}

static void mark(struct study *s, size_t first, size_t end)
{
	struct scores scores = {0};
	const struct language *next = NULL, *chosen = s->language;
	int score = 0, behind = 0;

	add(s, first, end, &scores);
	const struct language *other = best(s, &scores, &next, &score, &behind);
	if (other != NULL && score >= score_of(&scores, s->language) + OTHER_MARGIN)
		chosen = other;
	for (size_t i = first; i < end; i++)
		s->tokens[i].language = chosen;
}

const struct language *tongues_find(struct study *s, const struct language *instead)
{
	const struct language *rival = NULL;

	s->language = by_rows(s, ROW_BODY, &rival);
	if (s->language == NULL)
		s->language = by_rows(s, ROW_SUBJECT, &rival);
	if (instead != NULL)
		s->language = instead;
	for (size_t i = 0, end; i < s->token_count; i = end) {
		end = sentence_end(s, i);
		mark(s, i, end);
	}
	return rival;
}

const struct language *tongue_of(const struct study *s, const struct atom *a)
{
	return a->first < s->token_count ? s->tokens[a->first].language : s->language;
}

bool tongue_nouns(const struct study *s, const struct atom *a)
{
	const struct language *l = tongue_of(s, a);

	return l != NULL && l->nouns;
}

bool tongue_small_letters(const struct study *s, const struct atom *a)
{
	const struct row *r = &s->rows[s->tokens[a->first].row];
	size_t words = 0;

	for (size_t i = r->first; i < r->first + r->count; i++) {
		if (s->tokens[i].kind == TOKEN_WORD && s->tokens[i].capital)
			return false;
		words += s->tokens[i].kind == TOKEN_WORD;
	}
	return words >= SMALL_WORDS_MIN;
}

bool tongue_infinitive(const struct study *s, const struct atom *a)
{
	const struct language *l = tongue_of(s, a);

	return l != NULL && a->count == 1 && slice_eq(s->tokens[a->first].key, l->infinitive);
}
