#include "reading/lines/dictation.h"

#include "reading/lines/phrases.h"

enum {
	WORDS_LEAST = 10, /* of a letter that is looked at */
	WORDS_A_STOP = 20, /* a letter with a stop for so many words has its stops */
	FRONT_TOKENS_MAX =
		6, /* of what stands before an inverted verb: `zum Forum Soziale Balance` */
	/* until the next mark, from its begin: what is shorter is no run of sentences */
	RUN_LEAST = 8,
};

static bool is(const struct token *t, const char *text)
{
	return slice_is(t->text, text);
}

static bool is_body(const struct study *s, size_t i)
{
	return s->rows[s->tokens[i].row].sort == ROW_BODY && s->tokens[i].in == IN_TEXT;
}

/* Whether the token begins a row that is no mere wrap of the one before. */
static bool begins_row(const struct study *s, size_t i)
{
	const struct row *row = &s->rows[s->tokens[i].row];

	return row->first == i && (row->breaks || row->paragraph || row->item);
}

/* ---- whether the letter has its stops ---- */

/* A stop behind a word that is no abbreviation. */
static bool stops(const struct study *s, size_t i)
{
	const struct token *t = &s->tokens[i], *before = t - 1;

	if (t->kind != TOKEN_PUNCT || i == 0 || before->kind != TOKEN_WORD)
		return false;
	if (is(t, "!") || is(t, "?") || is(t, ";"))
		return true;
	return is(t, ".") && before->text.len > 1 &&
		!(before->meaning != NULL && before->meaning->abbreviation);
}

static bool has_stops(const struct study *s)
{
	size_t words = 0, marks = 0, below = 0;

	for (size_t i = 0; i < s->token_count; i++) {
		if (!is_body(s, i))
			continue;
		words += s->tokens[i].kind == TOKEN_WORD;
		below += s->tokens[i].kind == TOKEN_WORD;
		marks += stops(s, i);
		below = stops(s, i) ? 0 : below;
	}
	/* a greeting and a name below the last stop need none */
	if (below < words - below)
		words -= below;
	return words < WORDS_LEAST || marks * WORDS_A_STOP > words;
}

/* ---- marks that are said as words ---- */

/* `den Punkt`, `Punkt 18 Uhr`: the word itself is meant. */
static bool is_noun(const struct study *s, size_t i)
{
	static const enum sense before[] = {SENSE_ARTICLE, SENSE_INDEFINITE, SENSE_MY, SENSE_YOUR,
		SENSE_GOING, SENSE_BEING, SENSE_ORIGIN, SENSE_FOR, SENSE_NONE, SENSE_ORDINAL,
		SENSE_NUMBER, SENSE_ALL, SENSE_LAST, SENSE_NEXT, SENSE_POINTER};
	const struct token *t = &s->tokens[i];

	if (i == 0 || begins_row(s, i) || t[-1].kind == TOKEN_NUMBER ||
		TOKEN_MEANS_ANY(t - 1, before))
		return true;
	return i + 1 < s->token_count && t[1].row == t->row &&
		(t[1].kind == TOKEN_NUMBER || token_means(t + 1, SENSE_NUMBER));
}

static const char *said(const struct study *s, size_t i)
{
	const struct token *t = &s->tokens[i];

	if (t->kind != TOKEN_WORD || !is_body(s, i) || is_noun(s, i))
		return NULL;
	return token_means(t, SENSE_STOP)        ? "."
		: token_means(t, SENSE_COMMA)    ? ","
		: token_means(t, SENSE_QUESTION) ? "?"
						 : NULL;
}

/* The word becomes its mark. */
static void mark(struct token *t, const char *sign)
{
	t->kind = TOKEN_PUNCT;
	t->text = slice_of(sign);
	t->key = t->text;
	t->meaning = NULL;
	t->joined = true;
	t->capital = t->upper = false;
}

/* ---- where a sentence begins ---- */

static bool is_finite(const struct token *t, unsigned forms)
{
	static const enum sense helping[] = {
		SENSE_BE, SENSE_HAVE, SENSE_WILL, SENSE_CAN, SENSE_MUST, SENSE_WOULD, SENSE_MAY};

	if (t->meaning == NULL)
		return false;
	if (TOKEN_MEANS_ANY(t, helping))
		return true;
	for (const struct inflection *f = t->meaning->inflections; f != NULL; f = f->next)
		if (f->forms & forms)
			return true;
	return false;
}

/* `laufen`: it may end its clause as an infinitive. */
static bool is_infinitive(const struct token *t)
{
	if (t->meaning == NULL)
		return false;
	for (const struct inflection *f = t->meaning->inflections; f != NULL; f = f->next)
		if (f->forms & FORM_INF)
			return true;
	return false;
}

static bool is_who(const struct token *t)
{
	return token_means(t, SENSE_I) || token_means(t, SENSE_WE);
}

static bool is_finite_any(const struct token *t)
{
	return is_finite(t, FORM_1SG | FORM_3SG | FORM_1PL | FORM_PL | FORM_PAST);
}

/* Whether a sentence may end before the token: nothing stands there that wants more, denies, doubts, or
 * hangs what follows on itself. */
static bool may_end(const struct study *s, size_t i)
{
	static const enum sense open[] = {SENSE_AND, SENSE_OR, SENSE_BUT, SENSE_THAT, SENSE_BECAUSE,
		SENSE_HENCE, SENSE_CONDITION, SENSE_ASKING, SENSE_RELATIVE, SENSE_COMPARE,
		SENSE_ARTICLE, SENSE_INDEFINITE, SENSE_MY, SENSE_YOUR, SENSE_GOING, SENSE_BEING,
		SENSE_ORIGIN, SENSE_FOR, SENSE_SINCE, SENSE_BEFORE, SENSE_UNTIL, SENSE_CAUSE,
		SENSE_ROLE, SENSE_PREPOSITION, SENSE_AT_TIME, SENSE_NEG, SENSE_NEITHER, SENSE_HEDGE,
		SENSE_EXCEPT, SENSE_SWAP, SENSE_RATHER, SENSE_ONLY, SENSE_NOT_ONLY, SENSE_BUT_ALSO,
		SENSE_OPENS, SENSE_TITLE, SENSE_I, SENSE_WE};
	const struct token *before = &s->tokens[i - 1];

	/* `das wird nichts |`: no word that it turns follows */
	if (before->kind == TOKEN_NUMBER ||
		(token_means(before, SENSE_NEG) && token_means(before, SENSE_POINTER)))
		return true;
	return before->kind == TOKEN_WORD && !TOKEN_MEANS_ANY(before, open) &&
		!token_means(before, SENSE_WITH) &&
		(!is_finite_any(before) || is_infinitive(before));
}

static bool in_row(const struct study *s, size_t i, size_t n)
{
	return i + n < s->token_count && is_body(s, i + n) && !begins_row(s, i + n);
}

/* `ich bin`, `wir nehmen`; `meine Frau kommt` */
static bool begins_with_who(const struct study *s, size_t i)
{
	const struct token *t = &s->tokens[i];

	if (in_row(s, i, 1) && is_who(t) && t[1].kind == TOKEN_WORD)
		return is_finite(t + 1, FORM_1SG | FORM_1PL | FORM_PL | FORM_PAST);
	return in_row(s, i, 2) && token_means(t, SENSE_MY) && t[1].kind == TOKEN_WORD &&
		!is_finite_any(t + 1) && is_finite(t + 2, FORM_3SG);
}

/* `da komme ich`, `deswegen komme ich` */
static bool begins_with_opener(const struct study *s, size_t i)
{
	const struct token *t = &s->tokens[i];
	size_t n = 0;

	while (in_row(s, i, n) && token_means(&t[n], SENSE_OPENS))
		n++;
	/* `deshalb müssen Sie ohne mich auskommen` */
	return n > 0 && in_row(s, i, n + 1) && is_finite_any(&t[n]) &&
		(is_who(&t[n + 1]) || token_means(&t[n + 1], SENSE_YOU));
}

/* Punctuation, but for the dot of a date. */
static bool parts(const struct study *s, size_t i)
{
	const struct token *t = &s->tokens[i];

	return t->kind == TOKEN_PUNCT && !(i > 0 && is(t, ".") && t[-1].kind == TOKEN_NUMBER);
}

/* `am 16. bin ich`, `zum Kongress komme ich`: from a preposition up to the verb. */
static bool begins_with_place(const struct study *s, size_t i)
{
	const struct token *t = &s->tokens[i];

	if (!token_means(t, SENSE_GOING) && !token_means(t, SENSE_BEING))
		return false;
	for (size_t n = 1; n <= FRONT_TOKENS_MAX && in_row(s, i, n + 1); n++) {
		if (is_finite_any(&t[n]) && is_who(&t[n + 1]))
			return n > 1;
		if (parts(s, i + n) || token_means(&t[n], SENSE_AND) ||
			token_means(&t[n], SENSE_NEG) || is_finite_any(&t[n]))
			return false;
	}
	return false;
}

static bool begins_with_phrase(const struct study *s, size_t i)
{
	size_t end = s->rows[s->tokens[i].row].first + s->rows[s->tokens[i].row].count;

	/* `… müssen A und B ihre Teilnahme absagen`: not `ihre Ute` */
	size_t closing = token_means(&s->tokens[i], SENSE_HIS) ? 1 : 0;

	return phrase_sense_at(s, i, end, SENSE_CLOSING) > closing ||
		phrase_sense_at(s, i, end, SENSE_THANKS) > 0 ||
		phrase_sense_at(s, i, end, SENSE_BEGINS) > 0;
}

/* What one clause has before the token at `at`, since the last mark or a sentence that plainly began. */
struct clause_before {
	bool finite; /* its verb */
	bool who; /* the writer beside that verb: nobody else does it */
	bool hangs; /* a word on which it hangs: its verb may be still to come */
};

static struct clause_before clause_before(const struct study *s, size_t at)
{
	static const enum sense hanging[] = {
		SENSE_CONDITION, SENSE_THAT, SENSE_BECAUSE, SENSE_ASKING, SENSE_HENCE};
	struct clause_before out = {0};

	for (size_t i = at; i-- > 0 && is_body(s, i) && !parts(s, i);) {
		const struct token *t = &s->tokens[i];
		bool finite = t->kind == TOKEN_WORD && is_finite_any(t) && !is_infinitive(t);
		out.finite = out.finite || finite ||
			TOKEN_MEANS_ANY(t,
				((const enum sense[]){
					SENSE_BE, SENSE_CAN, SENSE_MUST, SENSE_WILL}));
		out.who = out.who ||
			(is_who(t) && i + 1 < at &&
				(is_finite_any(t + 1) || (i > 0 && is_finite_any(t - 1))));
		bool reason = token_means(t, SENSE_BECAUSE) &&
			(token_means(t, SENSE_OPENS) || token_means(t, SENSE_THERE));
		out.hangs = out.hangs ||
			(TOKEN_MEANS_ANY(t, hanging) && !reason && !token_means(t, SENSE_ARTICLE));
		if (begins_row(s, i) ||
			(i > 0 && may_end(s, i) &&
				(begins_with_who(s, i) || begins_with_opener(s, i) ||
					begins_with_place(s, i))))
			break;
	}
	return out;
}

/* `der Doktor hat gesagt`: somebody and their verb, behind a clause that has its own. */
static bool begins_with_other(const struct study *s, size_t i)
{
	const struct token *t = &s->tokens[i];

	if (!in_row(s, i, 2) || !token_means(t, SENSE_ARTICLE) || t[1].kind != TOKEN_WORD ||
		!t[1].capital || is_finite_any(t + 1) || !is_finite(t + 2, FORM_3SG))
		return false;
	struct clause_before b = clause_before(s, i);
	return b.finite && !b.hangs;
}

/* `das wird also nichts`: behind a clause that has its verb, and no day that it would take up again. */
static bool begins_with_that(const struct study *s, size_t i)
{
	const struct token *t = &s->tokens[i];
	bool day = t[-1].kind == TOKEN_NUMBER || token_means(t - 1, SENSE_WEEKDAY) ||
		token_means(t - 1, SENSE_DAY);

	if (!in_row(s, i, 1) || !token_means(t, SENSE_POINTER) || !token_means(t, SENSE_ARTICLE) ||
		!is_finite(t + 1, FORM_3SG) || day)
		return false;
	struct clause_before b = clause_before(s, i);
	return b.finite && !b.hangs;
}

/* `mit dem Kongress wird das nichts` */
static bool begins_with_thing(const struct study *s, size_t i)
{
	const struct token *t = &s->tokens[i];

	if (!token_means(t, SENSE_WITH) || !in_row(s, i, 1) || !token_means(t + 1, SENSE_ARTICLE))
		return false;
	for (size_t n = 2; n <= FRONT_TOKENS_MAX && in_row(s, i, n + 1); n++) {
		if (is_finite(&t[n], FORM_3SG) && token_means(&t[n], SENSE_WILL) &&
			token_means(&t[n + 1], SENSE_POINTER)) {
			struct clause_before b = clause_before(s, i);
			return b.finite && !b.hangs;
		}
		if (parts(s, i + n) || is_finite_any(&t[n]))
			return false;
	}
	return false;
}

/* `zum Kongress komme ich nicht | ich bin krank`: who does it stands before the no already. */
static bool behind_own_no(const struct study *s, size_t i)
{
	if (!token_means(&s->tokens[i - 1], SENSE_NEG) || !begins_with_who(s, i))
		return false;
	struct clause_before b = clause_before(s, i);
	return b.finite && b.who && !b.hangs;
}

/* `das wird nichts | viele Grüße`: no phrase of leave of several words is turned by a no before it. */
static bool begins_with_leave(const struct study *s, size_t i)
{
	size_t end = s->rows[s->tokens[i].row].first + s->rows[s->tokens[i].row].count;

	return phrase_sense_at(s, i, end, SENSE_CLOSING) > 1 ||
		phrase_sense_at(s, i, end, SENSE_THANKS) > 1;
}

/* Whether so many tokens stand between the last mark and the next that they may be several sentences. */
static bool in_run(const struct study *s, size_t i)
{
	size_t first = i, end = i;

	while (end - first < RUN_LEAST && first > 0 && is_body(s, first) && !begins_row(s, first) &&
		!parts(s, first - 1))
		first--;
	while (end - first < RUN_LEAST && end < s->token_count && is_body(s, end) &&
		(end == i || !begins_row(s, end)) && !parts(s, end))
		end++;
	return end - first >= RUN_LEAST;
}

static bool begins(const struct study *s, size_t i)
{
	const struct language *l = s->tokens[i].language;

	if (l == NULL || !l->verb_last || i == 0 || !is_body(s, i) || begins_row(s, i) ||
		!is_body(s, i - 1))
		return false;
	bool leave = token_means(&s->tokens[i - 1], SENSE_NEG) && begins_with_leave(s, i);
	if (behind_own_no(s, i) || leave)
		return in_run(s, i);
	if (!may_end(s, i))
		return false;
	if (begins_with_other(s, i) || begins_with_that(s, i) || begins_with_thing(s, i))
		return in_run(s, i);
	return (begins_with_who(s, i) || begins_with_opener(s, i) || begins_with_place(s, i) ||
		       begins_with_phrase(s, i)) &&
		in_run(s, i);
}

/* A stop of no width behind the token. */
static struct token stop_behind(const struct token *t)
{
	struct token stop = *t;

	stop.start = stop.end = t->end;
	mark(&stop, ".");
	return stop;
}

/* How many stops are missing. */
static size_t missing(const struct study *s)
{
	size_t n = 0;

	for (size_t i = 0; i < s->token_count; i++)
		n += begins(s, i);
	return n;
}

static void part_runs(struct study *s)
{
	const struct study old = *s;
	size_t more = missing(s);

	if (more == 0)
		return;
	s->token_room = old.token_count + more;
	s->tokens = arena_room(s->arena, s->token_room, sizeof *s->tokens);
	s->token_count = 0;
	for (size_t i = 0, at = 0; i < s->row_count; i++) {
		/* a bullet before the row's first token, or a dash behind its last, stays outside */
		size_t from = s->rows[i].first, to = from + s->rows[i].count;
		size_t first = s->token_count, end = first;
		for (; at < old.token_count && old.tokens[at].row <= i; at++) {
			struct token t = old.tokens[at];
			if (begins(&old, at)) {
				struct token stop = stop_behind(&old.tokens[at - 1]);
				stop.row = t.row;
				ARENA_PUSH(
					s->arena, s->tokens, s->token_count, s->token_room, stop);
			}
			if (at == from)
				first = s->token_count;
			ARENA_PUSH(s->arena, s->tokens, s->token_count, s->token_room, t);
			if (at < to)
				end = s->token_count;
		}
		s->rows[i].first = first;
		s->rows[i].count = end > first ? end - first : 0;
	}
}

void dictation_stop(struct study *s)
{
	if (s->language == NULL || has_stops(s))
		return;
	for (size_t i = 0; i < s->token_count; i++) {
		const char *sign = said(s, i);
		if (sign != NULL)
			mark(&s->tokens[i], sign);
	}
	part_runs(s);
}
